// Pays a Lightning invoice: POST /account/lightning/pays, once; no payment hash is paid twice, ever.
import { payLightning } from '../../exchange/endpoints/account/payLightning.js';
import type { QuotedFee } from '../../model/draft.js';
import { addSats, compare, isAbove, isMoreSats, minus, plus, satsToBtc } from '../../model/money.js';
import { costOfPayment, feeInSats, isBolt } from '../../model/payments/lightning.js';
import { paidWithinDay, payDayLimitOf } from '../../model/payments/payLimits.js';
import { isFeeSound, type WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import type { UserRecord } from '../../model/user.js';
import { holds, type ActionKind, type Bar, type PayoutTold, type RequestOf } from '../actionKind.js';
import { markAccepted } from '../draft.js';
import { forgetInvoice } from '../forgetInvoice.js';
import { outcomeOf } from '../outcome.js';
import { mayBePaid, withLedger, withListedFee } from '../paymentLedger.js';
import { lookAtHistory, quoteEnd } from '../payoutReads.js';

type PayInvoice = RequestOf<'payInvoice'>;

export const payInvoice: ActionKind<'payInvoice'> = {
  name: 'payInvoice',
  /** The answer says that it was asked for; whether it was paid is told by the withdrawal history (API.txt). */
  send: (client, { request }) => outcomeOf(async () => {
    await client.call(payLightning, request.payment, { urgency: 'money' });
    return { kind: 'accepted', orders: [] };
  }),
  sendWithinMs: Infinity,
  // Lightning payments need no code of the exchange, so they ask for the user's own (RELIABILITY.md T23).
  code: 'pin',
  life: ({ facts }, now) => Math.min(quoteEnd(facts.quote, now), facts.invoiceExpiresAt),
  whileLocked: false,
  isClaimable: () => true,
  bar,
  // Its hash is remembered for ever: see `bar`.
  twin: 'none',
  atTap: () => holds,
  recheck: 'none',
  quote: {
    of: ({ facts }) => facts.quote,
    // An expired invoice has no price any more.
    isPast: ({ facts }, now) => now >= facts.invoiceExpiresAt,
    question: ({ payment }) => ({ currency: 'btc', bolt: payment.bolt }),
    // An invoice knows no other network.
    choose: (_request, quotes) => quotes.find((one) => one.blockchain?.toLowerCase() === 'lightning') ?? quotes[0],
    renewed,
  },
  written: (record, draft) => forgetInvoice(withLedger(record, draft), draft),
  accepted: (record, draft, { orderId }, _tools, now) => ({ record, draft: markAccepted(draft, orderId, now) }),
  refreshes: 'money',
  cancels: 'none',
  byOrder: (_record, draft) => draft,
  needsReads: () => false,
  payout: { names, resembles, told, listed: withListedFee },
  // Money out is never said not to have left on the strength of a list.
  resolve: { look: lookAtHistory, afterCleanLooks: { conclude: 'askUser' } },
  isUnderWayWhenAccepted: true,
  mayMove: ({ payment, facts }) => [{ way: 'out', currency: 'btc', amount: plus(satsToBtc(payment.amountSat), facts.quote.fee) }],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};

function bar(record: UserRecord, { payment, facts }: PayInvoice, now: number): Bar | undefined {
  const payments = record.payments ?? {};
  if (mayBePaid(payments, facts.paymentHash)) return 'own.paidBefore';
  if (now >= facts.invoiceExpiresAt) return 'own.invoiceExpired';
  const fee = feeInSats(facts.quote.fee);
  const reserved = addSats([paidWithinDay(payments, now), payment.amountSat, ...(fee === undefined ? [] : [fee])]);
  return isMoreSats(reserved, payDayLimitOf(record.settings)) ? 'own.dayLimit' : undefined;
}

function renewed(request: PayInvoice, { id: quoteId }: WithdrawQuote, quote: QuotedFee): PayInvoice | undefined {
  if (!isFeeSound(quote.fee, satsToBtc(request.payment.amountSat))) return undefined;
  const leftAfter = minus(plus(request.facts.leftAfter, request.facts.quote.fee), quote.fee);
  return { ...request, payment: { ...request.payment, quoteId }, facts: { ...request.facts, quote, leftAfter } };
}

/** The invoice or its hash, in whatever field of the row. */
function names({ payment, facts }: PayInvoice, { currency, destination, txid, note, marks = [] }: Withdrawal): boolean {
  const texts = [destination, txid, note, ...marks].flatMap((one) => (one === undefined ? [] : [one.toLowerCase()]));
  return currency === 'btc' && texts.some((one) => one.includes(facts.paymentHash) || (payment.bolt !== '' && one.includes(payment.bolt.toLowerCase())));
}

/** A payment is listed when it is asked for; later than this it is another one, ms: the clocks may differ. */
const listedWithinMs = 600_000;

/** By the amount, with the fee in it or beside it, by a fee no higher than the card's, and by the time. */
function resembles({ payment, facts }: PayInvoice, { currency, amount, fee, destination, note, marks = [], createdAt }: Withdrawal, sentAt: number): boolean {
  if (currency !== 'btc' || createdAt > sentAt + listedWithinMs || isAbove(fee, facts.quote.fee)) return false;
  if ([destination, note, ...marks].some((one) => one !== undefined && leadsElsewhere(one, facts.payee))) return false;
  const sum = satsToBtc(payment.amountSat);
  return [sum, plus(sum, fee), plus(sum, facts.quote.fee)].some((one) => compare(amount, one) === 0);
}

const nodeShape = /^0[23][0-9a-f]{64}$/;
const addressShape = /^(bc1[a-z0-9]+|[13][a-z0-9]{25,34})$/;
const onlyDigits = /^\d+$/;

/** Another invoice, another node or an address on the chain. The document leaves open what else stands for a payment: a word or an id says nothing. */
function leadsElsewhere(text: string, payee: string | undefined): boolean {
  const one = text.trim().toLowerCase();
  return isBolt(one) || (nodeShape.test(one) && one !== payee) || (addressShape.test(one) && !onlyDigits.test(one));
}

/** The payee gets what the invoice says, however the history counts the fee. */
function told({ payment, facts }: PayInvoice, row: Withdrawal): PayoutTold {
  const { receives, fee = facts.quote.fee } = costOfPayment(payment.amountSat, row);
  return { lightning: true, receives, fee, amount: plus(receives, fee) };
}
