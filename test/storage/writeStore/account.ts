// What is known of a linked account that has traded, been paid and paid out.
import { emptyAccount, type AccountState } from '../../../src/model/account.js';
import { decimal as d, times } from '../../../src/model/money.js';
import type { Order } from '../../../src/model/trading/order.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import type { AwaitedInvoice } from '../../../src/model/user.js';
import { bolt, hex, sat, start } from './requests.js';

export const openOrder: Order = {
  id: '173757', uuid: '0b3c9e0a-0000-4000-8000-000000173757', customOrderId: 'own-1', market: 'btczar', side: 'buy', type: 'limit', price: d('830000'), averagePrice: d('829000'), state: 'wait',
  originVolume: d('0.01'), remainingVolume: d('0.006'), executedVolume: d('0.004'), tradesCount: 1, postOnly: false, createdAt: start, updatedAt: start + 1000,
};
const soldOrder: Order = {
  id: '173758', market: 'btczar', side: 'sell', type: 'market', averagePrice: d('829000'), state: 'done', originVolume: d('0.01'), remainingVolume: d('0'), executedVolume: d('0.01'), createdAt: start, updatedAt: start + 1000,
};

const trade = (id: string, order: Order, amount: string): Trade => ({
  id, orderId: order.id, market: 'btczar', side: order.side, price: d('829000'), amount: d(amount), total: times(d('829000'), d(amount)), takerSide: 'sell',
  feeAmount: d('0.000008'), feeCurrency: order.side === 'buy' ? 'btc' : 'zar', customOrderId: 'own-1', at: start + 1000,
});
const bought = trade('501', openOrder, '0.004');
const sold = trade('502', soldOrder, '0.01');
const sale = { sold: d('0.01'), unbought: d('0'), received: d('8290'), cost: d('8000'), fees: d('16.58') };

export const account: AccountState = {
  ...emptyAccount,
  since: start - 86_400_000, baselineAt: start - 86_000_000, tradesReadTo: start,
  orders: {
    [openOrder.id]: { order: openOrder, trades: [bought], push: { key: 'fill:173757:501', openedAt: start + 1000 }, endTold: false, cancelAskedAt: start + 2000 },
    [soldOrder.id]: { order: soldOrder, trades: [sold], sale, endTold: true, endLeftAt: start + 2000 },
    173759: { order: { ...openOrder, id: '173759', state: 'pending' }, trades: [], endTold: false, missingSince: start + 3000 },
  },
  seenTrades: ['501', '502'],
  deposits: {
    11: { id: '11', currency: 'btc', state: 'submitted', confirmations: 1, creditTold: false, createdAt: start },
    12: { id: '12', currency: 'zar', state: 'collected', creditTold: true, createdAt: start },
  },
  withdrawals: {
    21: { id: '21', currency: 'btc', state: 'confirming', confirmations: 2, txid: hex('txid'), createdAt: start, movedAt: start + 1000, moves: 2 },
    22: { id: '22', currency: 'zar', state: 'errored', createdAt: start, movedAt: start + 1000, moves: 1, errorTold: true },
  },
  balances: { zar: { currency: 'zar', available: d('1700.5'), locked: d('4980') }, btc: { currency: 'btc', available: d('0.25'), locked: d('0') } },
  feeRates: { btczar: d('0.002') },
  costs: { settledUntil: start - 86_000_000, held: { btczar: { amount: d('0.2'), cost: d('160000') }, ethzar: { amount: d('1'), cost: d('40000'), unsure: true } }, recent: [bought, sold], sales: { [soldOrder.id]: sale } },
};

const invoice = (name: string, more: Pick<AwaitedInvoice, 'state'> & Partial<AwaitedInvoice>): readonly [string, AwaitedInvoice] => [
  hex(name), { paymentHash: hex(name), bolt, amountSat: sat('50000'), askedBy: 40, createdAt: start, expiresAt: start + 900_000, ...more },
];

export const invoices: Readonly<Record<string, AwaitedInvoice>> = Object.fromEntries([
  invoice('waiting', { state: 'waiting', note: 'lunch', conversionPart: d('0.5'), rand: { amount: d('415'), price: d('830000') } }),
  invoice('small', { state: 'waiting', noConversion: true }),
  invoice('paid', { state: 'paid', bolt: '' }),
  invoice('expired', { state: 'expired', bolt: '' }),
]);
