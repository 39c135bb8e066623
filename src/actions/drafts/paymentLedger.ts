// The ledger of Lightning invoices: no payment hash is paid twice, ever, and no more leaves in a day than the user allows.
import type { Draft } from '../../model/draft.js';
import { addSats, isMoreSats } from '../../model/money.js';
import { paidWithinDay, payDayLimitOf } from '../../model/payments/payLimits.js';
import type { PaidInvoice, UserRecord } from '../../model/user.js';
import type { DraftOf } from './draft.js';

/** Why a payment may not leave, as words that text/refusals.ts explains. */
export type PaymentBar = 'own.paidBefore' | 'own.invoiceExpired' | 'own.dayLimit';

/** Looked at in the write that claims the draft; undefined when it may leave. `now` is ms since 1970. */
export function barOf(record: UserRecord, draft: Draft, now: number): PaymentBar | undefined {
  if (!isPayment(draft)) return undefined;
  const payments = record.payments ?? {};
  const { payment, facts } = draft.request;
  if (mayBePaid(payments, facts.paymentHash)) return 'own.paidBefore';
  if (now >= facts.invoiceExpiresAt) return 'own.invoiceExpired';
  return isMoreSats(addSats([paidWithinDay(payments, now), payment.amountSat]), payDayLimitOf(record.settings)) ? 'own.dayLimit' : undefined;
}

/** True when this hash was paid, or may have been. */
export function mayBePaid(payments: Readonly<Record<string, PaidInvoice>>, paymentHash: string): boolean {
  return Object.hasOwn(payments, paymentHash) && payments[paymentHash]?.state !== 'failed';
}

/** The record whose ledger says what this draft has come to; part of every write of a draft, so that the two cannot differ. */
export function withLedger(record: UserRecord, draft: Draft): UserRecord {
  const state = ledgerState(draft);
  if (state === undefined || !isPayment(draft)) return record;
  const { payment, facts } = draft.request;
  const known = record.payments !== undefined && Object.hasOwn(record.payments, facts.paymentHash) ? record.payments[facts.paymentHash] : undefined;
  // Of several tries of one invoice, what may have paid it stands: no news of another try frees the hash.
  if (known !== undefined && known.draftId !== draft.id && known.state !== 'failed' && state !== 'paid') return record;
  const entry: PaidInvoice = { amountSat: payment.amountSat, at: draft.sentAt ?? draft.changedAt, draftId: draft.id, state };
  return { ...record, payments: { ...record.payments, [facts.paymentHash]: entry } };
}

const isPayment = (draft: Draft): draft is DraftOf<'payInvoice'> => draft.request.kind === 'payInvoice';

function ledgerState({ state }: Draft): PaidInvoice['state'] | undefined {
  switch (state) {
    case 'confirmed': case 'sending': case 'accepted': case 'unknown': return 'sending';
    case 'done': return 'paid';
    case 'refused': case 'notPlaced': case 'rejected': return 'failed';
    default: return undefined;
  }
}
