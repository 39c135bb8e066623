// Every command, in /help order; Telegram's command menu and the help texts are derived from this list.
import { alert } from './alert.js';
import { alerts } from './alerts.js';
import { balance } from './balance.js';
import { beneficiaries } from './beneficiaries.js';
import { book } from './book.js';
import { buy } from './buy.js';
import { cancel } from './cancel.js';
import { cancelall } from './cancelall.js';
import { chart } from './chart.js';
import type { CapeCommand } from './core.js';
import { currencies } from './currencies.js';
import { currency } from './currency.js';
import { deposit } from './deposit.js';
import { deposits } from './deposits.js';
import { exportHistory } from './export.js';
import { fills } from './fills.js';
import { forget } from './forget.js';
import { makeHelp } from './help.js';
import { link } from './link.js';
import { lock } from './lock.js';
import { markets } from './markets.js';
import { makeMenu } from './menu.js';
import { move } from './move.js';
import { order } from './order.js';
import { orders } from './orders.js';
import { pay } from './pay.js';
import { pin } from './pin.js';
import { practice } from './practice.js';
import { price } from './price.js';
import { profit } from './profit.js';
import { receive } from './receive.js';
import { schedule } from './schedule.js';
import { sell } from './sell.js';
import { settings } from './settings.js';
import { start } from './start.js';
import { status } from './status.js';
import { summary } from './summary.js';
import { trades } from './trades.js';
import { unlink } from './unlink.js';
import { unlock } from './unlock.js';
import { voucher } from './voucher.js';
import { withdraw } from './withdraw.js';
import { withdrawal } from './withdrawal.js';
import { withdrawals } from './withdrawals.js';

export const commands: readonly CapeCommand[] = [
  start, makeHelp(() => commands), makeMenu(() => commands), link,
  price, chart, book, trades, markets, currency, currencies,
  buy, sell, orders, order, move, cancel, cancelall, fills,
  balance, deposits, withdrawals, withdrawal, profit, exportHistory, practice, unlink,
  deposit, voucher, withdraw, beneficiaries, pay, receive,
  alert, alerts, summary, schedule,
  settings, status, pin, lock, unlock, forget,
];
