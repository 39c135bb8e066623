// What becomes of drafts when another account takes the place of theirs: nothing drawn or confirmed for one is ever sent on the other.
import type { Draft } from '../model/draft.js';
import type { UserRecord } from '../model/user.js';
import { expire, markNotPlaced } from './draft.js';
import { tellDraft } from './draftRecord.js';

/** True for a draft of an account that another has taken the place of: what this one does not show of it says nothing. */
export const isOfEarlierAccount = ({ account }: UserRecord, draft: Draft): boolean => (draft.sentAt ?? draft.createdAt) < (account.since ?? 0);

/** The record with its open cards ended and what was confirmed and not yet sent given up. `now` is ms since 1970. */
export function leaveAccount(record: UserRecord, now: number): UserRecord {
  let next = record;
  for (const draft of Object.values(record.drafts)) {
    if (draft.state === 'drafted') next = tellDraft(next, expire(draft, now), now);
    if (draft.state === 'confirmed') next = tellDraft(next, markNotPlaced(draft, ['own.notSent'], now), now);
  }
  return next;
}

/** How many have left and were not answered: with their account gone nobody here can find out any more. */
export const unansweredCount = (record: UserRecord): number => Object.values(record.drafts).filter(({ state }) => state === 'sending' || state === 'unknown').length;
