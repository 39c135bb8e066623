// Pays a Lightning invoice: POST /account/lightning/pays, once; no payment hash is paid twice, ever.
import { payLightning } from '../../exchange/endpoints/account/payLightning.js';
import type { QuotedFee } from '../../model/draft.js';
import { addSats, compare, isMoreSats, minus, plus, satsToBtc } from '../../model/money.js';
import { paidWithinDay, payDayLimitOf } from '../../model/payments/payLimits.js';
import type { WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import type { UserRecord } from '../../model/user.js';
import { holds, type ActionKind, type Bar, type RequestOf } from '../actionKind.js';
import { markAccepted } from '../draft.js';
import { forgetInvoice } from '../forgetInvoice.js';
import { outcomeOf } from '../outcome.js';
import { mayBePaid, withLedger } from '../paymentLedger.js';
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
  payout: { fits, correctsConclusions: true },
  // Money out is never said not to have left on the strength of a list.
  resolve: { look: lookAtHistory, afterCleanLooks: { conclude: 'askUser' } },
  isUnderWayWhenAccepted: true,
  lifeInDoubtMs: Infinity,
};

function bar(record: UserRecord, { payment, facts }: PayInvoice, now: number): Bar | undefined {
  const payments = record.payments ?? {};
  if (mayBePaid(payments, facts.paymentHash)) return 'own.paidBefore';
  if (now >= facts.invoiceExpiresAt) return 'own.invoiceExpired';
  return isMoreSats(addSats([paidWithinDay(payments, now), payment.amountSat]), payDayLimitOf(record.settings)) ? 'own.dayLimit' : undefined;
}

function renewed(request: PayInvoice, { id: quoteId }: WithdrawQuote, quote: QuotedFee): PayInvoice {
  const leftAfter = minus(plus(request.facts.leftAfter, request.facts.quote.fee), quote.fee);
  return { ...request, payment: { ...request.payment, quoteId }, facts: { ...request.facts, quote, leftAfter } };
}

/** The invoice or its hash decides where the history names them; otherwise, while the end is open, the amount, with or without the fee. */
function fits({ payment, facts }: PayInvoice, { currency, amount, destination, txid, note }: Withdrawal, isOpen: boolean): boolean {
  if (currency !== 'btc') return false;
  const named = [destination, txid, note].filter((one) => one !== undefined);
  if (named.some((one) => one.toLowerCase() === payment.bolt.toLowerCase() || one.toLowerCase().includes(facts.paymentHash))) return true;
  if (!isOpen) return false;
  if (destination !== undefined && destination.toLowerCase() !== facts.payee) return false;
  const sum = satsToBtc(payment.amountSat);
  return compare(amount, sum) === 0 || compare(amount, plus(sum, facts.quote.fee)) === 0;
}
