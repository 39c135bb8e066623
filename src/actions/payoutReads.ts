// What withdrawals and Lightning payments share: how the history is read for one whose answer was lost, and how long a card lives.
import type { ExchangeClient } from '../exchange/client.js';
import { listWithdrawals } from '../exchange/endpoints/account/listWithdrawals.js';
import type { Draft, QuotedFee } from '../model/draft.js';
import type { Withdrawal } from '../model/payments/withdrawal.js';
import { heldIn, unreadIn } from '../model/rows.js';
import type { Look } from './actionKind.js';

/** How long a card of a payout lives whose fee the exchange does not quote: its code takes time to look up. ms */
export const payoutLifeMs = 90_000;
/** How far before its sending a withdrawal may have been made, ms: the clocks may differ. */
export const lookBackMs = 60_000;
const pageSize = 100;
const pagesLimit = 10;

/** A card of a payment out lives as long as its quote. ms since 1970 */
export const quoteEnd = ({ expiresAt }: QuotedFee, now: number): number => expiresAt ?? now + payoutLifeMs;

/** Newest first, back to before the sending. A short page is not trusted as the end: only an empty one is. */
export async function lookAtHistory(client: ExchangeClient, draft: Draft): Promise<Look> {
  const from = (draft.sentAt ?? draft.createdAt) - lookBackMs;
  const rows: Withdrawal[] = [];
  let clean = true;
  for (let page = 1; page <= pagesLimit; page += 1) {
    const found = await client.call(listWithdrawals, { limit: pageSize, page }, { urgency: 'person' });
    rows.push(...found);
    // A row that cannot be read may be the one.
    clean &&= unreadIn(found) === 0;
    const isPast = found.length > 0 && found.every((one) => one.createdAt < from);
    if (heldIn(found) === 0 || isPast) return { evidence: { kind: 'withdrawals', rows }, clean };
  }
  return { evidence: { kind: 'withdrawals', rows }, clean: false };
}
