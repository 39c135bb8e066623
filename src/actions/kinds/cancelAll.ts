// Asks for all orders, or those of one market or side, to be cancelled: POST /market/orders/cancel, once.
import { cancelAllOrders } from '../../exchange/endpoints/market/cancelAllOrders.js';
import type { TrackedOrder } from '../../model/account.js';
import type { Draft, PriceChange } from '../../model/draft.js';
import { decimal } from '../../model/money.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { holds, type ActionKind, type RequestOf, type TapVerdict } from '../actionKind.js';
import { mayBeEndedBy } from '../cancelling.js';
import { canMove, draftLifeMs, markAccepted, markSeen, type DraftOf } from '../draft.js';
import { outcomeOf } from '../outcome.js';

export const cancelAll: ActionKind<'cancelAll'> = {
  name: 'cancelAll',
  /** The exchange answers with the orders it was asked to cancel; `pending` ones are skipped (PROTOCOL.md section 3). */
  send: (client, { request: { market, side } }) => outcomeOf(async () => {
    const orders = await client.call(cancelAllOrders, { ...(market === undefined ? {} : { market }), ...(side === undefined ? {} : { side }) }, { urgency: 'money' });
    return { kind: 'accepted', orders };
  }),
  sendWithinMs: Infinity,
  code: 'none',
  life: (_request, now) => now + draftLifeMs,
  whileLocked: true,
  isClaimable: () => true,
  bar: () => undefined,
  twin: 'none',
  atTap: (record, { request }) => beyondList(record, request),
  recheck: 'none',
  quote: 'none',
  written: (record) => record,
  accepted: (record, draft, { orderId }, _tools, now) => ({ record, draft: markAccepted(draft, orderId, now) }),
  refreshes: 'orders',
  cancels: ({ orderIds }) => orderIds,
  byOrder: (record, draft, tracked, now) => (draft.request.orderIds.includes(tracked.order.id) && mayBeEndedBy(draft, tracked) ? endOne(record, draft, tracked, now) : draft),
  needsReads: () => false,
  payout: 'none',
  resolve: 'cannot',
  isUnderWayWhenAccepted: false,
  mayMove: () => [],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};

/**
 * The exchange is told a market and a side, never the ids that the card lists: where orders are known to be open that it does
 * not list, it is drawn anew with the list of now. Orders listed whose end is not known stay on it.
 */
function beyondList({ account }: UserRecord, request: RequestOf<'cancelAll'>): TapVerdict {
  const { market, side, orderIds } = request;
  const listed = new Set(orderIds);
  const more = Object.values(account.orders).filter(({ order, missingSince }) => !listed.has(order.id) && !isFinal(order.state) && missingSince === undefined
    && (market ?? order.market) === order.market && (side ?? order.side) === order.side).map(({ order }) => order.id);
  if (more.length === 0) return holds;
  const still = orderIds.filter((id) => !(Object.hasOwn(account.orders, id) && isFinal(account.orders[id]?.order.state ?? '')));
  const now = [...more, ...still];
  const change: PriceChange = { why: 'orders', from: decimal(String(orderIds.length)), to: decimal(String(now.length)) };
  return { kind: 'changed', request: { ...request, orderIds: now }, change };
}

/** A cancellation of many ends when every order it names has; until then it names those that have. */
function endOne(record: UserRecord, draft: DraftOf<'cancelAll'>, tracked: TrackedOrder, now: number): Draft {
  const { orderIds } = draft.request;
  const { orders } = record.account;
  const ended = orderIds.filter((id) => id === tracked.order.id || (Object.hasOwn(orders, id) && isFinal(orders[id]?.order.state ?? '')));
  if (ended.length < orderIds.length) return ended.length > (draft.endedOrders?.length ?? 0) ? { ...draft, endedOrders: ended } : draft;
  return canMove(draft, 'cancelled') ? markSeen(draft, 'cancelled', {}, now) : draft;
}
