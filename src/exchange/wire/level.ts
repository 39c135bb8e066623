// Reads one price level of a book: a pair, or an object as the document's model has it (API.txt, Models: Orderbook entry).
import { ProtocolError } from '../../model/errors.js';
import { isNegative, isPositive, isZero, readDecimal, type Decimal } from '../../model/money.js';
import { isObject } from './fields.js';

/** `amount` undefined: the level is gone ("", 0 or null, PROTOCOL.md section 2). */
export interface WireLevel {
  readonly price: Decimal;
  readonly amount: Decimal | undefined;
}

/** @throws ProtocolError when price or amount is unreadable, the price is not above zero or the amount below it. */
export function readLevel(value: unknown): WireLevel {
  const [wirePrice, wireAmount] = Array.isArray(value) ? (value as readonly unknown[]) : isObject(value) ? [value['price'], value['amount']] : [];
  const price = readDecimal(wirePrice);
  if (price === undefined || !isPositive(price)) throw new ProtocolError('level: price is not readable');
  if (wireAmount === '' || wireAmount === null) return { price, amount: undefined };
  const amount = readDecimal(wireAmount);
  if (amount === undefined || isNegative(amount)) throw new ProtocolError('level: amount is not readable');
  return { price, amount: isZero(amount) ? undefined : amount };
}
