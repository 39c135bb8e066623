// One withdrawal in full: whole destination, whole transaction id, and the way to a page that shows it.
import type { Currency } from '../../model/trading/market.js';
import type { Button, MessageContent, Rich } from '../../model/message.js';
import { isZero, minus } from '../../model/money.js';
import { isGivenBack, type Withdrawal } from '../../model/payments/withdrawal.js';
import { showMoney, showTime } from '../format.js';
import { withdrawalState, type RowOptions } from './historyRows.js';
import type { Say } from '../index.js';
import { showFee } from '../orderFigures.js';
import { outside } from '../outside.js';
import { join } from '../rich.js';

const hostLimit = 60;

/** `currency` is what is known of it, where anything is. */
export function withdrawalDetails(say: Say, withdrawal: Withdrawal, currency: Currency | undefined, { now, timeZone }: RowOptions): MessageContent {
  const { id, amount, fee, state, destination, txid, note, confirmations, createdAt, doneAt } = withdrawal;
  const unit = withdrawal.currency;
  const mark = state === 'succeed' ? '✅' : isGivenBack(state) ? '❌' : state === 'errored' ? '⚠️' : '⏳';
  const values = { receives: showMoney(say, minus(amount, fee), unit), fee: showFee(say, fee, unit) };
  const optional = <Value>(value: Value | undefined, line: (value: Value) => Rich): readonly Rich[] => (value === undefined ? [] : [line(value)]);
  const link = txid === undefined ? undefined : explorerLink(currency?.explorerTransaction, txid);
  return {
    text: join([
      say('withdrawal.heading', { mark, amount: showMoney(say, amount, unit), id: outside(id, 40) }),
      say('withdrawal.state', { state: withdrawalState(say, state) }),
      say(isZero(fee) ? 'withdrawal.arrivesWhole' : 'withdrawal.arrives', values),
      ...optional(destination, (value) => say('withdrawal.destination', { value: outside(value) })),
      ...optional(txid, (value) => say('line.transaction', { value: outside(value) })),
      ...optional(confirmations === 0 ? undefined : confirmations, (count) => say('withdrawal.confirmations', { count })),
      ...optional(note, (value) => say('withdrawal.note', { value: outside(value) })),
      say('withdrawal.asked', { time: showTime(say, createdAt, now, timeZone) }),
      ...(doneAt === undefined ? [] : [say('withdrawal.ended', { time: showTime(say, doneAt, now, timeZone) })]),
    ]),
    ...(link === undefined ? {} : { buttons: [[explorerButton(say, link)]] }),
  };
}

export const explorerButton = (say: Say, link: URL): Button => ({ label: say('withdrawal.explorer', { host: outside(link.host, hostLimit) }).text, url: link.href });

/** The page of the exchange's template for this transaction; undefined unless it is a plain https address. */
export function explorerLink(template: string | undefined, txid: string): URL | undefined {
  if (template?.includes('#{txid}') !== true || !/^[0-9A-Za-z]{8,128}$/.test(txid)) return undefined;
  try {
    const link = new URL(template.replaceAll('#{txid}', txid));
    return link.protocol === 'https:' && link.username === '' && link.password === '' ? link : undefined;
  } catch {
    return undefined;
  }
}
