// What of an order is executed and at what average, from its trades where they are complete, else from the order itself.
import type { TrackedOrder } from '../model/account.js';
import type { Draft } from '../model/draft.js';
import { dividedBy, isBelow, isPositive, larger, minus, sum, ZERO, type Decimal } from '../model/money.js';

/** Enough places that average times amount gives the exact total back to the cent. */
const averagePlaces = 20;

/** The figures for a card; `whole` is the amount of the order. Trades come before the order's own event, so the larger of both amounts is the true one. */
export function executedFigures({ order, trades }: TrackedOrder, whole: Decimal): NonNullable<Draft['executed']> {
  const traded = sum(trades.map((trade) => trade.amount));
  const volume = larger(traded, order.executedVolume);
  const complete = isPositive(traded) && !isBelow(traded, order.executedVolume);
  const averagePrice = complete ? dividedBy(sum(trades.map((trade) => trade.total)), traded, averagePlaces, 'nearest') : order.averagePrice;
  return { volume, averagePrice, remaining: larger(minus(whole, volume), ZERO) };
}
