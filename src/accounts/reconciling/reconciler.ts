// The reconciler: what an account's state becomes when something is heard of it, and what is owed to the user for it.
//
//   frame, answer, list ──> reconcile(record, event) ──> { record: state + outbox rows, wants: what to read next }
//
// Pure. Events may come in any order, more than once, or only by the next catch-up: the state they end in is the same.
import type { AccountState, TrackedOrder } from '../../model/account.js';
import { isFinal, type Order } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { reconcileBalance, reconcileBalances } from './balanceNews.js';
import { reconcileDeposits } from './depositNews.js';
import { adoptCosts, loseCosts, settleCosts } from './costNews.js';
import { awaitsTrades, tellLeftEnds } from './orderEnd.js';
import { isPlaceholder, mergeOrder } from './orderNews.js';
import { isComplete } from './orderTrades.js';
import { eventTime, lookUp, newsFrom, unchanged, type AccountEvent, type DescribeMarket, type ReconcileContext, type Source, type Step, type Want } from './reconcileTypes.js';
import { markSelfTrades, withLackingSelfTrades } from './selfTrades.js';
import { keepOrder } from './trackedOrders.js';
import { reconcileTrades } from './tradeNews.js';
import { countFills } from './fillCount.js';
import { judgeRests } from './restJudgement.js';
import { loseCount } from './unexplained.js';
import { reconcileWithdrawals } from './withdrawalNews.js';

/** Applies one event. The record is the same object when the event was no news. */
export function reconcile(record: UserRecord, event: AccountEvent, context: ReconcileContext): Step {
  switch (event.type) {
    case 'order': return reconcileOrder(record, event.order, event.source, context);
    case 'trades': return reconcileTrades(record, event.trades, event.source, context);
    case 'balance': return reconcileBalance(record, event.balance, context);
    case 'balances': return reconcileBalances(record, event, context);
    case 'deposits': return reconcileDeposits(record, event.deposits, context);
    case 'withdrawals': return unchanged(reconcileWithdrawals(record, event.withdrawals, context));
    case 'tradesRead': return unchanged(settle(record, event.ended, event.readTo, context));
    case 'tradesLost': return unchanged(loseTrades(record, event.isCut === true));
    case 'costs': return unchanged(adoptCosts(record, event.costs, event.readFrom));
    case 'orderMissing': return unchanged(forget(record, event.orderId, context.now));
    case 'leftEnds': return unchanged(tellLeftEnds(record, context));
    case 'restsOld': return unchanged(judgeRests(record, event.looked, context));
    case 'baselineDone': return unchanged(begin(record, event.at, event.balancesFrom));
  }
}

/** Applies events in order and collects what they want. */
export function reconcileAll(record: UserRecord, events: readonly AccountEvent[], context: ReconcileContext): Step {
  const wants = new Set<Want>();
  let next = record;
  for (const event of events) {
    const step = reconcile(next, event, context);
    next = step.record;
    for (const want of step.wants) wants.add(want);
  }
  return { record: next, wants: [...wants] };
}

/**
 * Takes in an order from an answer of the exchange, for use inside a caller's own store change.
 * `now` is ms since 1970. Old news changes nothing; whatever the order's change means to the user is owed.
 */
export function absorbOrder(record: UserRecord, order: Order, now: number, describe: DescribeMarket): UserRecord {
  return reconcile(record, { type: 'order', order, source: 'read' }, { now, describe, neededConfirmations: () => undefined }).record;
}

/** Takes in withdrawals from an answer of the exchange, as absorbOrder does an order. */
export function absorbWithdrawals(record: UserRecord, withdrawals: readonly Withdrawal[], context: ReconcileContext): UserRecord {
  return reconcile(record, { type: 'withdrawals', withdrawals }, context).record;
}

