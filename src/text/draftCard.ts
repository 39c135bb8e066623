// The card of a money action in every one of its states, written from the frozen draft alone.
import { confirmData, dismissData } from '../model/callback.js';
import type { Draft } from '../model/draft.js';
import type { MessageContent, Rich } from '../model/message.js';
import { cancelQuestion, cancelStory, nameCancel } from './cancelCard.js';
import { showDuration } from './format.js';
import type { Say } from './index.js';
import { nameOrder, orderQuestion, orderStory, type CardOptions } from './orderCard.js';
import { join } from './rich.js';

/** The content of a card: the question with Confirm and Cancel while it is drafted, later what became of it. */
export function draftCard(say: Say, draft: Draft, options: CardOptions): MessageContent {
  const what = nameAction(say, draft);
  if (draft.state === 'drafted') return question(say, draft, options);
  if (draft.state === 'expired') return { text: join([say('card.expired', { time: lifetime(draft) }), what]) };
  if (draft.state === 'dismissed') return { text: join([say('card.dismissed'), what]) };
  if (draft.state === 'confirmed' || draft.state === 'sending') return { text: say('card.confirmed', { what }) };
  if (draft.state === 'unknown') return { text: join([say('card.unknown', { what }), say('card.unknownWhy')]) };
  return draft.request.kind === 'placeOrder' ? orderStory(say, draft, draft.request) : cancelStory(say, draft, draft.request);
}

function nameAction(say: Say, draft: Draft): Rich {
  return draft.request.kind === 'placeOrder' ? nameOrder(say, draft.request) : nameCancel(say, draft.request);
}

function question(say: Say, draft: Draft, options: CardOptions): MessageContent {
  const { request } = draft;
  const facts = request.kind === 'placeOrder' ? orderQuestion(say, request, options) : cancelQuestion(say, request);
  return {
    text: join([...facts, say('card.valid', { time: lifetime(draft) })]),
    buttons: [[
      { label: say('card.confirm').text, data: confirmData(draft.id), style: 'success' },
      { label: say('card.cancel').text, data: dismissData(draft.id), style: 'danger' },
    ]],
  };
}

const lifetime = (draft: Draft): string => showDuration(draft.expiresAt - draft.createdAt);
