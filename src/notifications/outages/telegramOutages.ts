// Whether Telegram takes messages at all, told from the results of sends, and for whom something waited while it did not.
import type { Incident, UserRecord } from '../../model/user.js';
import { beginIncident, countDelayed, endIncident, isNews, newsName } from './incidents.js';
import type { OutageParts } from './outageParts.js';
import type { SendResult } from '../sender.js';

/** No word of Telegram's about the message: it is away, or wants to be left alone. Any other answer shows that it is there. */
const failing: ReadonlySet<SendResult['kind']> = new Set(['unknown', 'retryAfter']);

export class TelegramOutages {
  /** ms since 1970 of the first of the sends that failed without one taken in between. */
  private failingSince: number | undefined;
  /** True once a message was taken since the start. */
  private isTaking = false;

  constructor(private readonly parts: OutageParts) {}

  /** Opens an incident for one to whom news is owed that Telegram has not taken for long; closes one that was left open. */
  look(record: UserRecord, now: number): void {
    const { incident, parked, outbox, id } = record;
    if (incident?.what === 'telegram' && this.isTaking) this.close(record, incident, now);
    const since = this.failingSince;
    if (since === undefined || now - since <= this.parts.afterMs || incident !== undefined || parked !== undefined) return;
    if (outbox.some(isNews)) void this.parts.change(id, (one) => beginIncident(one, { what: 'telegram', since }, now));
  }

  /** Takes in what became of a message. `now` is ms since 1970. */
  note({ kind }: SendResult, now: number): void {
    if (failing.has(kind)) {
      this.failingSince ??= now;
      this.isTaking = false;
      return;
    }
    const wasTaking = this.isTaking;
    const since = this.failingSince;
    this.isTaking = true;
    this.failingSince = undefined;
    if (!wasTaking) this.takenAgain(since, now);
  }

  /** The message just taken still stands in its outbox, so it is counted too. */
  private takenAgain(since: number | undefined, now: number): void {
    const isOutage = since !== undefined && now - since > this.parts.afterMs;
    for (const record of [...this.parts.store.all()]) {
      const { incident, outbox } = record;
      if (incident?.what === 'telegram') this.close(record, incident, now);
      else if (isOutage && incident === undefined && outbox.some(isNews)) this.close(record, { what: 'telegram', since }, now);
    }
  }

  private close({ id, outbox }: UserRecord, incident: Incident, now: number): void {
    const delayed = countDelayed(new Set(outbox.filter(isNews).map(newsName)));
    void this.parts.change(id, (one) => endIncident(one, incident, { at: now, delayed, complete: true }, now));
  }
}
