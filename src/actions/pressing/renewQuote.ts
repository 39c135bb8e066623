// Renews the quote of a payout's card: a new draft takes the old one's place on the same message and says what has changed.
import { withdrawQuote } from '../../exchange/endpoints/account/withdrawQuote.js';
import type { ActionRequest, Draft, QuotedFee } from '../../model/draft.js';
import { compare, dividedBy, isPositive, minus, plus, times, type Decimal } from '../../model/money.js';
import type { UserId } from '../../model/message.js';
import { quoteEndsAt, type WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import { newDraftAfter, replace, type DraftOf } from '../drafts/draft.js';
import { newDraftId } from '../drawIds.js';
import { draftOf, makeDraftRoom, putDraft, tellDraft } from '../drafts/draftRecord.js';
import { isOfEarlierAccount, otherKey } from '../drafts/leaveAccount.js';
import { errorName, type ActionParts } from '../parts.js';

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

/** The card shows a network that is not among those offered now. */
export const networkGone = 'own.networkGone';

/** `over`: no quote was to be had, or none for what the card shows, or it leaves nothing to pay out; nothing was changed. */
export type Renewal = { readonly kind: 'renewed'; readonly draft: Draft } | { readonly kind: 'over'; readonly reason?: readonly string[] };

const over: Renewal = { kind: 'over' };

/** Stores the draft that takes this one's place. */
export async function renewQuote(parts: ActionParts, userId: UserId, draftId: string): Promise<Renewal> {
  const record = parts.store.read(userId);
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  if (record === undefined || draft?.state !== 'drafted' || !isRenewable(draft)) return over;
  if (isOfEarlierAccount(record, draft)) return { kind: 'over', reason: [otherKey] };
  const payout = draft as Payout;
  if (isPastInvoice(payout, parts.clock.now())) return over;
  const quotes = await askQuotes(parts, userId, payout);
  const quote = quoteFor(payout, quotes);
  if (quote === undefined) return quotes.length === 0 ? over : { kind: 'over', reason: [networkGone] };
  const request = quotedAnew(payout.request, quote, parts.clock.now());
  const next = request === undefined ? undefined : await takePlace(parts, userId, payout, request, quote.fee);
  return next === undefined ? over : { kind: 'renewed', draft: next };
}

function takePlace(parts: ActionParts, userId: UserId, { id: draftId, request: shown }: Payout, request: ActionRequest, fee: Decimal): Promise<Draft | undefined> {
  const id = newDraftId(parts);
  return parts.store.update(userId, (now) => {
    const current = draftOf(now, draftId);
    if (current?.state !== 'drafted') return { record: now, result: undefined };
    const at = parts.clock.now();
    const next = newDraftAfter(current, id, request, { why: 'quote', from: shown.facts.quote.fee, to: fee }, undefined, at);
    return { record: tellDraft(makeDraftRoom(putDraft(now, replace(current, id, at)), at), next, at), result: next };
  });
}

/** An expired invoice has no price any more. */
const isPastInvoice = ({ request }: Payout, now: number): boolean => request.kind === 'payInvoice' && now >= request.facts.invoiceExpiresAt;

/** None where they cannot be read. */
async function askQuotes(parts: ActionParts, userId: UserId, { id, request }: Payout): Promise<readonly WithdrawQuote[]> {
  const input = request.kind === 'withdraw' ? { currency: request.withdrawal.currency } : { currency: 'btc', bolt: request.payment.bolt };
  try {
    return await parts.clientFor(userId).call(withdrawQuote, input, { urgency: 'person' });
  } catch (error) {
    parts.log.warn('quote.notRenewed', { user: userId, draft: id, error: errorName(error) });
    return [];
  }
}

/**
 * A quote decides the network the money takes, so only one for the network on the card will do; one that names none, where it is
 * the only one. An invoice knows no other network.
 */
function quoteFor({ request }: Payout, quotes: readonly WithdrawQuote[]): WithdrawQuote | undefined {
  if (request.kind === 'payInvoice') return quotes[0];
  const same = quotes.find((one) => one.blockchain === request.facts.blockchain);
  const only = quotes.length === 1 ? quotes[0] : undefined;
  return same ?? (only?.blockchain === undefined ? only : undefined);
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
