// A new draft takes the place of one that was not confirmed yet, on the same message.
import type { ActionRequest, CardChange, Draft } from '../../model/draft.js';
import type { MessageAddress, UserId } from '../../model/message.js';
import { replace } from '../draft.js';
import { newDraftId } from '../drawIds.js';
import type { ActionParts } from '../parts.js';
import { draftOf, makeDraftRoom, putDraft, tellDraft } from './draftRecord.js';
import { newDraftAfter } from './newDraft.js';

/** The new draft, stored; undefined where the old one has moved on meanwhile. */
export function takePlace(parts: ActionParts, userId: UserId, draftId: string, request: ActionRequest, change: CardChange, card?: MessageAddress): Promise<Draft | undefined> {
  const id = newDraftId(parts);
  return parts.store.update(userId, (now) => {
    const current = draftOf(now, draftId);
    if (current?.state !== 'drafted') return { record: now, result: undefined };
    const at = parts.clock.now();
    const next = newDraftAfter(current, id, request, change, card, at);
    return { record: tellDraft(makeDraftRoom(putDraft(now, replace(current, id, at)), at), next, at), result: next };
  });
}
