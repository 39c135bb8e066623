// Finds out what became of an action on money whose answer was lost: reads what identifies it; never sends again (RELIABILITY.md 1.1).
import type { ExchangeClient } from '../../exchange/client.js';
import { listBeneficiaries } from '../../exchange/endpoints/account/listBeneficiaries.js';
import { listWithdrawals } from '../../exchange/endpoints/account/listWithdrawals.js';
import { mayBeSameAccount, type Beneficiary } from '../../model/payments/beneficiary.js';
import type { BeneficiaryRequest, Draft } from '../../model/draft.js';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { updateUntilDurable } from '../../storage/updateUntilDurable.js';
import { changed } from '../../storage/store.js';
import { markAsked, markNotPlaced, markSeen } from '../drafts/draft.js';
import { draftOf, enqueueCard, putDraft, tellDraft } from '../drafts/draftRecord.js';
import { isOfEarlierAccount } from '../drafts/leaveAccount.js';
import { errorName, type ActionParts } from '../parts.js';
import { nextAskAt, notPlacedAfterMs, notPlacedCleanListings } from './resolveUnknown.js';

const lookBackMs = 60_000;
const pageSize = 100;
const pagesLimit = 10;

/** What a read told. `clean`: it was read in full and shows no sign of the action. */
type Answer =
  | { readonly kind: 'withdrawals'; readonly rows: readonly Withdrawal[]; readonly whole: boolean }
  | { readonly kind: 'beneficiaries'; readonly rows: readonly Beneficiary[] }
  | { readonly kind: 'failed' };

/** Asks once about an unknown payout or change of a beneficiary and writes down what that told. Does nothing for any other draft. */
export async function resolveMoney(parts: ActionParts, userId: UserId, draftId: string): Promise<void> {
  const draft = unknownOf(parts.store.read(userId), draftId);
  if (draft === undefined) return;
  const answer = await ask(parts, userId, draft);
  await updateUntilDurable(parts, userId, (record) => {
    // What was read is of the account that has been left.
    if (draftOf(record, draftId)?.leftBehind !== undefined) return changed(record);
    const known = answer.kind === 'withdrawals' ? parts.absorbWithdrawals(record, answer.rows, parts.clock.now()) : record;
    const current = unknownOf(known, draftId);
    return changed(current === undefined ? known : conclude(known, current, answer, parts.clock.now()));
  });
}

function unknownOf(record: UserRecord | undefined, draftId: string): Draft | undefined {
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  return draft?.state === 'unknown' && draft.leftBehind === undefined ? draft : undefined;
}

async function ask(parts: ActionParts, userId: UserId, draft: Draft): Promise<Answer> {
  try {
    const client = parts.clientFor(userId);
    if (draft.request.kind === 'withdraw' || draft.request.kind === 'payInvoice') return await readWithdrawals(client, (draft.sentAt ?? draft.createdAt) - lookBackMs);
    return { kind: 'beneficiaries', rows: await client.call(listBeneficiaries, {}, { urgency: 'person' }) };
  } catch (error) {
    parts.log.warn('resolve.failed', { user: userId, draft: draft.id, error: errorName(error) });
    return { kind: 'failed' };
  }
}

/** Newest first, back to before the sending. A short page is not trusted as the end: only an empty one is. */
async function readWithdrawals(client: ExchangeClient, from: number): Promise<Answer> {
  const rows: Withdrawal[] = [];
  for (let page = 1; page <= pagesLimit; page += 1) {
    const found = await client.call(listWithdrawals, { limit: pageSize, page }, { urgency: 'person' });
    rows.push(...found);
    if (found.length === 0 || found.every((one) => one.createdAt < from)) return { kind: 'withdrawals', rows, whole: true };
  }
  return { kind: 'withdrawals', rows, whole: false };
}

function conclude(record: UserRecord, draft: Draft, answer: Answer, now: number): UserRecord {
  const proof = answer.kind === 'beneficiaries' ? proofAmong(draft, answer.rows) : undefined;
  if (proof !== undefined) return tellDraft(record, markSeen(draft, 'done', proof, now), now);
  const clean = answer.kind === 'beneficiaries' || (answer.kind === 'withdrawals' && answer.whole);
  const asked = markAsked(draft, clean, nextAskAt(draft.changedAt, (draft.asked?.times ?? 0) + 1, now));
  const enough = !isOfEarlierAccount(record, draft) && now - draft.changedAt >= notPlacedAfterMs && (asked.asked?.clean ?? 0) >= notPlacedCleanListings;
  if (!enough) return putDraft(record, asked);
  if (answer.kind === 'beneficiaries') return tellDraft(record, markNotPlaced(asked, ['own.notListed'], now), now);
  // Money out is never said not to have left on the strength of a list: the user looks at the exchange.
  if (asked.reason?.[0] === notSeen) return putDraft(record, asked);
  const unseen: Draft = { ...asked, reason: [notSeen] };
  return enqueueCard(putDraft(record, unseen), unseen, now, `:${notSeen}`);
}

/** The reason of a payout that the history has not shown for long enough to say so. */
export const notSeen = 'own.notSeen';

/** What among the beneficiaries there are proves that it was done. */
function proofAmong({ request }: Draft, rows: readonly Beneficiary[]): Pick<Draft, 'orderId' | 'result'> | undefined {
  if (request.kind === 'deleteBeneficiary') {
    return rows.some((one) => one.id === request.beneficiaryId && one.state !== 'archived') ? undefined : { orderId: request.beneficiaryId };
  }
  const found = request.kind === 'createBeneficiary' ? rows.find((one) => isSame(one, request.beneficiary))
    : request.kind === 'activateBeneficiary' ? rows.find((one) => one.id === request.beneficiaryId && one.state === 'active') : undefined;
  return found === undefined ? undefined : { orderId: found.id, result: { kind: 'beneficiary', state: found.state } };
}

/** An address decides; of a bank account its name and all that comes back of its data, because its number may be masked. */
function isSame(one: Beneficiary, { currency, name, data }: BeneficiaryRequest): boolean {
  if (one.currency !== currency) return false;
  if (data['address'] !== undefined) return one.data['address'] === data['address'];
  return one.name === name && Object.entries(data).every(([field, value]) => {
    const shown = one.data[field];
    return shown === undefined || shown === value || (field === 'account_number' && mayBeSameAccount(shown, value));
  });
}
