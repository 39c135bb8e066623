// Asks for one order to be cancelled: POST /market/orders/{id}/cancel, once. The answer is not the end of it.
import { cancelOrder as cancelEndpoint } from '../../exchange/endpoints/market/cancelOrder.js';
import type { TrackedOrder } from '../../model/account.js';
import type { Draft } from '../../model/draft.js';
import { holds, type ActionKind } from '../actionKind.js';
import { mayBeEndedBy } from '../cancelling.js';
import { canMove, draftLifeMs, markAccepted, markSeen } from '../draft.js';
import { executedFigures } from '../executedFigures.js';
import { outcomeOf } from '../outcome.js';

export const cancelOrder: ActionKind<'cancelOrder'> = {
  name: 'cancelOrder',
  /** The exchange answers 201 with the order as it is now, also for one that has ended (PROTOCOL.md section 3). */
  send: (client, { request }) => outcomeOf(async () => {
    const order = await client.call(cancelEndpoint, { id: request.orderId }, { urgency: 'money' });
    return { kind: 'accepted', orders: order === undefined ? [] : [order] };
  }),
  sendWithinMs: Infinity,
  code: 'none',
  life: (_request, now) => now + draftLifeMs,
  whileLocked: true,
  isClaimable: () => true,
  bar: () => undefined,
  twin: 'none',
  atTap: () => holds,
  recheck: 'none',
  quote: 'none',
  written: (record) => record,
  accepted: (record, draft, { orderId }, _tools, now) => ({ record, draft: markAccepted(draft, orderId, now) }),
  refreshes: 'orders',
  cancels: ({ orderId }) => [orderId],
  byOrder: (_record, draft, tracked, now) => (draft.request.orderId === tracked.order.id && mayBeEndedBy(draft, tracked) ? end(draft, tracked, now) : draft),
  needsReads: () => false,
  payout: 'none',
  // The order's own end tells, and what has not ended in time is given back to the user (sending/watchDrafts.ts).
  resolve: 'cannot',
  isUnderWayWhenAccepted: false,
  mayMove: () => [],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};

function end(draft: Draft, tracked: TrackedOrder, now: number): Draft {
  const seen = tracked.order.state === 'cancel' ? 'cancelled' : tracked.order.state === 'reject' ? 'rejected' : 'filled';
  return canMove(draft, seen) ? markSeen(draft, seen, { executed: executedFigures(tracked, tracked.order.originVolume) }, now) : draft;
}
