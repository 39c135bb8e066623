// Proves a beneficiary with the pin the exchange has mailed: PATCH /account/beneficiaries/{id}/activate, once.
import { activateBeneficiary as activateEndpoint } from '../../exchange/endpoints/account/activateBeneficiary.js';
import { holds, type ActionKind } from '../actionKind.js';
import { doneWith, lookAtBeneficiaries, shown } from '../beneficiaryChange.js';
import { noCode, outcomeOf } from '../outcome.js';

/** How long its card can be confirmed, ms: the pin has to arrive by e-mail first. */
export const mailedPinLifeMs = 600_000;

export const activateBeneficiary: ActionKind<'activateBeneficiary'> = {
  name: 'activateBeneficiary',
  send: async (client, { request }, { code }) => (code === undefined ? noCode : outcomeOf(async () => {
    const beneficiary = await client.call(activateEndpoint, { id: request.beneficiaryId, pin: code }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: beneficiary.id, beneficiary };
  })),
  sendWithinMs: Infinity,
  code: 'mailedPin',
  life: (_request, now) => now + mailedPinLifeMs,
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
      const found = rows.find((one) => one.id === request.beneficiaryId && one.state === 'active');
      return found === undefined ? undefined : shown(found);
    }),
    afterCleanLooks: { conclude: 'notPlaced', reason: 'own.notListed' },
  },
  isUnderWayWhenAccepted: false,
  mayMove: () => [],
  credited: 'listed',
  lifeInDoubtMs: Infinity,
};
