// Places a practice order on a live book: what crosses fills at once, level by level; what is left of a limit order waits. Pure.
import type { DraftOf } from '../actions/draft.js';
import type { HoldReason, OrderRequest } from '../model/draft.js';
import type { Level } from '../model/trading/market.js';
import { isAbove, isPositive, isZero, minus, plus, smaller, sum, times, ZERO, type Decimal } from '../model/money.js';
import type { OwnReason } from '../model/ownReason.js';
import { openPracticeOrdersLimit, type PracticeAccount, type PracticeOrder } from '../model/practice.js';
import { wouldMatch } from '../model/trading/priceLimits.js';
import { fillOrder, type Filled } from './fillOrder.js';
import { availableOf, givenBy, lock } from './funds.js';
import { isOpen, lockedBy, openOrdersOf, withOrder } from './practiceAccount.js';

export type Placement =
  | ({ readonly kind: 'placed' } & Filled)
  /** Codes that text/refusals.ts explains. */
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'held'; readonly why: HoldReason };

type Action = DraftOf<'practiceOrder'>['request'];

/**
 * `levels` are those of the other side of a book in sync, best first. The rules of amounts and prices were checked when the
 * card was drawn, as for a real order; money and post-only are looked at here. `now` is ms since 1970.
 */
export function placeOrder(account: PracticeAccount, action: Action, levels: readonly Level[], now: number): Placement {
  const { order } = action;
  const best = levels[0]?.price;
  if (order.postOnly === true && order.price !== undefined && best !== undefined && wouldMatch(order.side, order.price, best)) return { kind: 'held', why: 'wouldMatch' };
  const reached = reachedLevels(order, levels);
  const parts = takeVolume(reached, order.volume);
  if (order.price === undefined && isAbove(order.volume, sum(parts.map((part) => part.amount)))) return { kind: 'held', why: 'thin' };
  if (openOrdersOf(account).length >= openPracticeOrdersLimit) return { kind: 'refused', codes: ['own.practiceOrders' satisfies OwnReason] };
  const begun = newOrder(account, action, sum(reached.map((level) => level.amount)), now);
  if (isAbove(needed(order, parts), availableOf(account.funds, givenBy(order.side, begun)))) return { kind: 'refused', codes: ['market.account.insufficient_balance'] };
  const counted = { ...account, lastId: account.lastId + 1 };
  const { account: traded, placed } = parts.reduce<Filled>((filled, part) => fillOrder(filled, { ...part, role: 'taker' }, now), { account: counted, placed: begun });
  const funds = isOpen(placed) ? lock(traded.funds, givenBy(order.side, placed), lockedBy(placed)) : traded.funds;
  return { kind: 'placed', placed, account: withOrder({ ...traded, funds }, placed) };
}

/** The levels the order may trade with: all of them at the market, with a limit those that are no worse. */
export function reachedLevels({ side, price }: Pick<OrderRequest, 'side' | 'price'>, levels: readonly Level[]): readonly Level[] {
  return price === undefined ? levels : levels.filter((level) => wouldMatch(side, price, level.price));
}

function takeVolume(levels: readonly Level[], volume: Decimal): readonly Level[] {
  const parts: Level[] = [];
  let left = volume;
  for (const { price, amount } of levels) {
    if (isZero(left)) break;
    const part = smaller(left, amount);
    if (isPositive(part)) parts.push({ price, amount: part });
    left = minus(left, part);
  }
  return parts;
}

/** A limit order needs its limit for all of it, as the exchange locks it (PROTOCOL.md section 5), though what crosses may come cheaper. */
function needed({ side, price, volume }: OrderRequest, parts: readonly Level[]): Decimal {
  if (side === 'sell') return volume;
  return price === undefined ? parts.reduce((total, part) => plus(total, times(part.price, part.amount)), ZERO) : times(price, volume);
}

function newOrder({ lastId }: PracticeAccount, { order, estimate, fees }: Action, counted: Decimal, now: number): PracticeOrder {
  const { base, quote, pricePrecision } = estimate;
  return {
    base, quote, pricePrecision, fees, fills: 0, total: ZERO, fee: ZERO, counted,
    order: {
      id: `P${lastId + 1}`, market: order.market, side: order.side, type: order.type, averagePrice: ZERO, state: 'wait', originVolume: order.volume, remainingVolume: order.volume,
      executedVolume: ZERO, tradesCount: 0, createdAt: now, updatedAt: now,
      ...(order.price === undefined ? {} : { price: order.price }), ...(order.postOnly === undefined ? {} : { postOnly: order.postOnly }),
    },
  };
}
