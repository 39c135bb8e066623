// Reads a deposit (API.txt, Models: Deposit; PROTOCOL.md section 3, shapes).
import type { Deposit } from '../../model/payments/deposit.js';
import { amount, amountOrZero, asObject, optionalInteger, optionalText, present, text } from './fields.js';
import { optionalTime, time } from './time.js';

/** Confirmations that are no number ("N/A") are absent. @throws ProtocolError when id, currency, amount, state or time is unreadable. */
export function readDeposit(value: unknown): Deposit {
  const from = asObject(value, 'deposit');
  return {
    id: text(from, 'deposit', 'id', 'tid'),
    currency: text(from, 'deposit', 'currency', 'currency_id').toLowerCase(),
    amount: amount(from, 'deposit', 'amount'),
    fee: amountOrZero(from, 'deposit', 'fee'),
    state: text(from, 'deposit', 'state'),
    createdAt: time(from, 'deposit', 'created_at'),
    ...present({
      txid: optionalText(from, 'txid'),
      confirmations: optionalInteger(from, 'confirmations'),
      completedAt: optionalTime(from, 'completed_at'),
    }),
  };
}
