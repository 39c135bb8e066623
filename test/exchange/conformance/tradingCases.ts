// Conformance of the trading calls: every way an order can go.
import { expect } from '@jest/globals';
import { balance } from '../../../src/exchange/endpoints/account/balance.js';
import { cancelAllOrders } from '../../../src/exchange/endpoints/market/cancelAllOrders.js';
import { cancelOrder } from '../../../src/exchange/endpoints/market/cancelOrder.js';
import { createOrder } from '../../../src/exchange/endpoints/market/createOrder.js';
import { getOrder } from '../../../src/exchange/endpoints/market/getOrder.js';
import { listOrders } from '../../../src/exchange/endpoints/market/listOrders.js';
import { listTrades } from '../../../src/exchange/endpoints/market/listTrades.js';
import { decimal } from '../../../src/model/money.js';
import type { Bench } from './bench.js';

const limitOrder = { market: 'btczar', side: 'buy', type: 'limit', volume: decimal('0.01'), price: decimal('800000'), customOrderId: 'c' } as const;

export const tradingCases: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  createOrder: async ({ call, place, reach, refusal }) => {
    const order = await call(createOrder, { ...limitOrder, postOnly: true });
    expect(order).toMatchObject({ market: 'btczar', side: 'buy', type: 'limit', price: '800000', originVolume: '0.01', executedVolume: '0', state: 'pending', customOrderId: 'c', postOnly: true, uuid: expect.any(String) });
    await reach(order.id, 'wait');
    const market = await place('sell', '0.01');
    expect(market).not.toHaveProperty('price');
    expect(await reach(market.id, 'done')).toMatchObject({ type: 'market', remainingVolume: '0' });
    expect(await refusal(createOrder, { ...limitOrder, volume: decimal('0.000001') })).toEqual(['market.order.invalid_volume_or_price']);
    expect(await refusal(createOrder, { ...limitOrder, market: 'nosuch' })).toEqual(['market.market.doesnt_exist_or_not_enabled']);
    expect(await refusal(createOrder, { ...limitOrder, volume: decimal('100') })).toEqual(['market.account.insufficient_balance']);
    expect(await refusal(createOrder, { ...limitOrder, price: decimal('900000'), postOnly: true })).toEqual(['market.order.post_only_would_match']);
  },
  getOrder: async ({ call, control, uid, place, reach, refusal }) => {
    const { id, uuid } = await place('buy', '0.01', '800000');
    expect(await call(getOrder, { id })).toMatchObject({ id, uuid });
    await reach(id, 'wait');
    expect(await call(getOrder, { id: uuid! })).toMatchObject({ id, state: 'wait' });
    control.fillOrder(Number(id), '0.004');
    expect(await call(getOrder, { id })).toMatchObject({ state: 'wait', executedVolume: '0.004', remainingVolume: '0.006', tradesCount: 1 });
    control.fillOrder(Number(id), '0.006');
    expect(await call(getOrder, { id })).toMatchObject({ state: 'done', averagePrice: '800000' });
    control.rejectNext(uid);
    expect(await reach((await place('buy', '0.01', '800000')).id, 'reject')).toMatchObject({ executedVolume: '0' });
    expect(await refusal(getOrder, { id: '999999999' })).toEqual(['record.not_found']);
    expect(await refusal(getOrder, { id: 'neither' })).toEqual(['market.order.invaild_id_or_uuid']);
  },
  listOrders: async ({ call, control, uid, place, reach }) => {
    const done = await place('buy', '0.01', '800000');
    await reach(done.id, 'wait');
    control.fillOrder(Number(done.id), '0.01');
    const cancelled = await place('sell', '0.01', '900000');
    await reach(cancelled.id, 'wait');
    control.cancelOrder(Number(cancelled.id));
    control.rejectNext(uid);
    const rejected = await place('buy', '0.01', '700000');
    await reach(rejected.id, 'reject');
    const waiting = await place('buy', '0.5', '30000', { market: 'ethzar' });
    await reach(waiting.id, 'wait');
    const pending = await place('buy', '0.01', '700000');
    const ids = async (input: Parameters<typeof listOrders.path>[0]): Promise<readonly string[]> => (await call(listOrders, input)).map((one) => one.id);
    expect((await call(listOrders, { states: ['pending', 'wait'] })).map((one) => one.id)).toEqual(expect.arrayContaining([waiting.id, pending.id]));
    expect(await ids({ states: ['done'] })).toEqual([done.id]);
    expect(await ids({ states: ['cancel'] })).toEqual([cancelled.id]);
    expect(await ids({ states: ['reject'] })).toEqual([rejected.id]);
    expect(await ids({ states: ['cancel', 'reject'], orderBy: 'asc' })).toEqual([cancelled.id, rejected.id]);
    expect(await ids({ market: 'ethzar' })).toEqual([waiting.id]);
    expect(await ids({ base: 'eth', quote: 'zar', side: 'buy', type: 'limit' })).toEqual([waiting.id]);
    expect(await ids({ side: 'sell' })).toEqual([cancelled.id]);
    expect((await ids({ limit: 2, page: 3 })).length).toBe(1);
    expect(await ids({ timeFrom: Date.now() + 60_000 })).toEqual([]);
  },
  listTrades: async ({ call, control, place, reach }) => {
    const { id } = await place('buy', '0.01', '800000');
    await reach(id, 'wait');
    for (const volume of ['0.001', '0.002', '0.003']) control.fillOrder(Number(id), volume);
    const trades = await call(listTrades, { market: 'btczar' });
    expect(trades.map((one) => one.amount)).toEqual(['0.003', '0.002', '0.001']);
    expect(trades[0]).toMatchObject({ orderId: id, market: 'btczar', side: 'buy', takerSide: 'sell', price: '800000', total: '2400', feeCurrency: 'btc', feeAmount: '0.000003' });
    expect((await call(listTrades, { limit: 2, page: 2 })).map((one) => one.amount)).toEqual(['0.001']);
    expect((await call(listTrades, { orderBy: 'asc', limit: 1 }))[0]!.amount).toBe('0.001');
    expect(await call(listTrades, { timeFrom: Date.now() + 60_000 })).toEqual([]);
  },
  cancelOrder: async ({ call, control, place, reach, refusal }) => {
    const { id } = await place('buy', '0.01', '800000');
    await reach(id, 'wait');
    control.fillOrder(Number(id), '0.004');
    expect(await call(cancelOrder, { id })).toMatchObject({ id, state: 'wait' });
    expect(await reach(id, 'cancel')).toMatchObject({ executedVolume: '0.004' });
    expect(await call(balance, { currency: 'zar' })).toMatchObject({ locked: '0' });
    expect(await call(cancelOrder, { id })).toMatchObject({ state: 'cancel' });
    expect(await refusal(cancelOrder, { id: '999999999' })).toEqual(['record.not_found']);
  },
  cancelAllOrders: async ({ call, place, reach }) => {
    const [buy, sell] = [await place('buy', '0.01', '800000'), await place('sell', '0.01', '900000')];
    for (const one of [buy, sell]) await reach(one.id, 'wait');
    expect((await call(cancelAllOrders, { market: 'btczar', side: 'sell' })).map((one) => [one.id, one.state])).toEqual([[sell.id, 'wait']]);
    await reach(sell.id, 'cancel');
    expect((await call(cancelAllOrders, {})).map((one) => one.id)).toEqual([buy.id]);
    await reach(buy.id, 'cancel');
    expect(await call(cancelAllOrders, {})).toEqual([]);
  },
};
