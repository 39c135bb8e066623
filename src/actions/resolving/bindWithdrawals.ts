// Finds the withdrawal that a draft of ours has become: the exchange takes no id of ours, so it is known by what identifies it; pure.
import type { Draft, ExchangeKind } from '../../model/draft.js';
import { isGivenBack, type Withdrawal } from '../../model/payments/withdrawal.js';
import type { UserRecord } from '../../model/user.js';
import type { PayoutRules } from '../actionKind.js';
import { canMove, isForExchange, markAccepted, markSeen, type ExchangeDraft } from '../draft.js';
import { putDraft, tellDraft } from '../drafts/draftRecord.js';
import { kindOf } from '../kinds/index.js';
import { lookBackMs } from '../payoutReads.js';
import { showOn } from '../showOn.js';

/** A draft that was sent and can become a withdrawal, with the rules of its kind. */
interface Payout {
  readonly draft: ExchangeDraft;
  readonly rules: PayoutRules<ExchangeKind>;
}

function payoutOf(draft: Draft): readonly Payout[] {
  if (!isForExchange(draft) || draft.sentAt === undefined || draft.leftBehind !== undefined) return [];
  const { payout: rules } = kindOf(draft.request);
  return rules === 'none' ? [] : [{ draft, rules }];
}

/**
 * The record with every payout moved that these withdrawals decide. A card that shows a payout goes on as the message of its
 * withdrawal. Several that look the same are told apart only when there are enough of them for all drafts that fit.
 */
export function bindWithdrawals(record: UserRecord, withdrawals: readonly Withdrawal[], now: number): UserRecord {
  const payouts = Object.values(record.drafts).flatMap(payoutOf);
  const taken = new Set(payouts.flatMap(({ draft }) => draft.orderId ?? []));
  const oldestFirst = [...withdrawals].sort((a, b) => a.createdAt - b.createdAt);
  let next = record;
  for (const payout of payouts.sort((a, b) => doubtOf(a) - doubtOf(b) || (a.draft.sentAt ?? 0) - (b.draft.sentAt ?? 0))) {
    const { orderId } = payout.draft;
    const found = orderId === undefined ? pick(payout, payouts, oldestFirst, taken) : oldestFirst.find((one) => one.id === orderId);
    if (found === undefined) continue;
    taken.add(found.id);
    next = bind(next, payout.draft, found, now);
  }
  return next;
}

/** Evidence is looked for while the end is open: what only looks like a withdrawal that was refused is another one. */
const isOpen = ({ draft: { state } }: Payout): boolean => state === 'sending' || state === 'accepted' || state === 'unknown';

const isConcluded = ({ draft: { state } }: Payout): boolean => state === 'refused' || state === 'notPlaced';

const isSearched = (payout: Payout): boolean => isOpen(payout) || (payout.rules.correctsConclusions && isConcluded(payout));

/** What was refused is the last to be taken for carried out: a payment that was tried again is the second try's. */
const doubtOf = (payout: Payout): number => (isConcluded(payout) ? 1 : 0);

function pick(payout: Payout, payouts: readonly Payout[], withdrawals: readonly Withdrawal[], taken: ReadonlySet<string>): Withdrawal | undefined {
  if (!isSearched(payout)) return undefined;
  const fitting = withdrawals.filter((one) => !taken.has(one.id) && fits(payout, one));
  const rivals = payouts.filter((one) => one.draft.orderId === undefined && isSearched(one) && doubtOf(one) <= doubtOf(payout) && fitting.some((withdrawal) => fits(one, withdrawal)));
  return fitting.length >= rivals.length ? fitting[0] : undefined;
}

const fits = (payout: Payout, withdrawal: Withdrawal): boolean =>
  withdrawal.createdAt >= (payout.draft.sentAt ?? 0) - lookBackMs && payout.rules.fits(payout.draft.request, withdrawal, isOpen(payout));

function bind(record: UserRecord, draft: ExchangeDraft, withdrawal: Withdrawal, now: number): UserRecord {
  const shown = showOn(record, draft, withdrawal.id, now);
  const known = canMove(draft, 'accepted') ? markAccepted(draft, withdrawal.id, now) : { ...draft, orderId: withdrawal.id };
  // Its card is the withdrawal's message from here on, so it says no more by itself.
  const write = draft.card === undefined ? tellDraft : (one: UserRecord, moved: Draft): UserRecord => putDraft(one, moved);
  const end = withdrawal.state === 'succeed' ? 'done' : isGivenBack(withdrawal.state) ? 'rejected' : undefined;
  if (end !== undefined && canMove(known, end)) return write(shown, markSeen(known, end, { orderId: withdrawal.id }, now), now);
  return known.state === draft.state && draft.orderId === withdrawal.id ? record : write(shown, known, now);
}
