// Keeps a tracked order in the record together with everything that follows from its change, in one step.
import { advanceDrafts } from '../../actions/resolving/advanceDrafts.js';
import type { AccountState, TrackedOrder } from '../../model/account.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { oweFills } from './fillPush.js';
import { oweEnd, withEnd } from './orderEnd.js';
import type { ReconcileContext } from './reconcileTypes.js';

/** Ended orders kept so that late and repeated news of them is recognised; the latest are kept. */
export const endedOrdersLimit = 200;
const pruneSlack = 50;

export interface Keep {
  readonly record: UserRecord;
  readonly before: TrackedOrder | undefined;
  readonly after: TrackedOrder;
  /** ms since 1970 */
  readonly eventAt: number;
  readonly context: ReconcileContext;
  /** Missing trades are waited for no longer. */
  readonly settle?: boolean;
  /** The end is known but belongs to the time before the account was linked. */
  readonly silent?: boolean;
}

/** Stores the order, owes its rows, and moves the drafts that are about it. */
export function keepOrder({ record, before, after, eventAt, context, settle = false, silent = false }: Keep): UserRecord {
  const tracked = silent ? { ...after, endTold: true } : withEnd(after, settle, context.now);
  let next = withOrder(record, tracked);
  if (!silent) {
    next = oweFills(next, before, tracked, eventAt, context);
    next = oweEnd(next, before, tracked, eventAt, context);
  }
  return advanceDrafts(next, tracked, context.now);
}

function withOrder(record: UserRecord, tracked: TrackedOrder): UserRecord {
  const orders = pruned({ ...record.account.orders, [tracked.order.id]: tracked });
  return { ...record, account: { ...record.account, orders } };
}

function pruned(orders: AccountState['orders']): AccountState['orders'] {
  const over = Object.keys(orders).length - endedOrdersLimit;
  if (over <= pruneSlack) return orders;
  const ended = Object.values(orders).filter((one) => isFinal(one.order.state) && one.endTold && one.endLeftAt === undefined);
  const dropped = new Set(ended.sort((a, b) => a.order.updatedAt - b.order.updatedAt).slice(0, Math.max(0, ended.length - endedOrdersLimit)).map((one) => one.order.id));
  return dropped.size <= pruneSlack ? orders : Object.fromEntries(Object.entries(orders).filter(([id]) => !dropped.has(id)));
}
