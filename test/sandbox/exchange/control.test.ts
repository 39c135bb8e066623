import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startExchange, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { call, Listener, list, object, signed, until, type Answered, type Key } from './exchangeClient.js';

let exchange: SimulatedExchange;
let key: Key;
const ORDER = { market: 'btczar', side: 'buy', volume: '0.01', price: '800000' };

beforeEach(async () => {
  exchange = await startExchange({ otherTraders: false, processingDelayMs: 5 });
  key = exchange.control.createAccount({ balances: { btc: '1', zar: '100000' } });
});
afterEach(() => exchange.stop());

const send = (method: string, path: string, body?: unknown): Promise<Answered> => call(exchange.restUrl, method, path, key, body);
const placed = (): number => exchange.control.orders(key.uid).length;
const best = async (): Promise<[number, number]> => {
  const { asks, bids } = object(await send('GET', '/public/markets/btczar/depth')) as { asks: string[][]; bids: string[][] };
  return [Number(bids[0]![0]), Number(asks[0]![0])];
};

describe('a fault', () => {
  it.each([
    ['refuse', 0], ['dropBefore', 0], ['dropAnswerAfterAccept', 1],
  ] as const)('%s leaves no answer and %d orders', async (kind, orders) => {
    exchange.control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind, times: 1 });
    await expect(send('POST', '/market/orders', ORDER)).rejects.toThrow();
    expect(placed()).toBe(orders);
    expect((await send('POST', '/market/orders', ORDER)).status).toBe(201);
    expect(exchange.control.requests.map(({ fault }) => fault)).toEqual([kind, null]);
  });

  it('http answers in the place of the exchange, with any status, body and headers', async () => {
    exchange.control.setFault({ match: { path: /orders$/ }, kind: 'http', status: 429, body: '<html>', contentType: 'text/html', headers: { 'Retry-After': '7' } });
    const answered = await send('POST', '/market/orders', ORDER);
    expect([answered.status, answered.text, answered.headers.get('retry-after'), placed()]).toEqual([429, '<html>', '7', 0]);
    exchange.control.clearFaults();
    expect((await send('POST', '/market/orders', ORDER)).status).toBe(201);
  });

  it('delay lets the order fill, and its frames arrive, before the 201', async () => {
    const listener = await new Listener(`${exchange.streamUrl}/private?stream=order`, signed(key)).greeted();
    exchange.control.setFault({ match: { method: 'POST' }, kind: 'delay', delayMs: 120 });
    let answeredAfter = -1;
    const answer = send('POST', '/market/orders', ORDER).then((one) => {
      answeredAfter = listener.of('order').length;
      return one;
    });
    await until(() => exchange.control.orders(key.uid)[0]?.state === 'wait');
    exchange.control.fillOrder(exchange.control.orders(key.uid)[0]!.id, '0.01');
    expect([object(await answer)['state'], answeredAfter]).toEqual(['pending', 3]);
    listener.socket.terminate();
  });

  it.each([[401, '{"errors":["authz.apikey_not_active"]}'], [502, '']])('http %d strikes a stream upgrade too', async (status, body) => {
    exchange.control.setFault({ match: { path: '/stream/private' }, kind: 'http', status, body, times: 1 });
    const listener = new Listener(`${exchange.streamUrl}/private`, signed(key));
    const refused = await new Promise((resolve) => listener.socket.on('unexpected-response', (_, response) => resolve(response.statusCode)));
    expect(refused).toBe(status);
    listener.socket.terminate();
  });

  it('of maintenance answers 503 to everything until it is over', async () => {
    exchange.control.maintenance(true);
    expect([(await send('GET', '/public/health/alive')).status, (await send('POST', '/market/orders', ORDER)).status, placed()]).toEqual([503, 503, 0]);
    exchange.control.maintenance(false);
    expect((await send('GET', '/public/health/alive')).status).toBe(200);
  });
});

describe('the request log', () => {
  it('keeps what was sent, with header names in lower case, and can be cleared', async () => {
    await send('POST', '/market/orders?a=1&b=2&b=3', ORDER);
    const [logged] = exchange.control.requests;
    expect(logged).toMatchObject({ method: 'POST', path: '/market/orders', query: { a: '1', b: ['2', '3'] }, body: JSON.stringify(ORDER), fault: null });
    expect(logged!.headers['x-auth-apikey']).toBe(key.apiKey);
    exchange.control.clearRequests();
    expect(exchange.control.requests).toHaveLength(0);
  });
});

