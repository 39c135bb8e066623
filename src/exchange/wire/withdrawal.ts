// Reads a withdrawal (API.txt, Models: Withdraw; PROTOCOL.md section 3, shapes).
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { amount, amountOrZero, asObject, optionalInteger, optionalText, present, text } from './fields.js';
import { optionalTime, time } from './time.js';

/** Confirmations that are no number ("N/A") are absent. @throws ProtocolError when id, currency, amount, state or time is missing or unreadable. */
export function readWithdrawal(value: unknown): Withdrawal {
  const from = asObject(value, 'withdrawal');
  return {
    id: text(from, 'withdrawal', 'id', 'tid'),
    currency: text(from, 'withdrawal', 'currency', 'currency_id').toLowerCase(),
    amount: amount(from, 'withdrawal', 'amount', 'sum'),
    fee: amountOrZero(from, 'withdrawal', 'fee'),
    state: text(from, 'withdrawal', 'state'),
    createdAt: time(from, 'withdrawal', 'created_at'),
    ...present({
      txid: optionalText(from, 'blockchain_txid', 'txid'),
      confirmations: optionalInteger(from, 'confirmations'),
      destination: optionalText(from, 'rid'),
      note: optionalText(from, 'note'),
      doneAt: optionalTime(from, 'done_at', 'completed_at'),
    }),
  };
}
