// Keeps a withdrawal from being asked for again while the same one is on its way to an unknown end (RELIABILITY.md 1.1).
import type { ActionRequest } from '../model/draft.js';
import { UserError } from '../model/errors.js';
import { compare } from '../model/money.js';
import type { UserRecord } from '../model/user.js';

/** @throws UserError('payout.twin') unless the user has been told and says `again` */
export function refuseTwin(record: UserRecord, request: ActionRequest): void {
  if (request.kind !== 'withdraw' || request.facts.again === true) return;
  const { currency, amount, beneficiaryId } = request.withdrawal;
  const twin = Object.values(record.drafts).find((draft) => draft.request.kind === 'withdraw'
    && (draft.state === 'unknown' || draft.state === 'sending' || draft.state === 'confirmed')
    && draft.request.withdrawal.currency === currency && draft.request.withdrawal.beneficiaryId === beneficiaryId
    && compare(draft.request.withdrawal.amount, amount) === 0);
  if (twin !== undefined) throw new UserError('payout.twin');
}
