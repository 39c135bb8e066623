// What actions have brought in of which no list shows anything, as a voucher: their drafts say what came of them.
import { isForExchange } from '../../actions/draft.js';
import { kindOf } from '../../actions/kinds/index.js';
import type { Draft } from '../../model/draft.js';
import { plus } from '../../model/money.js';
import type { UserRecord } from '../../model/user.js';
import { cutOf, type Movement } from './movements.js';
import { countMovements } from './unexplained.js';

/** The record in which everything that is done for this account and that no list shows has been counted, each once. `now` is ms since 1970. */
export function countDraftCredits(record: UserRecord, now: number): UserRecord {
  const { since, vouchersCounted = [] } = record.account;
  const isFresh = ({ id, state, accountSince, leftBehind }: Draft): boolean => state === 'done' && leftBehind === undefined && accountSince === since && !vouchersCounted.includes(id);
  const fresh = Object.values(record.drafts).filter(isFresh).flatMap((draft) => creditOf(draft));
  if (fresh.length === 0) return record;
  // A draft that is kept no longer is counted no more.
  const kept = vouchersCounted.filter((id) => Object.hasOwn(record.drafts, id));
  const marked: UserRecord = { ...record, account: { ...record.account, vouchersCounted: [...kept, ...fresh.map(({ id }) => id)] } };
  return fresh.reduce((next, { movement }) => countMovements(next, [movement], now), marked);
}

function creditOf(draft: Draft): readonly { readonly id: string; readonly movement: Movement }[] {
  if (!isForExchange(draft)) return [];
  const { credited } = kindOf(draft.request);
  if (credited === 'listed') return [];
  const { currency, amount, off } = credited(draft);
  return [{ id: draft.id, movement: { currency, amount, off: plus(cutOf(currency), off) } }];
}
