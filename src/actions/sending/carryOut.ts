// Carries out a claimed draft: `sending` durable, one call, its outcome durable.
//
//   confirmed -> (store) sending -> one call -> (store) accepted | refused | unknown
import type { ExchangeClient } from '../../exchange/client.js';
import { UnavailableError, UserError } from '../../model/errors.js';
import type { UserId } from '../../model/message.js';
import type { OwnReason } from '../../model/ownReason.js';
import { updateUntilDurable } from '../../storage/updateUntilDurable.js';
import { changed } from '../../storage/store.js';
import { isForExchange, markNotPlaced, markSending, type Claimed, type ExchangeDraft } from '../draft.js';
import { draftOf, putDraft, tellDraft } from '../drafts/draftRecord.js';
import type { Sending } from '../actionKind.js';
import { kindOf } from '../kinds/index.js';
import { isOfEarlierAccount, otherKey } from '../drafts/leaveAccount.js';
import type { Outcome } from '../outcome.js';
import { errorName, openPinOf, type ActionParts } from '../parts.js';
import { refresh } from './refresh.js';
import { settle } from './settle.js';

/** Sends a confirmed draft, once. What a stop or a full disk prevents before `sending` is durable is never sent. `code` is kept nowhere. */
export async function carryOut(parts: ActionParts, userId: UserId, draftId: string, code?: string): Promise<void> {
  const client = await clientOrNotPlaced(parts, userId, draftId);
  if (client === undefined || parts.rest.stopped) return;
  const record = parts.store.read(userId);
  const confirmed = record === undefined ? undefined : draftOf(record, draftId);
  const sending = await startSending(parts, userId, draftId);
  if (sending === undefined || confirmed === undefined) return;
  const kind = kindOf(sending.request);
  const isTooLate = parts.clock.now() - confirmed.changedAt > kind.sendWithinMs;
  const outcome: Outcome = isTooLate ? { kind: 'refused', codes: ['own.tooLate' satisfies OwnReason] } : await kind.send(client, sending, sendingOf(parts, userId, code));
  parts.log.info('action.outcome', { user: userId, draft: draftId, action: kind.name, outcome: outcome.kind });
  await updateUntilDurable(parts, userId, (record) => changed(settle(parts, record, draftId, outcome)));
  if (outcome.kind !== 'refused') refresh(parts, userId, sending);
}

const sendingOf = (parts: ActionParts, userId: UserId, code: string | undefined): Sending =>
  ({ ...(code === undefined ? {} : { code }), openVoucherPin: openPinOf(parts, userId), livePrice: parts.livePrice });

async function clientOrNotPlaced(parts: ActionParts, userId: UserId, draftId: string): Promise<ExchangeClient | undefined> {
  try {
    return parts.clientFor(userId);
  } catch (error) {
    parts.log.warn('action.noClient', { user: userId, draft: draftId, error: errorName(error) });
    await giveUp(parts, userId, draftId, reasonOf(error));
    return undefined;
  }
}

function reasonOf(error: unknown): OwnReason {
  if (error instanceof UserError) return 'own.linkNeeded';
  return error instanceof UnavailableError ? `unavailable.${error.reason}` : 'own.notSent';
}

/** The only way to a Claimed draft: it resolves with one when `sending` is durable. */
async function startSending(parts: ActionParts, userId: UserId, draftId: string): Promise<Claimed<ExchangeDraft> | undefined> {
  try {
    return await parts.store.update(userId, (record) => {
      const draft = draftOf(record, draftId);
      if (draft?.state !== 'confirmed' || !isForExchange(draft)) return { record, result: undefined };
      const now = parts.clock.now();
      if (isOfEarlierAccount(record, draft)) return { record: tellDraft(record, markNotPlaced(draft, [otherKey], now), now), result: undefined };
      const sending = markSending(draft, now);
      // The card says "Sending…" since it was confirmed.
      return { record: putDraft(record, sending), result: sending };
    });
  } catch (error) {
    parts.log.error('action.notDurable', { user: userId, draft: draftId, error: errorName(error) });
    await giveUp(parts, userId, draftId, reasonOf(error));
    return undefined;
  }
}

async function giveUp(parts: ActionParts, userId: UserId, draftId: string, reason: OwnReason): Promise<void> {
  await updateUntilDurable(parts, userId, (record) => {
    const draft = draftOf(record, draftId);
    if (draft?.state !== 'confirmed') return changed(record);
    const now = parts.clock.now();
    return changed(tellDraft(record, markNotPlaced(draft, [reason], now), now));
  });
}
