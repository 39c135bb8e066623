// A time in which the exchange or Telegram could not be reached: one message, edited when it is over.
import type { Rich } from '../../model/message.js';
import type { Incident } from '../../model/user.js';
import { showTime } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { join, type Shown } from '../../text/rich.js';
import type { NotificationKind } from '../kind.js';

/** What came late because of it. */
export interface Delayed {
  readonly fills: number;
  readonly deposits: number;
  /** Ends of orders, alerts, summaries. */
  readonly others: number;
}

export interface Outage extends Incident {
  /** Absent while it lasts. */
  readonly end?: {
    /** ms since 1970 */
    readonly at: number;
    readonly delayed: Delayed;
    /** True when everything that happened meanwhile has been read, so that nothing can have been lost. */
    readonly complete: boolean;
  };
}

/** The key of the one message of an incident. */
export const outageKey = ({ what, since }: Incident): string => `outage:${what}:${since}`;

export const outage: NotificationKind<Outage> = {
  name: 'outage',
  loudness: 'silent',
  isNumbered: false,
  group: 'outages',
  breaksThrough: false,
  droppable: true,
  countsAs: 'nothing',
  render({ what, since, end }, { say, user, now }) {
    const show = (at: number): Shown => showTime(say, at, now, user.settings.timeZone);
    if (end === undefined) return { text: say(what === 'exchange' ? 'outage.exchangeOpen' : 'outage.telegramOpen', { from: show(since) }) };
    const values = { from: show(since), to: show(end.at), late: lateWords(say, end.delayed, end.complete) };
    return { text: say(what === 'exchange' ? 'outage.exchangeOver' : 'outage.telegramOver', values) };
  },
};

/** "2 fills and 1 deposit delivered late, none lost" */
function lateWords(say: Say, delayed: Delayed, complete: boolean): Rich {
  const parts = [
    ...(delayed.fills === 0 ? [] : [say('outage.fills', { count: delayed.fills })]),
    ...(delayed.deposits === 0 ? [] : [say('outage.deposits', { count: delayed.deposits })]),
    ...(delayed.others === 0 ? [] : [say('outage.others', { count: delayed.others })]),
  ];
  if (parts.length === 0) return say(complete ? 'outage.nothingLate' : 'outage.stillReading');
  return say(complete ? 'outage.noneLost' : 'outage.lateSoFar', { what: join(parts, say('outage.and')) });
}
