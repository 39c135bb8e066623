// The push that tells an order's fills: one message per group of fills, edited as more of it is learnt.
import type { OrderFilled } from '../../notifications/kinds/orderFilled.js';
import { enqueue } from '../../notifications/outbox.js';
import type { TrackedOrder } from '../../model/account.js';
import { ZERO, compare, dividedBy, isPositive, isZero, larger, minus, percentChange, sum, times, type Decimal } from '../../model/money.js';
import { inCents } from '../../model/trading/saleCost.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import { isPlaceholder } from './orderNews.js';
import { countTrades, executedByTrades, feesKnown, isComplete } from './orderTrades.js';
import type { ReconcileContext } from './reconcileTypes.js';

/** Fills within this time of a group's first push are folded into its message; a later one makes a new message and sound. */
export const fillGroupMs = 30_000;

// A filled order whose end is told has been told in full: trades that come after that complete its message and are no news.
const isToldInFull = ({ order, endTold }: TrackedOrder): boolean => endTold && order.state === 'done';

/** The order with the push its new fills belong to. `now` is ms since 1970. */
export function withPush(tracked: TrackedOrder, firstTradeId: string, now: number): TrackedOrder {
  const open = tracked.push !== undefined && (isToldInFull(tracked) || now - tracked.push.openedAt < fillGroupMs);
  return open ? tracked : { ...tracked, push: { key: `fill:${tracked.order.id}:${firstTradeId}`, openedAt: now } };
}

// Once its end is told, trades that never came are not waited for: the order's own, rounded, numbers must do.
const trustsOrder = (tracked: TrackedOrder): boolean => tracked.endTold && !isComplete(tracked);

function remainingOf(tracked: TrackedOrder, executed: Decimal): Decimal {
  return isPlaceholder(tracked.order) ? ZERO : larger(ZERO, minus(tracked.order.originVolume, executed));
}

function isFilled(tracked: TrackedOrder, executed: Decimal): boolean {
  if (isPlaceholder(tracked.order)) return false;
  return isZero(remainingOf(tracked, executed)) || (tracked.order.state === 'done' && tracked.endTold);
}

/** What of an order was executed, at what average and for what total, exact where all trades are known. */
export function executedOf(tracked: TrackedOrder, pricePrecision: number): { readonly amount: Decimal; readonly averagePrice: Decimal; readonly total: Decimal } {
  if (trustsOrder(tracked)) {
    const { executedVolume: amount, averagePrice } = tracked.order;
    return { amount, averagePrice, total: times(amount, averagePrice) };
  }
  const amount = executedByTrades(tracked);
  const total = sum(tracked.trades.map((trade) => trade.total));
  return { amount, total, averagePrice: isZero(amount) ? ZERO : dividedBy(total, amount, pricePrecision, 'nearest') };
}

function feeOf(trades: readonly Trade[]): { readonly fee?: Decimal; readonly feeCurrency?: string } {
  const [first] = trades;
  const fees = trades.flatMap((trade) => (trade.feeAmount === undefined ? [] : [trade.feeAmount]));
  if (first?.feeCurrency === undefined || fees.length < trades.length) return {};
  return trades.every((trade) => trade.feeCurrency === first.feeCurrency) ? { fee: sum(fees), feeCurrency: first.feeCurrency } : {};
}

const [centPlaces, percentPlaces] = [2, 1];

/** What a sale earned by average cost; undefined unless the cost and the fees of all that is told are known. */
function earnedOf(tracked: TrackedOrder, executed: Decimal, pricePrecision: number): OrderFilled['earned'] {
  const { order, sale } = tracked;
  if (order.side !== 'sell' || sale === undefined || sale.unsure === true || isPositive(sale.unbought) || !isPositive(sale.sold)) return undefined;
  if (tracked.trades.some((trade) => trade.self) || trustsOrder(tracked) || !feesKnown(tracked) || compare(sale.sold, executed) !== 0) return undefined;
  const { cost, fees, received, sold } = sale;
  return {
    profit: inCents(sale).realised, averageCost: dividedBy(cost, sold, Math.max(pricePrecision, centPlaces), 'nearest'),
    ...(isPositive(cost) ? { percent: percentChange(cost, minus(received, fees), percentPlaces) } : {}),
  };
}

/**
 * Changes whenever the message would say something else: the last trade, how many, and (f)ees, (d)one, (p)laceholder,
 * (s)ettled without trades, or what it earned. The trade's id keeps it apart from rows of an earlier link, when fewer trades
 * were known.
 */
function rowId(tracked: TrackedOrder): string {
  const profit = profitOf(tracked);
  return `${rowIdButProfit(tracked)}${profit === undefined ? '' : `:${profit}`}`;
}

const profitOf = (tracked: TrackedOrder): Decimal | undefined => earnedOf(tracked, executedOf(tracked, 0).amount, 0)?.profit;

function rowIdButProfit(tracked: TrackedOrder): string {
  const flags = [
    feesKnown(tracked) ? 'f' : '', isFilled(tracked, executedOf(tracked, 0).amount) ? 'd' : '',
    isPlaceholder(tracked.order) ? 'p' : '', trustsOrder(tracked) ? 's' : '',
  ].join('');
  return `fill:${tracked.order.id}:${tracked.trades.at(-1)?.id ?? 'none'}:${countTrades(tracked)}:${flags || 'o'}`;
}

function dataOf(tracked: TrackedOrder, context: ReconcileContext): OrderFilled {
  const { id, market, side, originVolume } = tracked.order;
  const { base, quote, pricePrecision } = context.describe(market);
  const executed = executedOf(tracked, pricePrecision);
  const earned = earnedOf(tracked, executed.amount, pricePrecision);
  return {
    orderId: id, market, base, quote, side, ...executed, pricePrecision,
    orderAmount: isPlaceholder(tracked.order) ? executed.amount : originVolume,
    remaining: remainingOf(tracked, executed.amount),
    final: isFilled(tracked, executed.amount),
    ...(trustsOrder(tracked) ? {} : feeOf(tracked.trades)),
    ...(tracked.trades.some((trade) => trade.self) ? { self: true } : {}),
    ...(earned === undefined ? {} : { earned }),
  };
}

const isOnItsWay = ({ messages, outbox }: UserRecord, key: string): boolean => Object.hasOwn(messages, key) || outbox.some((row) => row.messageKey === key);

/** Owes the user the state of the order's fills, if that has changed since `before`. `eventAt` is ms since 1970. */
export function oweFills(record: UserRecord, before: TrackedOrder | undefined, tracked: TrackedOrder, eventAt: number, context: ReconcileContext): UserRecord {
  if (tracked.push === undefined) return record;
  if (before?.push !== undefined && rowId(before) === rowId(tracked)) return record;
  const isProfitAlone = before?.push?.key === tracked.push.key && rowIdButProfit(before) === rowIdButProfit(tracked);
  // What was earned is no news by itself: it is written into the message where there is one, and starts none.
  if (isProfitAlone && !isOnItsWay(record, tracked.push.key)) return record;
  // A claim that is taken back leaves what had been told before it.
  const id = isProfitAlone && profitOf(tracked) === undefined ? `${rowId(tracked)}:taken back` : rowId(tracked);
  if (!isPositive(executedOf(tracked, 0).amount)) return record;
  // Nor is it late, whenever the fill was.
  const row = { id, data: dataOf(tracked, context), eventAt: isProfitAlone ? context.now : eventAt, messageKey: tracked.push.key };
  return enqueue(record, { kind: 'orderFilled', ...row }, context.now);
}
