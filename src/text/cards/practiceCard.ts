// Marks what is practice, and shows a practice card in the words of the real one it stands for.
import type { ActionRequest, Draft, ExchangeKind } from '../../model/draft.js';
import { practiceData } from '../../model/callback.js';
import type { Button, Buttons, Rich } from '../../model/message.js';
import { decimal, times } from '../../model/money.js';
import { showNumber } from '../format.js';
import type { Say } from '../index.js';
import { join } from '../rich.js';

/** A draft as the cards of real actions read it. It is for showing: nothing in text/ can send. */
export type ShownDraft = Draft & { readonly request: Extract<ActionRequest, { readonly kind: ExchangeKind }> };

/** The content with the mark of practice as its first line; as it is where it has one already. */
export function marked<Content extends { readonly text: Rich; readonly buttons?: Buttons }>(say: Say, content: Content): Content {
  const mark = say('practice.mark');
  const text = content.text.text.startsWith(mark.text) ? content.text : join([mark, content.text]);
  return { ...content, text, ...(content.buttons === undefined ? {} : { buttons: content.buttons.map((row) => row.map(inPractice)) }) };
}

/** What the button does is done in practice or not at all. */
const inPractice = (button: Button): Button => ('data' in button ? { ...button, data: practiceData(button.data) } : button);

export function shownDraft(draft: Draft): ShownDraft {
  return { ...draft, request: shownRequest(draft.request) };
}

function shownRequest(request: ActionRequest): ShownDraft['request'] {
  switch (request.kind) {
    case 'practiceOrder': return { kind: 'placeOrder', order: request.order, estimate: request.estimate };
    case 'practiceCancel': return { ...request, kind: 'cancelOrder' };
    case 'practiceCancelAll': return { ...request, kind: 'cancelAll' };
    default: return request;
  }
}

const hundred = decimal('100');

/** Which fees a practice order will be charged, while its card still asks. */
export function feeNote(say: Say, { request, state }: Draft): readonly Rich[] {
  if (request.kind !== 'practiceOrder' || state !== 'drafted') return [];
  const { maker, taker, learnt } = request.fees;
  return [say(learnt ? 'practice.feesLearnt' : 'practice.feesAssumed', { taker: showNumber(say, times(taker, hundred)), maker: showNumber(say, times(maker, hundred)) })];
}
