// The trades that were made: the newest of each market for everybody, and each user's own.
import type { Trade, TradeParty } from './order.js';

const MAX_PER_MARKET = 1000;
const MAX_PER_USER = 10_000;

/** A trade with the side of it that belongs to one user. */
export interface OwnTrade {
  trade: Trade;
  party: TradeParty;
}

/** Bounded lists of trades, oldest first. */
export class TradeHistory {
  readonly #byMarket = new Map<string, Trade[]>();
  readonly #byUser = new Map<string, OwnTrade[]>();

  constructor(private readonly isUser: (uid: string) => boolean) {}

  /** Keeps a trade. Trading with oneself gives one entry, the maker's (PROTOCOL.md section 1, trade). */
  add(trade: Trade): void {
    append(this.#byMarket, trade.market.id, trade, MAX_PER_MARKET);
    const parties = trade.maker.uid === trade.taker.uid ? [trade.maker] : [trade.maker, trade.taker];
    for (const party of parties) {
      if (this.isUser(party.uid)) append(this.#byUser, party.uid, { trade, party }, MAX_PER_USER);
    }
  }

  /** The newest trades of a market, oldest first. */
  ofMarket(marketId: string): Trade[] {
    return [...(this.#byMarket.get(marketId) ?? [])];
  }

  /** A user's own trades, oldest first. */
  ofUser(uid: string): OwnTrade[] {
    return [...(this.#byUser.get(uid) ?? [])];
  }
}

function append<T>(lists: Map<string, T[]>, key: string, item: T, limit: number): void {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(item);
  if (list.length > limit) list.shift();
}
