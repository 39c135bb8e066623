// Keeps a withdrawal or a voucher from being asked for again while the same one is on its way to an unknown end (RELIABILITY.md 1.1).
import type { Sealed } from '../../model/account.js';
import type { ActionRequest, Draft } from '../../model/draft.js';
import { UserError } from '../../model/errors.js';
import { compare } from '../../model/money.js';
import type { UserRecord } from '../../model/user.js';

/** Why a drawn card may not go, as a word that text/refusals.ts explains. */
export type TwinBar = 'own.twin' | 'own.voucherTwin';

/** Opens a voucher's pin; undefined when it cannot be opened: it is then taken for another's. */
export type OpenPin = (sealed: Sealed) => string | undefined;

/** @throws UserError('payout.twin' | 'voucher.twin', with the `draftId` of the first) unless the user has been told and says `again` */
export function refuseTwin(record: UserRecord, request: ActionRequest, openPin: OpenPin): void {
  const twin = twinOf(record, request, openPin);
  if (twin !== undefined) throw new UserError(twin.request.kind === 'redeemVoucher' ? 'voucher.twin' : 'payout.twin', { draftId: twin.id });
}

/** Looked at once more in the write that claims: the card may have been drawn before its like went. */
export function twinBarOf(record: UserRecord, draft: Draft, openPin: OpenPin): TwinBar | undefined {
  const twin = twinOf(record, draft.request, openPin);
  return twin === undefined ? undefined : twin.request.kind === 'redeemVoucher' ? 'own.voucherTwin' : 'own.twin';
}

const isUnderWay = ({ state }: Draft): boolean => state === 'unknown' || state === 'sending' || state === 'confirmed';

function twinOf(record: UserRecord, request: ActionRequest, openPin: OpenPin): Draft | undefined {
  const underWay = Object.values(record.drafts).filter(isUnderWay);
  if (request.kind === 'withdraw') return underWay.find((draft) => isSameWithdrawal(draft.request, request));
  if (request.kind !== 'redeemVoucher' || request.again === true) return undefined;
  const others = underWay.filter((draft) => draft.request.kind === 'redeemVoucher');
  const pin = others.length === 0 ? undefined : openPin(request.voucher.pin);
  return pin === undefined ? undefined : others.find((draft) => draft.request.kind === 'redeemVoucher' && openPin(draft.request.voucher.pin) === pin);
}

function isSameWithdrawal(one: ActionRequest, { withdrawal, facts }: Extract<ActionRequest, { kind: 'withdraw' }>): boolean {
  if (one.kind !== 'withdraw' || facts.again === true) return false;
  const { currency, amount, beneficiaryId } = withdrawal;
  return one.withdrawal.currency === currency && one.withdrawal.beneficiaryId === beneficiaryId && compare(one.withdrawal.amount, amount) === 0;
}
