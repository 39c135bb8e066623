// A change of a balance that nothing listed explains is told, once it has been looked for long enough and nothing is on its way.
import { isForExchange } from '../../actions/draft.js';
import type { Unexplained } from '../../model/account.js';
import type { DraftState } from '../../model/draft.js';
import { absolute, isAbove, isNegative, sum } from '../../model/money.js';
import { isWithdrawalEnded } from '../../model/payments/withdrawal.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { UserRecord } from '../../model/user.js';
import { enqueue } from '../../notifications/outbox.js';
import { awaitsTrades } from './orderEnd.js';
import { isComplete } from './orderTrades.js';
import type { DescribeMarket, ReconcileContext } from './reconcileTypes.js';
import { isUnexplained, leftOf } from './unexplained.js';

/** A rest that nothing has explained for this long is told, ms. */
export const restLimitMs = 120_000;
/** What the lists show is believed when all of them were read this long after the balance changed, ms: some list late. */
export const listedWithinMs = 20_000;
/** A voucher's money may be on the account this long before or after its answer, ms. */
const voucherMs = 600_000;

/** @param lookedAt ms since 1970 when the last complete reading of all lists began; undefined where there was none */
export function tellRests(record: UserRecord, lookedAt: number | undefined, { now, describe }: ReconcileContext): UserRecord {
  return Object.entries(record.account.unexplained ?? {}).reduce((next, [currency, one]) => {
    const isLookedFor = now - one.since >= restLimitMs && lookedAt !== undefined && lookedAt - one.since >= listedWithinMs;
    return isUnexplained(one) && isLookedFor && !isUnderWay(next, currency, describe) ? tell(next, currency, one, now) : next;
  }, record);
}

function tell(record: UserRecord, currency: CurrencyCode, one: Unexplained, now: number): UserRecord {
  const next = { ...record, account: { ...record.account, unexplained: { ...record.account.unexplained, [currency]: { ...one, told: one.rest } } } };
  if (isByVouchers(record, currency, one)) return next;
  const left = leftOf(one);
  const data = { currency, amount: absolute(left), way: isNegative(left) ? 'fell' : 'rose' } as const;
  return enqueue(next, { kind: 'balanceUnexplained', id: `unexplained:${currency}:${one.since}`, data, eventAt: one.since }, now);
}

/** No list shows a voucher that was redeemed (API.txt, Vouchers): its own draft does, whose change is money that did not come. */
function isByVouchers({ drafts }: UserRecord, currency: CurrencyCode, one: Unexplained): boolean {
  if (currency !== 'zar' || isNegative(leftOf(one))) return false;
  const redeemed = Object.values(drafts).flatMap(({ request, state, changedAt }) =>
    (request.kind === 'redeemVoucher' && state === 'done' && Math.abs(changedAt - one.since) < voucherMs ? [request.voucher.amount] : []));
  return !isAbove(leftOf(one), sum(redeemed));
}

const openStates: ReadonlySet<DraftState> = new Set(['confirmed', 'sending', 'accepted', 'unknown']);

/** True while something is known that may yet explain it: an action without its end, an order without its trades, a withdrawal on its way. */
function isUnderWay({ drafts, account: { orders, withdrawals = {} } }: UserRecord, currency: CurrencyCode, describe: DescribeMarket): boolean {
  if (Object.values(drafts).some((draft) => isForExchange(draft) && openStates.has(draft.state))) return true;
  if (Object.values(withdrawals).some((one) => one.currency === currency && !isWithdrawalEnded(one.state))) return true;
  return Object.values(orders).some((tracked) => {
    const { base, quote } = describe(tracked.order.market);
    return (base === currency || quote === currency) && (awaitsTrades(tracked) || !isComplete(tracked));
  });
}
