// The card of a voucher that is redeemed: what it is, what came of it, and where the change is.
import { runData } from '../../model/callback.js';
import { wasStopped, type Draft } from '../../model/draft.js';
import type { MessageContent, Rich } from '../../model/message.js';
import type { CardText, RequestOf } from './cardText.js';
import { showRand } from '../format.js';
import type { Say } from '../index.js';
import { explainRefusal } from '../refusals.js';
import { outside } from '../outside.js';
import { join } from '../rich.js';

type Redeem = RequestOf<'redeemVoucher'>;

const name = (say: Say, { voucher, methodName }: Redeem): Rich => say('voucher.what', { amount: showRand(say, voucher.amount), name: outside(methodName, 64) });

export const voucherCard: CardText<'redeemVoucher'> = {
  codeWords: 'none',
  unknownWhy: (draft) => (wasStopped(draft) ? 'voucher.stoppedWhy' : 'voucher.unknownWhy'),
  name,
  question: (say, _draft, { voucher, methodName, pinTail }) => [
    say('voucher.ask', { amount: showRand(say, voucher.amount), name: outside(methodName, 64) }),
    say('voucher.pinEnds', { tail: outside(pinTail, 4) }),
    say('voucher.once'),
  ],
  story(say, draft, request) {
    const what = name(say, request);
    if (draft.state === 'confirmed' || draft.state === 'sending') return { text: say('card.confirmed', { what }) };
    if (draft.state === 'done') return redeemed(say, draft, what);
    return { text: join([say(draft.state === 'notPlaced' ? 'payout.notSent' : 'card.refused', { what }), explainRefusal(say, draft.reason ?? [])]) };
  },
};

/** The pin of the change is shown only when asked for, so that it does not stand in the chat. */
function redeemed(say: Say, { result }: Draft, what: Rich): MessageContent {
  if (result?.kind !== 'voucher') return { text: say('voucher.done', { what }) };
  const { credited, originAmount, change } = result;
  return {
    text: join([
      say('voucher.credited', { amount: showRand(say, credited) }),
      ...(originAmount === undefined ? [] : [say('voucher.worth', { amount: showRand(say, originAmount) })]),
      ...(change === undefined ? [] : [say('voucher.change', { amount: showRand(say, change.amount) })]),
      ...(change?.expiry === undefined ? [] : [say('voucher.changeExpires', { expiry: outside(change.expiry, 40) })]),
    ]),
    ...(change === undefined ? {} : { buttons: [[{ label: say('voucher.showPin').text, data: runData(`voucher pin ${change.voucherId}`) }]] }),
  };
}
