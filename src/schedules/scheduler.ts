// Sends the scheduled summaries: node-cron only ticks; what is due is worked out from the stored schedules each time.
import { schedule as scheduleTicks, type Logger, type ScheduledTask } from 'node-cron';
import type { Clock } from '../model/clock.js';
import { UnavailableError } from '../model/errors.js';
import type { Log } from '../model/log.js';
import type { UserId } from '../model/message.js';
import type { Schedule } from '../model/schedule.js';
import type { UserRecord } from '../model/user.js';
import type { Valuation } from '../model/trading/valuation.js';
import type { Store } from '../storage/store.js';
import { claimSummary, owedSummary } from './dailySummary.js';
import { knownZone } from './localTime.js';
import { nextPeriod, owedPeriod, type Period } from './nextRun.js';
import type { Schedules } from './schedules.js';
import { checkSchedule, clearSchedule, setSchedule, type WantedSchedule } from './setSchedule.js';

/** Every five seconds: a look costs a few ms for ten thousand users, and a summary is on time. */
const tickPattern = '*/5 * * * * *';
/** Summaries made at the same time; each is two or three reads of the exchange. */
export const summariesAtOnce = 4;
/** A summary that takes longer counts as failed, ms. */
export const summaryTimeoutMs = 60_000;
/** Pauses between tries of one period, ms; the last one repeats. */
export const retryPausesMs: readonly number[] = [60_000, 120_000, 300_000, 600_000, 900_000];
/** So long after it was due a period is given up and the user told, ms. */
export const giveUpAfterMs = 6 * 3_600_000;

export interface SchedulesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Reads a user's balances and prices; whatever it throws counts as "try again". */
  summary(userId: UserId): Promise<Valuation>;
}

export interface TickingSchedules extends Schedules {
  /** Sends what is due at `now`, ms since 1970; resolves when it is stored. A tick during a tick joins it. */
  tick(now: number): Promise<void>;
}

/** Summaries of all users; nothing is sent before start(), apart from ticks asked for. */
export function createSchedules(deps: SchedulesDeps): TickingSchedules {
  const scheduler = new Scheduler(deps);
  return {
    set: (userId, wanted) => scheduler.set(userId, wanted),
    clear: (userId) => deps.store.update(userId, clearSchedule),
    nextAt: (userId) => scheduler.nextAt(userId),
    tick: (now) => scheduler.tick(now),
    start: () => scheduler.start(),
    stop: () => scheduler.stop(),
  };
}

interface Failures {
  readonly date: string;
  readonly count: number;
  readonly nextAt: number;
}

class Scheduler {
  /** At most one entry a user; gone when the period is claimed. */
  readonly #failures = new Map<UserId, Failures>();
  /** When nothing of a schedule can be due, so that a tick is cheap; gone with the schedule. */
  readonly #quiet = new WeakMap<Schedule, { readonly zone: string; readonly from: number; readonly until: number }>();
  #task: ScheduledTask | undefined;
  #underWay: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly deps: SchedulesDeps) {}

  async set(userId: UserId, wanted: WantedSchedule): ReturnType<Schedules['set']> {
    checkSchedule(wanted);
    return this.deps.store.update(userId, (record) => setSchedule(record, wanted, this.deps.clock.now()));
  }

  nextAt(userId: UserId): number | undefined {
    const record = this.deps.store.read(userId);
    if (record?.schedule === undefined) return undefined;
    return nextPeriod(record.schedule, knownZone(record.settings.timeZone), this.deps.clock.now())?.dueAt;
  }

  start(): void {
    if (this.#task !== undefined) return;
    this.#task = scheduleTicks(tickPattern, () => this.tick(this.deps.clock.now()), { noOverlap: true, unref: true, suppressMissedWarning: true, logger: quietLogger(this.deps.log) });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#task?.destroy();
    await this.#underWay;
  }

  tick(now: number): Promise<void> {
    this.#underWay ??= this.#tickOnce(now).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #tickOnce(now: number): Promise<void> {
    const due: { record: UserRecord; period: Period }[] = [];
    for (const record of this.deps.store.all()) {
      const period = this.#duePeriod(record, now);
      if (period !== undefined) due.push({ record, period });
    }
    const next = due.values();
    await Promise.all(Array.from({ length: summariesAtOnce }, async () => {
      for (const { record, period } of next) if (!this.#stopped) await this.#send(record.id, period, now);
    }));
  }

  #duePeriod(record: UserRecord, now: number): Period | undefined {
    const { schedule, id } = record;
    if (schedule === undefined || !this.#mayBeDue(schedule, record.settings.timeZone, now)) return undefined;
    const period = owedSummary(record, now);
    const failed = this.#failures.get(id);
    return period !== undefined && failed?.date === period.date && now < failed.nextAt ? undefined : period;
  }

  /** Calendar work is slow: it is done once a period, not once a tick. */
  #mayBeDue(schedule: Schedule, timeZone: string, now: number): boolean {
    const quiet = this.#quiet.get(schedule);
    if (quiet?.zone === timeZone && now >= quiet.from && now < quiet.until) return false;
    const zone = knownZone(timeZone);
    if (owedPeriod(schedule, zone, now) !== undefined) return true;
    this.#quiet.set(schedule, { zone: timeZone, from: now, until: nextPeriod(schedule, zone, now)?.dueAt ?? now });
    return false;
  }

  async #send(userId: UserId, period: Period, now: number): Promise<void> {
    try {
      const valuation = await this.#summaryInTime(userId);
      await this.#claim(userId, period, valuation, now);
    } catch (error) {
      this.deps.log.warn('summary.failed', { userId, period: period.date, error: error instanceof Error ? error.name : 'unknown' });
      if (now - period.dueAt >= giveUpAfterMs) await this.#giveUp(userId, period, now);
      else this.#postpone(userId, period, now);
    }
  }

  async #giveUp(userId: UserId, period: Period, now: number): Promise<void> {
    try {
      await this.#claim(userId, period, undefined, now);
    } catch (error) {
      this.deps.log.warn('summary.notStored', { userId, period: period.date, error: error instanceof Error ? error.name : 'unknown' });
      this.#postpone(userId, period, now);
    }
  }

  async #claim(userId: UserId, period: Period, valuation: Valuation | undefined, now: number): Promise<void> {
    await this.deps.store.update(userId, (record) => claimSummary(record, period, valuation, now));
    this.#failures.delete(userId);
  }

  #postpone(userId: UserId, { date }: Period, now: number): void {
    // Deleted meanwhile: nothing is owed any more.
    if (this.deps.store.read(userId) === undefined) return void this.#failures.delete(userId);
    const before = this.#failures.get(userId);
    const count = before?.date === date ? before.count + 1 : 1;
    const pauseMs = retryPausesMs[Math.min(count, retryPausesMs.length) - 1] ?? 0;
    this.#failures.set(userId, { date, count, nextAt: now + pauseMs });
  }

  /** @throws what the summary throws; UnavailableError('timeout') when it takes too long. */
  #summaryInTime(userId: UserId): Promise<Valuation> {
    return new Promise((resolve, reject) => {
      const cancel = this.deps.clock.after(summaryTimeoutMs, () => reject(new UnavailableError('timeout', 'summary')));
      this.deps.summary(userId).finally(cancel).then(resolve, reject);
    });
  }
}

/** node-cron prints by itself unless it is given a logger. */
function quietLogger(log: Log): Logger {
  const say = (): void => log.debug('schedule.tick');
  return { info: say, warn: say, debug: say, error: () => log.error('schedule.tick') };
}
