// The card of a Lightning payment: what the invoice says, what it costs, and how it went.
import type { Draft } from '../../model/draft.js';
import type { Rich } from '../../model/message.js';
import { btcToSats, plus, satsToBtc, type Decimal } from '../../model/money.js';
import type { CardText, RequestOf } from './cardText.js';
import { showMoney, showRand, showSats, showTime } from '../format.js';
import type { Say } from '../index.js';
import { showFee, showHeld } from '../orderFigures.js';
import { payoutUnknownWhy, quoteHolds, quoteNews } from './quoteLines.js';
import { explainRefusal } from '../refusals.js';
import { lookAlikeLine } from '../lookAlikes.js';
import { outside } from '../outside.js';
import { join, moment, type Part } from '../rich.js';

type Pay = RequestOf<'payInvoice'>;

const name = (say: Say, { payment }: Pay): Rich => say('pay.what', { amount: showSats(say, payment.amountSat) });

/** In sats like the amount; in BTC where the exchange asks for a part of one. */
function showSatsFee(say: Say, fee: Decimal): Part {
  const count = btcToSats(fee);
  return count === undefined ? showFee(say, fee, 'btc') : say('figure.sats', { count: showSats(say, count) });
}

function totalLine(say: Say, total: Decimal): Rich {
  const [count, btc] = [btcToSats(total), showMoney(say, total, 'btc')];
  return count === undefined ? say('card.total', { value: btc }) : say('pay.total', { sats: showSats(say, count), btc });
}

export const paymentCard: CardText<'payInvoice'> = {
  codeWords: 'pay code',
  unknownWhy: payoutUnknownWhy,
  name,
  question(say, draft, { payment, facts }, options) {
    return [
      ...quoteNews(say, draft, (fee) => showSatsFee(say, fee)),
      say('pay.ask', { amount: showSats(say, payment.amountSat) }),
      ...(facts.randValue === undefined ? [] : [say('payout.worth', { value: showRand(say, facts.randValue) })]),
      ...(facts.description === undefined ? [] : [say('pay.note', { value: outside(facts.description) })]),
      ...lookAlikeLine(say, facts.description),
      ...(facts.payee === undefined ? [] : [say('pay.payee', { value: outside(facts.payee) })]),
      say('pay.network'),
      ...(payment.memberDescription === undefined ? [] : [say('pay.ownNote', { value: outside(payment.memberDescription) })]),
      say('pay.expires', { time: moment(showTime(say, facts.invoiceExpiresAt, options.now, options.timeZone), facts.invoiceExpiresAt) }),
      say('line.fee', { value: showSatsFee(say, facts.quote.fee) }),
      totalLine(say, plus(satsToBtc(payment.amountSat), facts.quote.fee)),
      say('line.left', { value: showHeld(say, facts.leftAfter, 'btc', facts.places) }),
      say('payout.final'),
      // A fee that holds for longer than the invoice can be paid is of no use.
      ...quoteHolds(say, facts.quote.expiresAt === undefined ? facts.quote : { ...facts.quote, expiresAt: Math.min(facts.quote.expiresAt, facts.invoiceExpiresAt) }, options),
    ];
  },
  story: (say, draft, request) => ({ text: storyOf(say, draft, request) }),
};

function storyOf(say: Say, draft: Draft, request: Pay): Rich {
  const what = name(say, request);
  switch (draft.state) {
    case 'confirmed': case 'sending': return say('card.confirmed', { what });
    case 'accepted': return join([say('pay.accepted', { what }), say('payout.follows')]);
    case 'done': return say('pay.done', { what });
    case 'rejected': return say('pay.failed', { what });
    case 'notPlaced': return join([say('payout.notSent', { what }), explainRefusal(say, draft.reason ?? [])]);
    default: return join([say('card.refused', { what }), explainRefusal(say, draft.reason ?? [])]);
  }
}
