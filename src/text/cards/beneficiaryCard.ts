// The cards of changes to beneficiaries: adding one, proving it with the mailed pin, giving it up.
import { runData } from '../../model/callback.js';
import { wasStopped, type Draft } from '../../model/draft.js';
import type { MessageContent, Rich } from '../../model/message.js';
import type { CardText, RequestOf } from './cardText.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';
import { explainRefusal, isCodeRefused } from '../refusals.js';
import { lockButton } from '../lockButton.js';
import { lookAlikeLine } from '../lookAlikes.js';
import { outside } from '../outside.js';
import { join } from '../rich.js';
import { destinationLines, wordsOf } from './withdrawCard.js';
import { showCode } from '../format.js';

const nameLimit = 64;

function storyOf(say: Say, draft: Draft, what: Rich, done: MessageContent, retry?: string): MessageContent {
  if (draft.state === 'confirmed' || draft.state === 'sending') return { text: say('card.confirmed', { what }) };
  if (draft.state === 'done') return done;
  const key: TextKey = draft.state === 'notPlaced' ? 'payout.notSent' : 'card.refused';
  const text = join([say(key, { what }), explainRefusal(say, draft.reason ?? [])]);
  return retry === undefined || draft.state !== 'refused' || !isCodeRefused(draft.reason) ? { text }
    : { text, buttons: [[{ label: say('card.tryAgain').text, data: runData(retry) }]] };
}

const nameNew = (say: Say, { beneficiary }: RequestOf<'createBeneficiary'>): Rich => say('beneficiary.whatNew', { name: outside(beneficiary.name, nameLimit) });
const nameProof = (say: Say, { name }: RequestOf<'activateBeneficiary'>): Rich => say('beneficiary.whatActivate', { name: outside(name, nameLimit) });
const nameEnd = (say: Say, { name }: RequestOf<'deleteBeneficiary'>): Rich => say('beneficiary.whatDelete', { name: outside(name, nameLimit) });

export const newBeneficiaryCard: CardText<'createBeneficiary'> = {
  codeWords: 'none',
  unknownWhy: (draft) => (wasStopped(draft) ? 'card.stoppedWhy' : 'card.unknownWhy'),
  name: nameNew,
  question: (say, _draft, { beneficiary }) => [
    say('beneficiary.askNew', { name: outside(beneficiary.name, nameLimit), currency: showCode(beneficiary.currency) }),
    ...destinationLines(say, beneficiary.currency, beneficiary.data),
    ...(beneficiary.currency === 'zar' ? [say('add.bankFields')] : []),
    ...(beneficiary.description === undefined ? [] : [say('beneficiary.description', { value: outside(beneficiary.description) })]),
    ...lookAlikeLine(say, beneficiary.name, ...wordsOf(beneficiary.data), beneficiary.description),
    say('beneficiary.check'),
  ],
  story(say, draft, request) {
    const isActive = draft.result?.kind === 'beneficiary' && draft.result.state === 'active';
    const name = outside(request.beneficiary.name, nameLimit);
    const activate = draft.orderId === undefined || isActive ? [] : [[{ label: say('beneficiary.enterPin').text, data: runData(`beneficiaries activate ${draft.orderId}`) }]];
    return storyOf(say, draft, nameNew(say, request), { text: say(isActive ? 'beneficiary.addedActive' : 'beneficiary.added', { name }), buttons: [...activate, [lockButton(say)]] });
  },
};

export const activateBeneficiaryCard: CardText<'activateBeneficiary'> = {
  codeWords: 'beneficiaries code',
  unknownWhy: (draft) => (wasStopped(draft) ? 'card.stoppedWhy' : 'card.unknownWhy'),
  name: nameProof,
  question: (say, _draft, { name }) => [say('beneficiary.askActivate', { name: outside(name, nameLimit) }), ...lookAlikeLine(say, name)],
  story: (say, draft, request) => storyOf(say, draft, nameProof(say, request), {
    text: say('beneficiary.activated', { name: outside(request.name, nameLimit) }),
    buttons: [[{ label: say('beneficiary.withdraw').text, data: runData(`withdraw #${request.beneficiaryId}`) }]],
  }, `beneficiaries activate ${request.beneficiaryId}`),
};

export const deleteBeneficiaryCard: CardText<'deleteBeneficiary'> = {
  codeWords: 'none',
  unknownWhy: (draft) => (wasStopped(draft) ? 'card.stoppedWhy' : 'card.unknownWhy'),
  name: nameEnd,
  question: (say, _draft, { name, currency }) => [say('beneficiary.askDelete', { name: outside(name, nameLimit), currency: showCode(currency) }), ...lookAlikeLine(say, name)],
  story: (say, draft, request) => storyOf(say, draft, nameEnd(say, request), { text: say('beneficiary.deleted', { name: outside(request.name, nameLimit) }) }),
};
