// The card of a money action in every one of its states, written from the frozen draft alone.
import { confirmData, dismissData } from '../model/callback.js';
import type { Draft } from '../model/draft.js';
import type { Button, MessageContent, Rich } from '../model/message.js';
import { cancelQuestion, cancelStory, nameCancel } from './cancelCard.js';
import { showDuration } from './format.js';
import type { Say } from './index.js';
import { nameOrder, orderQuestion, orderStory, type CardOptions } from './orderCard.js';
import { beyondCeiling, holdSentences, sayChange } from './priceWarnings.js';
import { join } from './rich.js';

/** The content of a card: the question with Confirm and Cancel while it is drafted, later what became of it. */
export function draftCard(say: Say, draft: Draft, options: CardOptions): MessageContent {
  const what = nameAction(say, draft);
  if (draft.state === 'drafted') return question(say, draft, options);
  if (draft.state === 'expired') return { text: join([say('card.expired', { time: lifetime(draft) }), what]) };
  if (draft.state === 'replaced') return { text: join([say('card.replaced'), what]) };
  if (draft.state === 'dismissed') return { text: join([say('card.dismissed'), what]) };
  const isLeaving = draft.state === 'confirmed' || draft.state === 'sending';
  if (isLeaving && draft.request.kind === 'placeOrder') return { text: say('card.confirmed', { what }) };
  if (draft.state === 'unknown') return { text: join([say('card.unknown', { what }), say('card.unknownWhy')]) };
  return draft.request.kind === 'placeOrder' ? orderStory(say, draft, draft.request) : cancelStory(say, draft, draft.request);
}

function nameAction(say: Say, draft: Draft): Rich {
  return draft.request.kind === 'placeOrder' ? nameOrder(say, draft.request) : nameCancel(say, draft.request);
}

function question(say: Say, draft: Draft, options: CardOptions): MessageContent {
  const { request } = draft;
  const isOrder = request.kind === 'placeOrder';
  const facts = isOrder ? orderQuestion(say, request, options) : cancelQuestion(say, request);
  const beyond = isOrder ? beyondCeiling(say, request) : undefined;
  return {
    text: join([...news(say, draft), ...facts, ...(beyond === undefined ? [] : [beyond.text]), say('card.valid', { time: lifetime(draft) })]),
    buttons: beyond === undefined ? [[confirmButton(say, draft), dismissButton(say, draft)]] : [[beyond.button], [dismissButton(say, draft)]],
  };
}

/** What the user must know before the question: what has changed since the card was shown, or why a tap was held back. */
const news = (say: Say, { request, change, held }: Draft): readonly Rich[] => (request.kind === 'placeOrder' ? [
  ...(change === undefined ? [] : [sayChange(say, request, change)]),
  ...(held === undefined ? [] : [say(holdSentences[held.why])]),
] : []);

const confirmButton = (say: Say, draft: Draft): Button => ({ label: say(draft.held === undefined ? 'card.confirm' : 'card.tryAgain').text, data: confirmData(draft.id), style: 'success' });

const dismissButton = (say: Say, draft: Draft): Button => ({ label: say('card.cancel').text, data: dismissData(draft.id), style: 'danger' });

const lifetime = (draft: Draft): string => showDuration(draft.expiresAt - draft.createdAt);
