// The card of a withdrawal: what leaves, what arrives, the whole destination, and how it went.
import type { MessageContent, Rich } from '../model/message.js';
import type { Draft } from '../model/draft.js';
import { isZero } from '../model/money.js';
import type { CardText, RequestOf } from './cardText.js';
import { showMoney, showRand } from './format.js';
import type { Say } from './index.js';
import { showFee } from './orderFigures.js';
import { quoteHolds, quoteNews } from './quoteLines.js';
import { explainRefusal } from './refusals.js';
import { clean, join } from './rich.js';

type Withdraw = RequestOf<'withdraw'>;

/** Longest text of one field of a destination. */
const fieldLimit = 200;

const name = (say: Say, { withdrawal, facts }: Withdraw): Rich =>
  say('withdraw.what', { amount: showMoney(withdrawal.amount, withdrawal.currency), name: clean(facts.beneficiaryName, 64) });

/** Every field of a destination, whole: an address is compared by its reader. */
export function destinationLines(say: Say, destination: Readonly<Record<string, string>>): readonly Rich[] {
  return Object.entries(destination).map(([field, value]) => say('payout.field', { field: clean(field.replaceAll('_', ' '), 40), value: clean(value, fieldLimit) }));
}

export const withdrawCard: CardText<'withdraw'> = {
  codeWords: 'withdraw code',
  name,
  question(say, draft, { withdrawal, facts }, options) {
    const { currency, amount, note } = withdrawal;
    return [
      ...quoteNews(say, draft, currency),
      say('withdraw.ask', { amount: showMoney(amount, currency), name: clean(facts.beneficiaryName, 64) }),
      ...destinationLines(say, facts.destination),
      ...(facts.blockchain === undefined ? [] : [say('payout.network', { value: clean(facts.blockchain, 40) })]),
      isZero(facts.quote.fee) ? say('payout.noFee') : say('line.fee', { value: showFee(facts.quote.fee, currency) }),
      ...(note === undefined ? [] : [say(note === 'same_day_rtc' ? 'withdraw.sameDay' : 'withdraw.note', { value: clean(note) })]),
      say('line.left', { value: showMoney(facts.leftAfter, currency) }),
      say('withdraw.receives', { value: showMoney(facts.receives, currency) }),
      ...(facts.randValue === undefined || currency === 'zar' ? [] : [say('payout.worth', { value: showRand(facts.randValue) })]),
      say('payout.final'),
      ...quoteHolds(say, facts.quote, options),
    ];
  },
  story: (say, draft, request) => ({ text: storyOf(say, draft, request) }),
};

function storyOf(say: Say, draft: Draft, request: Withdraw): MessageContent['text'] {
  const what = name(say, request);
  switch (draft.state) {
    case 'confirmed': case 'sending': return say('card.confirmed', { what });
    case 'accepted': return join([say('withdraw.accepted', { what }), ...idLine(say, draft), say('payout.follows')]);
    case 'done': return join([say('withdraw.done', { what }), ...idLine(say, draft)]);
    case 'rejected': return join([say('withdraw.rejected', { what }), ...idLine(say, draft)]);
    case 'notPlaced': return join([say('payout.notSent', { what }), explainRefusal(say, draft.reason ?? [])]);
    default: return join([say('card.refused', { what }), explainRefusal(say, draft.reason ?? [])]);
  }
}

const idLine = (say: Say, { orderId }: Draft): readonly Rich[] => (orderId === undefined ? [] : [say('line.withdrawal', { value: clean(orderId) })]);
