// Claims a summary's period and writes its message, in one change of the user's record; pure.
import { ZERO } from '../model/money.js';
import type { UserRecord } from '../model/user.js';
import type { Valuation } from '../model/trading/valuation.js';
import { enqueue } from '../notifications/outbox.js';
import type { Change } from '../storage/store.js';
import { knownZone, type LocalDate } from './localTime.js';
import { owedPeriod, type Period } from './nextRun.js';

/** A summary later than this after its time says so, ms. */
export const lateAfterMs = 300_000;

const nothing: Valuation = { total: ZERO, rows: [], dust: { count: 0, value: ZERO } };

export const summaryRowId = (date: LocalDate): string => `summary:${date}`;

/** The period this user is owed a summary for now. Nobody without a key or whom Telegram does not let us write to is owed one. */
export function owedSummary(record: UserRecord, now: number): Period | undefined {
  if (record.schedule === undefined || record.link === undefined || record.parked !== undefined) return undefined;
  return owedPeriod(record.schedule, knownZone(record.settings.timeZone), now);
}

/**
 * The record with the period claimed and its message owed; unchanged, and false, when it is not owed any more (claimed in
 * between, or the schedule was changed). `valuation` is undefined when the balances could not be read.
 */
export function claimSummary(record: UserRecord, period: Period, valuation: Valuation | undefined, now: number): Change<boolean> {
  const owed = owedSummary(record, now);
  if (record.schedule === undefined || owed?.date !== period.date || owed.dueAt !== period.dueAt) return { record, result: false };
  const claimed = { ...record, schedule: { ...record.schedule, claimed: period.date } };
  const { date, dueAt } = period;
  const data = {
    period: date, dueAt, late: now - dueAt > lateAfterMs,
    ...(valuation === undefined ? { failed: true, valuation: nothing } : { valuation }),
  };
  return { record: enqueue(claimed, { kind: 'summary', id: summaryRowId(date), data, eventAt: dueAt }, now), result: true };
}
