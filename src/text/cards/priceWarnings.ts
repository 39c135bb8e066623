// What an order's card says when its price has changed, when a tap was held back, and when the market is beyond the user's ceiling.
import { runData } from '../../model/callback.js';
import type { CardChange, HoldReason, PriceChange } from '../../model/draft.js';
import type { Button, Rich } from '../../model/message.js';
import { absolute, percentChange, type Decimal } from '../../model/money.js';
import { ceilingPrice, isBeyondCeiling } from '../../model/trading/priceLimits.js';
import { showNumber, showRate } from '../format.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';
import type { OrderAction } from './orderCard.js';
import { unmistakable } from '../../words/digits.js';
import { concat, type Shown } from '../rich.js';
import { showPrice } from '../orderFigures.js';

export const holdSentences: Readonly<Record<HoldReason, TextKey>> = { noPrice: 'card.heldNoPrice', thin: 'card.heldThin', funds: 'card.heldFunds', wouldMatch: 'card.heldWouldMatch', destination: 'card.heldDestination' };

const changeSentences = {
  moved: 'card.changeMoved', old: 'card.changeOld', slippage: 'card.changeSlippage',
} as const satisfies Readonly<Record<Exclude<PriceChange['why'], 'crossing' | 'quote' | 'orders'>, TextKey>>;

/** What has changed since the card was shown, with the old and the new price. */
export function sayChange(say: Say, { order, estimate }: OrderAction, change: CardChange): Rich {
  // The destination and the quote of a payout, and the list of a cancellation, never stand on an order's card.
  if (change.why === 'destination' || change.why === 'quote' || change.why === 'orders') return concat();
  const { why, from, to } = change;
  const show = (price: Decimal): Shown => showPrice(say, price, estimate.quote, estimate.pricePrecision);
  const values = { from: show(from), to: show(to) };
  if (why !== 'crossing') return say(changeSentences[why], values);
  const limit = order.price ?? estimate.averagePrice;
  const percent = showRate(say, absolute(percentChange(to, limit)));
  return say(order.side === 'buy' ? 'card.changeCrossingBuy' : 'card.changeCrossingSell', { ...values, price: show(limit), percent });
}

/** For a market order beyond the user's ceiling: why it is not offered, and the limit order at the ceiling that is; undefined within it. */
export function beyondCeiling(say: Say, { order, estimate }: OrderAction): { readonly text: Rich; readonly button: Button } | undefined {
  const { bestPrice, slippageCeiling, quote, pricePrecision, base } = estimate;
  if (bestPrice === undefined || slippageCeiling === undefined || !isBeyondCeiling(order, estimate)) return undefined;
  const limit = ceilingPrice(order.side, bestPrice, slippageCeiling, pricePrecision);
  const price = showPrice(say, limit, quote, pricePrecision);
  return {
    text: say('card.beyondCeiling', { ceiling: showNumber(say, slippageCeiling), price }),
    button: { label: say('card.limitInstead', { price }).text, data: runData(`${order.side} ${unmistakable(order.volume)} ${base} @ ${unmistakable(limit)}`), style: 'primary' },
  };
}
