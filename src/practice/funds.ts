// Moves play money between what is available and what is locked in orders; exact, and never below zero.
import type { CurrencyCode } from '../model/trading/market.js';
import { isNegative, minus, plus, ZERO, type Decimal } from '../model/money.js';
import type { Side } from '../model/trading/order.js';
import type { PracticeAccount } from '../model/practice.js';

export type Funds = PracticeAccount['funds'];

export function availableOf(funds: Funds, currency: CurrencyCode): Decimal {
  return Object.hasOwn(funds, currency) ? funds[currency]?.available ?? ZERO : ZERO;
}

/** @throws Error where it would leave less than nothing: then the change it is part of is not made */
function withChange(funds: Funds, currency: CurrencyCode, available: Decimal, locked: Decimal): Funds {
  const before = Object.hasOwn(funds, currency) ? funds[currency] : undefined;
  const after = { currency, available: plus(before?.available ?? ZERO, available), locked: plus(before?.locked ?? ZERO, locked) };
  if (isNegative(after.available) || isNegative(after.locked)) throw new Error('play money cannot be below zero');
  return { ...funds, [currency]: after };
}

export const pay = (funds: Funds, currency: CurrencyCode, amount: Decimal): Funds => withChange(funds, currency, minus(ZERO, amount), ZERO);
export const payLocked = (funds: Funds, currency: CurrencyCode, amount: Decimal): Funds => withChange(funds, currency, ZERO, minus(ZERO, amount));
export const receive = (funds: Funds, currency: CurrencyCode, amount: Decimal): Funds => withChange(funds, currency, amount, ZERO);
export const lock = (funds: Funds, currency: CurrencyCode, amount: Decimal): Funds => withChange(funds, currency, minus(ZERO, amount), amount);
export const unlock = (funds: Funds, currency: CurrencyCode, amount: Decimal): Funds => withChange(funds, currency, amount, minus(ZERO, amount));

interface Pair {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
}

/** What an order gives and what it gets. */
export const givenBy = (side: Side, { base, quote }: Pair): CurrencyCode => (side === 'buy' ? quote : base);
export const receivedBy = (side: Side, { base, quote }: Pair): CurrencyCode => (side === 'buy' ? base : quote);
