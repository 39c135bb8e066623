// What can become of a user's alerts, as pure changes of the user's record. All times are ms since 1970.
import { alertsPerUserLimit, snoozeMs, type Alert, type AlertLife } from '../model/alert.js';
import { UserError } from '../model/errors.js';
import type { UserRecord } from '../model/user.js';
import { enqueue } from '../notifications/outbox.js';
import { changed, type Change } from '../storage/store.js';
import type { Firing, Sight } from './alertKind.js';
import { kindOf } from './kinds/index.js';

/**
 * Adds an alert, armed. An id that is there already adds nothing, nor does a rule that is watched already in the same way:
 * the result is then the alert there is. What is so already is noted with it. @throws UserError('alert.tooMany')
 */
export function addAlert(record: UserRecord, wanted: Alert, sight: (record: UserRecord) => Sight): Change<Alert> {
  const alert: Alert = kindOf(wanted).stand(wanted, sight(record))?.holds === true ? { ...wanted, wasSo: true } : wanted;
  const known = ownAlert(record, alert.id) ?? Object.values(record.alerts).find((one) => one.state !== 'resting' && wishOf(one) === wishOf(alert));
  if (known !== undefined) return { record, result: known };
  if (Object.keys(record.alerts).length >= alertsPerUserLimit) throw new UserError('alert.tooMany', { limit: alertsPerUserLimit });
  return { record: withAlert(record, alert), result: alert };
}

const livedFields: ReadonlySet<string> = new Set<Exclude<keyof AlertLife, 'repeat'>>(['id', 'state', 'createdAt', 'fired', 'firings', 'undelivered', 'until', 'wakesTo', 'since', 'wasSo']);

/** The rule and how it repeats, the same text for the same wish. */
const wishOf = (alert: Alert): string => JSON.stringify(Object.entries(alert).filter(([name]) => !livedFields.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** False when there is none of that id. */
export function removeAlert(record: UserRecord, alertId: string): Change<boolean> {
  if (ownAlert(record, alertId) === undefined) return { record, result: false };
  const rest = Object.entries(record.alerts).filter(([id]) => id !== alertId);
  return { record: { ...record, alerts: Object.fromEntries(rest) }, result: true };
}

/**
 * Arms a resting or sleeping alert. What fired must first stop being so: when its condition holds right now, or there is
 * nothing to tell, it waits. What measures a change starts from now instead.
 */
export function rearmAlert(record: UserRecord, alertId: string, sight: (record: UserRecord) => Sight, now: number): Change<Alert | undefined> {
  const alert = ownAlert(record, alertId);
  if (alert?.state !== 'resting' && alert?.state !== 'asleep') return { record, result: alert };
  const kind = kindOf(alert);
  const isFree = kind.startsAnew === true || kind.stand(alert, sight(record))?.holds === false;
  const next = inState(heard(alert), isFree ? 'armed' : 'waiting', { since: now });
  return { record: withAlert(record, next), result: next };
}

/** Any alert can be put to sleep; one that repeats for no less than its cool-down, and it wakes to wait if it waited. */
export function snoozeAlert(record: UserRecord, alertId: string, now: number): Change<Alert | undefined> {
  const alert = ownAlert(record, alertId);
  if (alert === undefined) return { record, result: undefined };
  const next = inState(alert, 'asleep', { until: Math.max(now + snoozeMs, cooledAt(alert)), ...(alert.state === 'waiting' || alert.wakesTo === 'waiting' ? { wakesTo: 'waiting' } : {}) });
  return { record: withAlert(record, next), result: next };
}

/**
 * A sleeping alert whose time has come is armed, or waits as before its sleep, and looks at what is from then on. What is so
 * when it is armed was not seen to become so, and is noted with it.
 */
export function wakeAlert(record: UserRecord, alertId: string, sight: (record: UserRecord) => Sight, now: number): Change<undefined> {
  const alert = ownAlert(record, alertId);
  if (alert?.state !== 'asleep' || (alert.until ?? 0) > now) return changed(record);
  const woken = inState(alert, alert.wakesTo ?? 'armed', { since: now });
  const isSo = woken.state === 'armed' && kindOf(woken).stand(woken, sight(record))?.holds === true;
  return changed(withAlert(record, isSo ? { ...woken, wasSo: true } : withoutWasSo(woken)));
}

/** A waiting alert whose condition has stopped holding is armed, or sleeps out what is left of its cool-down. */
export function endWaiting(record: UserRecord, alertId: string, now: number): Change<undefined> {
  const alert = ownAlert(record, alertId);
  if (alert?.state !== 'waiting') return changed(record);
  return changed(withAlert(record, cooling(alert, now)));
}

/** An armed alert fires: it rests or goes on as it repeats, and its message is owed, in one change. */
export function fireAlert(record: UserRecord, seen: Pick<Alert, 'id' | 'firings'>, firing: Firing): Change<undefined> {
  const alert = ownAlert(record, seen.id);
  // The count of firings as it was when the crossing was seen: one crossing fires once.
  if (alert?.state !== 'armed' || alert.firings !== seen.firings) return changed(record);
  const { standing, at, pricePrecision } = firing;
  const kind = kindOf(alert);
  const fired: Alert = { ...heard(alert), fired: { at, price: standing.value }, firings: alert.firings + 1 };
  const next = fired.repeat === undefined ? inState(fired, 'resting') : kind.startsAnew === true ? cooling(fired, at) : inState(fired, 'waiting', { since: at });
  const row = { kind: 'alertFired', id: `alert:${next.id}:${next.firings}`, data: { ...kind.firedData(fired, firing), firing: next.firings, ...(alert.wasSo === true ? { already: true as const } : {}), ...(pricePrecision === undefined ? {} : { pricePrecision }) }, eventAt: at } as const;
  return changed(enqueue(withAlert(record, next), row, at));
}

/** Armed, unless its cool-down is not over yet. */
function cooling(alert: Alert, now: number): Alert {
  const until = cooledAt(alert);
  return until <= now ? inState(alert, 'armed', { since: now }) : inState(alert, 'asleep', { until });
}

/** When the cool-down of its last firing is over, ms since 1970; 0 where there is none. */
const cooledAt = ({ fired, repeat }: Alert): number => (fired === undefined || repeat === undefined ? 0 : fired.at + repeat.everyMs);

/** Whatever could not be delivered of it is of the past, and so is how it began. */
function heard(alert: Alert): Alert {
  const next: Alert & { undelivered?: number } = withoutWasSo(alert);
  delete next.undelivered;
  return next;
}

function withoutWasSo(alert: Alert): Alert {
  const next: Alert & { wasSo?: true } = { ...alert };
  delete next.wasSo;
  return next;
}

function inState(alert: Alert, state: Alert['state'], more: Pick<Alert, 'until' | 'since' | 'wakesTo'> = {}): Alert {
  const next: Alert & { until?: number; wakesTo?: 'waiting' } = { ...alert };
  delete next.until;
  delete next.wakesTo;
  return { ...next, state, ...more };
}

/** Only the record's own: an id comes back from a button. */
function ownAlert(record: UserRecord, alertId: string): Alert | undefined {
  return Object.hasOwn(record.alerts, alertId) ? record.alerts[alertId] : undefined;
}

const withAlert = (record: UserRecord, alert: Alert): UserRecord => ({ ...record, alerts: { ...record.alerts, [alert.id]: alert } });
