// Decides at the tap whether the price a card showed still holds (RELIABILITY.md T19); pure.
import type { HoldReason, OrderEstimate, OrderRequest, PriceChange } from '../model/draft.js';
import { isNegative, minus, plus, type Decimal } from '../model/money.js';
import type { RoleRates } from '../model/trading/feeRate.js';
import { expectedFee, givenWithFee, type ExpectedFee } from '../model/trading/orderFee.js';
import { defaultMoveLimit, defaultSlippageCeiling, isBeyondCeiling, isCrossing, isFartherThan, wouldMatch } from '../model/trading/priceLimits.js';
import type { Settings, UserRecord } from '../model/user.js';
import type { TapSight, TapVerdict } from './actionKind.js';
import type { LivePrice } from './livePrice.js';
import type { OrderDraft } from './draft.js';

/** A market order's quote must be younger than this at the tap, ms. */
export const quoteLifeMs = 30_000;

/** A card drawn anew can be confirmed only after this long, so that the second tap of a double tap does not accept a price nobody has read, ms. */
export const readingMs = 700;

export type PriceVerdict =
  | { readonly kind: 'holds' }
  /** Draw it anew with these figures and ask again. */
  | { readonly kind: 'changed'; readonly estimate: OrderEstimate; readonly change: PriceChange }
  /** Send nothing; the same card may be tapped again. */
  | { readonly kind: 'held'; readonly why: HoldReason };

const holds: PriceVerdict = { kind: 'holds' };

/** What a tap makes of an order. `now` is ms since 1970; `rates` are what the account pays of the order's market and side. */
export function judgeTap(record: UserRecord, draft: OrderDraft, rates: RoleRates, { livePrice, nextOrderId }: TapSight, now: number): TapVerdict {
  const { request } = draft;
  const { order, estimate } = request;
  const verdict = judgePrice(draft, record.settings, livePrice(order, estimate.pricePrecision), rates, now);
  // The same order under a name of its own, with the figures of now.
  return verdict.kind === 'changed' ? { kind: 'changed', request: { ...request, order: { ...order, customOrderId: nextOrderId }, estimate: verdict.estimate }, change: verdict.change } : verdict;
}

/** `now` is ms since 1970; `rates` as for judgeTap. */
export function judgePrice(draft: OrderDraft, settings: Settings, live: LivePrice | undefined, rates: RoleRates, now: number): PriceVerdict {
  return draft.request.order.price === undefined
    ? judgeMarketOrder(draft, settings, live, rates, now)
    : judgeLimitOrder(draft, settings, live, draft.request.order.price, { rates, now });
}

/** The price is the user's own, so neither its age nor a book out of sync matters; only a market that has come to stand on the other side of it; a post-only order must not reach it at all. */
function judgeLimitOrder({ request }: OrderDraft, settings: Settings, live: LivePrice | undefined, limit: Decimal, { rates, now }: { readonly rates: RoleRates; readonly now: number }): PriceVerdict {
  const { order, estimate } = request;
  const percent = settings.moveLimit ?? defaultMoveLimit;
  const best = live?.best;
  if (best !== undefined && order.postOnly === true) return wouldMatch(order.side, limit, best) ? { kind: 'held', why: 'wouldMatch' } : holds;
  if (live === undefined || best === undefined || !isCrossing(order.side, limit, best, percent)) return holds;
  const { bestPrice: shown } = estimate;
  if (shown !== undefined && isCrossing(order.side, limit, shown, percent)) return holds;
  return { kind: 'changed', estimate: crossed(order, estimate, live, rates, now), change: { why: 'crossing', from: shown ?? limit, to: best } };
}

/** The figures of a limit order that has come to stand beyond the best price. */
function crossed(order: OrderRequest, shown: OrderEstimate, { best, atOnce, taking }: LivePrice, rates: RoleRates, now: number): OrderEstimate {
  const estimate = { ...shown, quotedAt: now, ...(best === undefined ? {} : { bestPrice: best }), ...(atOnce === undefined ? {} : { atOnce }) };
  return withFee(order, shown, estimate, expectedFee(order, estimate, taking, rates));
}

function judgeMarketOrder(draft: OrderDraft, settings: Settings, live: LivePrice | undefined, rates: RoleRates, now: number): PriceVerdict {
  const { order, estimate: shown } = draft.request;
  if (live?.best === undefined) return { kind: 'held', why: 'noPrice' };
  if (live.walk === undefined) return { kind: 'held', why: 'thin' };
  const estimate: OrderEstimate = { ...requoted(order, shown, live.walk, rates), bestPrice: live.best, slippageCeiling: settings.slippageCeiling ?? defaultSlippageCeiling, quotedAt: now };
  const change = findChange(draft, estimate, live.best, settings.moveLimit ?? defaultMoveLimit, now);
  if (change === undefined) return holds;
  return isNegative(estimate.leftAfter) ? { kind: 'held', why: 'funds' } : { kind: 'changed', estimate, change };
}

/** The first thing that is no longer as the card showed it; a card that offered no Confirm always asks again. */
function findChange({ request, createdAt }: OrderDraft, now: OrderEstimate, best: Decimal, moveLimit: Decimal, at: number): PriceChange | undefined {
  const { order, estimate: shown } = request;
  const from = shown.bestPrice ?? shown.averagePrice;
  if (shown.bestPrice === undefined || isFartherThan(from, best, moveLimit)) return { why: 'moved', from, to: best };
  const averages = { from: shown.averagePrice, to: now.averagePrice };
  const thinner = isBeyondCeiling(order, shown) || isBeyondCeiling(order, now) || isFartherThan(averages.from, averages.to, moveLimit);
  if (thinner) return { why: 'slippage', ...averages };
  return at - Math.min(shown.quotedAt, createdAt) < quoteLifeMs ? undefined : { why: 'old', from, to: best };
}

/** The estimate with the figures of a new walk; what was available at the drawing is taken to be still so: the exchange has the last word. */
function requoted(order: OrderRequest, shown: OrderEstimate, walk: NonNullable<LivePrice['walk']>, rates: RoleRates): OrderEstimate {
  return withFee(order, shown, { ...shown, ...walk }, expectedFee(order, walk, undefined, rates));
}

/** The figures of now with their fee, and what they leave of what the card had left. */
function withFee(order: OrderRequest, shown: OrderEstimate, { fee: _fee, feeWorth: _worth, feeOnTop: _onTop, ...figures }: OrderEstimate, fee: ExpectedFee): OrderEstimate {
  const estimate = { ...figures, ...fee };
  return { ...estimate, leftAfter: minus(plus(shown.leftAfter, givenWithFee(order, shown)), givenWithFee(order, estimate)) };
}
