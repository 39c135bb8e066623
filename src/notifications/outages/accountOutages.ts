// Which users' accounts cannot be followed live, since when, and what came late because of it.
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { isConcerned } from './concerned.js';
import { beginIncident, countDelayed, endIncident, isNews, newsName } from './incidents.js';
import type { OutageParts } from './outageParts.js';

/** How long after a return the reading of what was missed is waited for before the end is told without its figures, ms. */
const catchUpWaitMs = 60_000;
/** The exchange's clock and ours may differ by this much, and its times are whole seconds, ms. */
const clockSlackMs = 2000;

/** One account that is away, or back and not yet caught up. */
interface Absence {
  /** ms since 1970 */
  readonly since: number;
  /** The last update of the user's that was handled when it began: another later means that they asked for something. */
  readonly handled: number | undefined;
  /** What came late, by newsName. */
  readonly late: Set<string>;
  /** ms since 1970 of the return. */
  backAt?: number;
}

export class AccountOutages {
  /** At most one for each user. */
  private readonly absences = new Map<UserId, Absence>();

  constructor(private readonly parts: OutageParts) {}

  /** Looks at one user: is the account away, and is there something to tell of it? `now` is ms since 1970. */
  look(record: UserRecord, now: number): void {
    const { id, incident, link } = record;
    const isAway = link?.paused === undefined && this.parts.isAway(id);
    const known = this.absences.get(id);
    if (known === undefined && !isAway && incident?.what !== 'exchange') return;
    const absence = known ?? newAbsence(record, now);
    this.absences.set(id, absence);
    if (isAway) this.goOn(record, absence, now);
    else this.comeBack(record, absence, now);
  }

  /** Remembers what is owed of the time of an absence: delivered or not, it came late. A deleted user's absence is over. */
  noteLate(userId: UserId): void {
    const absence = this.absences.get(userId);
    const record = this.parts.store.read(userId);
    if (record === undefined) this.absences.delete(userId);
    if (record === undefined || absence === undefined) return;
    const until = (absence.backAt ?? this.parts.clock.now()) + clockSlackMs;
    for (const row of record.outbox) {
      if (isNews(row) && row.eventAt >= absence.since - clockSlackMs && row.eventAt <= until) absence.late.add(newsName(row));
    }
  }

  private goOn(record: UserRecord, absence: Absence, now: number): void {
    delete absence.backAt;
    if (record.incident !== undefined || now - absence.since <= this.parts.afterMs || !(isConcerned(record) || hasAsked(record, absence))) return;
    void this.parts.change(record.id, (one) => beginIncident(one, { what: 'exchange', since: absence.since }, now));
  }

  private comeBack(record: UserRecord, absence: Absence, now: number): void {
    absence.backAt ??= now;
    const complete = record.link === undefined || this.parts.isCaughtUp(record.id);
    if (complete || now - absence.backAt > catchUpWaitMs) void this.close(record, absence, { at: absence.backAt, complete }, now);
  }

  private async close({ id, incident }: UserRecord, absence: Absence, end: { readonly at: number; readonly complete: boolean }, now: number): Promise<void> {
    const { since, late } = absence;
    const isOpen = incident?.what === 'exchange';
    if (isOpen || (end.at - since > this.parts.afterMs && late.size > 0)) {
      await this.parts.change(id, (one) => endIncident(one, isOpen ? incident : { what: 'exchange', since }, { ...end, delayed: countDelayed(late) }, now));
    }
    // What could not be stored is still open, and closed at a later look.
    if (this.parts.store.read(id)?.incident?.what !== 'exchange' && this.absences.get(id) === absence) this.absences.delete(id);
  }
}

const newAbsence = ({ incident, handled }: UserRecord, now: number): Absence => ({
  since: incident?.what === 'exchange' ? incident.since : now, handled: handled.at(-1), late: new Set(),
});

/** Without an account there is nothing to ask of it. */
const hasAsked = ({ link, handled }: UserRecord, absence: Absence): boolean => link !== undefined && handled.at(-1) !== absence.handled;
