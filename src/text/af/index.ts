// Afrikaans. What it has not, English says (../index.ts). One file per family, as in English.
import type { Language } from '../language.js';
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

export const af: Language = {
  ...basics, ...commands, ...account, ...market, ...trade, ...history, ...notifications, ...alerts, ...refusals,
  ...lightning, ...payouts, ...practice, ...preferences, ...receiving,
};
