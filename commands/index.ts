// Every command, in /help order; Telegram's command menu and the help texts are derived from this list.
import { alert } from './notify/alert.js';
import { alerts } from './notify/alerts.js';
import { balance } from './account/balance.js';
import { beneficiaries } from './money/beneficiaries.js';
import { book } from './market/book.js';
import { buy } from './trade/buy.js';
import { cancel } from './trade/cancel.js';
import { cancelall } from './trade/cancelall.js';
import { chart } from './market/chart.js';
import type { CapeCommand } from './core.js';
import { currencies } from './market/currencies.js';
import { currency } from './market/currency.js';
import { deposit } from './money/deposit.js';
import { deposits } from './account/deposits.js';
import { exportHistory } from './account/export.js';
import { fills } from './trade/fills.js';
import { forget } from './settings/forget.js';
import { makeHelp } from './start/help.js';
import { link } from './start/link.js';
import { lock } from './settings/lock.js';
import { markets } from './market/markets.js';
import { makeMenu } from './start/menu.js';
import { move } from './trade/move.js';
import { order } from './trade/order.js';
import { orders } from './trade/orders.js';
import { pay } from './money/pay.js';
import { pin } from './settings/pin.js';
import { practice } from './account/practice.js';
import { price } from './market/price.js';
import { profit } from './account/profit.js';
import { receive } from './money/receive.js';
import { schedule } from './notify/schedule.js';
import { sell } from './trade/sell.js';
import { settings } from './settings/settings.js';
import { start } from './start/start.js';
import { status } from './settings/status.js';
import { summary } from './notify/summary.js';
import { trades } from './market/trades.js';
import { unlink } from './account/unlink.js';
import { unlock } from './settings/unlock.js';
import { voucher } from './money/voucher.js';
import { withdraw } from './money/withdraw.js';
import { withdrawal } from './account/withdrawal.js';
import { withdrawals } from './account/withdrawals.js';
import { namesOfCommand } from '../src/words/lexicon/index.js';

const own: readonly CapeCommand[] = [
  start, makeHelp(() => own), makeMenu(() => own), link,
  price, chart, book, trades, markets, currency, currencies,
  buy, sell, orders, order, move, cancel, cancelall, fills,
  balance, deposits, withdrawals, withdrawal, profit, exportHistory, practice, unlink,
  deposit, voucher, withdraw, beneficiaries, pay, receive,
  alert, alerts, summary, schedule,
  settings, status, pin, lock, unlock, forget,
];

export const commands: readonly CapeCommand[] = own.map((command) => ({ ...command, alsoCalled: namesOfCommand(command.name) }));
