// Takes the invoice out of payments that are over: who has it can ask for its money's proof, and the hash says all that is still needed.
import { isEndedDraft, type Draft, type DraftState } from '../model/draft.js';
import type { UserRecord } from '../model/user.js';
import type { DraftOf } from './draft.js';

/** What was refused or not placed keeps it: by it the payment is known in the history, should it have been carried out after all. */
const over: ReadonlySet<DraftState> = new Set(['done', 'rejected', 'expired', 'dismissed', 'replaced']);

const isPayment = (draft: Draft): draft is DraftOf<'payInvoice'> => draft.request.kind === 'payInvoice';

/**
 * The record in which this draft, just written, has forgotten its invoice; with a paid one all that ended with the same invoice
 * have. None of them can be claimed, so their requests may differ from what was shown.
 */
export function forgetInvoice(record: UserRecord, written: DraftOf<'payInvoice'>): UserRecord {
  if (!over.has(written.state)) return record;
  const { paymentHash } = written.request.facts;
  const forgets = (one: DraftOf<'payInvoice'>): boolean =>
    one.id === written.id || (written.state === 'done' && isEndedDraft(one.state) && one.request.facts.paymentHash === paymentHash);
  return { ...record, drafts: Object.fromEntries(Object.entries(record.drafts).map(([id, one]) => [id, isPayment(one) && forgets(one) ? without(one) : one])) };
}

const without = (draft: DraftOf<'payInvoice'>): Draft => ({ ...draft, request: { ...draft.request, payment: { ...draft.request.payment, bolt: '' } } });
