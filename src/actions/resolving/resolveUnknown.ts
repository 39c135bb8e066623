// Finds out what became of an order whose answer was lost: lists and looks for its custom order id; never sends again (RELIABILITY.md 1.1).
import type { ExchangeClient } from '../../exchange/client.js';
import { listOrders } from '../../exchange/endpoints/market/listOrders.js';
import type { Draft } from '../../model/draft.js';
import { compare } from '../../model/money.js';
import type { UserId } from '../../model/message.js';
import type { Order } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { updateUntilDurable } from '../../storage/updateUntilDurable.js';
import { changed } from '../../storage/store.js';
import { absorb } from '../drafts/absorb.js';
import { markAccepted, markAsked, markNotPlaced, type DraftOf } from '../drafts/draft.js';
import { draftOf, putDraft, tellDraft } from '../drafts/draftRecord.js';
import { isOfEarlierAccount } from '../drafts/leaveAccount.js';
import { errorName, type ActionParts } from '../parts.js';

/** When to ask, ms after becoming unknown; then every minute. */
export const askOffsetsMs: readonly number[] = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];
const askEveryMs = 60_000;
/** After this long it is left at "unknown"; a later frame or read of the account can still tell. ms */
export const askLimitMs = 24 * 3_600_000;
/** "Not placed" needs both: exchanges have hidden new orders for up to ten minutes. */
export const notPlacedAfterMs = 600_000;
export const notPlacedCleanListings = 5;
/** How far before sending a listing must reach, ms: the clocks may differ. */
const lookBackMs = 60_000;
const pageSize = 100;
const pagesLimit = 20;

/** ms since 1970 of the first question for a draft that became unknown `now`. */
export const firstAskAt = (now: number): number => now + (askOffsetsMs[0] ?? askEveryMs);

/** ms since 1970 of the next question after `times` of them. */
export function nextAskAt(unknownSince: number, times: number, now: number): number {
  const offset = askOffsetsMs[times];
  return offset === undefined ? now + askEveryMs : Math.max(unknownSince + offset, now + 1000);
}

interface Listing {
  readonly found?: Order;
  /** True when it was read without a fault to well before the sending, and nothing in it may be the order. */
  readonly clean: boolean;
}

/** Asks once about an unknown order and writes down what that told. Does nothing for any other draft. */
export async function resolveUnknown(parts: ActionParts, userId: UserId, draftId: string): Promise<void> {
  const draft = unknownOrder(parts.store.read(userId), draftId);
  if (draft === undefined) return;
  const listing = await look(parts, userId, draft);
  await updateUntilDurable(parts, userId, (record) => {
    const current = unknownOrder(record, draftId);
    return changed(current === undefined ? record : conclude(parts, record, current, listing));
  });
}

function unknownOrder(record: UserRecord | undefined, draftId: string): DraftOf<'placeOrder'> | undefined {
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  return draft?.state === 'unknown' && draft.leftBehind === undefined && draft.request.kind === 'placeOrder' ? draft as DraftOf<'placeOrder'> : undefined;
}

async function look(parts: ActionParts, userId: UserId, draft: DraftOf<'placeOrder'>): Promise<Listing> {
  try {
    return await listUntilFound(parts.clientFor(userId), draft);
  } catch (error) {
    parts.log.warn('resolve.failed', { user: userId, draft: draft.id, error: errorName(error) });
    return { clean: false };
  }
}

/** Newest change first; the exchange's own time filter is not trusted (PROTOCOL.md section 3, time units). */
async function listUntilFound(client: ExchangeClient, draft: DraftOf<'placeOrder'>): Promise<Listing> {
  const wanted = draft.request.order;
  const sentAfter = (draft.sentAt ?? draft.createdAt) - lookBackMs;
  let doubtful = false;
  for (let page = 1; page <= pagesLimit; page += 1) {
    const orders = await client.call(listOrders, { market: wanted.market, limit: pageSize, page }, { urgency: 'person' });
    const found = orders.find((order) => order.customOrderId === wanted.customOrderId);
    if (found !== undefined) return { found, clean: true };
    doubtful ||= orders.some((order) => mayBeIt(order, wanted, sentAfter));
    const last = orders.at(-1);
    // A short page is not trusted as the end, in case the exchange gives fewer than asked for: only an empty one is.
    if (last === undefined || Math.max(last.updatedAt, last.createdAt) < sentAfter) return { clean: !doubtful };
  }
  return { clean: false };
}

/** An order that came without its custom id and looks the same: while there is one, nothing may be concluded. */
function mayBeIt(order: Order, wanted: DraftOf<'placeOrder'>['request']['order'], sentAfter: number): boolean {
  return order.customOrderId === undefined && order.createdAt >= sentAfter && order.side === wanted.side
    && order.type === wanted.type && compare(order.originVolume, wanted.volume) === 0;
}

function conclude(parts: ActionParts, record: UserRecord, draft: Draft, { found, clean }: Listing): UserRecord {
  const now = parts.clock.now();
  if (found !== undefined) return absorb(parts, tellDraft(record, markAccepted(draft, found.id, now), now), found, now);
  const asked = markAsked(draft, clean, nextAskAt(draft.changedAt, (draft.asked?.times ?? 0) + 1, now));
  // What another account does not list may well have been placed.
  const enough = !isOfEarlierAccount(record, draft) && now - draft.changedAt >= notPlacedAfterMs && (asked.asked?.clean ?? 0) >= notPlacedCleanListings;
  return enough ? tellDraft(record, markNotPlaced(asked, ['own.notFound'], now), now) : putDraft(record, asked);
}
