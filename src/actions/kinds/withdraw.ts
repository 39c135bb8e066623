// Withdraws to a beneficiary: POST /account/withdraws, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { createWithdrawal } from '../../exchange/endpoints/account/createWithdrawal.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { noCode, outcomeOf, type Outcome } from '../outcome.js';
import type { Secrets } from '../secrets.js';

/** The exchange has no id of ours for it: a lost answer comes back as `unknown` and is looked for in the history. Never throws. */
export function withdraw(client: ExchangeClient, draft: Claimed<DraftOf<'withdraw'>>, { code }: Secrets): Promise<Outcome> {
  if (code === undefined) return Promise.resolve(noCode);
  return outcomeOf(async () => {
    const made = await client.call(createWithdrawal, { ...draft.request.withdrawal, otp: code }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: made.id };
  });
}
