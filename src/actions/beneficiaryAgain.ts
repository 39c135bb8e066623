// Where a withdrawal's card would send the money, read once more at the tap: a beneficiary may be changed at the exchange between the
// drawing of its card and its Confirm.
import type { ExchangeClient } from '../exchange/client.js';
import { getBeneficiary } from '../exchange/endpoints/account/getBeneficiary.js';
import { listBeneficiaries } from '../exchange/endpoints/account/listBeneficiaries.js';
import { ProtocolError, RefusedError } from '../model/errors.js';
import { mayBeSameAccount, type Beneficiary } from '../model/payments/beneficiary.js';
import { unreadIn } from '../model/rows.js';
import { holds, type Recheck, type RequestOf } from './actionKind.js';

type Withdraw = RequestOf<'withdraw'>;

const gone: Recheck = { kind: 'over', reason: 'own.beneficiaryGone' };

/** @throws what reads throw */
export async function readBeneficiary(client: ExchangeClient, request: Withdraw): Promise<Recheck> {
  const { withdrawal, facts } = request;
  const now = await find(client, withdrawal.beneficiaryId);
  if (now?.state !== 'active' || now.currency !== withdrawal.currency) return gone;
  if (now.name === facts.beneficiaryName && isSame(facts.destination, now.data)) return holds;
  const from = [facts.beneficiaryName, ...Object.values(facts.destination)].join(' · ');
  return { kind: 'changed', request: { ...request, facts: { ...facts, beneficiaryName: now.name, destination: now.data } }, change: { why: 'destination', from } };
}

/** undefined where the exchange says that there is none. The list is asked where the one call is refused: for whatever reason, it says whether there is one. */
async function find(client: ExchangeClient, id: string): Promise<Beneficiary | undefined> {
  try {
    return await client.call(getBeneficiary, { id }, { urgency: 'person' });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
  const rows = await client.call(listBeneficiaries, {}, { urgency: 'person' });
  const found = rows.find((one) => one.id === id);
  if (found === undefined && unreadIn(rows) > 0) throw new ProtocolError('a beneficiary cannot be read');
  return found;
}

/** Field by field; of an account number either may come masked. */
function isSame(shown: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): boolean {
  const fields = Object.keys(shown);
  return fields.length === Object.keys(now).length
    && fields.every((field) => Object.hasOwn(now, field) && mayBeSameAccount(shown[field] ?? '', now[field] ?? ''));
}
