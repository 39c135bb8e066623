// Tells whether a money action of a user's is on its way: while one is, the record that resolves it must not go.
import { isEndedDraft, type Draft } from '../../model/draft.js';
import type { UserRecord } from '../../model/user.js';
import { isForExchange } from '../draft.js';
import { kindOf } from '../kinds/index.js';
import { askLimitMs } from './resolveUnknown.js';

/** What has not ended by then is not looked for any more and holds nothing up, ms after its last change. */
export const underWayLimitMs = askLimitMs;

/** ms since 1970 by which the last of them holds nothing up any more; undefined when none is on its way. */
export function underWayUntil(record: UserRecord, now: number): number | undefined {
  const ends = Object.values(record.drafts).filter(isUnderWay).map((draft) => draft.changedAt + underWayLimitMs).filter((end) => end > now);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** An order that the exchange has taken goes on there by itself; a payout may still come back. */
function isUnderWay(draft: Draft): boolean {
  const { state, leftBehind } = draft;
  // What was left behind with its account is resolved by nobody here; play money is never under way.
  if (!isForExchange(draft) || isEndedDraft(state) || leftBehind !== undefined) return false;
  if (state === 'confirmed' || state === 'sending' || state === 'unknown') return true;
  return state === 'accepted' && kindOf(draft.request).isUnderWayWhenAccepted;
}
