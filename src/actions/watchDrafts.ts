// One timer per draft that something is due for: its card expires, a lost answer is asked about, an order's end is looked for.
import type { Draft } from '../model/draft.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import { changed } from '../storage/store.js';
import { absorbKnownEnds } from './absorb.js';
import { expire, markNotPlaced } from './draft.js';
import { draftOf, pruneDrafts, tellDraft } from './draftRecord.js';
import { errorName, type ActionParts } from './parts.js';
import { askLimitMs, askOffsetsMs, resolveUnknown } from './resolveUnknown.js';

/** An accepted order is looked after for this long; later its account's own reads do it. ms */
export const followOrderMs = 600_000;
/** A cancellation that has not ended by then is given back to the user, who may ask again. ms */
export const followCancelMs = 120_000;
const followEveryMs = 60_000;
/** A failed look at a draft is tried again after this long, ms. */
const retryMs = 1000;

type Due = { readonly at: number; readonly what: 'expire' | 'ask' | 'follow' };

export interface DraftWatch {
  /** Sets the timer for what this draft needs next; replaces an earlier one. */
  watch(userId: UserId, draftId: string): void;
  stop(): void;
}

/** `track` takes work that a stop waits for. At most one timer per draft, and drafts are bounded per user. */
export function createDraftWatch(parts: ActionParts, track: (work: Promise<void>) => void): DraftWatch {
  const timers = new Map<string, () => void>();

  const arm = (userId: UserId, draftId: string, due: Due, delayMs: number): void => {
    timers.set(draftId, parts.clock.after(delayMs, () => {
      timers.delete(draftId);
      track(fire(userId, draftId, due));
    }));
  };

  const fire = async (userId: UserId, draftId: string, due: Due): Promise<void> => {
    try {
      await act(parts, userId, draftId, due.what);
      watch(userId, draftId);
    } catch (error) {
      parts.log.error('draft.watch', { user: userId, draft: draftId, what: due.what, error: errorName(error) });
      if (!parts.rest.stopped) arm(userId, draftId, due, retryMs);
    }
  };

  const watch = (userId: UserId, draftId: string): void => {
    timers.get(draftId)?.();
    timers.delete(draftId);
    const record = parts.store.read(userId);
    const draft = record === undefined ? undefined : draftOf(record, draftId);
    const now = parts.clock.now();
    const due = draft === undefined || parts.rest.stopped ? undefined : nextDue(draft, now);
    if (due !== undefined) arm(userId, draftId, due, Math.max(0, due.at - now));
  };

  return {
    watch,
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

/** What a draft needs next and when, ms since 1970; undefined when nothing. */
function nextDue(draft: Draft, now: number): Due | undefined {
  const { state, request, changedAt } = draft;
  if (state === 'drafted') return { at: draft.expiresAt, what: 'expire' };
  if (request.kind !== 'placeOrder') {
    if (state !== 'accepted' && state !== 'unknown') return undefined;
    return { at: Math.min(nextFollowAt(changedAt, now), Math.max(changedAt + followCancelMs, now)), what: 'follow' };
  }
  if (state === 'unknown') return now - changedAt < askLimitMs ? { at: draft.asked?.nextAt ?? now, what: 'ask' } : undefined;
  // Of a market order that is not filled to the end no frame comes (PROTOCOL.md section 1, order): only a read ends it.
  const needsReads = state === 'accepted' || (request.order.type === 'market' && (state === 'open' || state === 'partlyFilled'));
  return needsReads && now - changedAt < followOrderMs ? { at: nextFollowAt(changedAt, now), what: 'follow' } : undefined;
}

function nextFollowAt(since: number, now: number): number {
  const offset = askOffsetsMs.find((one) => since + one > now);
  return offset === undefined ? now + followEveryMs : since + offset;
}

async function act(parts: ActionParts, userId: UserId, draftId: string, what: Due['what']): Promise<void> {
  if (what === 'ask') { await resolveUnknown(parts, userId, draftId); return; }
  const now = parts.clock.now();
  if (what === 'expire') {
    await parts.store.update(userId, (record) => changed(expireDraft(record, draftId, now)));
    return;
  }
  parts.refreshOrders(userId);
  if (isOverdueCancel(parts.store.read(userId), draftId, now)) await parts.store.update(userId, (record) => changed(giveBackCancel(record, draftId, now)));
}

/** The timer itself is the proof that the time is over, whatever the machine's clock was set to meanwhile. */
function expireDraft(record: UserRecord, draftId: string, now: number): UserRecord {
  const draft = draftOf(record, draftId);
  const next = draft?.state === 'drafted' ? tellDraft(record, expire(draft, now), now) : record;
  return pruneDrafts(next, now);
}

function isOverdueCancel(record: UserRecord | undefined, draftId: string, now: number): boolean {
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  if (draft === undefined || draft.request.kind === 'placeOrder') return false;
  return (draft.state === 'accepted' || draft.state === 'unknown') && now - draft.changedAt >= followCancelMs;
}

function giveBackCancel(record: UserRecord, draftId: string, now: number): UserRecord {
  const { request } = draftOf(record, draftId) ?? {};
  const ids = request?.kind === 'cancelAll' ? request.orderIds : request?.kind === 'cancelOrder' ? [request.orderId] : [];
  const next = absorbKnownEnds(record, ids, now);
  const draft = draftOf(next, draftId);
  return draft !== undefined && isOverdueCancel(next, draftId, now) ? tellDraft(next, markNotPlaced(draft, ['own.stillOpen'], now), now) : next;
}
