// The card of a withdrawal: what leaves, what arrives, the whole destination, and how it went.
import { addressFault, isChecked, splitTag } from '../../model/payments/addressChecks.js';
import { networkName } from '../../model/payments/network.js';
import { runData } from '../../model/callback.js';
import type { Draft } from '../../model/draft.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { MessageContent, Rich } from '../../model/message.js';
import { isZero } from '../../model/money.js';
import type { CardText, RequestOf } from './cardText.js';
import { showCode, showMoney, showRand } from '../format.js';
import type { Say } from '../index.js';
import { showHeld, showFee } from '../orderFigures.js';
import { payoutUnknownWhy, quoteHolds, quoteNews } from './quoteLines.js';
import { explainRefusal, isCodeRefused } from '../refusals.js';
import { lookAlikeLine } from '../lookAlikes.js';
import { outside, type Outside } from '../outside.js';
import { join } from '../rich.js';

type Withdraw = RequestOf<'withdraw'>;

/** Longest text of one field of a destination. */
const fieldLimit = 200;

const name = (say: Say, { withdrawal, facts }: Withdraw): Rich =>
  say('withdraw.what', { amount: showMoney(say, withdrawal.amount, withdrawal.currency), name: outside(facts.beneficiaryName, 64) });

/** Four letters stand together, so that an address can be compared piece by piece. */
const grouped = (address: string): Outside => outside(outside(address, fieldLimit).text.replace(/(.{4})(?=.)/gu, '$1 '), fieldLimit * 2);

/** Every field of a destination, whole: an address is compared by its reader, in groups of four. */
export function destinationLines(say: Say, currency: CurrencyCode, destination: Readonly<Record<string, string>>): readonly Rich[] {
  return Object.entries(destination).flatMap(([field, value]) => (field === 'address' ? addressLines(say, currency, value)
    : [say('payout.field', { field: outside(field.replaceAll('_', ' '), 40), value: outside(value, fieldLimit) })]));
}

function addressLines(say: Say, currency: CurrencyCode, whole: string): readonly Rich[] {
  const { address, tag } = splitTag(whole);
  const fault = addressFault(currency, address);
  return [
    say('payout.address', { value: grouped(address) }),
    ...(tag === undefined ? [] : [say('payout.tag', { value: outside(tag, fieldLimit) })]),
    ...(fault === undefined ? [] : [say('payout.addressDoubt', { why: say(`address.${fault}`) })]),
    ...(fault !== undefined || isChecked(currency, address) ? [] : [say('payout.addressUnchecked', { currency: showCode(currency) })]),
  ];
}

/** Whatever a destination names beside its address, which has letters of its own kind. */
export const wordsOf = (destination: Readonly<Record<string, string>>): readonly string[] => Object.entries(destination).flatMap(([field, value]) => (field === 'address' ? [] : [value]));

/** The exchange shows of an account number its ends only: "62***6789". */
const isMasked = (destination: Readonly<Record<string, string>>): boolean => Object.entries(destination).some(([field, value]) => field !== 'address' && /\*{2,}/.test(value));

/** The note that asks for a same-day payment (API.txt, New withdrawal). */
export const sameDayNote = 'same_day_rtc';

export const withdrawCard: CardText<'withdraw'> = {
  codeWords: 'withdraw code',
  unknownWhy: payoutUnknownWhy,
  name,
  question(say, draft, { withdrawal, facts }, options) {
    const { currency, amount, note } = withdrawal;
    return [
      ...quoteNews(say, draft, (fee) => showFee(say, fee, currency)),
      ...(draft.change?.why === 'destination' ? [say('payout.destinationChanged', { from: outside(draft.change.from, fieldLimit) })] : []),
      say('withdraw.ask', { amount: showMoney(say, amount, currency), name: outside(facts.beneficiaryName, 64) }),
      ...destinationLines(say, currency, facts.destination),
      ...lookAlikeLine(say, facts.beneficiaryName, ...wordsOf(facts.destination)),
      ...(facts.blockchain === undefined ? [] : [say('payout.network', { value: outside(networkName(facts.blockchain), 40) })]),
      isZero(facts.quote.fee) ? say('payout.noFee') : say('line.fee', { value: showFee(say, facts.quote.fee, currency) }),
      ...(note === undefined ? [] : [say(note === sameDayNote ? 'withdraw.sameDay' : 'withdraw.note', { value: outside(note) })]),
      say('line.left', { value: showHeld(say, facts.leftAfter, currency, facts.places) }),
      say('withdraw.receives', { value: showMoney(say, facts.receives, currency) }),
      ...(facts.randValue === undefined || currency === 'zar' ? [] : [say('payout.worth', { value: showRand(say, facts.randValue) })]),
      say('payout.final'),
      ...(isMasked(facts.destination) ? [say('payout.masked')] : []),
      ...(withdrawal.quoteId === undefined ? [say('withdraw.feeMayDiffer')] : []),
      ...quoteHolds(say, facts.quote, options),
    ];
  },
  // Rand only: a coin knows no same day.
  more: (say, { id }, { withdrawal: { currency, note } }) => (currency !== 'zar' ? []
    : [[{ label: say(note === sameDayNote ? 'withdraw.makeUsual' : 'withdraw.makeSameDay').text, data: runData(`withdraw sameday ${id}`) }]]),
  story: (say, draft, request) => ({
    text: storyOf(say, draft, request),
    ...(draft.state === 'refused' && isCodeRefused(draft.reason) ? { buttons: [[{ label: say('card.tryAgain').text, data: runData(`withdraw redo ${draft.id}`) }]] } : {}),
  }),
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

const idLine = (say: Say, { orderId }: Draft): readonly Rich[] => (orderId === undefined ? [] : [say('line.withdrawal', { value: outside(orderId) })]);
