// Withdraws to a beneficiary: POST /account/withdraws, once.
import { createWithdrawal } from '../../exchange/endpoints/account/createWithdrawal.js';
import type { QuotedFee } from '../../model/draft.js';
import { compare, dividedBy, isPositive, minus, times } from '../../model/money.js';
import { splitTag } from '../../model/payments/addressChecks.js';
import { mayBeSameAccount } from '../../model/payments/beneficiary.js';
import { isFeeSound, type WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { holds, type ActionKind, type RequestOf } from '../actionKind.js';
import { markAccepted } from '../draft.js';
import { noCode, outcomeOf } from '../outcome.js';
import { readBeneficiary } from '../beneficiaryAgain.js';
import { lookAtHistory, quoteEnd } from '../payoutReads.js';
import { showOn } from '../showOn.js';

type Withdraw = RequestOf<'withdraw'>;
const randPlaces = 2;

export const withdraw: ActionKind<'withdraw'> = {
  name: 'withdraw',
  /** The exchange has no id of ours for it: a lost answer comes back as `unknown` and is looked for in the history. */
  send: async (client, { request }, { code }) => (code === undefined ? noCode : outcomeOf(async () => {
    const made = await client.call(createWithdrawal, { ...request.withdrawal, otp: code }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: made.id };
  })),
  sendWithinMs: Infinity,
  code: 'otp',
  life: ({ facts }, now) => quoteEnd(facts.quote, now),
  whileLocked: false,
  isClaimable: () => true,
  bar: () => undefined,
  twin: { isWanted: ({ facts }) => facts.again === true, isSame, bar: 'own.twin', error: 'payout.twin' },
  atTap: () => holds,
  recheck: { look: readBeneficiary, unread: 'destination' },
  quote: { of: ({ facts }) => facts.quote, isPast: () => false, question: ({ withdrawal }) => ({ currency: withdrawal.currency }), choose, renewed },
  written: (record) => record,
  accepted(record, draft, { orderId }, _tools, now) {
    const accepted = markAccepted(draft, orderId, now);
    return { record: orderId === undefined ? record : showOn(record, draft, orderId, now), draft: accepted };
  },
  refreshes: 'money',
  cancels: 'none',
  byOrder: (_record, draft) => draft,
  needsReads: () => false,
  payout: { names: () => false, resembles, told: () => ({}), listed: (record) => record },
  // Money out is never said not to have left on the strength of a list.
  resolve: { look: lookAtHistory, afterCleanLooks: { conclude: 'askUser' } },
  isUnderWayWhenAccepted: true,
  mayMove: ({ withdrawal: { currency, amount } }) => [{ way: 'out', currency, amount }],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};

function isSame(one: Withdraw, other: Withdraw): boolean {
  const { currency, amount, beneficiaryId } = other.withdrawal;
  return one.withdrawal.currency === currency && one.withdrawal.beneficiaryId === beneficiaryId && compare(one.withdrawal.amount, amount) === 0;
}

/** A quote decides the network the money takes, so only one for the network on the card will do; one that names none, where it is the only one. */
function choose({ facts }: Withdraw, quotes: readonly WithdrawQuote[]): WithdrawQuote | undefined {
  const same = quotes.find((one) => one.blockchain === facts.blockchain);
  const only = quotes.length === 1 ? quotes[0] : undefined;
  return same ?? (only?.blockchain === undefined ? only : undefined);
}

function renewed(request: Withdraw, { id: quoteId }: WithdrawQuote, quote: QuotedFee): Withdraw | undefined {
  const { withdrawal, facts } = request;
  const receives = minus(withdrawal.amount, quote.fee);
  if (!isFeeSound(quote.fee, withdrawal.amount) || !isPositive(receives)) return undefined;
  const worth = facts.randValue === undefined ? {} : { randValue: dividedBy(times(facts.randValue, receives), facts.receives, randPlaces, 'nearest') };
  return { ...request, withdrawal: { ...withdrawal, quoteId }, facts: { ...facts, quote, receives, ...worth } };
}

function resembles({ withdrawal: asked, facts }: Withdraw, { currency, amount, destination }: Withdrawal): boolean {
  if (currency !== asked.currency || compare(amount, asked.amount) !== 0) return false;
  return destination === undefined || mayLeadTo(destination, asked.beneficiaryId, facts.destination);
}

/**
 * `rid` is the beneficiary's id or its address (API.txt, Withdraw); of a bank account its number, or a name that ends in the
 * beneficiary's id with zeros before it, as the exchange's family makes it. What is none of these says nothing.
 */
function mayLeadTo(rid: string, beneficiaryId: string, { address, account_number: account }: Readonly<Record<string, string>>): boolean {
  if (rid === beneficiaryId) return true;
  if (address !== undefined) return isSameAddress(rid.toLowerCase(), address.toLowerCase());
  const named = /-0*(\d+)$/.exec(rid);
  if (named !== null) return named[1] === beneficiaryId;
  return account === undefined || !/^[\d*]+$/.test(rid) || mayBeSameAccount(rid, account);
}

/** The history may leave the tag out; another tag is another person. */
function isSameAddress(listed: string, asked: string): boolean {
  const [one, other] = [splitTag(listed), splitTag(asked)];
  return one.address === other.address && (one.tag === undefined || one.tag === other.tag);
}
