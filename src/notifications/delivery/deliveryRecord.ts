// What delivery writes into a user's record, as pure changes.
import type { ChatId, MessageAddress } from '../../model/message.js';
import { rememberDelivered, sentMessagesLimit, type OutboxRow, type SentMessage } from '../../model/outboxRow.js';
import type { UserRecord } from '../../model/user.js';

/** Rows out of the outbox, their ids into delivered, and the message remembered for its key: one change. */
export function acknowledge(record: UserRecord, rowIds: readonly string[], sent?: { readonly key: string; readonly address: MessageAddress; readonly at: number }): UserRecord {
  const ids = new Set(rowIds);
  const done = record.outbox.filter((row) => ids.has(row.id)).map((row) => row.id);
  return {
    ...record,
    outbox: record.outbox.filter((row) => !ids.has(row.id)),
    delivered: rememberDelivered(record.delivered, done),
    messages: sent === undefined ? record.messages : rememberMessage(record.messages, sent.key, { ...sent.address, sentAt: sent.at }),
  };
}

/** A message that is already there stands for this key from now on: rows of the key edit it. */
export const withMessage = (record: UserRecord, key: string, sent: SentMessage): UserRecord => ({ ...record, messages: rememberMessage(record.messages, key, sent) });

function rememberMessage(messages: UserRecord['messages'], key: string, sent: SentMessage): UserRecord['messages'] {
  const others = Object.entries(messages).filter(([one]) => one !== key).sort(([, a], [, b]) => b.sentAt - a.sentAt);
  return Object.fromEntries([[key, sent], ...others].slice(0, sentMessagesLimit)) as UserRecord['messages'];
}

function changeRow(record: UserRecord, rowId: string, change: (row: OutboxRow) => OutboxRow): UserRecord {
  return { ...record, outbox: record.outbox.map((row) => (row.id === rowId ? change(row) : row)) };
}

/** Says that a row may have arrived. */
export const claimRow = (record: UserRecord, rowId: string): UserRecord => changeRow(record, rowId, (row) => ({ ...row, claimed: true }));

/** Says that it certainly did not arrive. */
export const releaseRow = (record: UserRecord, rowId: string): UserRecord => changeRow(record, rowId, ({ claimed: _claimed, ...row }) => row);

/** Counts a failed try of a row that cannot be put into words. */
export const countAttempt = (record: UserRecord, rowId: string): UserRecord => changeRow(record, rowId, (row) => ({ ...row, attempts: row.attempts + 1 }));

/** Nothing more is sent to this user until unparked; the rows are kept. `now` is ms since 1970. */
export const park = (record: UserRecord, reason: string, now: number): UserRecord => ({ ...record, parked: { reason, since: now } });

/** The same record when the user is not parked. */
export const unpark = (record: UserRecord): UserRecord => (record.parked === undefined ? record : withoutParking(record));

const withoutParking = ({ parked: _parked, ...rest }: UserRecord): UserRecord => rest;

export const moveChat = (record: UserRecord, chatId: ChatId): UserRecord => ({ ...record, chatId });
