// The ledger of Lightning invoices: what each payment hash has come to, kept for ever.
import type { Draft } from '../model/draft.js';
import { costOfPayment, feeInSats } from '../model/payments/lightning.js';
import type { Withdrawal } from '../model/payments/withdrawal.js';
import type { PaidInvoice, UserRecord } from '../model/user.js';
import type { DraftOf } from './draft.js';

/** True when this hash was paid, or may have been. */
export function mayBePaid(payments: Readonly<Record<string, PaidInvoice>>, paymentHash: string): boolean {
  return Object.hasOwn(payments, paymentHash) && payments[paymentHash]?.state !== 'failed';
}

/** The record whose ledger says what this draft has come to; part of every write of a draft, so that the two cannot differ. */
export function withLedger(record: UserRecord, draft: DraftOf<'payInvoice'>): UserRecord {
  const state = ledgerState(draft);
  if (state === undefined) return record;
  const { payment, facts } = draft.request;
  const known = record.payments !== undefined && Object.hasOwn(record.payments, facts.paymentHash) ? record.payments[facts.paymentHash] : undefined;
  // Of several tries of one invoice, what may have paid it stands: no news of another try frees the hash.
  if (known !== undefined && known.draftId !== draft.id && known.state !== 'failed' && state !== 'paid') return record;
  const fee = known?.draftId === draft.id ? known.fee : feeInSats(facts.quote.fee);
  return enter(record, facts.paymentHash, { amountSat: payment.amountSat, ...(fee === undefined ? {} : { fee }), at: draft.sentAt ?? draft.changedAt, draftId: draft.id, state });
}

/** The record whose ledger says what the history shows this payment's fee to be; the same record where that is known or not shown. */
export function withListedFee(record: UserRecord, { id, request: { payment, facts } }: DraftOf<'payInvoice'>, row: Withdrawal): UserRecord {
  const known = record.payments !== undefined && Object.hasOwn(record.payments, facts.paymentHash) ? record.payments[facts.paymentHash] : undefined;
  const { fee: listed } = costOfPayment(payment.amountSat, row);
  const fee = listed === undefined ? undefined : feeInSats(listed);
  return fee === undefined || known?.draftId !== id || known.fee === fee ? record : enter(record, facts.paymentHash, { ...known, fee });
}

const enter = (record: UserRecord, paymentHash: string, entry: PaidInvoice): UserRecord => ({ ...record, payments: { ...record.payments, [paymentHash]: entry } });

function ledgerState({ state }: Draft): PaidInvoice['state'] | undefined {
  switch (state) {
    case 'confirmed': case 'sending': case 'accepted': case 'unknown': return 'sending';
    case 'done': return 'paid';
    case 'refused': case 'notPlaced': case 'rejected': return 'failed';
    default: return undefined;
  }
}
