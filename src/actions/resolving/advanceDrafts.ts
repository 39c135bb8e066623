// Moves the drafts that an order belongs to along with that order; pure, and old news changes nothing.
import type { TrackedOrder } from '../../model/account.js';
import type { UserRecord } from '../../model/user.js';
import { isForExchange } from '../draft.js';
import { tellDraft } from '../drafts/draftRecord.js';
import { kindOf } from '../kinds/index.js';

/**
 * The record with every draft moved that this order decides, each with its card row; the same record when there is none.
 * An order's own draft is found by order id or custom order id, cancellations by the ids they name. `now` is ms since 1970.
 */
export function advanceDrafts(record: UserRecord, tracked: TrackedOrder, now: number): UserRecord {
  let next = record;
  for (const draft of Object.values(record.drafts)) {
    const moved = isForExchange(draft) ? kindOf(draft.request).byOrder(next, draft, tracked, now) : draft;
    if (moved !== draft) next = tellDraft(next, moved, now);
  }
  return next;
}
