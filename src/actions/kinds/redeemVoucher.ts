// Redeems a voucher: POST /payments/vouchers/new, once.
import { redeemVoucher as redeemEndpoint } from '../../exchange/endpoints/payments/redeemVoucher.js';
import type { DraftResult } from '../../model/draft.js';
import { absolute, decimal, larger, minus, times, ZERO } from '../../model/money.js';
import type { OwnReason } from '../../model/ownReason.js';
import type { ChangeVoucher } from '../../model/payments/voucher.js';
import type { KeptVoucher, UserRecord } from '../../model/user.js';
import { holds, type ActionKind, type AnswerTools, type Credit, type OpenPin, type RequestOf } from '../actionKind.js';
import { draftLifeMs, markSeen, type DraftOf } from '../draft.js';
import { outcomeOf, type Accepted } from '../outcome.js';

type Redeem = RequestOf<'redeemVoucher'>;

/** A voucher of unknown end is remembered this long, ms: until then its pin is not sent again unasked. Nothing the exchange lists ever ends it. */
export const doubtfulVoucherLifeMs = 90 * 24 * 3_600_000;

export const redeemVoucher: ActionKind<'redeemVoucher'> = {
  name: 'redeemVoucher',
  /** Its pin is opened only here. A sealed pin that cannot be opened is refused before anything leaves. */
  async send(client, { request }, { openVoucherPin }) {
    const { paymentMethodId, amount, pin } = request.voucher;
    const voucherPin = openVoucherPin(pin);
    if (voucherPin === undefined) return { kind: 'refused', codes: ['own.voucherPin' satisfies OwnReason] };
    return outcomeOf(async () => ({ kind: 'accepted', orders: [], redemption: await client.call(redeemEndpoint, { paymentMethodId, amount, voucherPin }, { urgency: 'money' }) }));
  },
  sendWithinMs: Infinity,
  code: 'none',
  life: (_request, now) => now + draftLifeMs,
  whileLocked: false,
  isClaimable: () => true,
  bar: () => undefined,
  twin: { isWanted: ({ again }) => again === true, isSame, bar: 'own.voucherTwin', error: 'voucher.twin' },
  atTap: () => holds,
  recheck: 'none',
  quote: 'none',
  written: (record) => record,
  accepted: redeemed,
  refreshes: 'money',
  cancels: 'none',
  byOrder: (_record, draft) => draft,
  needsReads: () => false,
  payout: 'none',
  // Nothing the exchange lists says whether a voucher was redeemed: its user is told to look.
  resolve: 'cannot',
  isUnderWayWhenAccepted: false,
  mayMove: ({ voucher: { amount } }) => [{ way: 'in', currency: 'zar', amount }],
  credited,
  lifeInDoubtMs: doubtfulVoucherLifeMs,
};

/** What a fee may be of a voucher whose answer did not say what came of it. */
const feeBound = decimal('0.2');

/** The change and the fee are what it may be off by. */
function credited({ request: { voucher: { amount } }, result }: DraftOf<'redeemVoucher'>): Credit {
  if (result?.kind !== 'voucher') return { currency: 'zar', amount, off: times(amount, feeBound) };
  const { credited: said, originAmount = amount, change } = result;
  return { currency: 'zar', amount: said, off: larger(absolute(minus(originAmount, said)), change?.amount ?? ZERO) };
}

function isSame(one: Redeem, other: Redeem, openPin: OpenPin): boolean {
  const pin = openPin(other.voucher.pin);
  return pin !== undefined && openPin(one.voucher.pin) === pin;
}

/** The change voucher's pin is sealed and stored in the same write that tells of it. */
function redeemed(record: UserRecord, draft: DraftOf<'redeemVoucher'>, { redemption }: Accepted, tools: AnswerTools, now: number): ReturnType<typeof redeemVoucher.accepted> {
  const without = withoutSpent(record, draft.request);
  if (redemption === undefined) return { record: without, draft: markSeen(draft, 'done', {}, now) };
  const { amount: credited, originAmount, change } = redemption;
  const kept = change === undefined ? undefined : keptVoucher(tools, draft.id, change, now);
  const result: DraftResult = {
    kind: 'voucher', credited, ...(originAmount === undefined ? {} : { originAmount }),
    ...(kept === undefined ? {} : { change: { voucherId: kept.id, amount: kept.amount, ...(kept.expiry === undefined ? {} : { expiry: kept.expiry }) } }),
  };
  const vouchers = kept === undefined ? without.vouchers : [...(without.vouchers ?? []), kept];
  return { record: { ...without, ...(vouchers === undefined ? {} : { vouchers }) }, draft: markSeen(draft, 'done', { result }, now) };
}

/** A change voucher that has been redeemed is money no more: it leaves the list in the write that says so. */
function withoutSpent(record: UserRecord, { keptId }: Redeem): UserRecord {
  if (keptId === undefined || record.vouchers === undefined) return record;
  return { ...record, vouchers: record.vouchers.filter((one) => one.id !== keptId) };
}

function keptVoucher(tools: AnswerTools, id: string, { amount, expiry, pin }: ChangeVoucher, now: number): KeptVoucher {
  return { id, amount, pin: tools.sealVoucherPin(pin), at: now, ...(expiry === undefined ? {} : { expiry }) };
}
