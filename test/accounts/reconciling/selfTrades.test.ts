// A trade of an account with itself, listed once for the order that waited or once for each side: told in full, and nothing earned by it.
import { describe, expect, it } from '@jest/globals';
import { reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent } from '../../../src/accounts/reconciling/reconcileTypes.js';
import type { UserRecord } from '../../../src/model/user.js';
import type { Order } from '../../../src/model/trading/order.js';
import { profitSteps, type Profit } from '../../../src/model/trading/profit.js';
import { withoutSelfTrades } from '../../../src/model/trading/selfTrade.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { orderFilled, type OrderFilled } from '../../../src/notifications/kinds/orderFilled.js';
import { speak } from '../../../src/text/index.js';
import { contextAt, d, describeMarket, linkedUser, start } from '../samples.js';

const now = start + 5000;
const done = (id: string, side: Order['side'], over: Partial<Order> = {}): Order => ({
  id, market: 'btczar', side, type: 'limit', price: d('800000'), averagePrice: d('800000'), state: 'done', originVolume: d('0.001'),
  remainingVolume: d('0'), executedVolume: d('0.001'), createdAt: start + 1000, updatedAt: start + 2000, ...over,
});
const sold: Trade = {
  id: '70', orderId: '1', market: 'btczar', side: 'sell', price: d('800000'), amount: d('0.001'), total: d('800'), takerSide: 'buy', feeAmount: d('1.6'), feeCurrency: 'zar', at: start + 2000,
};
const bought: Trade = { ...sold, orderId: '2', side: 'buy', feeAmount: d('0.000002'), feeCurrency: 'btc' };
const earlier: Trade = { ...sold, id: '60', orderId: '0', side: 'buy', total: d('700'), price: d('700000'), feeAmount: d('0'), at: start - 9_000_000 };

/** Holds 0.001 BTC bought for R700. */
const holder = (): UserRecord => linkedUser({ baselineAt: start, tradesReadTo: start, costs: { settledUntil: start - 100, held: { btczar: { amount: d('0.001'), cost: d('700') } }, recent: [], sales: {} } });
const hear = (record: UserRecord, ...events: AccountEvent[]): UserRecord => reconcileAll(record, events, contextAt(now)).record;
const orders: readonly AccountEvent[] = [{ type: 'order', order: done('1', 'sell'), source: 'stream' }, { type: 'order', order: done('2', 'buy'), source: 'stream' }];
const read = (...trades: Trade[]): readonly AccountEvent[] => [{ type: 'trades', trades, source: 'read' }, { type: 'tradesRead', ended: ['1', '2'], readTo: now }];
const lastPush = (record: UserRecord, orderId: string): OrderFilled | undefined =>
  record.outbox.flatMap((row) => (row.kind === 'orderFilled' && (row.data as unknown as OrderFilled).orderId === orderId ? [row.data as unknown as OrderFilled] : [])).at(-1);
const profitOf = (trades: readonly Trade[]): Profit => {
  const steps = profitSteps(trades, describeMarket, { from: 0, until: Infinity });
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
};

describe.each([['one row', [sold]], ['a row for each side', [sold, bought]], ['a row for each side, the newer first', [bought, sold]]])('a self trade listed with %s', (_what, rows) => {
  const record = hear(holder(), ...orders, ...read(...rows), ...read(...rows));

  it('ends both orders, with all of their trades', () => {
    for (const id of ['1', '2']) {
      const tracked = record.account.orders[id];
      expect([tracked?.endTold, tracked?.trades.map((trade) => [trade.id, trade.orderId, trade.self])]).toEqual([true, [['70', id, true]]]);
    }
  });

  it('promises no fee that will never follow', () => {
    for (const id of ['1', '2']) {
      const data = lastPush(record, id);
      if (data === undefined) throw new Error('nothing was told');
      for (const language of ['en', 'af', 'zu']) {
        const { text } = orderFilled.render(data, { say: speak(language), user: record, now, late: false, eventAt: now } as never)?.text ?? { text: '' };
        expect(text).not.toContain(speak(language)('fill.feeFollows').text);
        expect(text).not.toContain(speak(language)('line.feeFollows').text);
      }
    }
  });

  it('earns nothing: not in the push, not in what the coins cost, not in /profit', () => {
    expect(lastPush(record, '1')?.earned).toBeUndefined();
    expect([record.account.selfTrades, record.account.costs?.recent]).toEqual([['70'], []]);
    const profit = profitOf(withoutSelfTrades([earlier, ...rows], new Set(record.account.selfTrades)));
    expect([profit.total.realised, profit.sales]).toEqual(['0', []]);
  });
});

describe('what only looks like a self trade', () => {
  it('is told as before: another amount, another time, another price, the same side', () => {
    for (const over of [{ amount: d('0.0009'), total: d('720') }, { at: start + 3_600_000 }, { price: d('790000'), total: d('790') }, { takerSide: 'sell' }] as const) {
      const record = hear(holder(), ...orders, ...read({ ...sold, ...over }));
      expect(record.account.selfTrades).toBeUndefined();
      expect(record.account.orders['2']).toMatchObject({ endTold: true, trades: [] });
    }
  });

  it('two rows for each side are left out of /profit without anything known of the orders', () => {
    expect(profitOf([earlier, sold, bought]).total.realised).toBe('0');
    expect(profitOf([earlier, sold]).total.realised).toBe('98.4');
  });
});
