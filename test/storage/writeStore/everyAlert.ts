// An alert of every kind in every state it can come to, each brought there by the moves of alerts/.
import { addAlert, fireAlert, snoozeAlert } from '../../../src/alerts/alertMoves.js';
import type { Sight } from '../../../src/alerts/alertKind.js';
import { kindOf } from '../../../src/alerts/kinds/index.js';
import { emptyAccount } from '../../../src/model/account.js';
import type { Alert, AlertLife, AlertRepeat, AlertRule } from '../../../src/model/alert.js';
import { decimal as d } from '../../../src/model/money.js';
import type { Order } from '../../../src/model/trading/order.js';
import type { UserRecord } from '../../../src/model/user.js';
import { start } from './requests.js';

/** Of every kind; `number` tells the thresholds of one kind apart. */
const rules: { readonly [Kind in AlertRule['kind']]: (number: number) => Extract<AlertRule, { readonly kind: Kind }> } = {
  priceCrosses: (number) => ({ kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: d(String(900_000 + number)) }),
  percentMove: (number) => ({ kind: 'percentMove', market: 'btczar', direction: 'both', percent: d(String(3 + number)), windowMs: 3_600_000 }),
  candleClose: (number) => ({ kind: 'candleClose', market: 'ethzar', direction: 'below', threshold: d(String(40_000 + number)), periodMinutes: 60 }),
  spread: (number) => ({ kind: 'spread', market: 'btczar', direction: 'above', percent: d(`1.${number + 1}`) }),
  orderNear: (number) => ({ kind: 'orderNear', percent: d(`0.${number + 1}`), ...(number % 2 === 0 ? {} : { order: { id: '173757', market: 'btczar' } }) }),
  balanceBelow: (number) => ({ kind: 'balanceBelow', currency: 'zar', threshold: d(String(500 + number)) }),
};

const repeat: AlertRepeat = { everyMs: 3_600_000, band: d('0.5') };

const seesNothing: Sight = { account: emptyAccount, book: () => undefined, extremes: () => ({}) };

/** How one alert lives, by the state it then is in; with what is left out it repeats. */
const lives: Readonly<Record<string, { readonly fires: boolean; readonly snoozed: boolean; readonly repeat?: AlertRepeat }>> = {
  armed: { fires: false, snoozed: false }, armedAgain: { fires: false, snoozed: false, repeat }, waiting: { fires: true, snoozed: false, repeat },
  asleep: { fires: false, snoozed: true }, asleepWaiting: { fires: true, snoozed: true, repeat }, resting: { fires: true, snoozed: false },
};

/** The record with all of them, and the messages that those which fired owe. `order` is the one that an alert comes near. */
export function withEveryAlert(record: UserRecord, order: Order): UserRecord {
  let next = record;
  for (const [kind, rule] of Object.entries(rules)) {
    for (const [number, [name, { fires, snoozed, repeat: goesOn }]] of Object.entries(lives).entries()) {
      const life: AlertLife = { id: `${kind}-${name}`, state: 'armed', createdAt: start, firings: 0, ...(goesOn === undefined ? {} : { repeat: goesOn }) };
      const alert: Alert = { ...rule(number), ...life };
      const fault = kindOf(alert).check(alert);
      if (fault !== undefined) throw fault;
      next = addAlert(next, alert, () => seesNothing).record;
      const standing = { value: d('830000'), holds: true, hasLeft: false, distance: d('0'), move: { change: d('-3.5'), reference: d('860000') }, order };
      if (fires) next = fireAlert(next, alert, { standing, at: start + 1000, base: 'btc', quote: 'zar' }).record;
      if (snoozed) next = snoozeAlert(next, alert.id, start + 2000).record;
    }
  }
  return next;
}
