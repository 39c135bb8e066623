// Every place of a user's record that holds a sealed text, and what each is bound to: the one list a change of the master key goes by.
import type { Sealed } from '../model/account.js';
import { requestHashOf, type Draft } from '../model/draft.js';
import type { UserRecord } from '../model/user.js';
import { voucherPinField } from '../model/payments/voucher.js';
import { linkFields, type SealContext } from './sealKeys.js';

/** What a sealed text is bound to within its user's record. */
export type SealedPlace = Omit<SealContext, 'userId'>;

export const pinPlace: SealedPlace = { field: 'pin', keyVersion: 0 };
/** Of a part of a dialog, and of a voucher's pin, which comes from one. */
export const partPlace = (field: string): SealedPlace => ({ field: `dialog.${field}`, keyVersion: 0 });

type Step<Key, Inner extends string> = `${string extends Key ? '*' : Key & string}${Inner extends '' ? '' : '.'}${Inner}`;
/** The paths to all sealed texts in T, "*" for each name of a record and each row of a list. */
export type SealedPath<T> =
  T extends Sealed ? '' :
  T extends readonly (infer Row)[] ? (SealedPath<Row> extends infer Inner extends string ? Step<string, Inner> : never) :
  T extends object ? { [Key in keyof T]-?: SealedPath<Exclude<T[Key], undefined>> extends infer Inner extends string ? Step<Key, Inner> : never }[keyof T] :
  never;

/** Gives the text that takes the place of another; the same one when nothing is to change. */
export type ChangeSealed = (sealed: Sealed, place: SealedPlace) => Sealed;

/** A sealed field that is new in UserRecord and not named here does not compile. */
const places: Readonly<Record<SealedPath<UserRecord>, (record: UserRecord, change: ChangeSealed) => UserRecord>> = {
  'link.apiKey': (record, change) => changedLink(record, 'apiKey', change),
  'link.secret': (record, change) => changedLink(record, 'secret', change),
  'pin.hash': (record, change) => (record.pin === undefined ? record : { ...record, pin: { ...record.pin, hash: change(record.pin.hash, pinPlace) } }),
  'dialog.sealed.*': (record, change) => {
    const { dialog } = record;
    if (dialog?.sealed === undefined) return record;
    const sealed = Object.fromEntries(Object.entries(dialog.sealed).map(([field, part]) => [field, change(part, partPlace(field))]));
    return { ...record, dialog: { ...dialog, sealed } };
  },
  'vouchers.*.pin': (record, change) => (record.vouchers === undefined ? record
    : { ...record, vouchers: record.vouchers.map((kept) => ({ ...kept, pin: change(kept.pin, partPlace(voucherPinField)) })) }),
  'drafts.*.request.voucher.pin': (record, change) => (
    { ...record, drafts: Object.fromEntries(Object.entries(record.drafts).map(([id, draft]) => [id, changedDraft(draft, change)])) }
  ),
};

/** The record with every sealed text given to `change` once, and what that gives in its place. */
export function mapSealed(record: UserRecord, change: ChangeSealed): UserRecord {
  return Object.values(places).reduce((next, place) => place(next, change), record);
}

function changedLink(record: UserRecord, field: 'apiKey' | 'secret', change: ChangeSealed): UserRecord {
  const { link } = record;
  return link === undefined ? record : { ...record, link: { ...link, [field]: change(link[field], { field: linkFields[field], keyVersion: link.keyVersion }) } };
}

/** What was shown is the same request under another seal, so its hash follows; one that did not fit before is not made to fit. */
function changedDraft(draft: Draft, change: ChangeSealed): Draft {
  if (draft.request.kind !== 'redeemVoucher') return draft;
  const { voucher } = draft.request;
  const request = { ...draft.request, voucher: { ...voucher, pin: change(voucher.pin, partPlace(voucherPinField)) } };
  return { ...draft, request, requestHash: requestHashOf(draft.request) === draft.requestHash ? requestHashOf(request) : draft.requestHash };
}
