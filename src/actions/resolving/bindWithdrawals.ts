// Finds the withdrawal that a draft of ours has become: the exchange takes no id of ours, so it is known by what identifies it; pure.
import { splitTag } from '../../model/payments/addressChecks.js';
import { mayBeSameAccount } from '../../model/payments/beneficiary.js';
import type { Draft } from '../../model/draft.js';
import { compare, plus, satsToBtc } from '../../model/money.js';
import type { UserRecord } from '../../model/user.js';
import { isGivenBack, type Withdrawal } from '../../model/payments/withdrawal.js';
import { withdrawalKey } from '../../notifications/kinds/withdrawalMoved.js';
import { withMessage } from '../../notifications/delivery/deliveryRecord.js';
import { canMove, markAccepted, markSeen, type DraftOf } from '../drafts/draft.js';
import { putDraft, tellDraft } from '../drafts/draftRecord.js';

type Payout = DraftOf<'withdraw'> | DraftOf<'payInvoice'>;

/** How far before its sending a withdrawal may have been made, ms: the clocks may differ. */
const lookBackMs = 60_000;

const isPayout = (draft: Draft): draft is Payout => draft.request.kind === 'withdraw' || draft.request.kind === 'payInvoice';

/**
 * The record with every payout moved that these withdrawals decide. A card that shows a payout goes on as the message of its
 * withdrawal. Several that look the same are told apart only when there are enough of them for all drafts that fit.
 */
export function bindWithdrawals(record: UserRecord, withdrawals: readonly Withdrawal[], now: number): UserRecord {
  const payouts = Object.values(record.drafts).filter((draft): draft is Payout => isPayout(draft) && draft.sentAt !== undefined && draft.leftBehind === undefined);
  const taken = new Set(payouts.flatMap((draft) => draft.orderId ?? []));
  const oldestFirst = [...withdrawals].sort((a, b) => a.createdAt - b.createdAt);
  let next = record;
  for (const draft of payouts.sort((a, b) => doubtOf(a) - doubtOf(b) || (a.sentAt ?? 0) - (b.sentAt ?? 0))) {
    const found = draft.orderId === undefined ? pick(draft, payouts, oldestFirst, taken) : oldestFirst.find((one) => one.id === draft.orderId);
    if (found === undefined) continue;
    taken.add(found.id);
    next = bind(next, draft, found, now);
  }
  return next;
}

/** Evidence is looked for while the end is open: what only looks like a withdrawal that was refused is another one. */
const isOpen = ({ state }: Draft): boolean => state === 'sending' || state === 'accepted' || state === 'unknown';

/** An invoice is named beyond doubt, so for a payment evidence may also correct a conclusion. */
const searched = (draft: Payout): boolean => isOpen(draft) || (draft.request.kind === 'payInvoice' && (draft.state === 'refused' || draft.state === 'notPlaced'));

/** What was refused is the last to be taken for carried out: a payment that was tried again is the second try's. */
const doubtOf = ({ state }: Draft): number => (state === 'refused' || state === 'notPlaced' ? 1 : 0);

function pick(draft: Payout, payouts: readonly Payout[], withdrawals: readonly Withdrawal[], taken: ReadonlySet<string>): Withdrawal | undefined {
  if (!searched(draft)) return undefined;
  const fitting = withdrawals.filter((one) => !taken.has(one.id) && fits(draft, one));
  const rivals = payouts.filter((one) => one.orderId === undefined && searched(one) && doubtOf(one) <= doubtOf(draft) && fitting.some((withdrawal) => fits(one, withdrawal)));
  return fitting.length >= rivals.length ? fitting[0] : undefined;
}

function fits(draft: Payout, withdrawal: Withdrawal): boolean {
  if (withdrawal.createdAt < (draft.sentAt ?? 0) - lookBackMs) return false;
  return draft.request.kind === 'withdraw' ? fitsWithdrawal(draft.request, withdrawal) : fitsPayment(draft.request, withdrawal, isOpen(draft));
}

function fitsWithdrawal({ withdrawal: asked, facts }: DraftOf<'withdraw'>['request'], { currency, amount, destination }: Withdrawal): boolean {
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

/** The invoice or its hash decides where the history names them; otherwise, while the end is open, the amount, with or without the fee. */
function fitsPayment({ payment, facts }: DraftOf<'payInvoice'>['request'], { currency, amount, destination, txid, note }: Withdrawal, mayGuess: boolean): boolean {
  if (currency !== 'btc') return false;
  const named = [destination, txid, note].filter((one) => one !== undefined);
  if (named.some((one) => one.toLowerCase() === payment.bolt.toLowerCase() || one.toLowerCase().includes(facts.paymentHash))) return true;
  if (!mayGuess) return false;
  if (destination !== undefined && destination.toLowerCase() !== facts.payee) return false;
  const sum = satsToBtc(payment.amountSat);
  return compare(amount, sum) === 0 || compare(amount, plus(sum, facts.quote.fee)) === 0;
}

function bind(record: UserRecord, draft: Payout, withdrawal: Withdrawal, now: number): UserRecord {
  const shown = showOn(record, draft, withdrawal.id, now);
  const known = canMove(draft, 'accepted') ? markAccepted(draft, withdrawal.id, now) : { ...draft, orderId: withdrawal.id };
  // Its card is the withdrawal's message from here on, so it says no more by itself.
  const write = draft.card === undefined ? tellDraft : (one: UserRecord, moved: Draft): UserRecord => putDraft(one, moved);
  const end = withdrawal.state === 'succeed' ? 'done' : isGivenBack(withdrawal.state) ? 'rejected' : undefined;
  if (end !== undefined && canMove(known, end)) return write(shown, markSeen(known, end, { orderId: withdrawal.id }, now), now);
  return known.state === draft.state && draft.orderId === withdrawal.id ? record : write(shown, known, now);
}

/** The record in which the draft's card is the message that tells of the withdrawal, unless another one already does. */
export function showOn(record: UserRecord, draft: Draft, withdrawalId: string, now: number): UserRecord {
  const key = withdrawalKey(withdrawalId);
  if (draft.card === undefined || Object.hasOwn(record.messages, key)) return record;
  return withMessage(record, key, { ...draft.card, sentAt: now });
}
