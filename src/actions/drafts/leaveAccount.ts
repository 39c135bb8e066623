// What becomes of drafts when another account takes the place of theirs: nothing drawn or confirmed for one is ever sent on the other, and nothing sent on one is asked about on the other.
import { isEndedDraft, type Draft } from '../../model/draft.js';
import type { OwnReason } from '../../model/ownReason.js';
import type { UserRecord } from '../../model/user.js';
import { expire, isPractice, markNotPlaced } from '../draft.js';
import { enqueueCard, putDraft, tellDraft } from './draftRecord.js';

/** Why a card of an earlier account sends nothing, as a word that text/refusals.ts explains. */
export const otherKey: OwnReason = 'own.otherKey';

/** True for a draft of an account that another has taken the place of; play money is of none. A draft stored before drafts named theirs goes by its time. */
export function isOfEarlierAccount({ account }: UserRecord, draft: Draft): boolean {
  if (isPractice(draft)) return false;
  const { accountSince } = draft;
  return accountSince === undefined ? (draft.sentAt ?? draft.createdAt) < (account.since ?? 0) : accountSince !== account.since;
}

/** The record, still with its link, with every draft as it stands once that link is gone. `now` is ms since 1970. */
export function leaveAccount(record: UserRecord, now: number): UserRecord {
  const tail = record.link?.tail ?? '…';
  return Object.values(record.drafts).reduce((next, draft) => leave(next, draft, tail, now), record);
}

function leave(record: UserRecord, draft: Draft, tail: string, now: number): UserRecord {
  if (isPractice(draft) || isEndedDraft(draft.state) || draft.leftBehind !== undefined) return record;
  if (draft.state === 'drafted') return tellDraft(record, expire(draft, now, [otherKey]), now);
  if (draft.state === 'confirmed') return tellDraft(record, markNotPlaced(draft, [otherKey], now), now);
  const left: Draft = { ...draft, leftBehind: { tail } };
  // Its state is the same, so the row needs a name of its own to be told.
  return enqueueCard(putDraft(record, left), left, now, ':left');
}

/** How many have left and were not answered: with their account gone nobody here can find out any more. */
export const unansweredCount = (record: UserRecord): number => Object.values(record.drafts).filter(({ state }) => state === 'sending' || state === 'unknown').length;
