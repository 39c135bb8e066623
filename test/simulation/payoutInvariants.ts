// What must be so of money that left: each asked for at most once, every end told, and no draft at odds with the exchange.
import type { Draft, DraftState } from '../../src/model/draft.js';
import { isWithdrawalEnded } from '../../src/model/payments/withdrawal.js';
import type { Problems } from './invariants.js';
import type { VenuePayout } from './world/payouts.js';
import { readPayoutEnd } from './told.js';
import type { World } from './world/world.js';

export const isPayout = ({ request }: Draft): boolean => request.kind === 'withdraw' || request.kind === 'payInvoice';

const keyOf = ({ request }: Draft): string => {
  if (request.kind === 'withdraw') return request.withdrawal.quoteId ?? '';
  return request.kind === 'payInvoice' ? request.facts.paymentHash.replace('hash', '') : '';
};

const isInvoice = (key: string): boolean => key.startsWith('lnbc');
const isGivenBack = ({ withdrawal }: VenuePayout): boolean => withdrawal.state === 'rejected' || withdrawal.state === 'failed';

/** A withdrawal's request leaves once; an invoice may be asked for again only after a definite no, so at most one of its payments stands. */
export function paidTwice({ payouts, record }: World): Problems {
  const requests = [...payouts.asked].filter(([key, times]) => !isInvoice(key) && times > 1).map(([key, times]) => `the withdrawal of ${key} was sent ${times} times`);
  const invoices = [...payouts.asked.keys()].filter(isInvoice).flatMap((bolt) => {
    const standing = payouts.made.filter((one) => one.key === bolt && !isGivenBack(one));
    return standing.length > 1 ? [`the invoice ${bolt} was paid ${standing.length} times`] : [];
  });
  const overdrawn = Object.values(record?.drafts ?? {}).filter((draft) => draft.sentAt === undefined && draft.state === 'done');
  return [...requests, ...invoices, ...overdrawn.map((draft) => `draft ${draft.id} is done and was never sent`)];
}

const nothingCame: ReadonlySet<DraftState> = new Set(['expired', 'dismissed', 'replaced', 'refused', 'notPlaced', 'unknown']);

/** Of the payouts of one invoice it is the draft's own that counts: the one it is bound to. */
export function wrongPayout({ payouts }: World, draft: Draft): Problems {
  const made = payouts.made.filter((one) => one.key === keyOf(draft) && (!isInvoice(one.key) || one.withdrawal.id === draft.orderId));
  const [found] = made;
  if (found === undefined) return nothingCame.has(draft.state) ? [] : [`payout ${draft.id} is ${draft.state}, and the exchange has no such withdrawal`];
  const truth = found.withdrawal.state === 'succeed' ? 'done' : isGivenBack(found) ? 'rejected' : 'accepted';
  return draft.state === truth ? [] : [`payout ${draft.id} is ${draft.state}, and its withdrawal ${found.withdrawal.id} is ${truth}`];
}

export function untoldPayouts({ chat, payouts }: World): Problems {
  const told = new Set(chat.messages.flatMap(({ text }) => readPayoutEnd(text) ?? []));
  return payouts.made.filter(({ withdrawal }) => isWithdrawalEnded(withdrawal.state) && !told.has(withdrawal.id)).map(({ withdrawal }) => `the end of withdrawal ${withdrawal.id} was not told`);
}
