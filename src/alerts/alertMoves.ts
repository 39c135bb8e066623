// What can become of a user's alerts, as pure changes of the user's record.
import type { BookView } from '../markets/markets.js';
import { alertsPerUserLimit, type Alert } from '../model/alert.js';
import { UserError } from '../model/errors.js';
import type { MarketId } from '../model/market.js';
import type { UserRecord } from '../model/user.js';
import { enqueue } from '../notifications/outbox.js';
import { changed, type Change } from '../storage/store.js';
import type { Firing } from './alertKind.js';
import { alertKinds } from './kinds/index.js';

/** Adds an alert, armed; an id that is there already adds nothing. @throws UserError('alert.tooMany') */
export function addAlert(record: UserRecord, alert: Alert): Change<Alert> {
  const known = ownAlert(record, alert.id);
  if (known !== undefined) return { record, result: known };
  if (Object.keys(record.alerts).length >= alertsPerUserLimit) throw new UserError('alert.tooMany', { limit: alertsPerUserLimit });
  return { record: withAlert(record, alert), result: alert };
}

/** False when there is none of that id. */
export function removeAlert(record: UserRecord, alertId: string): Change<boolean> {
  if (ownAlert(record, alertId) === undefined) return { record, result: false };
  const rest = Object.entries(record.alerts).filter(([id]) => id !== alertId);
  return { record: { ...record, alerts: Object.fromEntries(rest) }, result: true };
}

/**
 * Arms a resting alert. What fired must first stop being so: when its condition holds on the live book, or there is none to
 * tell, it waits. `liveBook` gives a market's book only while it may decide.
 */
export function rearmAlert(record: UserRecord, alertId: string, liveBook: (market: MarketId) => BookView | undefined): Change<Alert | undefined> {
  const alert = ownAlert(record, alertId);
  if (alert?.state !== 'resting') return { record, result: alert };
  const kind = alertKinds[alert.kind];
  const view = liveBook(kind.market(alert));
  const next: Alert = { ...alert, state: view !== undefined && kind.isTriggered(alert, view) === false ? 'armed' : 'waiting' };
  return { record: withAlert(record, next), result: next };
}

/** A waiting alert whose condition has stopped holding is armed. */
export function endWaiting(record: UserRecord, alertId: string): Change<undefined> {
  const alert = ownAlert(record, alertId);
  if (alert?.state !== 'waiting') return changed(record);
  return changed(withAlert(record, { ...alert, state: 'armed' }));
}

/** An armed alert fires: it rests and its message is owed, in one change. */
export function fireAlert(record: UserRecord, seen: Pick<Alert, 'id' | 'firings'>, firing: Firing): Change<undefined> {
  const alert = ownAlert(record, seen.id);
  // The count of firings as it was when the crossing was seen: one crossing fires once.
  if (alert?.state !== 'armed' || alert.firings !== seen.firings) return changed(record);
  const { price, at } = firing;
  const next: Alert = { ...alert, state: 'resting', fired: { at, price }, firings: alert.firings + 1 };
  const row = { kind: 'alertFired', id: `alert:${next.id}:${next.firings}`, data: alertKinds[next.kind].firedData(next, firing), eventAt: at } as const;
  return changed(enqueue(withAlert(record, next), row, at));
}

/** Only the record's own: an id comes back from a button. */
function ownAlert(record: UserRecord, alertId: string): Alert | undefined {
  return Object.hasOwn(record.alerts, alertId) ? record.alerts[alertId] : undefined;
}

const withAlert = (record: UserRecord, alert: Alert): UserRecord => ({ ...record, alerts: { ...record.alerts, [alert.id]: alert } });
