// Finds the withdrawal that a draft of ours has become: the exchange takes no id of ours, so it is known by what identifies it; pure.
import type { Draft, ExchangeKind } from '../../model/draft.js';
import { isGivenBack, type Withdrawal } from '../../model/payments/withdrawal.js';
import type { UserRecord } from '../../model/user.js';
import type { PayoutRules, PayoutTold } from '../actionKind.js';
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
 * withdrawal. What names a payout is its own before any that only looks like it; several that look the same are told apart only
 * when there are enough of them for all drafts that they may be.
 */
export function bindWithdrawals(record: UserRecord, withdrawals: readonly Withdrawal[], now: number): UserRecord {
  const payouts = Object.values(record.drafts).flatMap(payoutOf).sort((a, b) => doubtOf(a) - doubtOf(b) || (a.draft.sentAt ?? 0) - (b.draft.sentAt ?? 0));
  const oldestFirst = [...withdrawals].sort((a, b) => a.createdAt - b.createdAt);
  const found = new Map<Payout, Withdrawal | undefined>();
  for (const one of payouts) if (one.draft.orderId !== undefined) found.set(one, oldestFirst.find(({ id }) => id === one.draft.orderId));
  const taken = new Set(payouts.flatMap(({ draft }) => draft.orderId ?? []));
  for (const fits of [isNamed, isLike]) {
    const searched = payouts.filter((one) => !found.has(one));
    for (const payout of searched) {
      const withdrawal = pick(payout, searched.filter((one) => !found.has(one)), oldestFirst.filter(({ id }) => !taken.has(id)), fits);
      if (withdrawal === undefined) continue;
      taken.add(withdrawal.id);
      found.set(payout, withdrawal);
    }
  }
  return [...found].reduce((next, [payout, withdrawal]) => (withdrawal === undefined ? next : bind(next, payout, withdrawal, now)), record);
}

/** What the message of this withdrawal says for itself, when a payout of this user's has become it. */
export function payoutTold(record: UserRecord, withdrawal: Withdrawal): PayoutTold {
  const payout = Object.values(record.drafts).flatMap(payoutOf).find(({ draft }) => draft.orderId === withdrawal.id);
  return payout === undefined ? {} : payout.rules.told(payout.draft.request, withdrawal);
}

/** Evidence is looked for while the end is open: what only looks like a withdrawal that was refused is another one. */
const isOpen = ({ draft: { state } }: Payout): boolean => state === 'sending' || state === 'accepted' || state === 'unknown';

const isConcluded = ({ draft: { state } }: Payout): boolean => state === 'refused' || state === 'notPlaced';

/** What was refused is the last to be taken for carried out: a payment that was tried again is the second try's. */
const doubtOf = (payout: Payout): number => (isConcluded(payout) ? 1 : 0);

type Fits = (payout: Payout, withdrawal: Withdrawal) => boolean;

const isSince = ({ draft: { sentAt = 0 } }: Payout, { createdAt }: Withdrawal): boolean => createdAt >= sentAt - lookBackMs;

const isNamed: Fits = (payout, withdrawal) =>
  (isOpen(payout) || isConcluded(payout)) && isSince(payout, withdrawal) && payout.rules.names(payout.draft.request, withdrawal);

const isLike: Fits = (payout, withdrawal) =>
  isOpen(payout) && isSince(payout, withdrawal) && payout.rules.resembles(payout.draft.request, withdrawal, payout.draft.sentAt ?? 0);

function pick(payout: Payout, payouts: readonly Payout[], withdrawals: readonly Withdrawal[], fits: Fits): Withdrawal | undefined {
  const fitting = withdrawals.filter((one) => fits(payout, one));
  const rivals = payouts.filter((one) => doubtOf(one) <= doubtOf(payout) && fitting.some((withdrawal) => fits(one, withdrawal)));
  return fitting.length >= rivals.length ? fitting[0] : undefined;
}

function bind(record: UserRecord, { draft, rules }: Payout, withdrawal: Withdrawal, now: number): UserRecord {
  return rules.listed(moved(record, draft, withdrawal, now), draft, withdrawal);
}

function moved(record: UserRecord, draft: ExchangeDraft, withdrawal: Withdrawal, now: number): UserRecord {
  const shown = showOn(record, draft, withdrawal.id, now);
  const known = canMove(draft, 'accepted') ? markAccepted(draft, withdrawal.id, now) : { ...draft, orderId: withdrawal.id };
  // Its card is the withdrawal's message from here on, so it says no more by itself.
  const write = draft.card === undefined ? tellDraft : (one: UserRecord, next: Draft): UserRecord => putDraft(one, next);
  const end = withdrawal.state === 'succeed' ? 'done' : isGivenBack(withdrawal.state) ? 'rejected' : undefined;
  if (end !== undefined && canMove(known, end)) return write(shown, markSeen(known, end, { orderId: withdrawal.id }, now), now);
  return known.state === draft.state && draft.orderId === withdrawal.id ? record : write(shown, known, now);
}
