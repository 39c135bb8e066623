// What a command may ask of the rest of the program.
import type { Accounts } from '../src/accounts/accounts.js';
import type { Pins } from '../src/security/pins.js';
import type { Actions } from '../src/actions/actions.js';
import type { Alerts } from '../src/alerts/alerts.js';
import type { Command, SetDialog } from '../src/bot/command.js';
import type { Markets } from '../src/markets/markets.js';
import type { Clock } from '../src/model/clock.js';
import type { PhotoReader } from '../src/pictures/readPhoto.js';
import type { Practice } from '../src/practice/practice.js';
import type { Schedules } from '../src/schedules/schedules.js';
import type { Store } from '../src/storage/store.js';

export interface Core {
  readonly accounts: Accounts;
  readonly actions: Actions;
  readonly alerts: Alerts;
  readonly markets: Markets;
  readonly photos: Pick<PhotoReader, 'read'>;
  readonly pins: Pins;
  readonly practice: Practice;
  readonly schedules: Schedules;
  readonly store: Store;
  readonly clock: Clock;
  readonly setDialog: SetDialog;
}

export type CapeCommand = Command<Core>;
