// isiZulu. What it has not, English says (index.ts). One file per family, as in English.
import type { Language } from './index.js';
import { account } from './zu/account.js';
import { alerts } from './zu/alerts.js';
import { basics } from './zu/basics.js';
import { calendar } from './zu/calendar.js';
import { chart } from './zu/chart.js';
import { commands } from './zu/commands.js';
import { exports } from './zu/export.js';
import { forgetting } from './zu/forgetting.js';
import { history } from './zu/history.js';
import { lightning } from './zu/lightning.js';
import { market } from './zu/market.js';
import { markets } from './zu/markets.js';
import { notifications } from './zu/notifications.js';
import { payouts } from './zu/payouts.js';
import { pin } from './zu/pin.js';
import { practice } from './zu/practice.js';
import { preferences } from './zu/preferences.js';
import { profit } from './zu/profit.js';
import { receiving } from './zu/receiving.js';
import { refusals } from './zu/refusals.js';
import { rotation } from './zu/rotation.js';
import { schedules } from './zu/schedules.js';
import { steps } from './zu/steps.js';
import { surface } from './zu/surface.js';
import { trade } from './zu/trade.js';
import { vouchers } from './zu/vouchers.js';
import { withdrawing } from './zu/withdrawing.js';

export const zu: Language = {
  ...basics, ...commands, ...account, ...market, ...markets, ...trade, ...history, ...notifications, ...alerts, ...schedules, ...refusals,
  ...calendar, ...chart, ...exports, ...forgetting, ...lightning, ...payouts, ...pin, ...practice, ...preferences, ...profit, ...receiving, ...rotation, ...steps, ...surface,
  ...vouchers, ...withdrawing,
};
