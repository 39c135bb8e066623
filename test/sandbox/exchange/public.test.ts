import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startExchange, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { call, list, object, type Answered } from './exchangeClient.js';

let exchange: SimulatedExchange;
let clock = Date.UTC(2023, 11, 8, 6, 46, 59);

beforeAll(async () => {
  exchange = await startExchange({ otherTraders: false, seed: 5, now: () => clock });
});
afterAll(() => exchange.stop());

const ask = (path: string, method = 'GET'): Promise<Answered> => call(exchange.restUrl, method, path);

describe('the public requests', () => {
  it('say that the engine is alive and what time it is, in the body and in the Date header', async () => {
    expect((await ask('/public/health/alive')).status).toBe(200);
    const answered = await ask('/public/timestamp');
    expect([answered.text, answered.headers.get('date')]).toEqual(['"2023-12-08T08:46:59+02:00"', 'Fri, 08 Dec 2023 06:46:59 GMT']);
  });

  it('list the four markets exactly as the document does', async () => {
    const markets = await ask('/public/markets');
    expect(list(markets)[0]).toEqual({
      id: 'btczar', name: 'BTC/ZAR', base_unit: 'btc', quote_unit: 'zar', min_price: '200000.0', max_price: '1200000.0',
      min_amount: '0.00001', amount_precision: 8, price_precision: 2, state: 'enabled',
    });
    expect(list(markets).map((market) => [market['id'], market['min_amount'], market['amount_precision']])).toEqual([
      ['btczar', '0.00001', 8], ['ethzar', '0.0001', 8], ['xrpzar', '1.0', 6], ['usdczar', '0.5', 2],
    ]);
    expect([markets.headers.get('total'), markets.headers.get('per-page')]).toEqual(['4', '100']);
    expect(list(await ask('/public/markets?order_by=id&ordering=desc&limit=1')).map((market) => market['id'])).toEqual(['xrpzar']);
    expect(list(await ask('/public/markets?base_unit=eth'))).toHaveLength(1);
  });

  it('list the currencies, and one of them', async () => {
    expect(list(await ask('/public/currencies')).map((currency) => currency['id'])).toEqual(['btc', 'eth', 'xrp', 'usdc', 'zar']);
    expect(list(await ask('/public/currencies?type=fiat'))).toHaveLength(1);
    expect(object(await ask('/public/currencies/btc'))).toMatchObject({ id: 'btc', type: 'coin', precision: 8, min_confirmations: 2, withdraw_fee: '0.0002' });
  });

  it.each([['btczar', 830000, 840000], ['ethzar', 41000, 43000], ['xrpzar', 11.5, 12.5], ['usdczar', 18, 19]])(
    'show a book of %s that brackets its price, asks rising and bids falling', async (market, low, high) => {
      const { asks, bids, timestamp } = object(await ask(`/public/markets/${market}/depth?limit=5`)) as { asks: string[][]; bids: string[][]; timestamp: number };
      const prices = [...[...bids].reverse(), ...asks].map(([price]) => Number(price));
      expect(prices).toEqual([...prices].sort((a, b) => a - b));
      expect([asks.length, bids.length, new Set(prices).size, timestamp]).toEqual([5, 5, 10, clock / 1000]);
      expect(prices[4]!).toBeGreaterThan(low);
      expect(prices[5]!).toBeLessThan(high);
    });

  it('show trades as bare numbers and whole seconds', async () => {
    exchange.control.otherTrader.placeLimit('xrpzar', 'sell', '12', '10');
    exchange.control.otherTrader.take('xrpzar', 'buy', '2.5');
    expect((await ask('/public/markets/xrpzar/trades')).text).toMatch(
      new RegExp(`^\\[\\{"id":\\d+,"price":12,"amount":2\\.5,"total":30,"market":"xrpzar","created_at":${clock / 1000},"taker_type":"buy"\\}\\]$`));
  });

  it('show tickers, one as it is and all as a map', async () => {
    const one = object(await ask('/public/markets/xrpzar/tickers')) as { at: number; ticker: Record<string, string> };
    expect([one.at, one.ticker['last']]).toEqual([clock / 1000, '12.0']);
    expect(one.ticker['price_change_percent']).toMatch(/^[+-]\d+\.\d\d%$/);
    expect(Object.keys(object(await ask('/public/markets/tickers')))).toEqual(['btczar', 'ethzar', 'xrpzar', 'usdczar']);
  });

  it('give plausible candles of any period, oldest first, flat where nothing traded', async () => {
    const candles = (await ask('/public/markets/btczar/k-line?period=15&limit=200')).body as number[][];
    expect(candles).toHaveLength(200);
    for (const [index, [at, open, high, low, close, volume]] of candles.entries()) {
      expect(at! % 900).toBe(0);
      if (index > 0) expect(at! - candles[index - 1]![0]!).toBe(900);
      expect(high!).toBeGreaterThanOrEqual(Math.max(open!, close!));
      expect(low!).toBeLessThanOrEqual(Math.min(open!, close!));
      expect(volume!).toBeGreaterThanOrEqual(0);
    }
    clock += 3 * 60_000;
    const [before, , last] = (await ask('/public/markets/btczar/k-line?period=1&limit=3')).body as number[][];
    expect([last![1], last![5]]).toEqual([before![4], 0]);
    const range = (await ask(`/public/markets/btczar/k-line?period=1&limit=1&time_from=${clock - 600_000}&time_to=${clock}`)).body as number[][];
    expect(range.length).toBeGreaterThan(8);
  });

  it.each([
    ['/public/markets/dogezar/depth', 422, 'public.market.doesnt_exist'], ['/public/markets/btczar/depth?limit=1001', 422, 'public.market_depth.invalid_limit'],
    ['/public/currencies/doge', 422, 'public.currency.doesnt_exist'], ['/public/markets/btczar/k-line?period=7', 422, 'public.k_line.invalid_period'],
    ['/public/markets/btczar/k-line?limit=x', 422, 'public.k_line.non_integer_limit'], ['/public/nowhere', 404, 'record.not_found'],
  ])('answer %s with %d %s', async (path, status, code) => {
    expect(await ask(path)).toMatchObject({ status, body: { errors: [code] } });
  });

  it('answer a wrong verb with 405 and a text, not a list', async () => {
    expect(await ask('/public/markets', 'POST')).toMatchObject({ status: 405, body: { errors: 'server.method_not_allowed' } });
  });
});
