// What the three changes of a beneficiary share: their answer is their end, and the list of beneficiaries shows what a lost one came to.
import type { ExchangeClient } from '../exchange/client.js';
import { listBeneficiaries } from '../exchange/endpoints/account/listBeneficiaries.js';
import type { Draft, DraftResult } from '../model/draft.js';
import type { Beneficiary } from '../model/payments/beneficiary.js';
import { unreadIn, type Rows } from '../model/rows.js';
import type { UserRecord } from '../model/user.js';
import type { AnswerTools, Look } from './actionKind.js';
import { markSeen } from './draft.js';
import type { Accepted } from './outcome.js';

/** Done, with the state the exchange gave it. */
export function doneWith(record: UserRecord, draft: Draft, { orderId, beneficiary }: Accepted, _tools: AnswerTools, now: number): { readonly record: UserRecord; readonly draft: Draft } {
  const result: { readonly result?: DraftResult } = beneficiary === undefined ? {} : { result: { kind: 'beneficiary', state: beneficiary.state } };
  return { record, draft: markSeen(draft, 'done', { ...(orderId === undefined ? {} : { orderId }), ...result }, now) };
}

/** `proof` says what among the beneficiaries there are proves that it was done. One that cannot be read may be the one: nothing is concluded from its absence. */
export async function lookAtBeneficiaries(client: ExchangeClient, proof: (rows: Rows<Beneficiary>) => Pick<Draft, 'orderId' | 'result'> | undefined): Promise<Look> {
  const rows = await client.call(listBeneficiaries, {}, { urgency: 'person' });
  const seen = proof(rows);
  return { evidence: seen === undefined ? { kind: 'none' } : { kind: 'done', seen }, clean: unreadIn(rows) === 0 };
}

export const shown = ({ id, state }: Beneficiary): Pick<Draft, 'orderId' | 'result'> => ({ orderId: id, result: { kind: 'beneficiary', state } });
