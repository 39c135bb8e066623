// Renews the quote of a payout's card: a new draft takes the old one's place on the same message and says what has changed.
import { withdrawQuote, type WithdrawQuoteInput } from '../../exchange/endpoints/account/withdrawQuote.js';
import type { Draft, ExchangeKind, QuotedFee } from '../../model/draft.js';
import { compare } from '../../model/money.js';
import { unreadIn, type Rows } from '../../model/rows.js';
import type { UserId } from '../../model/message.js';
import type { OwnReason } from '../../model/ownReason.js';
import { quoteEndsAt, type WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import type { QuoteRules, RequestOf } from '../actionKind.js';
import { isForExchange } from '../draft.js';
import { kindOf } from '../kinds/index.js';
import { draftOf } from '../drafts/draftRecord.js';
import { takePlace } from '../drafts/takePlace.js';
import { isOfEarlierAccount, otherKey } from '../drafts/leaveAccount.js';
import { errorName, type ActionParts } from '../parts.js';

/** A card's quote is renewed this often; then the card expires. */
export const renewalsLimit = 3;

/** The quote of a draft that was quoted, with the rules of its kind; undefined for any other. */
function quoteOf(draft: Draft): { readonly rules: QuoteRules<ExchangeKind>; readonly request: RequestOf<ExchangeKind>; readonly fee: QuotedFee } | undefined {
  if (!isForExchange(draft)) return undefined;
  const { quote: rules } = kindOf(draft.request);
  return rules === 'none' ? undefined : { rules, request: draft.request, fee: rules.of(draft.request) };
}

/** True for a card whose quote can be renewed when it ends. */
export const isRenewable = (draft: Draft): boolean => {
  const fee = quoteOf(draft)?.fee;
  return fee?.expiresAt !== undefined && fee.renewals < renewalsLimit;
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
export const networkGone: OwnReason = 'own.networkGone';

/** `over`: no quote was to be had, or none for what the card shows, or it leaves nothing to pay out; nothing was changed. */
export type Renewal = { readonly kind: 'renewed'; readonly draft: Draft } | { readonly kind: 'over'; readonly reason?: readonly OwnReason[] };

const over: Renewal = { kind: 'over' };

/** Stores the draft that takes this one's place. */
export async function renewQuote(parts: ActionParts, userId: UserId, draftId: string): Promise<Renewal> {
  const record = parts.store.read(userId);
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  const quoted = draft === undefined ? undefined : quoteOf(draft);
  if (record === undefined || draft?.state !== 'drafted' || quoted === undefined || !isRenewable(draft)) return over;
  if (isOfEarlierAccount(record, draft)) return { kind: 'over', reason: [otherKey] };
  const { rules, request: shown, fee: before } = quoted;
  if (rules.isPast(shown, parts.clock.now())) return over;
  const quotes = await askQuotes(parts, userId, draftId, rules.question(shown));
  const quote = rules.choose(shown, quotes);
  // Which of several it is cannot be told while one of them cannot be read.
  if (unreadIn(quotes) > 0 && quote?.blockchain === undefined) return over;
  if (quote === undefined) return quotes.length === 0 ? over : { kind: 'over', reason: [networkGone] };
  const endsAt = quoteEndsAt(quote, parts.clock.now());
  const request = rules.renewed(shown, quote, { fee: quote.fee, renewals: before.renewals + 1, ...(endsAt === undefined ? {} : { expiresAt: endsAt }) });
  const next = request === undefined ? undefined : await takePlace(parts, userId, draftId, { request, change: { why: 'quote', from: before.fee, to: quote.fee } });
  return next === undefined ? over : { kind: 'renewed', draft: next };
}

/** None where they cannot be read. */
async function askQuotes(parts: ActionParts, userId: UserId, draftId: string, question: WithdrawQuoteInput): Promise<Rows<WithdrawQuote>> {
  try {
    return await parts.clientFor(userId).call(withdrawQuote, question, { urgency: 'person' });
  } catch (error) {
    parts.log.warn('quote.notRenewed', { user: userId, draft: draftId, error: errorName(error) });
    return [];
  }
}
