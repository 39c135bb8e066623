// Renews the quote of a payout's card: a new draft takes the old one's place on the same message and says what has changed.
import { withdrawQuote } from '../exchange/endpoints/withdrawQuote.js';
import type { ActionRequest, Draft, QuotedFee } from '../model/draft.js';
import { compare, dividedBy, isPositive, minus, plus, times, type Decimal } from '../model/money.js';
import type { UserId } from '../model/message.js';
import { quoteEndsAt, type WithdrawQuote } from '../model/withdrawQuote.js';
import { newDraftAfter, replace, type DraftOf } from './draft.js';
import { newDraftId } from './drawIds.js';
import { draftOf, makeDraftRoom, putDraft, tellDraft } from './draftRecord.js';
import { errorName, type ActionParts } from './parts.js';

/** A card's quote is renewed this often; then the card expires. */
export const renewalsLimit = 3;
const randPlaces = 2;

type Payout = DraftOf<'withdraw'> | DraftOf<'payInvoice'>;

/** The quote of a payout that was quoted; undefined for any other draft. */
function quoteOf({ request }: Draft): QuotedFee | undefined {
  return request.kind === 'withdraw' || request.kind === 'payInvoice' ? request.facts.quote : undefined;
}

/** True for a card whose quote can be renewed when it ends. */
export const isRenewable = (draft: Draft): boolean => {
  const quote = quoteOf(draft);
  return quote?.expiresAt !== undefined && quote.renewals < renewalsLimit;
};

/** True when the draft that took another's place shows anything new. */
export const isNews = ({ change }: Draft): boolean => change !== undefined && !(change.why === 'quote' && compare(change.from, change.to) === 0);

/** The draft that stands for this one now, past renewals that changed nothing the user was shown. */
export function currentOf(drafts: Readonly<Record<string, Draft>>, draft: Draft): Draft {
  let current = draft;
  for (let step = 0; step <= renewalsLimit; step += 1) {
    const next = current.replacedBy === undefined ? undefined : drafts[current.replacedBy];
    if (next?.change?.why !== 'quote' || isNews(next)) return current;
    current = next;
  }
  return current;
}

/** The new draft, stored; undefined when no quote was to be had or it leaves nothing to pay out: then nothing was changed. */
export async function renewQuote(parts: ActionParts, userId: UserId, draftId: string): Promise<Draft | undefined> {
  const record = parts.store.read(userId);
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  if (draft?.state !== 'drafted' || !isRenewable(draft)) return undefined;
  const payout = draft as Payout;
  if (isPastInvoice(payout, parts.clock.now())) return undefined;
  const quote = await askQuote(parts, userId, payout);
  const request = quote === undefined ? undefined : quotedAnew(payout.request, quote, parts.clock.now());
  if (quote === undefined || request === undefined) return undefined;
  const id = newDraftId(parts);
  return parts.store.update(userId, (now) => {
    const current = draftOf(now, draftId);
    if (current?.state !== 'drafted') return { record: now, result: undefined };
    const at = parts.clock.now();
    const next = newDraftAfter(current, id, request, { why: 'quote', from: payout.request.facts.quote.fee, to: quote.fee }, undefined, at);
    return { record: tellDraft(makeDraftRoom(putDraft(now, replace(current, id, at)), at), next, at), result: next };
  });
}

/** An expired invoice has no price any more. */
const isPastInvoice = ({ request }: Payout, now: number): boolean => request.kind === 'payInvoice' && now >= request.facts.invoiceExpiresAt;

async function askQuote(parts: ActionParts, userId: UserId, { id, request }: Payout): Promise<WithdrawQuote | undefined> {
  const input = request.kind === 'withdraw' ? { currency: request.withdrawal.currency } : { currency: 'btc', bolt: request.payment.bolt };
  const chain = request.kind === 'withdraw' ? request.facts.blockchain : undefined;
  try {
    const quotes = await parts.clientFor(userId).call(withdrawQuote, input, { urgency: 'person' });
    return quotes.find((one) => one.blockchain === chain) ?? (chain === undefined || quotes.length === 1 ? quotes[0] : undefined);
  } catch (error) {
    parts.log.warn('quote.notRenewed', { user: userId, draft: id, error: errorName(error) });
    return undefined;
  }
}

/** The request at the new fee; undefined when the fee leaves nothing. */
function quotedAnew(request: Payout['request'], quote: WithdrawQuote, now: number): ActionRequest | undefined {
  const endsAt = quoteEndsAt(quote, now);
  const renewed: QuotedFee = { fee: quote.fee, renewals: request.facts.quote.renewals + 1, ...(endsAt === undefined ? {} : { expiresAt: endsAt }) };
  if (request.kind === 'withdraw') {
    const receives = minus(request.withdrawal.amount, quote.fee);
    if (!isPositive(receives)) return undefined;
    const { randValue } = request.facts;
    const worth = randValue === undefined ? {} : { randValue: dividedBy(times(randValue, receives), request.facts.receives, randPlaces, 'nearest') };
    return { ...request, withdrawal: { ...request.withdrawal, quoteId: quote.id }, facts: { ...request.facts, quote: renewed, receives, ...worth } };
  }
  const leftAfter: Decimal = minus(plus(request.facts.leftAfter, request.facts.quote.fee), quote.fee);
  return { ...request, payment: { ...request.payment, quoteId: quote.id }, facts: { ...request.facts, quote: renewed, leftAfter } };
}
