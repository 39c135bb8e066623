// Own trades, deposits and withdrawals in words, one entry of a list each.
import { isCredited, isEnded, type Deposit } from '../../model/payments/deposit.js';
import { isBolt } from '../../model/payments/lightning.js';
import type { Currency, CurrencyCode } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { isNegative, isZero, minus } from '../../model/money.js';
import type { Trade } from '../../model/trading/trade.js';
import { isWithdrawalStopped, type Withdrawal, type WithdrawalState } from '../../model/payments/withdrawal.js';
import { showAmount, showMoney, showTime } from '../format.js';
import { isTextKey, type Say } from '../index.js';
import { showFee, showPrice, showTotal, showHeld } from '../orderFigures.js';
import { outside, type Outside } from '../outside.js';
import type { Part } from '../rich.js';

/** What a market trades and how finely. */
export interface Unit {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly pricePrecision: number;
}

export interface RowOptions {
  /** ms since 1970 */
  readonly now: number;
  /** IANA name */
  readonly timeZone: string;
}

/** Ids and addresses longer than this lose their middle. */
const wholeIdLimit = 16;
const idEnds = 6;
const stateLimit = 40;

/** "3f2a91…c07d4e": enough to recognise a transaction by. */
export function shortId(id: string): Outside {
  const whole = outside(id);
  const letters = Array.from(whole.text);
  return letters.length <= wholeIdLimit ? whole : outside(`${letters.slice(0, idEnds).join('')}…${letters.slice(-idEnds).join('')}`);
}

export function fillRow(say: Say, trade: Trade, unit: Unit, { now, timeZone }: RowOptions): Rich {
  return say('fills.row', {
    mark: trade.side === 'buy' ? '🟢' : '🔴', side: say(`side.${trade.side}`), amount: showAmount(say, trade.amount, unit.base),
    price: showPrice(say, trade.price, unit.quote, unit.pricePrecision), total: showTotal(say, trade.total, unit.quote),
    fee: tradeFee(say, trade, unit), time: showTime(say, trade.at, now, timeZone), order: outside(trade.orderId, stateLimit),
  });
}

/** The fee is taken from what is received (PROTOCOL.md section 5) unless the exchange names another currency. */
export function tradeFee(say: Say, trade: Trade, unit: Unit): Part {
  const { feeAmount } = trade;
  if (feeAmount === undefined || isZero(feeAmount)) return '';
  const fee = showFee(say, feeAmount, feeCurrencyOf(trade, unit));
  return isNegative(feeAmount) ? say('fills.rebate', { fee }) : say('fills.fee', { fee });
}

export const feeCurrencyOf = (trade: Trade, unit: Unit): CurrencyCode => trade.feeCurrency ?? (trade.side === 'buy' ? unit.base : unit.quote);

/** How many confirmations credit a deposit, and with how many decimals it is shown; nothing where the exchange's list is not known. */
export type DepositTerms = Partial<Pick<Currency, 'minConfirmations' | 'precision'>> | undefined;

export function depositRow(say: Say, deposit: Deposit, terms: DepositTerms, { now, timeZone }: RowOptions): Rich {
  const { minConfirmations: needed, precision: places } = terms ?? {};
  const { confirmations: count, state, txid } = deposit;
  const isSettled = isCredited(state) || isEnded(state);
  const confirmations = count === undefined || isSettled ? '' : needed === undefined ? say('deposits.confirmations', { count }) : say('deposits.confirmationsOf', { count, needed });
  return say('deposits.row', {
    mark: isCredited(state) ? '✅' : isSettled || state === 'errored' ? '❌' : '⏳', amount: showHeld(say, deposit.amount, deposit.currency, places),
    state: stateWords(say, 'deposits', state), confirmations, time: showTime(say, deposit.createdAt, now, timeZone),
    fee: isZero(deposit.fee) ? '' : say('history.fee', { fee: showFee(say, deposit.fee, deposit.currency, places) }),
    txid: txid === undefined ? '' : say('history.txid', { value: shortId(txid) }),
  });
}

/** The state of a withdrawal in plain words; one that nobody documented as it is. */
export const withdrawalState = (say: Say, state: WithdrawalState): Rich => stateWords(say, 'withdrawals', state);

/** The amount of a withdrawal has the fee in it (PROTOCOL.md section 3, shapes), so what arrives is said apart. */
export function withdrawalRow(say: Say, withdrawal: Withdrawal, { now, timeZone }: RowOptions): Rich {
  const { amount, confirmations: count, currency, destination, fee, state, txid } = withdrawal;
  const isLost = state === 'to_reject' || (isWithdrawalStopped(state) && state !== 'succeed');
  const arrives = showMoney(say, minus(amount, fee), currency);
  return say('withdrawals.row', {
    mark: state === 'succeed' ? '✅' : isLost ? '❌' : '⏳', amount: showMoney(say, amount, currency), state: withdrawalState(say, state),
    confirmations: count === undefined || count === 0 || isWithdrawalStopped(state) ? '' : say('withdrawals.confirmations', { count }),
    time: showTime(say, withdrawal.createdAt, now, timeZone),
    arrives: isZero(fee) ? say('withdrawals.noFee') : say('withdrawals.arrives', { fee: showFee(say, fee, currency), arrives }),
    destination: destination === undefined ? '' : isBolt(destination) ? say('withdrawals.lightning') : say('withdrawals.destination', { value: shortId(destination) }),
    txid: txid === undefined ? '' : say('history.txid', { value: shortId(txid) }),
  });
}

/** The state in plain words; one that nobody documented as it is. */
function stateWords(say: Say, list: 'deposits' | 'withdrawals', state: string): Rich {
  const key = `${list}.state.${state.toLowerCase()}`;
  return isTextKey(key) ? say(key) : say('history.state.other', { state: outside(state, stateLimit) });
}
