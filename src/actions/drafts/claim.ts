// The use of a card: what was shown, in time and by its own rules, or not at all.
import { requestHashOf, type Draft } from '../../model/draft.js';
import type { MessageAddress } from '../../model/message.js';
import { isBeyondCeiling } from '../../model/trading/priceLimits.js';
import { isForExchange, isOverdue, move, type PracticeDraft } from '../draft.js';
import { kindOf } from '../kinds/index.js';

/** drafted -> confirmed; without a card the one it has is kept. @throws Error when it is overdue, used, or its request is not the one that was shown. */
export function claim(draft: Draft, card: MessageAddress | undefined, now: number): Draft {
  checkShown(draft, now);
  return { ...move(draft, 'confirmed', now), ...(card === undefined ? {} : { card }) };
}

/** drafted -> what practice makes of it, in one step. @throws as claim */
export function markPractised(draft: PracticeDraft, become: (draft: Draft) => Draft, card: MessageAddress | undefined, now: number): Draft {
  checkShown(draft, now);
  return { ...become(draft), ...(card === undefined ? {} : { card }) };
}

function checkShown(draft: Draft, now: number): void {
  if (isOverdue(draft, now)) throw new Error('an overdue draft cannot be claimed');
  if (requestHashOf(draft.request) !== draft.requestHash) throw new Error('the draft is not what was shown');
  if (!isClaimable(draft)) throw new Error('a draft whose card offers no Confirm cannot be claimed');
}

function isClaimable(draft: Draft): boolean {
  if (isForExchange(draft)) return kindOf(draft.request).isClaimable(draft.request);
  return !('estimate' in draft.request && isBeyondCeiling(draft.request.order, draft.request.estimate));
}
