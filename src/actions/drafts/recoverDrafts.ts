// What a start makes of drafts that a stop left in the middle: the normal start, after a clean stop as after a kill.
import { stoppedSending, type Draft } from '../../model/draft.js';
import type { UserRecord } from '../../model/user.js';
import { expire, isOverdue, markNotPlaced, markUnknown } from '../draft.js';
import { pruneDrafts, tellDraft } from './draftRecord.js';

/** `sending` may have left and is unknown; `confirmed` certainly did not. The same record when nothing was left in the middle. */
export function recoverDrafts(record: UserRecord, now: number): UserRecord {
  let next = pruneDrafts(record, now);
  for (const draft of Object.values(next.drafts)) {
    const recovered = recover(draft, now);
    if (recovered !== draft) next = tellDraft(next, recovered, now);
  }
  return next;
}

function recover(draft: Draft, now: number): Draft {
  switch (draft.state) {
    case 'sending': return markUnknown(draft, [stoppedSending], now, now);
    case 'confirmed': return markNotPlaced(draft, ['own.notSent'], now);
    case 'drafted': return isOverdue(draft, now) ? expire(draft, now) : draft;
    default: return draft;
  }
}
