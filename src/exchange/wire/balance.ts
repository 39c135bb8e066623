// Reads a balance, whose `balance` field means different things in different versions (PROTOCOL.md section 1, balance).
import type { Balance } from '../../model/balance.js';
import { minus, readDecimal, ZERO } from '../../model/money.js';
import { ProtocolError } from '../../model/errors.js';
import { amount, asObject, optionalAmount, text } from './fields.js';

/**
 * Reads one balance: `available` where it is sent (then `balance` is the total), else `balance` is what is available.
 * @throws ProtocolError when currency or amount is missing or unreadable.
 */
export function readBalance(value: unknown): Balance {
  const from = asObject(value, 'balance');
  const currency = text(from, 'balance', 'currency', 'currency_id').toLowerCase();
  const available = optionalAmount(from, 'balance', 'available');
  const locked = optionalAmount(from, 'balance', 'locked');
  if (available === undefined) return { currency, available: amount(from, 'balance', 'balance'), locked: locked ?? ZERO };
  const total = optionalAmount(from, 'balance', 'balance');
  return { currency, available, locked: locked ?? (total === undefined ? ZERO : minus(total, available)) };
}

/** Reads one entry of the map form {"btc": [available, locked]}. @throws ProtocolError when it is unreadable. */
export function readBalancePair(currency: string, pair: unknown): Balance {
  const [available, locked] = Array.isArray(pair) ? (pair as readonly unknown[]).map(readDecimal) : [];
  const unreadable = available === undefined || (locked === undefined && (pair as readonly unknown[]).length > 1);
  if (unreadable) throw new ProtocolError('balances: not a pair of numbers');
  return { currency: currency.toLowerCase(), available, locked: locked ?? ZERO };
}
