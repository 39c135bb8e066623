// Afrikaans. What it has not, English says (index.ts). One file per family, as in English.
import type { Language } from './index.js';
import { account } from './af/account.js';
import { alerts } from './af/alerts.js';
import { basics } from './af/basics.js';
import { calendar } from './af/calendar.js';
import { chart } from './af/chart.js';
import { commands } from './af/commands.js';
import { exports } from './af/export.js';
import { forgetting } from './af/forgetting.js';
import { history } from './af/history.js';
import { lightning } from './af/lightning.js';
import { market } from './af/market.js';
import { markets } from './af/markets.js';
import { notifications } from './af/notifications.js';
import { payouts } from './af/payouts.js';
import { pin } from './af/pin.js';
import { practice } from './af/practice.js';
import { preferences } from './af/preferences.js';
import { profit } from './af/profit.js';
import { receiving } from './af/receiving.js';
import { refusals } from './af/refusals.js';
import { rotation } from './af/rotation.js';
import { schedules } from './af/schedules.js';
import { steps } from './af/steps.js';
import { surface } from './af/surface.js';
import { trade } from './af/trade.js';
import { vouchers } from './af/vouchers.js';
import { withdrawing } from './af/withdrawing.js';

export const af: Language = {
  ...basics, ...commands, ...account, ...market, ...markets, ...trade, ...history, ...notifications, ...alerts, ...schedules, ...refusals,
  ...calendar, ...chart, ...exports, ...forgetting, ...lightning, ...payouts, ...pin, ...practice, ...preferences, ...profit, ...receiving, ...rotation, ...steps, ...surface,
  ...vouchers, ...withdrawing,
};
