// English, complete: its keys are the keys of every language. One file per family, so that a sentence is easy to find.
import { account } from './account.js';
import { alerts } from './alerts.js';
import { basics } from './basics.js';
import { commands } from './commands.js';
import { history } from './history.js';
import { lightning } from './lightning.js';
import { market } from './market.js';
import { notifications } from './notifications.js';
import { payouts } from './payouts.js';
import { practice } from './practice.js';
import { preferences } from './preferences.js';
import { receiving } from './receiving.js';
import { refusals } from './refusals.js';
import { trade } from './trade.js';

export const en = {
  ...basics, ...commands, ...account, ...market, ...trade, ...history, ...notifications, ...alerts, ...refusals,
  ...lightning, ...payouts, ...practice, ...preferences, ...receiving,
};
