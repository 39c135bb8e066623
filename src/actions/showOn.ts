// Lets the card of a payout go on as the message that tells of its withdrawal.
import type { Draft } from '../model/draft.js';
import type { UserRecord } from '../model/user.js';
import { withMessage } from '../notifications/delivery/deliveryRecord.js';
import { withdrawalKey } from '../notifications/kinds/withdrawalMoved.js';

/** The record in which the draft's card is the message that tells of the withdrawal, unless another one already does. */
export function showOn(record: UserRecord, draft: Draft, withdrawalId: string, now: number): UserRecord {
  const key = withdrawalKey(withdrawalId);
  if (draft.card === undefined || Object.hasOwn(record.messages, key)) return record;
  return withMessage(record, key, { ...draft.card, sentAt: now });
}
