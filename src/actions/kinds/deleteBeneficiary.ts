// Gives a beneficiary up: DELETE /account/beneficiaries/{id}, once.
import { deleteBeneficiary as deleteEndpoint } from '../../exchange/endpoints/account/deleteBeneficiary.js';
import { unreadIn } from '../../model/rows.js';
import { holds, type ActionKind } from '../actionKind.js';
import { doneWith, lookAtBeneficiaries } from '../beneficiaryChange.js';
import { draftLifeMs } from '../draft.js';
import { outcomeOf } from '../outcome.js';

export const deleteBeneficiary: ActionKind<'deleteBeneficiary'> = {
  name: 'deleteBeneficiary',
  send: (client, { request }) => outcomeOf(async () => {
    await client.call(deleteEndpoint, { id: request.beneficiaryId }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: request.beneficiaryId };
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
    // What is not listed any more, or listed as archived, is gone.
    look: (client, { request: { beneficiaryId } }) => lookAtBeneficiaries(client, (rows) => {
      const listed = rows.find((one) => one.id === beneficiaryId);
      const isGone = listed === undefined ? unreadIn(rows) === 0 : listed.state === 'archived';
      return isGone ? { orderId: beneficiaryId } : undefined;
    }),
    afterCleanLooks: { conclude: 'notPlaced', reason: 'own.notListed' },
  },
  isUnderWayWhenAccepted: false,
  mayMove: () => [],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};