describe('the sockets', () => {
  it('can be listed, sent raw text, and cut without a close frame', async () => {
    const inner = await new Listener(`${exchange.streamUrl}/private?stream=order`, signed(key)).greeted();
    const outer = await new Listener(`${exchange.streamUrl}/public`).greeted();
    expect(exchange.control.openSockets()).toEqual([
      { scope: 'private', uid: key.uid, streams: ['order'] }, { scope: 'public', uid: null, streams: [] },
    ]);
    exchange.control.sendRaw(key.uid, '{"trade":');
    await until(() => inner.texts.at(-1) === '{"trade":');
    exchange.control.cutSockets('private');
    await until(() => inner.closeCode === 1006);
    expect([outer.closeCode, outer.texts.length]).toEqual([null, 1]);
    outer.socket.terminate();
  });

  it('send nothing at all while muted, not even pongs, and stay open', async () => {
    const listener = await new Listener(`${exchange.streamUrl}/public?stream=btczar.ob-inc`).greeted();
    await until(() => listener.acks().length === 1);
    const count = listener.texts.length;
    let pongs = 0;
    listener.socket.on('pong', () => (pongs += 1));
    exchange.control.muteSockets(true);
    listener.socket.ping();
    listener.socket.send('ping');
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '1');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([listener.texts.length - count, pongs, listener.closeCode]).toEqual([0, 0, null]);
    exchange.control.muteSockets(false);
    listener.socket.ping();
    await until(() => pongs === 1);
    listener.socket.terminate();
  });
});

describe('the market', () => {
  it.each([['up', '900000'], ['down', '780000.55'], ['a little', '835010'], ['nowhere', '835000']])('moved %s to %s brackets the price and prints it', async (_, price) => {
    exchange.control.moveTo('btczar', price);
    const [bid, ask] = await best();
    expect(bid).toBeLessThan(Number(price));
    expect(ask).toBeGreaterThan(Number(price));
    expect(ask - bid).toBeLessThan(Number(price) * 0.002);
    const { ticker } = object(await send('GET', '/public/markets/btczar/tickers')) as { ticker: Record<string, string> };
    expect(Number(ticker['last'])).toBe(Number(price));
  });

  it.each([
    ['xrpzar', '12.5'], ['xrpzar', '1.05'], ['usdczar', '17'], ['ethzar', '45000'],
  ])('%s can be moved to %s as well', async (market, price) => {
    exchange.control.moveTo(market, price);
    const { asks, bids } = object(await send('GET', `/public/markets/${market}/depth`)) as { asks: string[][]; bids: string[][] };
    expect(Number(bids[0]![0])).toBeLessThan(Number(price));
    expect(Number(asks[0]![0])).toBeGreaterThan(Number(price));
  });

  it('moved past users\' orders fills them at their own price', async () => {
    await send('POST', '/market/orders', ORDER);
    await send('POST', '/market/orders', { ...ORDER, side: 'sell', price: '900000' });
    await until(() => exchange.control.orders(key.uid).every((order) => order.state === 'wait'));
    exchange.control.moveTo('btczar', '790000');
    exchange.control.moveTo('btczar', '950000');
    expect(exchange.control.orders(key.uid).map((order) => [order.state, order.avg_price])).toEqual([['done', '800000.0'], ['done', '900000.0']]);
  });

  it('fills exactly the volume that is asked of an order, at its price, and no more than it has', async () => {
    const id = object(await send('POST', '/market/orders', ORDER))['id'] as number;
    await until(() => exchange.control.orders(key.uid)[0]!.state === 'wait');
    exchange.control.fillOrder(id, '0.003');
    exchange.control.fillOrder(id, '0.002');
    expect(exchange.control.trades(key.uid).map(({ amount, price }) => [amount, price])).toEqual([['0.003', '800000.0'], ['0.002', '800000.0']]);
    expect(() => exchange.control.fillOrder(id, '0.006')).toThrow('has only 0.005 left');
    exchange.control.cancelOrder(id);
    expect(exchange.control.orders(key.uid)[0]).toMatchObject({ state: 'cancel', executed_volume: '0.005' });
    expect(() => exchange.control.fillOrder(id, '0.001')).toThrow('is not resting');
  });

  it('refuses orders while it is disabled', async () => {
    exchange.control.setMarketState('btczar', 'disabled');
    expect(await send('POST', '/market/orders', ORDER)).toMatchObject({ status: 422, body: { errors: ['market.market.doesnt_exist_or_not_enabled'] } });
  });

  it('is the same again from the same seed, keys included, and another from another seed', async () => {
    const [twin, other] = await Promise.all([startExchange({ otherTraders: false }), startExchange({ otherTraders: false, seed: 1 })]);
    const asks = async (one: SimulatedExchange): Promise<unknown> => object(await call(one.restUrl, 'GET', '/public/markets/btczar/depth'))['asks'];
    expect(await asks(twin)).toEqual(await asks(exchange));
    expect(await asks(other)).not.toEqual(await asks(exchange));
    expect(twin.control.createAccount().secret).toBe(key.secret);
    await Promise.all([twin.stop(), other.stop()]);
  });

  it('moves by itself when other traders are on', async () => {
    const lively = await startExchange({ processingDelayMs: 5 });
    const listener = await new Listener(`${lively.streamUrl}/public?stream=btczar.ob-inc,ethzar.ob-inc,xrpzar.ob-inc,usdczar.ob-inc`).greeted();
    const count = listener.texts.length;
    await until(() => listener.texts.length > count + 5, 5000);
    await lively.stop();
    await until(() => listener.closeCode !== null);
    expect(list(await send('GET', '/public/markets'))).toHaveLength(4);
  });
});
