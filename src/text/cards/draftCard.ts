// The card of a money action in every one of its states, written from the frozen draft alone.
import { confirmData, dismissData, runData } from '../../model/callback.js';
import { isEndedDraft, isPracticeKind, type Draft, type ExchangeKind } from '../../model/draft.js';
import type { Button, MessageContent, Rich } from '../../model/message.js';
import { activateBeneficiaryCard, deleteBeneficiaryCard, newBeneficiaryCard } from './beneficiaryCard.js';
import { cancelAllCard, cancelOrderCard } from './cancelCard.js';
import type { CardOptions, CardText } from './cardText.js';
import { showDuration } from '../format.js';
import type { Say } from '../index.js';
import { orderCardText } from './orderCard.js';
import { paymentCard } from './paymentCard.js';
import { feeNote, marked, shownDraft, type ShownDraft } from './practiceCard.js';
import { beyondCeiling, holdSentences, sayChange } from './priceWarnings.js';
import { explainRefusal } from '../refusals.js';
import { outside } from '../outside.js';
import { join, type Shown } from '../rich.js';
import { voucherCard } from './voucherCard.js';
import { withdrawCard } from './withdrawCard.js';

/** One member per kind of action that the exchange is asked for. */
export const cards: { readonly [K in ExchangeKind]: CardText<K> } = {
  placeOrder: orderCardText, cancelOrder: cancelOrderCard, cancelAll: cancelAllCard,
  withdraw: withdrawCard, payInvoice: paymentCard, redeemVoucher: voucherCard,
  createBeneficiary: newBeneficiaryCard, activateBeneficiary: activateBeneficiaryCard, deleteBeneficiary: deleteBeneficiaryCard,
};

/** What it would do, in a few words, for the middle of a sentence. */
export function nameOfDraft(say: Say, draft: Draft): Rich {
  const { request } = shownDraft(draft);
  return (cards[request.kind] as CardText<ExchangeKind>).name(say, request);
}

/** The content of a card: the question with Confirm and Cancel while it is drafted, later what became of it. */
export function draftCard(say: Say, draft: Draft, options: CardOptions): MessageContent {
  const content = cardOf(say, shownDraft(draft), options);
  return isPracticeKind(draft.request.kind) ? marked(say, { ...content, text: join([content.text, ...feeNote(say, draft)]) }) : content;
}

function cardOf(say: Say, draft: ShownDraft, options: CardOptions): MessageContent {
  const { request } = draft;
  const card = cards[request.kind] as CardText<ExchangeKind>;
  const what = card.name(say, request);
  if (draft.leftBehind !== undefined && !isEndedDraft(draft.state)) return leftBehind(say, draft, card, options);
  switch (draft.state) {
    case 'drafted': return question(say, draft, card, options);
    case 'expired': return { text: join([whyExpired(say, draft), what]) };
    case 'replaced': return { text: join([say('card.replaced'), what]) };
    case 'dismissed': return { text: join([say('card.dismissed'), what]) };
    case 'unknown': return { text: join([say('card.unknown', { what }), say(card.unknownWhy(draft))]) };
    default: return card.story(say, draft, request, options);
  }
}

/** How far it was known to have come, and where to look now; its buttons would reach for it in another account. */
function leftBehind(say: Say, draft: ShownDraft, card: CardText<ExchangeKind>, options: CardOptions): MessageContent {
  const known = draft.state === 'unknown' ? say('card.unknown', { what: card.name(say, draft.request) }) : card.story(say, draft, draft.request, options).text;
  return { text: join([known, say('card.leftBehind', { tail: outside(draft.leftBehind?.tail ?? '', 8) })]) };
}

/** Most cards expire by time alone. */
function whyExpired(say: Say, draft: Draft): Rich {
  const [reason] = draft.reason ?? [];
  return reason === undefined ? say('card.expired', { time: lifetime(say, draft) }) : say('card.endedEarly', { why: explainRefusal(say, [reason]) });
}

function question(say: Say, draft: ShownDraft, card: CardText<ExchangeKind>, options: CardOptions): MessageContent {
  const { request } = draft;
  const beyond = request.kind === 'placeOrder' ? beyondCeiling(say, request) : undefined;
  const facts = card.question(say, draft, request, options);
  const valid = card.codeWords === 'none' ? [say('card.valid', { time: lifetime(say, draft) })] : [];
  return {
    text: join([...news(say, draft), ...facts, ...(beyond === undefined ? [] : [beyond.text]), ...valid]),
    buttons: beyond === undefined ? [[confirmButton(say, draft, card), dismissButton(say, draft)], ...(card.more?.(say, draft, request) ?? [])] : [[beyond.button], [dismissButton(say, draft)]],
  };
}

/** What the user must know before the question: what has changed since the card was shown, or why a tap was held back. */
const news = (say: Say, { request, change, held }: Draft): readonly Rich[] => (request.kind === 'placeOrder' ? [
  ...(change === undefined ? [] : [sayChange(say, request, change)]),
] : []).concat(held === undefined ? [] : [say(holdSentences[held.why])]);

function confirmButton(say: Say, draft: Draft, { codeWords }: CardText<ExchangeKind>): Button {
  const data = codeWords === 'none' ? confirmData(draft.id) : runData(`${codeWords} ${draft.id}`);
  return { label: say(draft.held === undefined ? 'card.confirm' : 'card.tryAgain').text, data, style: 'success' };
}

const dismissButton = (say: Say, draft: Draft): Button => ({ label: say('card.cancel').text, data: dismissData(draft.id), style: 'danger' });

const lifetime = (say: Say, draft: Draft): Shown => showDuration(say, draft.expiresAt - draft.createdAt);
