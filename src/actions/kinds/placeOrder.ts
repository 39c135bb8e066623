// Places an order: POST /market/orders, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { createOrder } from '../../exchange/endpoints/market/createOrder.js';
import { listOrders } from '../../exchange/endpoints/market/listOrders.js';
import type { TrackedOrder } from '../../model/account.js';
import type { Draft } from '../../model/draft.js';
import { compare, isBelow, isPositive } from '../../model/money.js';
import type { OwnReason } from '../../model/ownReason.js';
import { flowsOfFills } from '../../model/trading/flow.js';
import { roleRatesOf } from '../../model/trading/feeRate.js';
import { isBeyondCeiling, wouldMatch } from '../../model/trading/priceLimits.js';
import { heldIn, unreadIn } from '../../model/rows.js';
import type { Order } from '../../model/trading/order.js';
import type { ActionKind, Look, RequestOf, Sending } from '../actionKind.js';
import { canMove, draftLifeMs, markAccepted, markSeen, type DraftOf } from '../draft.js';
import { executedFigures } from '../executedFigures.js';
import { judgeTap } from '../judgePrice.js';
import { outcomeOf, type Outcome } from '../outcome.js';

type PlaceOrder = RequestOf<'placeOrder'>;
type OrderDraft = DraftOf<'placeOrder'>;
type Executed = NonNullable<Draft['executed']>;

/** An order whose storing took longer than this since the tap is not sent: its price was judged at the tap, ms. */
export const sendWithinMs = 10_000;
/** How far before sending a listing must reach, ms: the clocks may differ. */
const lookBackMs = 60_000;
const pageSize = 100;
const pagesLimit = 20;

export const placeOrder: ActionKind<'placeOrder'> = {
  name: 'placeOrder',
  send: async (client, { request }, at) => withReason(at, request, await outcomeOf(async () => {
    const order = await client.call(createOrder, request.order, { urgency: 'money' });
    return { kind: 'accepted', orders: [order], orderId: order.id };
  })),
  sendWithinMs,
  code: 'none',
  life: (_request, now) => now + draftLifeMs,
  whileLocked: false,
  isClaimable: ({ order, estimate }) => !isBeyondCeiling(order, estimate),
  bar: () => undefined,
  twin: 'none',
  atTap: (record, draft, sight, now) => judgeTap(record, draft, roleRatesOf(record.account, draft.request.order.market, draft.request.order.side), sight, now),
  recheck: 'none',
  quote: 'none',
  written: (record) => record,
  accepted: (record, draft, { orderId }, _tools, now) => ({ record, draft: markAccepted(draft, orderId, now) }),
  refreshes: 'orders',
  cancels: 'none',
  byOrder: (_record, draft, tracked, now) => (isItsOrder(draft, tracked) ? advance(draft, tracked, now) : draft),
  // Of a market order that is not filled to the end no frame comes (PROTOCOL.md section 1, order): only a read ends it.
  needsReads: ({ request: { order }, state }) => order.type === 'market' && (state === 'open' || state === 'partlyFilled'),
  payout: 'none',
  resolve: { look, afterCleanLooks: { conclude: 'notPlaced', reason: 'own.notFound' } },
  isUnderWayWhenAccepted: false,
  mayMove: ({ order, estimate }) => flowsOfFills(order.side, estimate, order.volume, estimate.total),
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};

/** How the exchange words the refusal of a post-only order is not known (PROTOCOL.md section 3): that it would have traded is said beside its words. */
function withReason({ livePrice }: Sending, { order, estimate }: PlaceOrder, outcome: Outcome): Outcome {
  if (outcome.kind !== 'refused') return outcome;
  const best = order.postOnly === true ? livePrice(order, estimate.pricePrecision)?.best : undefined;
  if (best === undefined || order.price === undefined || !wouldMatch(order.side, order.price, best)) return outcome;
  return { kind: 'refused', codes: [...outcome.codes, 'own.wouldMatch' satisfies OwnReason] };
}

/** Lists and looks for its custom order id, newest change first; the exchange's own time filter is not trusted (PROTOCOL.md section 3, time units). */
async function look(client: ExchangeClient, draft: OrderDraft): Promise<Look> {
  const wanted = draft.request.order;
  const sentAfter = (draft.sentAt ?? draft.createdAt) - lookBackMs;
  let doubtful = false;
  for (let page = 1; page <= pagesLimit; page += 1) {
    const orders = await client.call(listOrders, { market: wanted.market, limit: pageSize, page }, { urgency: 'person' });
    const found = orders.find((order) => order.customOrderId === wanted.customOrderId);
    if (found !== undefined) return { evidence: { kind: 'order', order: found }, clean: true };
    // A row that cannot be read may be the order.
    doubtful ||= unreadIn(orders) > 0 || orders.some((order) => mayBeIt(order, wanted, sentAfter));
    const last = orders.at(-1);
    // A short page is not trusted as the end, in case the exchange gives fewer than asked for: only an empty one is.
    if (last === undefined ? heldIn(orders) === 0 : Math.max(last.updatedAt, last.createdAt) < sentAfter) return { evidence: { kind: 'none' }, clean: !doubtful };
  }
  return { evidence: { kind: 'none' }, clean: false };
}

/** An order that came without its custom id and looks the same: while there is one, nothing may be concluded. */
function mayBeIt(order: Order, wanted: PlaceOrder['order'], sentAfter: number): boolean {
  return order.customOrderId === undefined && order.createdAt >= sentAfter && order.side === wanted.side
    && order.type === wanted.type && compare(order.originVolume, wanted.volume) === 0;
}

/** Only a draft whose bytes may have left can have an order. */
function isItsOrder(draft: OrderDraft, { order }: TrackedOrder): boolean {
  if (draft.sentAt === undefined) return false;
  return draft.orderId === order.id || (order.customOrderId !== undefined && order.customOrderId === draft.request.order.customOrderId);
}

function advance(draft: OrderDraft, tracked: TrackedOrder, now: number): Draft {
  const executed = atLeast(draft.executed, executedFigures(tracked, draft.request.order.volume));
  const seen = seenState(tracked, executed);
  const known = { orderId: tracked.order.id, ...(isPositive(executed.volume) ? { executed } : {}) };
  if (seen === undefined) return canMove(draft, 'accepted') ? markAccepted(draft, tracked.order.id, now) : draft;
  if (draft.state === seen) return refined(draft, executed);
  return canMove(draft, seen) ? markSeen(draft, seen, known, now) : draft;
}

/** What was executed cannot become less: lower figures are old news. */
const atLeast = (known: Executed | undefined, now: Executed): Executed => (known !== undefined && isBelow(now.volume, known.volume) ? known : now);

/** What the order shows; undefined while that is no more than "the exchange has it". */
function seenState({ order }: TrackedOrder, executed: Executed): 'open' | 'partlyFilled' | 'filled' | 'cancelled' | 'rejected' | undefined {
  if (order.state === 'reject') return 'rejected';
  if (order.state === 'cancel') return 'cancelled';
  if (order.state === 'done') return 'filled';
  if (isPositive(executed.volume)) return isPositive(executed.remaining) ? 'partlyFilled' : 'filled';
  return order.state === 'wait' ? 'open' : undefined;
}

/** The same state with better figures: more executed, or an average that the trades have made exact. */
function refined(draft: Draft, executed: Executed): Draft {
  if (!isPositive(executed.volume)) return draft;
  const same = draft.executed !== undefined && compare(draft.executed.volume, executed.volume) === 0 && compare(draft.executed.averagePrice, executed.averagePrice) === 0;
  return same ? draft : { ...draft, executed };
}
