// Writes the outcome of a sent draft into its user's record, with all that comes of it; pure but for sealing.
import type { DraftResult } from '../../model/draft.js';
import type { KeptVoucher, UserRecord } from '../../model/user.js';
import type { ChangeVoucher, VoucherRedemption } from '../../model/payments/voucher.js';
import { absorb, absorbKnownEnds } from '../drafts/absorb.js';
import { showOn } from '../resolving/bindWithdrawals.js';
import { isForExchange, markAccepted, markRefused, markSeen, markUnknown, type ExchangeDraft } from '../drafts/draft.js';
import { draftOf, tellDraft } from '../drafts/draftRecord.js';
import type { Outcome } from '../outcome.js';
import type { ActionParts } from '../parts.js';
import { firstAskAt } from '../resolving/resolveUnknown.js';

type Accepted = Extract<Outcome, { readonly kind: 'accepted' }>;

/** Frames may have overtaken the answer: a draft that is further along keeps what it knows. */
export function settle(parts: ActionParts, record: UserRecord, draftId: string, outcome: Outcome): UserRecord {
  const draft = draftOf(record, draftId);
  if (draft === undefined || !isForExchange(draft)) return record;
  const now = parts.clock.now();
  const told = draft.state === 'sending' ? tellOutcome(parts, record, draft, outcome, now) : record;
  if (outcome.kind !== 'accepted' || draft.leftBehind !== undefined) return told;
  const absorbed = outcome.orders.reduce((next, order) => absorb(parts, next, order, now), told);
  return absorbKnownEnds(absorbed, cancelledIds(draft), now);
}

function tellOutcome(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, outcome: Outcome, now: number): UserRecord {
  switch (outcome.kind) {
    case 'accepted': return tellAccepted(parts, record, draft, outcome, now);
    case 'refused': return tellDraft(record, markRefused(draft, outcome.codes, now), now);
    case 'unknown': return tellDraft(record, markUnknown(draft, [outcome.detail], now, firstAskAt(now)), now);
  }
}

/** Of an order, a cancellation and a payout the answer is the beginning; of the others it is the end. */
function tellAccepted(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, answer: Accepted, now: number): UserRecord {
  switch (draft.request.kind) {
    case 'placeOrder': case 'cancelOrder': case 'cancelAll': case 'payInvoice':
      return tellDraft(record, markAccepted(draft, answer.orderId, now), now);
    case 'withdraw': {
      const told = tellDraft(record, markAccepted(draft, answer.orderId, now), now);
      return answer.orderId === undefined ? told : showOn(told, draft, answer.orderId, now);
    }
    case 'redeemVoucher': return tellRedeemed(parts, record, draft, answer.redemption, now);
    case 'createBeneficiary': case 'activateBeneficiary': case 'deleteBeneficiary': {
      const result: DraftResult | undefined = answer.beneficiary === undefined ? undefined : { kind: 'beneficiary', state: answer.beneficiary.state };
      return tellDraft(record, markSeen(draft, 'done', { ...idOf(answer), ...(result === undefined ? {} : { result }) }, now), now);
    }
  }
}

const idOf = ({ orderId }: Accepted): { readonly orderId?: string } => (orderId === undefined ? {} : { orderId });

/** The change voucher's pin is sealed and stored in the same write that tells of it. */
function tellRedeemed(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, redemption: VoucherRedemption | undefined, now: number): UserRecord {
  const without = withoutSpent(record, draft);
  if (redemption === undefined) return tellDraft(without, markSeen(draft, 'done', {}, now), now);
  const { amount: credited, originAmount, change } = redemption;
  const kept = change === undefined ? undefined : keptVoucher(parts, record, draft, change, now);
  const result: DraftResult = {
    kind: 'voucher', credited, ...(originAmount === undefined ? {} : { originAmount }),
    ...(kept === undefined ? {} : { change: { voucherId: kept.id, amount: kept.amount, ...(kept.expiry === undefined ? {} : { expiry: kept.expiry }) } }),
  };
  const vouchers = kept === undefined ? without.vouchers : [...(without.vouchers ?? []), kept];
  return tellDraft({ ...without, ...(vouchers === undefined ? {} : { vouchers }) }, markSeen(draft, 'done', { result }, now), now);
}

/** A change voucher that has been redeemed is money no more: it leaves the list in the write that says so. */
function withoutSpent(record: UserRecord, { request }: ExchangeDraft): UserRecord {
  if (request.kind !== 'redeemVoucher' || request.keptId === undefined || record.vouchers === undefined) return record;
  return { ...record, vouchers: record.vouchers.filter((one) => one.id !== request.keptId) };
}

function keptVoucher(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, { amount, expiry, pin }: ChangeVoucher, now: number): KeptVoucher {
  return { id: draft.id, amount, pin: parts.sealVoucherPin(record.id, pin), at: now, ...(expiry === undefined ? {} : { expiry }) };
}

function cancelledIds({ request }: ExchangeDraft): readonly string[] {
  if (request.kind === 'cancelOrder') return [request.orderId];
  return request.kind === 'cancelAll' ? request.orderIds : [];
}
