// Records, orders, trades, deposits and withdrawals for the tests of accounts/.
import { emptyAccount, type AccountState, type Sealed } from '../../src/model/account.js';
import type { Deposit } from '../../src/model/payments/deposit.js';
import { decimal, minus, times, type Decimal, type Sats } from '../../src/model/money.js';
import type { Order } from '../../src/model/trading/order.js';
import type { OutboxRow } from '../../src/model/outboxRow.js';
import type { Trade } from '../../src/model/trading/trade.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import type { Withdrawal } from '../../src/model/payments/withdrawal.js';
import type { ReconcileContext } from '../../src/accounts/reconciling/reconcileTypes.js';

/** The moment the sample user linked; a whole second. */
export const start = Date.UTC(2025, 10, 21, 10, 0, 0);

export const describeMarket = () => ({ base: 'btc', quote: 'zar', pricePrecision: 2 });
export const contextAt = (now: number): ReconcileContext => ({ now, describe: describeMarket, neededConfirmations: () => 3 });

export function linkedUser(account: Partial<AccountState> = { baselineAt: start, tradesReadTo: start }): UserRecord {
  const link = { apiKey: 'sealed key' as Sealed, secret: 'sealed secret' as Sealed, keyVersion: 1, tail: 'abcd', linkedAt: start };
  return { ...newUser(7, 7, 'Thandi', start), link, account: { ...emptyAccount, ...account } };
}

export const d = (text: string): Decimal => decimal(text);
export const sat = (text: string): Sats => text as Sats;

/** An open limit buy of 1 BTC. */
export function order(over: Partial<Order> & { executed?: string } = {}): Order {
  const { executed = '0', ...rest } = over;
  const originVolume = rest.originVolume ?? d('1');
  return {
    id: '77', market: 'btczar', side: 'buy', type: 'limit', price: d('100'), averagePrice: d(executed === '0' ? '0' : '100'), state: 'wait',
    originVolume, remainingVolume: minus(originVolume, d(executed)), executedVolume: d(executed),
    createdAt: start + 1000, updatedAt: start + 1000, ...rest,
  };
}

/** A fill of order 77, without a fee as frames have it. */
export function trade(over: Partial<Trade> = {}): Trade {
  const price = over.price ?? d('100');
  const amount = over.amount ?? d('0.4');
  return { id: '501', orderId: '77', market: 'btczar', side: 'buy', price, amount, total: times(price, amount), takerSide: 'sell', at: start + 2000, ...over };
}

/** The same fill as a read tells it. */
export const withFee = (from: Trade): Trade => ({ ...from, feeAmount: times(from.amount, d('0.002')), feeCurrency: 'btc' });

export function deposit(over: Partial<Deposit> = {}): Deposit {
  return { id: '9', currency: 'btc', amount: d('0.5'), fee: d('0'), txid: 'f00d', confirmations: 0, state: 'submitted', createdAt: start + 1000, ...over };
}

/** 0.4 BTC leave, of which 0.3998 arrive. */
export function withdrawal(over: Partial<Withdrawal> = {}): Withdrawal {
  return { id: '5', currency: 'btc', amount: d('0.4'), fee: d('0.0002'), destination: 'bc1qcold', state: 'submitted', createdAt: start + 1000, ...over };
}

export const rowsOf = (record: UserRecord, kind: string): readonly OutboxRow[] => record.outbox.filter((row) => row.kind === kind);
