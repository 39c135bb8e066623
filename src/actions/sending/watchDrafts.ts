// One timer per draft that something is due for: its card expires, a lost answer is asked about, an order's end is looked for.
import type { Draft } from '../../model/draft.js';
import type { UserId } from '../../model/message.js';
import type { OwnReason } from '../../model/ownReason.js';
import type { UserRecord } from '../../model/user.js';
import { changed } from '../../storage/store.js';
import { absorbKnownEnds } from '../resolving/absorb.js';
import { expire, isForExchange, markNotPlaced } from '../draft.js';
import { kindOf } from '../kinds/index.js';
import { refresh } from './refresh.js';
import { draftOf, enqueueCard, pruneDrafts, tellDraft } from '../drafts/draftRecord.js';
import { errorName, type ActionParts } from '../parts.js';
import { isRenewable, renewQuote } from '../pressing/renewQuote.js';
import { askLimitMs, askOffsetsMs, resolveUnknown } from '../resolving/resolveUnknown.js';

/** An accepted order is looked after for this long; later its account's own reads do it. ms */
export const followOrderMs = 600_000;
/** A cancellation that has not ended by then is given back to the user, who may ask again. ms */
export const followCancelMs = 120_000;
const followEveryMs = 60_000;
/** A failed look at a draft is tried again after this long, ms. */
const retryMs = 1000;

/** The countdown on a payout's card is drawn anew this often, ms. */
export const countdownMs = 20_000;

type Due = { readonly at: number; readonly what: 'expire' | 'count' | 'ask' | 'follow' };

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
      const next = await act(parts, userId, draftId, due.what);
      for (const id of new Set([draftId, next])) watch(userId, id);
    } catch (error) {
      parts.log.error('draft.watch', { user: userId, draft: draftId, what: due.what, error: errorName(error) });
      if (!parts.rest.stopped && parts.store.read(userId) !== undefined) arm(userId, draftId, due, retryMs);
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
  const { state, changedAt } = draft;
  if (draft.leftBehind !== undefined) return undefined;
  if (state === 'drafted') return nextOfCard(draft, now);
  if (!isForExchange(draft)) return undefined;
  const kind = kindOf(draft.request);
  if (kind.cancels !== 'none') {
    if (state !== 'accepted' && state !== 'unknown') return undefined;
    return { at: Math.min(nextFollowAt(changedAt, now), Math.max(changedAt + followCancelMs, now)), what: 'follow' };
  }
  if (state === 'unknown') return kind.resolve !== 'cannot' && now - changedAt < askLimitMs ? { at: draft.asked?.nextAt ?? now, what: 'ask' } : undefined;
  const needsReads = state === 'accepted' || kind.needsReads(draft);
  return needsReads && now - changedAt < followOrderMs ? { at: nextFollowAt(changedAt, now), what: 'follow' } : undefined;
}

function nextOfCard(draft: Draft, now: number): Due {
  const passed = Math.max(0, Math.floor((now - draft.createdAt) / countdownMs));
  const nextCount = draft.createdAt + (passed + 1) * countdownMs;
  return isRenewable(draft) && draft.card !== undefined && nextCount < draft.expiresAt ? { at: nextCount, what: 'count' } : { at: draft.expiresAt, what: 'expire' };
}

/** The orders that a cancellation is to end; undefined for anything else. */
function cancelledBy(draft: Draft | undefined): readonly string[] | undefined {
  if (draft === undefined || !isForExchange(draft)) return undefined;
  const { cancels } = kindOf(draft.request);
  return cancels === 'none' ? undefined : cancels(draft.request);
}

function nextFollowAt(since: number, now: number): number {
  const offset = askOffsetsMs.find((one) => since + one > now);
  return offset === undefined ? now + followEveryMs : since + offset;
}

/** Resolves to the draft that needs looking after now: this one, or the one that took its place. */
async function act(parts: ActionParts, userId: UserId, draftId: string, what: Due['what']): Promise<string> {
  if (parts.store.read(userId)?.drafts[draftId]?.leftBehind !== undefined) return draftId;
  switch (what) {
    case 'ask': await resolveUnknown(parts, userId, draftId); return draftId;
    case 'count': await parts.store.update(userId, (record) => changed(drawAnew(record, draftId, parts.clock.now()))); return draftId;
    case 'expire': return renewOrExpire(parts, userId, draftId);
    case 'follow': await follow(parts, userId, draftId); return draftId;
  }
}

async function renewOrExpire(parts: ActionParts, userId: UserId, draftId: string): Promise<string> {
  const renewed = await renewQuote(parts, userId, draftId);
  if (renewed.kind === 'renewed') return renewed.draft.id;
  const now = parts.clock.now();
  await parts.store.update(userId, (record) => changed(expireDraft(record, draftId, now, renewed.reason)));
  return draftId;
}

async function follow(parts: ActionParts, userId: UserId, draftId: string): Promise<void> {
  const now = parts.clock.now();
  const draft = parts.store.read(userId)?.drafts[draftId];
  if (draft !== undefined && isForExchange(draft)) refresh(parts, userId, draft);
  if (isOverdueCancel(parts.store.read(userId), draftId, now)) await parts.store.update(userId, (record) => changed(giveBackCancel(record, draftId, now)));
}

function drawAnew(record: UserRecord, draftId: string, now: number): UserRecord {
  const draft = draftOf(record, draftId);
  return draft?.state === 'drafted' ? enqueueCard(record, draft, now, `:at${now}`) : record;
}

/** The timer itself is the proof that the time is over, whatever the machine's clock was set to meanwhile. */
function expireDraft(record: UserRecord, draftId: string, now: number, reason: readonly OwnReason[] | undefined): UserRecord {
  const draft = draftOf(record, draftId);
  const next = draft?.state === 'drafted' ? tellDraft(record, expire(draft, now, reason), now) : record;
  return pruneDrafts(next, now);
}

function isOverdueCancel(record: UserRecord | undefined, draftId: string, now: number): boolean {
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  if (draft === undefined || cancelledBy(draft) === undefined) return false;
  return (draft.state === 'accepted' || draft.state === 'unknown') && now - draft.changedAt >= followCancelMs;
}

function giveBackCancel(record: UserRecord, draftId: string, now: number): UserRecord {
  const next = absorbKnownEnds(record, cancelledBy(draftOf(record, draftId)) ?? [], now);
  const draft = draftOf(next, draftId);
  return draft !== undefined && isOverdueCancel(next, draftId, now) ? tellDraft(next, markNotPlaced(draft, ['own.stillOpen'], now), now) : next;
}
