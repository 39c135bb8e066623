// Vouchers that were redeemed here: no list shows them, but their drafts say what came of them.
import { absolute, larger, minus, plus, times, decimal, ZERO } from '../../model/money.js';
import type { Draft } from '../../model/draft.js';
import type { UserRecord } from '../../model/user.js';
import { cutOf, type Movement } from './movements.js';
import { countMovements } from './unexplained.js';

/** What a fee may be of a voucher whose answer did not say what came of it. */
const feeBound = decimal('0.2');

/** The record in which every voucher that was redeemed for this account has been counted, each once. `now` is ms since 1970. */
export function countVouchers(record: UserRecord, now: number): UserRecord {
  const { since, vouchersCounted = [] } = record.account;
  const redeemed = Object.values(record.drafts).filter(({ request, state, accountSince, leftBehind }) =>
    request.kind === 'redeemVoucher' && state === 'done' && leftBehind === undefined && accountSince === since);
  const fresh = redeemed.filter(({ id }) => !vouchersCounted.includes(id));
  if (fresh.length === 0) return record;
  // A draft that is kept no longer is counted no more.
  const kept = vouchersCounted.filter((id) => Object.hasOwn(record.drafts, id));
  const marked: UserRecord = { ...record, account: { ...record.account, vouchersCounted: [...kept, ...fresh.map(({ id }) => id)] } };
  return fresh.reduce((next, draft) => countMovements(next, movementOf(draft), now), marked);
}

/** What was credited; the change and the fee are what it may be off by. */
function movementOf({ request, result }: Draft): readonly Movement[] {
  if (request.kind !== 'redeemVoucher') return [];
  const { amount } = request.voucher;
  if (result?.kind !== 'voucher') return [{ currency: 'zar', amount, off: times(amount, feeBound) }];
  const { credited, originAmount = amount, change } = result;
  const beside = larger(absolute(minus(originAmount, credited)), change?.amount ?? ZERO);
  return [{ currency: 'zar', amount: credited, off: plus(cutOf('zar'), beside) }];
}
