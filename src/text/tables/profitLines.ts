// Profit or loss in words, one text per market, with everything that is not known said where it belongs.
import { averageOf } from '../../model/trading/averageEntry.js';
import type { Rich } from '../../model/message.js';
import { absolute, isNegative, isPositive, isZero, minus, round, times, type Decimal } from '../../model/money.js';
import type { MarketProfit } from '../../model/trading/profit.js';
import type { Figures } from '../../model/trading/saleCost.js';
import { showAmount, showRand } from '../format.js';
import type { Say } from '../index.js';
import { showPrice } from '../orderFigures.js';
import { join, type Shown } from '../rich.js';
import { outside } from '../outside.js';


export interface ShownMarket {
  readonly name: string;
  readonly base: string;
  readonly quote: string;
  readonly pricePrecision: number;
  /** The best bid now; absent when there is none or it could not be read. */
  readonly bid?: Decimal;
}

/** "Profit R12.00" or "Loss R12.00". */
export const showResult = (say: Say, value: Decimal): Rich => say(isNegative(value) ? 'profit.down' : 'profit.up', { amount: showRand(say, absolute(value)) });

/** The sum over all markets. */
export const totalLines = (say: Say, { received, cost, fees, realised }: Figures): Rich =>
  say('profit.total', { result: showResult(say, realised), received: showRand(say, received), cost: showRand(say, cost), fees: showRand(say, fees) });

export function marketLines(say: Say, profit: MarketProfit, market: ShownMarket): Rich {
  const { sold, unbought, withoutFee, realised } = profit;
  const amount = (value: Decimal): Shown => showAmount(say, value, market.base);
  const figures = { amount: amount(sold), received: showRand(say, profit.received), cost: showRand(say, profit.cost), fees: showRand(say, profit.fees) };
  return join([
    say('profit.market', { name: outside(market.name, 40) }),
    ...(isPositive(sold) ? [showResult(say, realised), say('profit.sold', figures)] : []),
    ...(isZero(unbought) ? [] : [say('profit.unbought', { amount: amount(unbought) })]),
    ...(withoutFee === 0 ? [] : [say('profit.noFee', { count: withoutFee })]),
    ...heldLines(say, profit, market, amount),
  ]);
}

function heldLines(say: Say, { held }: MarketProfit, { bid, quote, pricePrecision }: ShownMarket, amount: (value: Decimal) => Shown): readonly Rich[] {
  const average = averageOf(held);
  if (average === undefined) return [];
  const shown = say('profit.held', { amount: amount(round(held.amount, 8, 'down')), average: showPrice(say, average, quote, pricePrecision) });
  if (bid === undefined) return [shown, say('profit.noPrice')];
  return [shown, say('profit.unrealised', { bid: showPrice(say, bid, quote, pricePrecision), result: showResult(say, minus(times(held.amount, bid), held.cost)) })];
}
