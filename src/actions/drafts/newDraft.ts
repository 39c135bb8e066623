// Makes drafts: what a card stands for, frozen as it is shown, for as long as its kind says.
import { requestHashOf, type ActionRequest, type CardChange, type Draft } from '../../model/draft.js';
import type { MessageAddress } from '../../model/message.js';
import { draftLifeMs } from '../draft.js';
import { isExchangeRequest, kindOf } from '../kinds/index.js';

/** A new draft. `now` is ms since 1970; `accountSince` is that of the account it is drawn for. */
export function newDraft(id: string, request: ActionRequest, now: number, accountSince?: number): Draft {
  return {
    id, request, requestHash: requestHashOf(request), state: 'drafted', createdAt: now, changedAt: now,
    expiresAt: isExchangeRequest(request) ? kindOf(request).life(request, now) : now + draftLifeMs,
    ...(accountSince === undefined ? {} : { accountSince }),
  };
}

/** A new draft that asks again on the same message as `old`, with what has changed. */
export function newDraftAfter(old: Draft, id: string, request: ActionRequest, change: CardChange, card: MessageAddress | undefined, now: number): Draft {
  const shownOn = card ?? old.card;
  return { ...newDraft(id, request, now, old.accountSince), change, ...(shownOn === undefined ? {} : { card: shownOn }) };
}
