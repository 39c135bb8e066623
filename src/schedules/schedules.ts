// Scheduled summaries as commands/ sees them.
import type { UserId } from '../model/message.js';
import type { Schedule } from '../model/schedule.js';

export interface Schedules {
  set(userId: UserId, wanted: Pick<Schedule, 'every' | 'weekday' | 'time'>): Promise<Schedule>;
  clear(userId: UserId): Promise<boolean>;
  /** When the next summary is due, ms since 1970; undefined without a schedule. */
  nextAt(userId: UserId): number | undefined;
  start(): void;
  stop(): Promise<void>;
}
