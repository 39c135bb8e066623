// English, complete: its keys are the keys of every language. One file per family, so that a sentence is easy to find.
import { account } from './en/account.js';
import { alerts } from './en/alerts.js';
import { basics } from './en/basics.js';
import { calendar } from './en/calendar.js';
import { chart } from './en/chart.js';
import { commands } from './en/commands.js';
import { exports } from './en/export.js';
import { forgetting } from './en/forgetting.js';
import { history } from './en/history.js';
import { lightning } from './en/lightning.js';
import { market } from './en/market.js';
import { markets } from './en/markets.js';
import { notifications } from './en/notifications.js';
import { payouts } from './en/payouts.js';
import { pin } from './en/pin.js';
import { practice } from './en/practice.js';
import { preferences } from './en/preferences.js';
import { profit } from './en/profit.js';
import { receiving } from './en/receiving.js';
import { refusals } from './en/refusals.js';
import { rotation } from './en/rotation.js';
import { schedules } from './en/schedules.js';
import { steps } from './en/steps.js';
import { surface } from './en/surface.js';
import { trade } from './en/trade.js';
import { vouchers } from './en/vouchers.js';
import { withdrawing } from './en/withdrawing.js';

export const en = {
  ...basics, ...commands, ...account, ...market, ...markets, ...trade, ...history, ...notifications, ...alerts, ...schedules, ...refusals,
  ...calendar, ...chart, ...exports, ...forgetting, ...lightning, ...payouts, ...pin, ...practice, ...preferences, ...profit, ...receiving, ...rotation, ...steps, ...surface,
  ...vouchers, ...withdrawing,
};
