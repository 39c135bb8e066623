// A row of every kind of notification that nothing else in the store has made.
import type { UserRecord } from '../../../src/model/user.js';
import { decimal as d } from '../../../src/model/money.js';
import { beginIncident } from '../../../src/notifications/outages/incidents.js';
import { acknowledge, claimRow, countAttempt } from '../../../src/notifications/delivery/deliveryRecord.js';
import { kinds } from '../../../src/notifications/kinds/index.js';
import { enqueue, type NewRow } from '../../../src/notifications/outbox.js';
import { hex, sat, start } from './requests.js';

const market = { market: 'btczar', base: 'btc', quote: 'zar' } as const;
const zar = { currency: 'zar', available: d('1700.5'), locked: d('4980'), value: d('6680.5') } as const;

const rows: readonly NewRow[] = [
  { kind: 'orderFilled', id: 'fill:173757:501', messageKey: 'fill:173757:501', fresh: true, eventAt: start, data: {
    ...market, orderId: '173757', side: 'sell', amount: d('0.004'), orderAmount: d('0.01'), averagePrice: d('829000'), total: d('3316'), fee: d('6.632'), feeCurrency: 'zar', remaining: d('0.006'), final: false,
    pricePrecision: 0, earned: { profit: d('109.37'), percent: d('3.4'), averageCost: d('800000') },
  } },
  { kind: 'orderEnded', id: 'end:173758', eventAt: start, data: { ...market, orderId: '173758', side: 'buy', state: 'cancel', amount: d('0.01'), executed: d('0.004'), averagePrice: d('829000'), total: d('3316'), price: d('830000') } },
  { kind: 'orderEnded', id: 'end:173760', eventAt: start, data: { ...market, orderId: '173760', side: 'buy', state: 'reject', amount: d('0.01'), executed: d('0'), reason: 'market.account.insufficient_balance' } },
  { kind: 'depositSeen', id: 'deposit:11:1', messageKey: 'deposit:11', eventAt: start, data: { depositId: '11', currency: 'btc', amount: d('0.5'), txid: hex('in'), confirmations: 1, needed: 3, state: 'submitted' } },
  { kind: 'depositCredited', id: 'deposit:12:credited', eventAt: start, data: { depositId: '12', currency: 'btc', amount: d('0.0005'), fee: d('0.00000001'), txid: hex('in'), invoice: { amountSat: sat('50000'), note: 'lunch' } } },
  { kind: 'withdrawalMoved', id: 'withdrawal:21:2', messageKey: 'withdrawal:21', eventAt: start, data: {
    withdrawalId: '21', currency: 'btc', amount: d('0.1'), fee: d('0.0002'), receives: d('0.0998'), destination: 'bc1qcold', txid: hex('out'), confirmations: 2, needed: 6, state: 'confirming', end: false,
  } },
  { kind: 'withdrawalMoved', id: 'withdrawal:23:end', eventAt: start, data: { withdrawalId: '23', currency: 'btc', amount: d('0.025001'), fee: d('0.000001'), receives: d('0.025'), lightning: true, state: 'succeed', end: true } },
  { kind: 'invoiceMade', id: 'invoice:made', messageKey: `invoice:${hex('waiting')}`, eventAt: start, data: { paymentHash: hex('waiting') } },
  { kind: 'invoiceCard', id: 'invoice:card', messageKey: `invoice:${hex('paid')}`, eventAt: start, data: { paymentHash: hex('paid') } },
  { kind: 'summary', id: 'summary:2025-11-21', eventAt: start, data: {
    period: '2025-11-21', dueAt: start, late: true,
    valuation: { total: d('214180.5'), rows: [{ currency: 'btc', available: d('0.25'), locked: d('0'), price: d('830000'), pricedAt: start, value: d('207500') }, zar], dust: { count: 2, value: d('3.1'), limit: d('10') }, oldestPriceAt: start },
  } },
  { kind: 'keyPaused', id: 'keyPaused:1', eventAt: start, data: { codes: ['authz.apikey_not_active'] } },
  { kind: 'balanceUnexplained', id: `unexplained:btc:rose:${start}`, eventAt: start, data: { currency: 'btc', amount: d('0.25'), way: 'rose' } },
  { kind: 'outage', id: 'outage:over', messageKey: `outage:exchange:${start - 60_000}`, eventAt: start, data: { what: 'exchange', since: start - 60_000, end: { at: start, delayed: { fills: 2, deposits: 1, others: 0 }, complete: true } } },
  { kind: 'addressReady', id: 'address:xrp', eventAt: start, data: { currency: 'xrp', address: 'rLocal', tag: '77', terms: { network: { name: 'XRP Ledger' }, confirmations: 1 } } },
  { kind: 'addressReady', id: 'address:eth', eventAt: start, data: { currency: 'eth' } },
  { kind: 'depositSeen', id: 'deposit:10:1', messageKey: 'deposit:10', eventAt: start, data: { depositId: '10', currency: 'zar', amount: d('500'), state: 'accepted' } },
];

/** The record with all of them: one has been sent, one is on its way out, one could not be put into words. @throws Error when a kind has no row */
export function withEveryRow(record: UserRecord): UserRecord {
  const owed = beginIncident(rows.reduce((next, row) => enqueue(next, row, start + 500), record), { what: 'telegram', since: start - 120_000 }, start);
  const sent = acknowledge(owed, ['deposit:10:1'], { key: 'deposit:10', address: { chatId: record.chatId, messageId: 900 }, at: start });
  const missing = Object.keys(kinds).filter((kind) => !sent.outbox.some((row) => row.kind === kind));
  if (missing.length > 0) throw new Error(`no row of ${missing.join(', ')}`);
  return countAttempt(claimRow(sent, 'summary:2025-11-21'), 'keyPaused:1');
}
