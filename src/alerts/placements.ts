// Knows what makes each alert look: a book's thresholds, a candle that closes, the account, a move's window, or the time.
import type { BookView } from '../markets/markets.js';
import type { Alert } from '../model/alert.js';
import type { MarketId } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import type { Sight } from './alertKind.js';
import { AlertIndex } from './alertIndex.js';
import type { CandleCloseWish } from './candleCloses.js';
import { kindOf } from './kinds/index.js';

export interface AlertOwner {
  readonly userId: UserId;
  readonly alertId: string;
}

export const ownerKey = ({ userId, alertId }: AlertOwner): string => `${userId} ${alertId}`;

/** Owners by something, each group gone with its last member. */
class Groups<Name> {
  readonly #groups = new Map<Name, Map<string, AlertOwner>>();

  names(): readonly Name[] {
    return [...this.#groups.keys()];
  }

  of(name: Name): readonly AlertOwner[] {
    return [...this.#groups.get(name)?.values() ?? []];
  }

  add(name: Name, owner: AlertOwner): () => void {
    const group = this.#groups.get(name) ?? new Map<string, AlertOwner>();
    this.#groups.set(name, group.set(ownerKey(owner), owner));
    return () => {
      group.delete(ownerKey(owner));
      if (group.size === 0) this.#groups.delete(name);
    };
  }
}

const wishName = ({ market, period }: CandleCloseWish): string => `${market} ${period}`;

/** Bounded by the alerts there are: alertsPerUserLimit for each user. */
export class Placements {
  readonly #index = new AlertIndex();
  /** By key in the index: an alert has one for each market it watches. */
  readonly #indexed = new Map<string, AlertOwner>();
  readonly #removals = new Map<string, readonly (() => void)[]>();
  readonly #moves = new Groups<MarketId>();
  readonly #candles = new Groups<string>();
  readonly #wishes = new Map<string, CandleCloseWish>();
  readonly #accounts = new Groups<UserId>();
  readonly #asleep = new Map<string, { readonly owner: AlertOwner; readonly until: number }>();

  /** Takes an alert out, wherever it is. */
  take(owner: AlertOwner): void {
    for (const remove of this.#removals.get(ownerKey(owner)) ?? []) remove();
    this.#removals.delete(ownerKey(owner));
  }

  /** Puts an alert where its state says, in place of where it was; undefined takes it out. Gives the markets it watches. */
  place(owner: AlertOwner, alert: Alert | undefined, sight: () => Sight): readonly MarketId[] {
    this.take(owner);
    if (alert === undefined || alert.state === 'resting') return [];
    const removals: (() => void)[] = [];
    this.#removals.set(ownerKey(owner), removals);
    if (alert.state === 'asleep') {
      this.#asleep.set(ownerKey(owner), { owner, until: alert.until ?? 0 });
      removals.push(() => this.#asleep.delete(ownerKey(owner)));
      return [];
    }
    return this.#watch(owner, alert, sight, removals);
  }

  /** Takes out the alerts that these best prices reach; whoever takes them places them again. */
  takeReached(view: BookView): readonly AlertOwner[] {
    return this.#index.takeReached(view).flatMap((key) => this.#indexed.get(key) ?? []);
  }

  /** Those that measure moves of this market. */
  movesOf(market: MarketId): readonly AlertOwner[] {
    return this.#moves.of(market);
  }

  moveMarkets(): ReadonlySet<MarketId> {
    return new Set(this.#moves.names());
  }

  candleAlertsOf(wish: CandleCloseWish): readonly AlertOwner[] {
    return this.#candles.of(wishName(wish));
  }

  candleWishes(): readonly CandleCloseWish[] {
    return this.#candles.names().flatMap((name) => this.#wishes.get(name) ?? []);
  }

  /** Those that this user's account can change. */
  accountAlertsOf(userId: UserId): readonly AlertOwner[] {
    return this.#accounts.of(userId);
  }

  /** When the first of the sleeping ones wakes, ms since 1970. */
  nextWake(): number | undefined {
    let next: number | undefined;
    for (const { until } of this.#asleep.values()) next = Math.min(next ?? until, until);
    return next;
  }

  wakingAt(now: number): readonly AlertOwner[] {
    return [...this.#asleep.values()].filter(({ until }) => until <= now).map(({ owner }) => owner);
  }

  #watch(owner: AlertOwner, alert: Alert, sight: () => Sight, removals: (() => void)[]): readonly MarketId[] {
    const kind = kindOf(alert);
    const market = kind.market(alert);
    if (kind.startsAnew === true && market !== undefined) removals.push(this.#moves.add(market, owner));
    if (kind.followsAccount === true) removals.push(this.#accounts.add(owner.userId, owner));
    const wish = kind.candles?.(alert);
    if (wish !== undefined) {
      this.#wishes.set(wishName(wish), wish);
      removals.push(this.#candles.add(wishName(wish), owner));
    }
    const watches = kind.watches(alert, sight());
    for (const watch of watches) removals.push(this.#addToIndex(owner, watch));
    return watches.map((watch) => watch.market);
  }

  #addToIndex(owner: AlertOwner, { market, thresholds }: ReturnType<ReturnType<typeof kindOf>['watches']>[number]): () => void {
    const key = `${ownerKey(owner)} ${market}`;
    this.#index.put(key, market, thresholds);
    this.#indexed.set(key, owner);
    return () => {
      this.#index.remove(key);
      this.#indexed.delete(key);
    };
  }
}
