// Fills practice orders that wait, when the live book reaches their price. Pure.
//
// The rule. An order that waits is filled as maker, at its own price, when the other side of a book in sync stands at its
// price or better; with at most the volume shown there, all such levels together. Volume that is already shown is new to an
// order only once: after each look the order has "counted" what is shown now, and the next look fills no more than what is
// shown beyond that. Volume that went away and came again is new again. What a limit order met when it was placed is counted
// then. Each order counts for itself: play money moves nobody's book, so two orders may meet the same volume. There is no
// queue: that real orders stood before it at the same price is not known, and trades are not looked at.
import type { Level, MarketId } from '../model/trading/market.js';
import { isPositive, isZero, minus, smaller, sum, type Decimal } from '../model/money.js';
import type { PracticeAccount, PracticeOrder } from '../model/practice.js';
import { fillOrder, type Filled } from './fillOrder.js';
import { reachedLevels } from './placeOrder.js';
import { openOrdersOf, withOrder } from './practiceAccount.js';

/** Levels of a side looked at for orders that wait: deeper ones are met as the book moves. */
export const reachedLevelsLimit = 200;

/** The other side of the book that an order trades with, best first; undefined unless the book is in sync and live. */
export type ReadLevels = (market: MarketId, side: 'bid' | 'ask', count: number) => readonly Level[] | undefined;

/** What is shown of the other side at the order's price or better, in base; undefined without a live book. */
export function shownTo({ order }: PracticeOrder, read: ReadLevels): Decimal | undefined {
  const shown = (count: number): Decimal | undefined => {
    const levels = read(order.market, order.side === 'buy' ? 'ask' : 'bid', count);
    return levels === undefined ? undefined : sum(reachedLevels(order, levels).map((level) => level.amount));
  };
  // Mostly the best price is still away, and nothing behind it needs to be looked at.
  const best = shown(1);
  return best === undefined || isZero(best) ? best : shown(reachedLevelsLimit);
}

/** How much of what is shown is new to the order and fits it, in base; zero or less for none. */
export const freshVolume = ({ order }: PracticeOrder, shown: Decimal, counted: Decimal): Decimal => smaller(minus(shown, counted), order.remainingVolume);

export interface RestingFills {
  readonly account: PracticeAccount;
  /** The orders that were filled, in the order they were placed. */
  readonly filled: readonly PracticeOrder[];
}

/** Every open order of a market, filled as the rule says. `countedBy` is what an order has counted by now. `now` is ms since 1970. */
export function fillResting(account: PracticeAccount, market: MarketId, read: ReadLevels, countedBy: (placed: PracticeOrder) => Decimal, now: number): RestingFills {
  const filled: PracticeOrder[] = [];
  let next = account;
  for (const placed of openOrdersOf(account)) {
    const shown = placed.order.market === market ? shownTo(placed, read) : undefined;
    if (shown === undefined) continue;
    const step = fillOne({ account: next, placed }, shown, countedBy(placed), now);
    if (step === undefined) continue;
    next = withOrder(step.account, step.placed);
    filled.push(step.placed);
  }
  return { account: next, filled };
}

function fillOne(before: Filled, shown: Decimal, counted: Decimal, now: number): Filled | undefined {
  const { price } = before.placed.order;
  const amount = freshVolume(before.placed, shown, counted);
  if (price === undefined || !isPositive(amount)) return undefined;
  const { account, placed } = fillOrder(before, { price, amount, role: 'maker' }, now);
  return { account, placed: { ...placed, counted: shown } };
}
