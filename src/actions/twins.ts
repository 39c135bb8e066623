// Keeps a withdrawal from being asked for again while the same one is on its way to an unknown end (RELIABILITY.md 1.1).
import type { ActionRequest, Draft } from '../model/draft.js';
import { UserError } from '../model/errors.js';
import { compare } from '../model/money.js';
import type { UserRecord } from '../model/user.js';

/** Why a drawn card may not go, as a word that text/refusals.ts explains. */
export type TwinBar = 'own.twin';

/** @throws UserError('payout.twin') unless the user has been told and says `again` */
export function refuseTwin(record: UserRecord, request: ActionRequest): void {
  if (hasTwin(record, request)) throw new UserError('payout.twin');
}

/** Looked at once more in the write that claims: the card may have been drawn before its like went. */
export function twinBarOf(record: UserRecord, draft: Draft): TwinBar | undefined {
  return hasTwin(record, draft.request) ? 'own.twin' : undefined;
}

function hasTwin(record: UserRecord, request: ActionRequest): boolean {
  if (request.kind !== 'withdraw' || request.facts.again === true) return false;
  const { currency, amount, beneficiaryId } = request.withdrawal;
  return Object.values(record.drafts).some((draft) => draft.request.kind === 'withdraw'
    && (draft.state === 'unknown' || draft.state === 'sending' || draft.state === 'confirmed')
    && draft.request.withdrawal.currency === currency && draft.request.withdrawal.beneficiaryId === beneficiaryId
    && compare(draft.request.withdrawal.amount, amount) === 0);
}
