// Finds out what became of an action whose answer was lost: looks at what its kind says; never sends again (RELIABILITY.md 1.1).
import type { Draft, ExchangeKind } from '../../model/draft.js';
import type { UserId } from '../../model/message.js';
import type { OwnReason } from '../../model/ownReason.js';
import type { UserRecord } from '../../model/user.js';
import { updateUntilDurable } from '../../storage/updateUntilDurable.js';
import { changed } from '../../storage/store.js';
import type { Look, Resolver } from '../actionKind.js';
import { isForExchange, markAccepted, markAsked, markNotPlaced, markSeen, type ExchangeDraft } from '../draft.js';
import { draftOf, enqueueCard, putDraft, tellDraft } from '../drafts/draftRecord.js';
import { isOfEarlierAccount } from '../drafts/leaveAccount.js';
import { kindOf } from '../kinds/index.js';
import { errorName, type ActionParts } from '../parts.js';
import { absorb } from './absorb.js';

/** When to ask, ms after becoming unknown; then every minute. */
export const askOffsetsMs: readonly number[] = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];
const askEveryMs = 60_000;
/** After this long it is left at "unknown"; a later frame or read of the account can still tell. ms */
export const askLimitMs = 24 * 3_600_000;
/** A conclusion needs both: exchanges have hidden new orders for up to ten minutes. */
export const notPlacedAfterMs = 600_000;
export const notPlacedCleanListings = 5;

/** ms since 1970 of the first question for a draft that became unknown `now`. */
export const firstAskAt = (now: number): number => now + (askOffsetsMs[0] ?? askEveryMs);

/** ms since 1970 of the next question after `times` of them. */
function nextAskAt(unknownSince: number, times: number, now: number): number {
  const offset = askOffsetsMs[times];
  return offset === undefined ? now + askEveryMs : Math.max(unknownSince + offset, now + 1000);
}

/** Asks once about an unknown action and writes down what that told. Does nothing for any other draft, nor where nothing can tell. */
export async function resolveUnknown(parts: ActionParts, userId: UserId, draftId: string): Promise<void> {
  const draft = unknownOf(parts.store.read(userId), draftId);
  const rules = draft === undefined ? 'cannot' : kindOf(draft.request).resolve;
  if (draft === undefined || rules === 'cannot') return;
  const look = await lookAt(parts, userId, draft, rules);
  await updateUntilDurable(parts, userId, (record) => {
    // What was read is of the account that has been left.
    if (draftOf(record, draftId)?.leftBehind !== undefined) return changed(record);
    const now = parts.clock.now();
    const known = look.evidence.kind === 'withdrawals' ? parts.absorbWithdrawals(record, look.evidence.rows, now) : record;
    const current = unknownOf(known, draftId);
    return changed(current === undefined ? known : conclude(parts, known, current, look, rules, now));
  });
}

function unknownOf(record: UserRecord | undefined, draftId: string): ExchangeDraft | undefined {
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  return draft?.state === 'unknown' && draft.leftBehind === undefined && isForExchange(draft) ? draft : undefined;
}

async function lookAt(parts: ActionParts, userId: UserId, draft: ExchangeDraft, rules: Resolver<ExchangeKind>): Promise<Look> {
  try {
    return await rules.look(parts.clientFor(userId), draft);
  } catch (error) {
    parts.log.warn('resolve.failed', { user: userId, draft: draft.id, error: errorName(error) });
    return { evidence: { kind: 'none' }, clean: false };
  }
}

function conclude(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, { evidence, clean }: Look, { afterCleanLooks }: Resolver<ExchangeKind>, now: number): UserRecord {
  if (evidence.kind === 'order') return absorb(parts, tellDraft(record, markAccepted(draft, evidence.order.id, now), now), evidence.order, now);
  if (evidence.kind === 'done') return tellDraft(record, markSeen(draft, 'done', evidence.seen, now), now);
  const asked = markAsked(draft, clean, nextAskAt(draft.changedAt, (draft.asked?.times ?? 0) + 1, now));
  // What another account does not list may well have been done.
  const enough = !isOfEarlierAccount(record, draft) && now - draft.changedAt >= notPlacedAfterMs && (asked.asked?.clean ?? 0) >= notPlacedCleanListings;
  if (!enough) return putDraft(record, asked);
  switch (afterCleanLooks.conclude) {
    case 'notPlaced': return tellDraft(record, markNotPlaced(asked, [afterCleanLooks.reason], now), now);
    case 'askUser': return askUser(record, asked, now);
  }
}

/** The reason of a payout that the history has not shown for long enough to say so. */
export const notSeen: OwnReason = 'own.notSeen';

/** Said once; it stays unknown, and is asked about further. */
function askUser(record: UserRecord, asked: Draft, now: number): UserRecord {
  if (asked.reason?.[0] === notSeen) return putDraft(record, asked);
  const unseen: Draft = { ...asked, reason: [notSeen] };
  return enqueueCard(putDraft(record, unseen), unseen, now, `:${notSeen}`);
}
