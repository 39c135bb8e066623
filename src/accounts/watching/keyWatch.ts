// Watches over the key itself: pauses the link when the exchange refuses the key for good, and goes on by itself when it accepts it again.
import { enqueue } from '../../notifications/outbox.js';
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserRecord } from '../../model/user.js';
import { deadKeyCodesOf } from '../reading/refusals.js';
import { Timers } from '../../pacing/timers.js';

/** ms between two tries of a key that was refused. */
export const pausedRetryMs = 300_000;
/** ms until the confirming read is tried again when it brought no answer. */
export const unsureRetryMs = 30_000;

export interface KeyWatchDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** One signed read; throws what the exchange says. */
  readonly prove: () => Promise<void>;
  /** Changes the record durably while the link is still this watcher's. */
  readonly change: (change: (record: UserRecord) => UserRecord) => Promise<void>;
  /** The exchange accepts the key. */
  readonly onAccepted: () => void;
  /** The exchange has confirmed that it refuses the key. */
  readonly onRefused: () => void;
}

/** The link marked as paused, and the user owed one word of it; the same record when it is paused already. `now` is ms since 1970. */
export function pauseLink(record: UserRecord, codes: readonly string[], now: number): UserRecord {
  if (record.link === undefined || record.link.paused !== undefined) return record;
  const paused = { ...record, link: { ...record.link, paused: { codes, since: now } } };
  return enqueue(paused, { kind: 'keyPaused', id: `keyPaused:${record.link.keyVersion}:${now}`, data: { codes }, eventAt: now }, now);
}

/** The link as good again; the same record when it was not paused. */
export function resumeLink(record: UserRecord): UserRecord {
  if (record.link?.paused === undefined) return record;
  const { apiKey, secret, keyVersion, tail, linkedAt } = record.link;
  return { ...record, link: { apiKey, secret, keyVersion, tail, linkedAt } };
}

export class KeyWatch {
  private readonly timers: Timers;
  private checking = false;

  constructor(private readonly deps: KeyWatchDeps) {
    this.timers = new Timers(deps.clock);
  }

  /** The stream or a read was refused because of the key: one signed read decides. Calls while it runs are folded. */
  suspect(): void {
    if (this.checking) return;
    this.checking = true;
    this.timers.clear('check');
    void this.check().finally(() => { this.checking = false; });
  }

  stop(): void {
    this.timers.stop();
  }

  private async check(): Promise<void> {
    try {
      await this.deps.prove();
      await this.deps.change(resumeLink);
      this.deps.onAccepted();
    } catch (error) {
      await this.refused(deadKeyCodesOf(error));
    }
  }

  // Never on a clock, maintenance or network trouble: those say nothing about the key (RELIABILITY.md 0).
  private async refused(codes: readonly string[] | undefined): Promise<void> {
    this.timers.set('check', codes === undefined ? unsureRetryMs : pausedRetryMs, () => this.suspect());
    if (codes === undefined) return;
    this.deps.onRefused();
    const now = this.deps.clock.now();
    await this.deps.change((record) => pauseLink(record, codes, now)).catch(() => {
      this.deps.log.error('account.pauseNotStored');
      this.timers.set('check', unsureRetryMs, () => this.suspect());
    });
  }
}
