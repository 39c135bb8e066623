// The way from an invoice to its card: read it, look whether it may be paid, ask for the fee, draw. It cannot send.
import { mayBePaid } from '../../src/actions/paymentLedger.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { readInvoice, type Invoice, type InvoiceFault } from '../../src/lightning/readInvoice.js';
import { availableOf } from '../../src/model/balance.js';
import { runData } from '../../src/model/callback.js';
import type { PaymentFacts, PaymentRequest } from '../../src/model/draft.js';
import { addSats, isAbove, isMoreSats, isNegative, minus, plus, round, satsToBtc, times, type Decimal, type Sats } from '../../src/model/money.js';
import type { OwnReason } from '../../src/model/ownReason.js';
import { feeInSats } from '../../src/model/payments/lightning.js';
import { paidWithinDay, payDayLimitOf } from '../../src/model/payments/payLimits.js';
import type { UserRecord } from '../../src/model/user.js';
import { isFeeSound, quoteEndsAt, type WithdrawQuote } from '../../src/model/payments/withdrawQuote.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { showAmount, showDuration, showNumber, showSats, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { showFee, showHeld } from '../../src/text/orderFigures.js';
import { explainRefusal } from '../../src/text/refusals.js';
import type { CapeCommand, Core } from '../core.js';
import { currencyPlaces } from '../answers/currencyPlaces.js';
import { misused } from '../answers/misused.js';
import { beginning, oneLine, outside } from '../../src/text/outside.js';

/** An invoice that expires sooner is not offered, ms: reading the card and typing the PIN take longer. */
const leastLifeMs = 30_000;
/** Longest note of one's own, characters. */
const ownNoteLimit = 200;

/** A card to confirm, or why this invoice is not paid and what to do. @throws as the exchange's reads */
export async function preparePayment(text: string, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const invoice = readInvoice(text);
  if ('fault' in invoice) return explainFault(say, invoice, command, request, core);
  const barred = bar(say, request.user, invoice, core.clock.now());
  if (barred !== undefined) return barred;
  const [quote, balances, prices, placesOf] = await Promise.all([
    core.accounts.paymentQuote(request.user.id, invoice.bolt), core.accounts.balances(request.user.id), core.markets.prices(['btc']), currencyPlaces(core),
  ]);
  const places = placesOf('btc');
  if (isAbove(quote.fee, satsToBtc(invoice.amountSat))) return { text: say('pay.feeAbove', { fee: showFee(say, quote.fee, 'btc'), amount: showAmount(say, satsToBtc(invoice.amountSat), 'btc') }) };
  if (!isFeeSound(quote.fee, satsToBtc(invoice.amountSat))) return { text: say('payout.badFee', { fee: showFee(say, quote.fee, 'btc') }) };
  const feeSat = feeInSats(quote.fee);
  const over = overLimit(say, request.user, feeSat === undefined ? invoice.amountSat : addSats([invoice.amountSat, feeSat]), core.clock.now());
  if (over !== undefined) return over;
  const available = availableOf(balances, 'btc');
  const needed = plus(satsToBtc(invoice.amountSat), quote.fee);
  const leftAfter = minus(available, needed);
  if (isNegative(leftAfter)) return { text: say('pay.noFunds', { needed: showAmount(say, needed, 'btc'), available: showHeld(say, available, 'btc', places) }) };
  return drawCard(say, request, core, invoice, quote, { leftAfter, places, price: prices.get('btc')?.price, note: ownNote(request, invoice) });
}

function explainFault(say: Say, found: InvoiceFault, command: CapeCommand, request: Request, core: Core): Reply {
  switch (found.fault) {
    case 'none': return misused(say('pay.fault.none'), command, request, core);
    case 'network': return { text: say('pay.fault.network', { network: outside(found.network) }) };
    case 'fraction': return { text: say('pay.fault.fraction', { amount: showNumber(say, found.amountMsat) }) };
    default: return { text: say(`pay.fault.${found.fault}`) };
  }
}

/** Everything that can be said without asking the exchange; looked at again when the card is claimed (actions/paymentLedger). */
function bar(say: Say, user: UserRecord, { amountSat, expiresAt, paymentHash }: Invoice, now: number): Reply | undefined {
  const payments = user.payments ?? {};
  if (mayBePaid(payments, paymentHash)) return { text: explainRefusal(say, ['own.paidBefore' satisfies OwnReason]) };
  if (user.invoices !== undefined && Object.hasOwn(user.invoices, paymentHash)) return { text: say('pay.own') };
  if (now >= expiresAt) return { text: say('pay.expired', { time: showTime(say, expiresAt, now, user.settings.timeZone) }) };
  if (expiresAt - now < leastLifeMs) return { text: say('pay.expiresSoon', { time: showDuration(say, expiresAt - now) }) };
  if (user.pin === undefined) return pinFirst(user.settings.language);
  return overLimit(say, user, amountSat, now);
}

/** `amountSat` with the fee in it, once that is known. */
function overLimit(say: Say, { payments = {}, settings }: UserRecord, amountSat: Sats, now: number): Reply | undefined {
  const limit = payDayLimitOf(settings);
  const used = paidWithinDay(payments, now);
  if (!isMoreSats(addSats([used, amountSat]), limit)) return undefined;
  return { text: say('pay.overLimit', { amount: showSats(say, amountSat), limit: showSats(say, limit), used: showSats(say, used) }) };
}

/** Why, and the way to one. */
export function pinFirst(language: string): Reply {
  const say = speak(language);
  return { text: say('pay.pinFirst'), buttons: [[{ label: say('pay.setPin').text, data: runData('pin') }]] };
}

/** What was typed after the invoice; a forwarded text is somebody else's and is no note. */
function ownNote({ rest, via }: Request, { bolt }: Invoice): string | undefined {
  const plainly = rest.replace(/^lightning:/iu, '');
  if (via !== 'message' || !plainly.toLowerCase().startsWith(bolt)) return undefined;
  const note = beginning(oneLine(plainly.slice(bolt.length)), ownNoteLimit);
  return note === '' ? undefined : note;
}

interface Worth {
  readonly leftAfter: Decimal;
  readonly places: number | undefined;
  /** Rand for one BTC. */
  readonly price: Decimal | undefined;
  readonly note: string | undefined;
}

async function drawCard(say: Say, { user }: Request, core: Core, invoice: Invoice, quote: WithdrawQuote, { leftAfter, places, price, note }: Worth): Promise<Reply> {
  const now = core.clock.now();
  const endsAt = quoteEndsAt(quote, now);
  const { bolt, amountSat, paymentHash, payee, description, expiresAt } = invoice;
  const payment: PaymentRequest = { bolt, amountSat, quoteId: quote.id, ...(note === undefined ? {} : { memberDescription: note }) };
  const facts: PaymentFacts = {
    quote: { fee: quote.fee, renewals: 0, ...(endsAt === undefined ? {} : { expiresAt: endsAt }) },
    paymentHash, payee, invoiceExpiresAt: expiresAt, leftAfter, ...(places === undefined ? {} : { places }),
    ...(description === undefined ? {} : { description }),
    ...(price === undefined ? {} : { randValue: round(times(satsToBtc(amountSat), price), 2, 'nearest') }),
  };
  const draft = await core.actions.draft(user.id, { kind: 'payInvoice', payment, facts });
  return { ...draftCard(say, draft, { now, timeZone: user.settings.timeZone }), draftId: draft.id };
}
