// What trades change, from frames and from reads: each counted once, attached to its order, and told.
import { seenTradesLimit, type TrackedOrder } from '../../model/account.js';
import type { Trade } from '../../model/trading/trade.js';
import type { OrderSale } from '../../model/trading/costBasis.js';
import type { UserRecord } from '../../model/user.js';
import { countTrades, knownSales, withSale } from './costNews.js';
import { learnFeeRates } from './feeRates.js';
import { countFees, countFills, withFeesDue } from './fillCount.js';
import { withPush } from './fillPush.js';
import { isPlaceholder, placeholderOrder } from './orderNews.js';
import { compareTradeIds, withFees, withTrades } from './orderTrades.js';
import { eventTime, lookUp, newsFrom, type ReconcileContext, type Source, type Step, type Want } from './reconcileTypes.js';
import { isOtherSide, markSelfTrades } from './selfTrades.js';
import { keepOrder } from './trackedOrders.js';

/** Trades in the order they happened; those of one order that come together are told together. */
export function reconcileTrades(record: UserRecord, trades: readonly Trade[], source: Source, context: ReconcileContext): Step {
  const wants = new Set<Want>();
  let next = source === 'read' ? countTrades(record, trades, context.describe) : record;
  const sales = source === 'read' ? knownSales(next, context.describe) : undefined;
  for (const [orderId, ofOrder] of byOrder(trades)) {
    const step = reconcileOrderTrades(next, orderId, { trades: ofOrder, source, sale: sales?.get(orderId) }, context);
    next = step.record;
    for (const want of step.wants) wants.add(want);
  }
  return { record: next, wants: [...wants] };
}

function byOrder(trades: readonly Trade[]): ReadonlyMap<string, readonly Trade[]> {
  const groups = new Map<string, Trade[]>();
  for (const trade of trades) {
    const group = groups.get(trade.orderId);
    if (group === undefined) groups.set(trade.orderId, [trade]);
    else group.push(trade);
  }
  return groups;
}

interface Heard {
  readonly trades: readonly Trade[];
  readonly source: Source;
  /** What all sales of the order came to, where that is known. */
  readonly sale: OrderSale | undefined;
}

function reconcileOrderTrades(record: UserRecord, orderId: string, { trades, source, sale }: Heard, context: ReconcileContext): Step {
  const before = lookUp(record.account.orders, orderId);
  const fresh = unknownOf(record, before, trades, source);
  const selfIds = fresh.filter((trade) => isOtherSide(record, trade)).map(({ id }) => id);
  const [first] = fresh;
  const known = before ?? (first === undefined ? undefined : { order: placeholderOrder(first), trades: [], endTold: false });
  if (known === undefined) return { record, wants: [] };
  const news = fresh.filter((trade) => isNews(trade, record, source));
  const withFresh = withFeesDue(withTrades(withFees(known, trades), fresh), news, record, context);
  const after = withSale(tellable(withFresh, fresh, record, source, context.now), sale);
  if (before !== undefined && fresh.length === 0 && after.trades === before.trades && after.sale === before.sale) return { record, wants: [] };
  const eventAt = Math.max(...trades.map((trade) => eventTime(trade.at, source, context.now)));
  const counted = countFees(countFills(record, news, context), known.trades, after.trades, context);
  const kept = keepOrder({ record: remember(counted, fresh, trades, context), before, after, eventAt, context });
  return { record: markSelfTrades(kept, selfIds, context), wants: wantsOf(after, fresh, source, record.account.costs !== undefined) };
}

function isNews(trade: Trade, record: UserRecord, source: Source): boolean {
  return source === 'stream' || trade.at >= newsFrom(record);
}

/** Where more trades were counted than ids are kept: the lowest id kept. What was read in full before and is below it was counted. */
function forgottenBelow({ account: { seenTrades } }: UserRecord): string | undefined {
  if (seenTrades.length < seenTradesLimit || !seenTrades.every(countsUp)) return undefined;
  return seenTrades.reduce((lowest, id) => (compareTradeIds(id, lowest) < 0 ? id : lowest));
}

/** Trades not counted yet. Old ones matter only for the totals of an order that is tracked. */
function unknownOf(record: UserRecord, tracked: TrackedOrder | undefined, trades: readonly Trade[], source: Source): readonly Trade[] {
  const own = new Set((tracked?.trades ?? []).map((trade) => trade.id));
  const seen = new Set(record.account.seenTrades);
  const forgotten = source === 'read' ? forgottenBelow(record) : undefined;
  return trades.filter((trade) => {
    const isForgotten = forgotten !== undefined && trade.at < record.account.tradesReadTo && compareTradeIds(trade.id, forgotten) < 0;
    const isKnown = own.has(trade.id) || isForgotten || (seen.has(trade.id) && !isOtherSide(record, trade));
    const fresh = !isKnown && (tracked !== undefined || isNews(trade, record, source));
    own.add(trade.id);
    return fresh;
  });
}

function tellable(tracked: TrackedOrder, fresh: readonly Trade[], record: UserRecord, source: Source, now: number): TrackedOrder {
  const first = fresh.find((trade) => isNews(trade, record, source));
  return first === undefined ? tracked : withPush(tracked, first.id, now);
}

/** The newest ids; numbers count up with time, of other ids those heard last. */
function newestOf(ids: readonly string[]): readonly string[] {
  if (ids.length <= seenTradesLimit) return ids;
  return (ids.every(countsUp) ? [...ids].sort(compareTradeIds) : ids).slice(-seenTradesLimit);
}

const countsUp = (id: string): boolean => /^\d+$/.test(id);

function remember(record: UserRecord, fresh: readonly Trade[], heard: readonly Trade[], context: ReconcileContext): UserRecord {
  const seenTrades = fresh.length === 0 ? record.account.seenTrades : newestOf([...record.account.seenTrades, ...fresh.map((trade) => trade.id)]);
  const feeRates = learnFeeRates(record.account.feeRates, heard, context.describe);
  return { ...record, account: { ...record.account, seenTrades, feeRates } };
}

/** Frames may leave out fees, and what a sale earned is told by reads alone. */
function wantsOf(tracked: TrackedOrder, fresh: readonly Trade[], source: Source, costsKnown: boolean): readonly Want[] {
  const isWanting = source === 'stream' && fresh.some((trade) => trade.feeAmount === undefined || (costsKnown && trade.side === 'sell'));
  return [...(isPlaceholder(tracked.order) ? ['orders' as const] : []), ...(isWanting ? ['trades' as const] : [])];
}
