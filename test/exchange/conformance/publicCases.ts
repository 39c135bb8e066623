// Conformance of the public calls.
import { expect } from '@jest/globals';
import { allTickers } from '../../../src/exchange/endpoints/public/allTickers.js';
import { currencies } from '../../../src/exchange/endpoints/public/currencies.js';
import { currency } from '../../../src/exchange/endpoints/public/currency.js';
import { depth } from '../../../src/exchange/endpoints/public/depth.js';
import { healthAlive } from '../../../src/exchange/endpoints/public/healthAlive.js';
import { kLine } from '../../../src/exchange/endpoints/public/kLine.js';
import { markets } from '../../../src/exchange/endpoints/public/markets.js';
import { publicTrades } from '../../../src/exchange/endpoints/public/publicTrades.js';
import { ticker } from '../../../src/exchange/endpoints/public/ticker.js';
import { candlePeriods } from '../../../src/model/trading/market.js';
import type { Bench } from './bench.js';

const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map((row) => row.id);

export const publicCases: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  healthAlive: async ({ call, control }) => {
    expect(await call(healthAlive, undefined)).toBe(true);
    control.maintenance(true);
    await expect(call(healthAlive, undefined)).rejects.toMatchObject({ reason: 'maintenance' });
    control.maintenance(false);
    expect(await call(healthAlive, undefined)).toBe(true);
  },
  ticker: async ({ call, control, refusal }) => {
    control.otherTrader.take('btczar', 'buy', '0.01');
    const one = await call(ticker, { market: 'btczar' });
    expect(one).toMatchObject({ market: 'btczar', last: expect.stringMatching(/^8\d{5}/), changePercent: expect.stringMatching(/^[+-][\d.]+%$/) });
    expect(Math.abs(one.at - Date.now())).toBeLessThan(5_000);
    expect(await refusal(ticker, { market: 'nosuch' })).toEqual(['public.market.doesnt_exist']);
  },
  allTickers: async ({ call }) => {
    expect((await call(allTickers, undefined)).map((one) => one.market).sort()).toEqual(['btczar', 'ethzar', 'usdczar', 'xrpzar']);
  },
  kLine: async ({ call, control }) => {
    control.otherTrader.take('btczar', 'buy', '0.01');
    for (const period of candlePeriods) {
      const candles = await call(kLine, { market: 'btczar', period, limit: 5 });
      expect(candles.length).toBeLessThanOrEqual(5);
      expect(candles.map((one) => one.at)).toEqual([...candles].map((one) => one.at).sort((a, b) => a - b));
      for (const one of candles) expect(one.at % (period * 60_000)).toBe(0);
    }
    const [newest] = (await call(kLine, { market: 'btczar', period: 60, limit: 1 }));
    const between = await call(kLine, { market: 'btczar', period: 60, timeFrom: newest!.at - 7_200_000, timeTo: newest!.at });
    expect(between.every((one) => one.at >= newest!.at - 7_200_000 && one.at <= newest!.at)).toBe(true);
  },
  depth: async ({ call }) => {
    const book = await call(depth, { market: 'btczar', limit: 3 });
    const numbers = { asks: book.asks.map((level) => Number(level.price)), bids: book.bids.map((level) => Number(level.price)) };
    expect(numbers).toEqual({ asks: [...numbers.asks].sort((a, b) => a - b), bids: [...numbers.bids].sort((a, b) => b - a) });
    expect([numbers.asks.length, numbers.bids.length]).toEqual([3, 3]);
    expect(numbers.bids[0]!).toBeLessThan(numbers.asks[0]!);
  },
  publicTrades: async ({ call, control }) => {
    for (const volume of ['0.01', '0.02', '0.03']) control.otherTrader.take('btczar', 'buy', volume);
    const newest = await call(publicTrades, { market: 'btczar', limit: 2 });
    expect(newest.map((one) => [one.market, one.takerSide])).toEqual([['btczar', 'buy'], ['btczar', 'buy']]);
    const [first] = await call(publicTrades, { market: 'btczar', limit: 1, orderBy: 'asc' });
    expect(Number(first!.id)).toBeLessThan(Number(newest[1]!.id));
    const later = await call(publicTrades, { market: 'btczar', limit: 2, page: 2 });
    expect(idsOf(newest)).not.toEqual(idsOf(later));
  },
  markets: async ({ call }) => {
    expect(idsOf(await call(markets, {}))).toEqual(['btczar', 'ethzar', 'xrpzar', 'usdczar']);
    expect(await call(markets, { base: 'btc', quote: 'zar' })).toEqual([{
      id: 'btczar', name: 'BTC/ZAR', base: 'btc', quote: 'zar', minPrice: '200000', maxPrice: '1200000', minAmount: '0.00001', amountPrecision: 8, pricePrecision: 2, state: 'enabled',
    }]);
    expect(idsOf(await call(markets, { limit: 2, page: 2 }))).toEqual(['xrpzar', 'usdczar']);
    expect(idsOf(await call(markets, { orderBy: 'id', ordering: 'desc' }))).toEqual(['xrpzar', 'usdczar', 'ethzar', 'btczar']);
  },
  currencies: async ({ call }) => {
    expect(idsOf(await call(currencies, {}))).toEqual(['btc', 'eth', 'xrp', 'usdc', 'zar']);
    expect(idsOf(await call(currencies, { type: 'fiat' }))).toEqual(['zar']);
    expect(idsOf(await call(currencies, { limit: 2, page: 3 }))).toEqual(['zar']);
  },
  currency: async ({ call, refusal }) => {
    expect(await call(currency, { id: 'btc' })).toMatchObject({ id: 'btc', type: 'coin', precision: 8, withdrawFee: '0.0002', minWithdrawAmount: '0.001', minConfirmations: 2, depositEnabled: true });
    expect(await refusal(currency, { id: 'nosuch' })).toEqual(['public.currency.doesnt_exist']);
  },
};
