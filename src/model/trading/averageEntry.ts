// What a holding cost on average, as far as the trades that are known tell; pure.
import { dividedBy, isBelow, isPositive, isZero, minus, plus, times, ZERO, type Decimal } from '../money.js';
import { withoutSelfTrades } from './selfTrade.js';
import type { Trade } from './trade.js';

const places = 16;

/**
 * The average price of what was bought and not sold again, fees not counted: a sale takes away at the average of that moment,
 * and selling more than was seen bought begins anew, for the rest was bought before the first trade known.
 * @param trades of one market, in any order
 * @returns in quote currency for one unit; undefined when nothing bought is left
 */
export function averageEntry(trades: readonly Trade[]): Decimal | undefined {
  return averageOf(oldestFirst(withoutSelfTrades(trades)).reduce(afterTrade, nothingHeld));
}

export interface Held {
  /** In base. */
  readonly amount: Decimal;
  /** Of all of it, in quote. */
  readonly cost: Decimal;
}

export const nothingHeld: Held = { amount: ZERO, cost: ZERO };

/** Trades of one moment stand in the order of their ids. */
export const oldestFirst = (trades: readonly Trade[]): readonly Trade[] => [...trades].sort((a, b) => a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1));

/** In quote for one unit, 16 decimals; undefined when nothing is held. */
export const averageOf = ({ amount, cost }: Held): Decimal | undefined => (isPositive(amount) ? dividedBy(cost, amount, places, 'nearest') : undefined);

/** What is left when `sold` leaves at the average cost; nothing when it is all of it or more. */
export function afterSale({ amount, cost }: Held, sold: Decimal): Held {
  if (isZero(amount) || !isBelow(sold, amount)) return nothingHeld;
  const left = minus(amount, sold);
  return { amount: left, cost: dividedBy(times(cost, left), amount, places, 'nearest') };
}

function afterTrade(held: Held, trade: Trade): Held {
  return trade.side === 'buy' ? { amount: plus(held.amount, trade.amount), cost: plus(held.cost, trade.total) } : afterSale(held, trade.amount);
}
