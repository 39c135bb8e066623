// Who waits in which market and from where on it matters, so that most moves of a book concern nobody and cost next to nothing.
import type { BookView } from '../markets/markets.js';
import type { MarketId } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import { isPositive, larger, smaller, type Decimal } from '../model/money.js';
import type { PracticeOrder } from '../model/practice.js';
import { wouldMatch } from '../model/trading/priceLimits.js';

interface Reach {
  /** The highest price somebody buys at, and the lowest somebody sells at. */
  readonly buy?: Decimal;
  readonly sell?: Decimal;
  /** An order has counted volume, so it matters too when the price leaves it. */
  readonly hasCounted: boolean;
}

/** Bounded by the users there are, each with openPracticeOrdersLimit orders. */
export class WaitingOrders {
  readonly #markets = new Map<MarketId, Map<UserId, Reach>>();

  /** These and no others are open now. */
  set(userId: UserId, open: readonly PracticeOrder[]): void {
    for (const users of this.#markets.values()) users.delete(userId);
    for (const placed of open) {
      const users = this.#markets.get(placed.order.market) ?? new Map<UserId, Reach>();
      this.#markets.set(placed.order.market, users.set(userId, widened(users.get(userId), placed)));
    }
  }

  /** The users for whom this book may have news. */
  concernedBy({ market, bestAsk, bestBid }: Pick<BookView, 'market' | 'bestAsk' | 'bestBid'>): readonly UserId[] {
    return [...(this.#markets.get(market) ?? [])].filter(([, { buy, sell, hasCounted }]) => hasCounted
      || (buy !== undefined && bestAsk !== undefined && wouldMatch('buy', buy, bestAsk.price))
      || (sell !== undefined && bestBid !== undefined && wouldMatch('sell', sell, bestBid.price))).map(([userId]) => userId);
  }
}

function widened(before: Reach | undefined, { order, counted }: PracticeOrder): Reach {
  const hasCounted = before?.hasCounted === true || isPositive(counted);
  if (order.price === undefined) return { ...before, hasCounted };
  return order.side === 'buy' ? { ...before, hasCounted, buy: larger(before?.buy ?? order.price, order.price) } : { ...before, hasCounted, sell: smaller(before?.sell ?? order.price, order.price) };
}
