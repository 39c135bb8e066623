// Puts the parts of alerts/ together: what a command may ask, over the watch that fires.
import { UserError } from '../model/errors.js';
import type { Alert } from '../model/alert.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import type { Change } from '../storage/store.js';
import { AlertWatch, type AlertsDeps } from './alertWatch.js';
import { addAlert, rearmAlert, removeAlert, snoozeAlert } from './alertMoves.js';
import type { Alerts, WantedAlert } from './alerts.js';
import { kindOf } from './kinds/index.js';
import { rehearse } from './rehearsal.js';
import { checkRepeat } from './repeats.js';

/** Alerts of all users; nothing fires before start(). */
export function createAlerts(deps: AlertsDeps): Alerts {
  const watch = new AlertWatch(deps);
  const { store, clock } = deps;
  const change = async <T>(userId: UserId, apply: (record: UserRecord) => Change<T>): Promise<T> => {
    const result = await store.update(userId, apply);
    watch.follow(userId);
    return result;
  };
  return {
    check: checkWanted,
    add: async (userId, wanted) => {
      checkWanted(wanted);
      const alert = { ...wanted.rule, id: wanted.id, state: 'armed', createdAt: clock.now(), firings: 0, ...(wanted.repeat === undefined ? {} : { repeat: wanted.repeat }) } as Alert;
      return change(userId, (record) => addAlert(record, alert, (seen) => watch.sight(seen)));
    },
    rehearse: (wanted) => rehearse(wanted.rule, wanted.repeat, deps),
    standing: (userId, alert) => {
      const record = store.read(userId);
      return record === undefined ? undefined : kindOf(alert).stand(alert, watch.sight(record));
    },
    list: (userId) => Object.values(store.read(userId)?.alerts ?? {}),
    remove: (userId, alertId) => change(userId, (record) => removeAlert(record, alertId)),
    rearm: (userId, alertId) => change(userId, (record) => rearmAlert(record, alertId, (seen) => watch.sight(seen), clock.now())),
    snooze: (userId, alertId) => change(userId, (record) => snoozeAlert(record, alertId, clock.now())),
    start: () => watch.start(),
    stop: () => watch.stop(),
  };
}

function checkWanted({ rule, repeat }: Omit<WantedAlert, 'id'>): void {
  const fault = kindOf(rule).check(rule) ?? (repeat === undefined ? undefined : checkRepeat(repeat));
  if (fault instanceof UserError) throw fault;
}
