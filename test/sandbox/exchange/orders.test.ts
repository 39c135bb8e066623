import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startExchange, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { call, list, object, signed, until, type Answered, type Key } from './exchangeClient.js';

let exchange: SimulatedExchange;
let key: Key;
const LIMIT = { market: 'btczar', side: 'buy', volume: '0.01', price: '800000' };

beforeEach(async () => {
  exchange = await startExchange({ otherTraders: false, processingDelayMs: 15 });
  key = exchange.control.createAccount({ balances: { btc: '1', zar: '100000' } });
});
afterEach(() => exchange.stop());

const send = (method: string, path: string, body?: unknown): Promise<Answered> => call(exchange.restUrl, method, path, key, body);
const stateOf = (index = 0): string => exchange.control.orders(key.uid)[index]!.state;

async function resting(body: Record<string, unknown> = LIMIT): Promise<number> {
  const id = object(await send('POST', '/market/orders', body))['id'] as number;
  await until(() => exchange.control.orders(key.uid).find((order) => order.id === id)?.state === 'wait');
  return id;
}

describe('a new order', () => {
  it('is answered 201 in state pending with nothing locked, and waits with its money locked soon after', async () => {
    const answered = await send('POST', '/market/orders', { ...LIMIT, custom_order_id: 'mine-1' });
    expect(answered.status).toBe(201);
    expect(answered.body).toMatchObject({
      state: 'pending', price: '800000.0', origin_volume: '0.01', executed_volume: '0.0', avg_price: '0.0', trades_count: 0, custom_order_id: 'mine-1',
    });
    expect(object(answered)['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+02:00$/);
    // It may wait already when the answer is here.
    expect(exchange.control.balances(key.uid)['zar']?.locked).toBe(stateOf() === 'pending' ? '0.0' : '8000.0');
    await until(() => stateOf() === 'wait');
    expect(exchange.control.balances(key.uid)['zar']).toEqual({ available: '92000.0', locked: '8000.0' });
  });

  it.each([
    ['query', () => fetch(`${exchange.restUrl}/market/orders?market=btczar&side=buy&volume=0.01&price=800000`, { method: 'POST', headers: signed(key) })],
    ['form', () => fetch(`${exchange.restUrl}/market/orders`, { method: 'POST', headers: signed(key), body: new URLSearchParams(LIMIT) })],
    ['JSON numbers', () => fetch(`${exchange.restUrl}/market/orders`, {
      method: 'POST', headers: { ...signed(key), 'Content-Type': 'application/json' }, body: '{"market":"btczar","side":"buy","volume":0.01,"price":800000.0}',
    })],
  ])('may be sent as %s', async (_, ask) => {
    const response = await ask();
    expect([response.status, ((await response.json()) as Record<string, unknown>)['price']]).toEqual([201, '800000.0']);
  });

  it.each([
    ['nothing in it', {}, ['missing_market', 'missing_side', 'missing_volume', 'missing_price'].map((code) => `market.order.${code}`)],
    ['an unknown market', { ...LIMIT, market: 'dogezar' }, ['market.market.doesnt_exist_or_not_enabled']],
    ['a wrong side', { ...LIMIT, side: 'hold' }, ['market.order.invalid_side']],
    ['a wrong type', { ...LIMIT, ord_type: 'stop' }, ['market.order.invalid_type']],
    ['a volume that is no number', { ...LIMIT, volume: 'lots' }, ['market.order.non_decimal_volume']],
    ['a volume of nothing', { ...LIMIT, volume: '0' }, ['market.order.non_positive_volume']],
    ['a negative price', { ...LIMIT, price: '-1' }, ['market.order.non_positive_price']],
    ['less than the smallest amount', { ...LIMIT, volume: '0.00000999' }, ['market.order.invalid_volume_or_price']],
    ['too many decimals in the volume', { ...LIMIT, volume: '0.010000001' }, ['market.order.invalid_volume_or_price']],
    ['too many decimals in the price', { ...LIMIT, price: '800000.001' }, ['market.order.invalid_volume_or_price']],
    ['a price under the lowest', { ...LIMIT, price: '199999.99' }, ['market.order.invalid_volume_or_price']],
    ['a price over the highest', { ...LIMIT, price: '1200000.01' }, ['market.order.invalid_volume_or_price']],
    ['a price on a market order', { market: 'btczar', side: 'buy', volume: '0.01', ord_type: 'market', price: null }, ['market.order.market_order_price']],
    ['more than the balance', { ...LIMIT, volume: '0.126' }, ['market.account.insufficient_balance']],
    ['more than the whole book', { market: 'btczar', side: 'buy', volume: '999', ord_type: 'market' }, ['market.order.insufficient_market_liquidity']],
    ['post_only at a price that would trade', { ...LIMIT, price: '900000', post_only: true }, ['market.order.post_only_would_match']],
  ])('with %s is refused with 422', async (_, body, errors) => {
    const answered = await send('POST', '/market/orders', body);
    expect([answered.status, answered.body]).toEqual([422, { errors }]);
    expect(exchange.control.orders(key.uid)).toEqual([]);
  });

  it('that is not JSON is refused with a text, not a list', async () => {
    const response = await fetch(`${exchange.restUrl}/market/orders`, { method: 'POST', headers: { ...signed(key), 'Content-Type': 'application/json' }, body: '{"market":' });
    expect([response.status, await response.json()]).toEqual([400, { errors: 'server.method.invalid_message_body' }]);
  });

  it('is accepted and then rejected when the exchange is told so', async () => {
    exchange.control.rejectNext(key.uid, 'for the test');
    expect((await send('POST', '/market/orders', LIMIT)).status).toBe(201);
    await until(() => stateOf() === 'reject');
    expect(exchange.control.balances(key.uid)['zar']).toEqual({ available: '100000.0', locked: '0.0' });
  });

  it('at market ends cancelled with a part filled when the book empties before it is matched', async () => {
    const [ask] = (object(await call(exchange.restUrl, 'GET', '/public/markets/btczar/depth'))['asks'] as string[][]);
    await send('POST', '/market/orders', { market: 'btczar', side: 'buy', ord_type: 'market', volume: '0.01' });
    exchange.control.otherTrader.take('btczar', 'buy', '999');
    exchange.control.otherTrader.placeLimit('btczar', 'sell', ask![0]!, '0.004');
    await until(() => stateOf() === 'cancel');
    expect(exchange.control.orders(key.uid)[0]).toMatchObject({ state: 'cancel', executed_volume: '0.004', price: null });
    expect(exchange.control.balances(key.uid)['zar']?.locked).toBe('0.0');
  });
});

describe('an order that rests', () => {
  it('is found by number and by UUID with its trades, and not by another user', async () => {
    const id = await resting();
    exchange.control.fillOrder(id, '0.004');
    const byId = object(await send('GET', `/market/orders/${id}`));
    expect(byId).toMatchObject({ state: 'wait', executed_volume: '0.004', remaining_volume: '0.006', trades_count: 1 });
    expect(byId['trades']).toEqual([expect.objectContaining({ price: '800000.0', amount: '0.004', total: '3200.0', side: 'buy', taker_type: 'sell' })]);
    expect(await send('GET', `/market/orders/${String(byId['uuid'])}`)).toMatchObject({ status: 200, body: byId });
    const stranger = exchange.control.createAccount();
    expect(await call(exchange.restUrl, 'GET', `/market/orders/${id}`, stranger)).toMatchObject({ status: 404, body: { errors: ['record.not_found'] } });
    expect(await send('GET', '/market/orders/12ab')).toMatchObject({ status: 422, body: { errors: ['market.order.invaild_id_or_uuid'] } });
  });

  it('is shown still waiting by its cancellation, and is cancelled with its money back a little later', async () => {
    const id = await resting();
    expect(await send('POST', `/market/orders/${id}/cancel`)).toMatchObject({ status: 201, body: { id, state: 'wait' } });
    await until(() => stateOf() === 'cancel');
    expect(exchange.control.balances(key.uid)['zar']).toEqual({ available: '100000.0', locked: '0.0' });
    expect(await send('POST', `/market/orders/${id}/cancel`)).toMatchObject({ status: 201, body: { id, state: 'cancel' } });
  });

  it('may still be filled after it was asked to cancel, and then ends done', async () => {
    const id = await resting();
    await send('POST', `/market/orders/${id}/cancel`);
    exchange.control.fillOrder(id, '0.01');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(stateOf()).toBe('done');
  });

  it('loses a cancellation that comes while it is still pending', async () => {
    await exchange.stop();
    // Long enough for a busy machine to bring the cancellation in time.
    exchange = await startExchange({ otherTraders: false, processingDelayMs: 400 });
    key = exchange.control.createAccount({ balances: { zar: '100000' } });
    const { id } = object(await send('POST', '/market/orders', LIMIT));
    await send('POST', `/market/orders/${String(id)}/cancel`);
    expect(stateOf()).toBe('pending');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(stateOf()).toBe('wait');
  });

  it('is cancelled with all others, or only with those of its market and side', async () => {
    await resting();
    await resting({ ...LIMIT, side: 'sell', price: '900000' });
    expect(await send('POST', '/market/orders/cancel', { side: 'up' })).toMatchObject({ status: 422, body: { errors: ['value'] } });
    expect(list(await send('POST', '/market/orders/cancel', { market: 'btczar', side: 'sell' }))).toMatchObject([{ side: 'sell', state: 'wait' }]);
    await until(() => stateOf(1) === 'cancel');
    expect(list(await send('POST', '/market/orders/cancel', {}))).toHaveLength(1);
    await until(() => stateOf(0) === 'cancel');
    expect(list(await send('POST', '/market/orders/cancel', {}))).toEqual([]);
  });
});

describe('the lists', () => {
  it('of orders are filtered, paged with Page and Per-Page, and never give a Total', async () => {
    for (let count = 0; count < 3; count += 1) await resting();
    await resting({ ...LIMIT, market: 'ethzar', side: 'buy', price: '40000', volume: '0.1' });
    const first = await send('GET', '/market/orders?limit=3&page=1');
    const second = await send('GET', '/market/orders?limit=3&page=2');
    expect([list(first).length, list(second).length]).toEqual([3, 1]);
    expect([first.headers.get('page'), first.headers.get('per-page'), first.headers.get('total')]).toEqual(['1', '3', null]);
    expect(list(await send('GET', '/market/orders?market=ethzar'))).toHaveLength(1);
    expect(list(await send('GET', '/market/orders?state[]=wait&state[]=pending&type=buy&base_unit=btc'))).toHaveLength(3);
    expect(list(await send('GET', '/market/orders?state=done'))).toEqual([]);
    expect(list(await send('GET', `/market/orders?time_from=${Date.now() + 60_000}`))).toEqual([]);
  });

  it.each([
    ['/market/orders?state=open', 'market.order.invalid_state'], ['/market/orders?limit=1001', 'market.order.invalid_limit'],
    ['/market/orders?limit=x', 'market.order.non_integer_limit'], ['/market/orders?order_by=up', 'market.order.invalid_order_by'],
    ['/market/orders?ord_type=stop', 'market.order.invalid_ord_type'], ['/market/orders?time_from=', 'market.order.empty_time_from'],
    ['/market/trades?limit=0', 'market.trade.invalid_limit'], ['/market/trades?market=x', 'market.market.doesnt_exist'],
  ])('refuse %s with %s', async (path, code) => {
    expect(await send('GET', path)).toMatchObject({ status: 422, body: { errors: [code] } });
  });

  it('of trades carry the fee as a fraction of what was received', async () => {
    const id = await resting();
    exchange.control.fillOrder(id, '0.01');
    expect(list(await send('GET', '/market/trades?market=btczar'))).toMatchObject([{
      price: '800000.0', amount: '0.01', total: '8000.0', fee_currency: 'btc', fee: '0.001', fee_amount: '0.00001', order_id: id, side: 'buy', taker_type: 'sell',
    }]);
  });
});
