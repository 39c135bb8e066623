// What each event changes the balances by: fills and their fees, deposits, withdrawals and vouchers; pure.
import type { Deposit } from '../../model/payments/deposit.js';
import { isBolt } from '../../model/payments/lightning.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { absolute, decimal, isAbove, isZero, larger, negate, plus, times, ZERO, type Decimal } from '../../model/money.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Trade } from '../../model/trading/trade.js';
import { receivedOf } from './feeRates.js';
import type { DescribeMarket } from './reconcileTypes.js';

/** What one event changes a currency's balance by, and how far that may be off. */
export interface Movement {
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  /** For fees that are not known. Negative: one has become known. */
  readonly slack?: Decimal;
  /** For figures that were cut, or that an exchange may count otherwise. */
  readonly off?: Decimal;
  /** When it happened, the exchange's ms since 1970, where it says so. */
  readonly at?: number;
}

/** The most a fee that is not known yet may be, of what is received: a rest below it may be that fee. */
const feeBound = decimal('0.01');
/** A Lightning payment's fee where the history has none: of the payment, and at least, in btc. */
const routingBound = decimal('0.01');
const leastRouting = decimal('0.00001');

/** How far a listed figure may be off for having been cut, in units of the currency. */
export const cutOf = (currency: CurrencyCode): Decimal => decimal(currency === 'zar' ? '0.01' : '0.00000001');

/** What a fill changes: the one currency comes, less the fee, and the other goes. */
export function movementsOf(trade: Trade, describe: DescribeMarket): readonly Movement[] {
  const { base, quote } = describe(trade.market);
  const isBuy = trade.side === 'buy';
  const { at } = trade;
  return [
    { currency: base, amount: isBuy ? trade.amount : negate(trade.amount), off: cutOf(base), at },
    { currency: quote, amount: isBuy ? negate(trade.total) : trade.total, off: cutOf(quote), at },
    trade.feeAmount === undefined ? { ...unknownFee(trade, describe), at } : { ...feeMovement(trade, trade.feeAmount, describe), at },
  ];
}

/** Of a trade with oneself the fee of the order that took may never be listed: it is not waited for. */
function unknownFee(trade: Trade, describe: DescribeMarket): Movement {
  const { currency, amount } = receivedOf(trade, describe);
  const bound = times(amount, feeBound);
  return { currency, amount: ZERO, ...(trade.self === true ? { off: bound } : { slack: bound }) };
}

/** What a fee changes that has become known after its fill was counted without it. */
export function feesLearnt(before: readonly Trade[], after: readonly Trade[], describe: DescribeMarket): readonly Movement[] {
  const lacking = new Set(before.filter(isFeeDue).map((trade) => trade.id));
  return after.flatMap((trade) => (trade.feeAmount === undefined || !lacking.has(trade.id) ? [] : [feeMovement(trade, trade.feeAmount, describe), released(trade, describe)]));
}

/** True for a fill that was counted and whose fee is waited for. */
export const isFeeDue = (trade: Trade): boolean => trade.feeDue === true && trade.feeAmount === undefined;

/** Takes back what was left for the fee of a fill. */
export const released = (trade: Trade, describe: DescribeMarket): Movement => ({ currency: receivedOf(trade, describe).currency, amount: ZERO, slack: negate(times(receivedOf(trade, describe).amount, feeBound)) });

/** A fee is of what is received where the exchange does not say of what (PROTOCOL.md section 5); a rebate is a negative one. */
const feeMovement = (trade: Trade, fee: Decimal, describe: DescribeMarket): Movement =>
  ({ currency: trade.feeCurrency ?? receivedOf(trade, describe).currency, amount: negate(fee) });

/** The amount is net of the fee (PROTOCOL.md section 3, deposit); an exchange that counts otherwise is off by the fee. */
export const depositMovement = ({ currency, amount, fee, completedAt }: Pick<Deposit, 'currency' | 'amount' | 'fee' | 'completedAt'>): Movement =>
  ({ currency, amount, off: plus(cutOf(currency), absolute(fee)), ...(completedAt === undefined ? {} : { at: completedAt }) });

/** What a withdrawal takes that has succeeded. @param amount fee included, as far as known */
export function withdrawalMovement({ currency, fee, destination, doneAt }: Withdrawal, amount: Decimal): Movement {
  const isFeeUnknown = isZero(fee) && currency === 'btc' && (destination === undefined || isBolt(destination));
  const routing = isFeeUnknown ? larger(times(amount, routingBound), leastRouting) : ZERO;
  return { currency, amount: negate(amount), off: plus(cutOf(currency), isAbove(routing, ZERO) ? routing : absolute(fee)), ...(doneAt === undefined ? {} : { at: doneAt }) };
}
