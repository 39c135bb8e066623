// Decides at the tap whether the price a card showed still holds (RELIABILITY.md T19); pure.
import type { HoldReason, OrderEstimate, OrderRequest, PriceChange } from '../model/draft.js';
import { isNegative, minus, plus, times, type Decimal } from '../model/money.js';
import { defaultMoveLimit, defaultSlippageCeiling, expectedTotal, isBeyondCeiling, isCrossing, isFartherThan, wouldMatch } from '../model/trading/priceLimits.js';
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

/** What a tap makes of an order. `now` is ms since 1970; `feeRate` is the fraction of what is received that the market last took from this user. */
export function judgeTap(record: UserRecord, draft: OrderDraft, feeRate: Decimal | undefined, { livePrice, nextOrderId }: TapSight, now: number): TapVerdict {
  const { request } = draft;
  const { order, estimate } = request;
  const verdict = judgePrice(draft, record.settings, livePrice(order, estimate.pricePrecision), feeRate, now);
  // The same order under a name of its own, with the figures of now.
  return verdict.kind === 'changed' ? { kind: 'changed', request: { ...request, order: { ...order, customOrderId: nextOrderId }, estimate: verdict.estimate }, change: verdict.change } : verdict;
}

/** `now` is ms since 1970; `feeRate` as for judgeTap. */
export function judgePrice(draft: OrderDraft, settings: Settings, live: LivePrice | undefined, feeRate: Decimal | undefined, now: number): PriceVerdict {
  return draft.request.order.price === undefined
    ? judgeMarketOrder(draft, settings, live, feeRate, now)
    : judgeLimitOrder(draft, settings, live, draft.request.order.price, { feeRate, now });
}

/** The price is the user's own, so neither its age nor a book out of sync matters; only a market that has come to stand on the other side of it; a post-only order must not reach it at all. */
function judgeLimitOrder({ request }: OrderDraft, settings: Settings, live: LivePrice | undefined, limit: Decimal, { feeRate, now }: { readonly feeRate: Decimal | undefined; readonly now: number }): PriceVerdict {
  const { order, estimate } = request;
  const percent = settings.moveLimit ?? defaultMoveLimit;
  const best = live?.best;
  if (best !== undefined && order.postOnly === true) return wouldMatch(order.side, limit, best) ? { kind: 'held', why: 'wouldMatch' } : holds;
  if (live === undefined || best === undefined || !isCrossing(order.side, limit, best, percent)) return holds;
  const { bestPrice: shown } = estimate;
  if (shown !== undefined && isCrossing(order.side, limit, shown, percent)) return holds;
  return { kind: 'changed', estimate: crossed(order, estimate, live, feeRate, now), change: { why: 'crossing', from: shown ?? limit, to: best } };
}

/** The figures of a limit order that has come to stand beyond the best price. */
function crossed(order: OrderRequest, shown: OrderEstimate, { best, atOnce }: LivePrice, feeRate: Decimal | undefined, now: number): OrderEstimate {
  const estimate = { ...shown, quotedAt: now, ...(best === undefined ? {} : { bestPrice: best }), ...(atOnce === undefined ? {} : { atOnce }) };
  const received = order.side === 'buy' ? order.volume : expectedTotal(order, estimate);
  return feeRate === undefined ? estimate : { ...estimate, fee: times(received, feeRate) };
}

function judgeMarketOrder(draft: OrderDraft, settings: Settings, live: LivePrice | undefined, feeRate: Decimal | undefined, now: number): PriceVerdict {
  const { order, estimate: shown } = draft.request;
  if (live?.best === undefined) return { kind: 'held', why: 'noPrice' };
  if (live.walk === undefined) return { kind: 'held', why: 'thin' };
  const estimate: OrderEstimate = { ...requoted(order, shown, live.walk, feeRate), bestPrice: live.best, slippageCeiling: settings.slippageCeiling ?? defaultSlippageCeiling, quotedAt: now };
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
function requoted({ side, volume }: OrderRequest, shown: OrderEstimate, walk: NonNullable<LivePrice['walk']>, feeRate: Decimal | undefined): OrderEstimate {
  const received = side === 'buy' ? volume : walk.total;
  return {
    ...shown, ...walk,
    ...(feeRate === undefined ? {} : { fee: times(received, feeRate) }),
    leftAfter: side === 'buy' ? minus(plus(shown.leftAfter, shown.total), walk.total) : shown.leftAfter,
  };
}