function reconcileOrder(record: UserRecord, heard: Order, source: Source, context: ReconcileContext): Step {
  const known = lookUp(record.account.orders, heard.id);
  const before = found(known);
  const order = mergeOrder(before?.order, heard);
  const after = before === undefined ? { order, trades: [], endTold: false } : { ...before, order };
  const wants: readonly Want[] = isComplete(after) || after.endTold ? [] : ['trades'];
  if (order === before?.order) {
    const same = known === before ? record : withOrders(record, { ...record.account.orders, [heard.id]: before });
    return { record: same, wants: awaitsTrades(after) ? wants : [] };
  }
  const silent = before === undefined && isFinal(order.state) && order.updatedAt < newsFrom(record);
  const eventAt = eventTime(order.updatedAt, source, context.now);
  return { record: keepOrder({ record, before, after, eventAt, context, silent }), wants: silent ? [] : wants };
}

function settle(record: UserRecord, ended: readonly string[], readTo: number | undefined, context: ReconcileContext): UserRecord {
  const told = ended.reduce((next, orderId) => {
    const before = lookUp(next.account.orders, orderId);
    if (before === undefined || !awaitsTrades(before)) return next;
    const after = withLackingSelfTrades(next, before, context.now);
    const found = after.trades.filter((trade) => !before.trades.includes(trade));
    const counted = countFills(next, found, context);
    const kept = keepOrder({ record: counted, before, after, eventAt: before.order.updatedAt, context, settle: true });
    return after === before ? kept : markSelfTrades(kept, after.trades.filter((trade) => trade.self).map(({ id }) => id), context);
  }, record);
  if (readTo === undefined || readTo <= told.account.tradesReadTo) return told;
  return settleCosts({ ...told, account: { ...told.account, tradesReadTo: readTo } }, readTo, context.describe);
}

// Not found is weak evidence for at least this long, and hardly any about an order that was once seen (RELIABILITY.md 1.1).
const lagMs = 600_000;
/** An order once seen that is not found for this long is followed no further, ms; /status names it all the while. */
export const missingLimitMs = 86_400_000;

function forget(record: UserRecord, orderId: string, now: number): UserRecord {
  const tracked = lookUp(record.account.orders, orderId);
  if (tracked === undefined || isFinal(tracked.order.state)) return record;
  const isOver = isPlaceholder(tracked.order) ? now - tracked.order.createdAt >= lagMs : now - (tracked.missingSince ?? now) >= missingLimitMs;
  if (isOver) return withOrders(record, Object.fromEntries(Object.entries(record.account.orders).filter(([id]) => id !== orderId)));
  if (isPlaceholder(tracked.order) || tracked.missingSince !== undefined) return record;
  return withOrders(record, { ...record.account.orders, [orderId]: { ...tracked, missingSince: now } });
}

const withOrders = (record: UserRecord, orders: AccountState['orders']): UserRecord => ({ ...record, account: { ...record.account, orders } });

/** The order as the exchange knows it again. */
function found(tracked: TrackedOrder | undefined): TrackedOrder | undefined {
  if (tracked?.missingSince === undefined) return tracked;
  const { order, trades, endTold, push, sale, cancelAskedAt } = tracked;
  return { order, trades, endTold, ...(push === undefined ? {} : { push }), ...(sale === undefined ? {} : { sale }), ...(cancelAskedAt === undefined ? {} : { cancelAskedAt }) };
}

/** Where the balances could not be had, nothing is counted until they can. */
function begin(record: UserRecord, at: number, balancesFrom: number | undefined): UserRecord {
  if (record.account.baselineAt !== undefined) return record;
  return { ...record, account: { ...record.account, baselineAt: at, ...(balancesFrom === undefined ? { recount: true } : { countedFrom: balancesFrom }) } };
}

/** Of trades that are never looked at again no balance can be told apart any more. */
function loseTrades(record: UserRecord, isCut: boolean): UserRecord {
  const next = loseCosts(record);
  return isCut && record.account.baselineAt !== undefined ? loseCount(next) : next;
}
