// A new draft takes the place of one that was not confirmed yet, on the same message.
import type { ActionRequest, CardChange, Draft } from '../../model/draft.js';
import type { MessageAddress, UserId } from '../../model/message.js';
import { replace } from '../draft.js';
import { newDraftId } from '../drawIds.js';
import type { UserRecord } from '../../model/user.js';
import type { ActionParts } from '../parts.js';
import { draftOf, makeDraftRoom, putDraft, tellDraft } from './draftRecord.js';
import { newDraftAfter } from './newDraft.js';

/** The record with `id` in the place of `old`, and that draft; nothing is told yet. `now` is ms since 1970. */
export function inPlaceOf(record: UserRecord, old: Draft, id: string, { request, change, card }: Successor, now: number): { readonly record: UserRecord; readonly draft: Draft } {
  return { record: makeDraftRoom(putDraft(record, replace(old, id, now)), now), draft: newDraftAfter(old, id, request, change, card, now) };
}

/** What the new draft is for, and where it stands; where that is not said, on the message of the old one. */
export interface Successor {
  readonly request: ActionRequest;
  readonly change: CardChange;
  readonly card?: MessageAddress | undefined;
}

/** The new draft, stored; undefined where the old one has moved on meanwhile. */
export function takePlace(parts: ActionParts, userId: UserId, draftId: string, successor: Successor): Promise<Draft | undefined> {
  const id = newDraftId(parts);
  return parts.store.update(userId, (now) => {
    const current = draftOf(now, draftId);
    if (current?.state !== 'drafted') return { record: now, result: undefined };
    const at = parts.clock.now();
    const { record, draft } = inPlaceOf(now, current, id, successor, at);
    return { record: tellDraft(record, draft, at), result: draft };
  });
}
