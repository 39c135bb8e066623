// Adds a beneficiary: POST /account/beneficiaries, once.
import { createBeneficiary as createEndpoint } from '../../exchange/endpoints/account/createBeneficiary.js';
import type { BeneficiaryRequest } from '../../model/draft.js';
import { mayBeSameAccount, type Beneficiary } from '../../model/payments/beneficiary.js';
import { holds, type ActionKind } from '../actionKind.js';
import { doneWith, lookAtBeneficiaries, shown } from '../beneficiaryChange.js';
import { draftLifeMs } from '../draft.js';
import { outcomeOf } from '../outcome.js';

export const createBeneficiary: ActionKind<'createBeneficiary'> = {
  name: 'createBeneficiary',
  send: (client, { request }) => outcomeOf(async () => {
    const beneficiary = await client.call(createEndpoint, request.beneficiary, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: beneficiary.id, beneficiary };
  }),
  sendWithinMs: Infinity,
  code: 'none',
  life: (_request, now) => now + draftLifeMs,
  whileLocked: false,
  isClaimable: () => true,
  bar: () => undefined,
  twin: 'none',
  atTap: () => holds,
  recheck: 'none',
  quote: 'none',
  written: (record) => record,
  accepted: doneWith,
  refreshes: 'money',
  cancels: 'none',
  byOrder: (_record, draft) => draft,
  needsReads: () => false,
  payout: 'none',
  resolve: {
    look: (client, { request }) => lookAtBeneficiaries(client, (rows) => {
      const found = rows.find((one) => isSame(one, request.beneficiary));
      return found === undefined ? undefined : shown(found);
    }),
    afterCleanLooks: { conclude: 'notPlaced', reason: 'own.notListed' },
  },
  isUnderWayWhenAccepted: false,
  mayMove: () => [],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};

/** An address decides; of a bank account its name and all that comes back of its data, because its number may be masked. */
function isSame(one: Beneficiary, { currency, name, data }: BeneficiaryRequest): boolean {
  if (one.currency !== currency) return false;
  if (data['address'] !== undefined) return one.data['address'] === data['address'];
  return one.name === name && Object.entries(data).every(([field, value]) => {
    const told = one.data[field];
    return told === undefined || told === value || (field === 'account_number' && mayBeSameAccount(told, value));
  });
}
