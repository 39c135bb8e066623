// What a record keeps of messages that were dropped: nothing that was promised disappears without a trace.
import type { OutboxRow } from '../model/outboxRow.js';
import type { UserRecord } from '../model/user.js';
import { kindNamed } from './kinds/index.js';

/** The record with what the kinds of these dropped rows note of them. */
export const withLost = (record: UserRecord, rows: readonly OutboxRow[]): UserRecord =>
  rows.reduce((one, { kind, data, eventAt }) => kindNamed(kind)?.lost?.(one, data as never, eventAt) ?? one, record);
