// What a holding cost on average, as far as the trades that are known tell; pure.
import { dividedBy, isBelow, isPositive, isZero, minus, plus, times, ZERO, type Decimal } from './money.js';
import type { Trade } from './trade.js';

const places = 16;

/**
 * The average price of what was bought and not sold again, fees not counted: a sale takes away at the average of that moment,
 * and selling more than was seen bought begins anew, for the rest was bought before the first trade known.
 * @param trades of one market, in any order
 * @returns in quote currency for one unit; undefined when nothing bought is left
 */
export function averageEntry(trades: readonly Trade[]): Decimal | undefined {
  const oldestFirst = [...trades].sort((a, b) => a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
  const held = oldestFirst.reduce(afterTrade, { amount: ZERO, cost: ZERO });
  return isPositive(held.amount) ? dividedBy(held.cost, held.amount, places, 'nearest') : undefined;
}

interface Held {
  readonly amount: Decimal;
  readonly cost: Decimal;
}

function afterTrade({ amount, cost }: Held, trade: Trade): Held {
  if (trade.side === 'buy') return { amount: plus(amount, trade.amount), cost: plus(cost, trade.total) };
  if (isZero(amount) || !isBelow(trade.amount, amount)) return { amount: ZERO, cost: ZERO };
  const left = minus(amount, trade.amount);
  return { amount: left, cost: dividedBy(times(cost, left), amount, places, 'nearest') };
}
