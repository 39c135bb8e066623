// Reads a withdrawal (API.txt, Models: Withdraw; PROTOCOL.md section 3, shapes).
import { isBolt } from '../../model/payments/lightning.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { amount, amountOrZero, asObject, isObject, optionalInteger, optionalText, present, text, type WireObject } from './fields.js';
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
      marks: marksIn(from),
    }),
  };
}

/** Where they are looked for in any form: what they stand in otherwise is read. */
const readFields: ReadonlySet<string> = new Set(['rid', 'note', 'id', 'tid', 'blockchain_txid', 'txid']);
const hashShape = /[0-9a-f]{64}/i;
/** Objects within objects are looked through this far. */
const marksDepth = 2;

/** Invoices and payment hashes in whatever fields the document does not name; undefined when there are none. */
function marksIn(from: WireObject): readonly string[] | undefined {
  const kept = optionalText(from, 'blockchain_txid', 'txid');
  const isNew = (name: string, value: unknown): boolean => !readFields.has(name) || (name.endsWith('txid') && value !== kept) || isObject(value);
  const found = Object.entries(from).flatMap(([name, value]) => (isNew(name, value) ? textsIn(value, marksDepth) : [])).filter((one) => isBolt(one) || hashShape.test(one));
  return found.length === 0 ? undefined : found;
}

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) && depth > 0 ? Object.values(value).flatMap((one) => textsIn(one, depth - 1)) : [];
}
