// isiZulu. What it has not, English says (index.ts). One file per family, as in English.
import type { Language } from '../index.js';
import { account } from './account.js';
import { alerts } from './alerts.js';
import { basics } from './basics.js';
import { calendar } from './calendar.js';
import { chart } from './chart.js';
import { commands } from './commands.js';
import { exports } from './export.js';
import { forgetting } from './forgetting.js';
import { history } from './history.js';
import { lightning } from './lightning.js';
import { market } from './market.js';
import { markets } from './markets.js';
import { notifications } from './notifications.js';
import { payouts } from './payouts.js';
import { pin } from './pin.js';
import { practice } from './practice.js';
import { preferences } from './preferences.js';
import { profit } from './profit.js';
import { receiving } from './receiving.js';
import { refusals } from './refusals.js';
import { rotation } from './rotation.js';
import { schedules } from './schedules.js';
import { steps } from './steps.js';
import { surface } from './surface.js';
import { topics } from './topics.js';
import { trade } from './trade.js';
import { vouchers } from './vouchers.js';
import { withdrawing } from './withdrawing.js';

export const zu: Language = {
  ...basics, ...commands, ...account, ...market, ...markets, ...trade, ...history, ...notifications, ...alerts, ...schedules, ...refusals,
  ...calendar, ...chart, ...exports, ...forgetting, ...lightning, ...payouts, ...pin, ...practice, ...preferences, ...profit, ...receiving, ...rotation, ...steps, ...surface,
  ...topics, ...vouchers, ...withdrawing,
};
