import { afterEach, describe, expect, test } from '@jest/globals';
import { createMarkets } from '../../src/markets/marketWatcher.js';
import type { BookView, Markets } from '../../src/markets/markets.js';
import { UnavailableError } from '../../src/model/errors.js';
import type { Market } from '../../src/model/trading/market.js';
import { decimal } from '../../src/model/money.js';
import { silentLog } from '../../src/model/log.js';
import { settleMs } from '../../src/markets/liveBook.js';
import { createFakeClock, settlePromises } from '../support/fakeClock.js';
import { aCurrency, aMarket, ask, bid, createFakeClient, createFakeStream, type FakeClient } from './marketSamples.js';

let running: Markets | undefined;
afterEach(async () => {
  await running?.stop();
});

const list = [aMarket('btc', 'zar'), aMarket('eth', 'zar'), aMarket('old', 'zar', { state: 'disabled' })];
const aDepth = { bids: [{ price: decimal('99'), amount: decimal('1') }], asks: [{ price: decimal('101'), amount: decimal('2') }] };
const aTicker = (last: string) => ({ market: 'ethzar', at: 1234, low: '1', high: '1', open: '1', last: decimal(last), amount: '1', volume: '1', changePercent: '+0.00%' });

async function open(answers: FakeClient['answers'] = { markets: () => list }) {
  const clock = createFakeClock();
  const stream = createFakeStream();
  const client = createFakeClient(answers);
  const logged: string[] = [];
  const log = { ...silentLog, error: (event: string) => void logged.push(event) };
  const markets = createMarkets({ exchange: { publicClient: client, openMarketStream: (listener) => stream.open(listener) }, clock, random: () => 0, log });
  running = markets;
  const views: BookView[] = [];
  markets.onBook((view) => void views.push(view));
  await markets.start();
  await settlePromises();
  const sync = async (sequence = 5): Promise<void> => {
    stream.send({ type: 'snapshot', market: 'btczar', sequence, changes: [bid('100', '1'), bid('90', '5'), ask('110', '2')] });
    await clock.advance(settleMs);
  };
  return { clock, stream, client, markets, views, logged, sync };
}

const count = (client: FakeClient, name: string): number => client.calls.filter((call) => call === name).length;

describe('following books', () => {
  test('every enabled market is followed once the list is known', async () => {
    const { stream } = await open();
    expect(stream.wanted).toEqual(['btczar.ob-inc', 'ethzar.ob-inc']);
  });

  test('at most a hundred markets are followed', async () => {
    const { stream } = await open({ markets: () => Array.from({ length: 120 }, (_, at) => aMarket(`c${at}`, 'zar')) });
    expect(stream.wanted).toHaveLength(100);
  });

  test('start does not wait for an exchange that is down, and follows when it comes back', async () => {
    const { stream, client, clock, markets } = await open({});
    expect([stream.wanted, markets.book('btczar').state]).toEqual([[], 'empty']);
    await clock.advance(3000);
    client.answers = { markets: () => list };
    await clock.advance(30_000);
    expect(stream.wanted).toEqual(['btczar.ob-inc', 'ethzar.ob-inc']);
  });

  test('a market listed later is followed without a restart', async () => {
    const { stream, client, clock } = await open();
    client.answers = { markets: () => [...list, aMarket('xrp', 'zar')] };
    await clock.advance(600_000);
    expect(stream.wanted).toContain('xrpzar.ob-inc');
  });

  test('a book in sync has its best prices, its number and the silence of the link as its age', async () => {
    const { markets, stream, sync } = await open();
    await sync();
    stream.silence = 4000;
    expect(markets.book('btczar')).toEqual({ market: 'btczar', state: 'synced', sequence: 5, ageMs: 4000, bestBid: { price: '100', amount: '1' }, bestAsk: { price: '110', amount: '2' } });
    expect(markets.levels('btczar', 'bid', 1)).toEqual([{ price: '100', amount: '1' }]);
  });

  test.each([[25_000, 'synced'], [25_001, 'stale']] as const)('with the link silent for %i ms a book is %s', async (silence, state) => {
    const { markets, stream, sync } = await open();
    await sync();
    stream.silence = silence;
    expect(markets.book('btczar').state).toBe(state);
  });

  test('a quiet market on a live link stays in sync for ever', async () => {
    const { markets, clock, sync } = await open();
    await sync();
    await clock.advance(600_000);
    expect(markets.book('btczar').state).toBe('synced');
  });

  test('listeners hear that the link has gone silent and that it is back, without any frame', async () => {
    const { views, stream, clock, sync } = await open();
    await sync();
    views.length = 0;
    stream.silence = 30_000;
    await clock.advance(1000);
    stream.silence = 0;
    await clock.advance(1000);
    expect(views.filter((view) => view.market === 'btczar').map((view) => view.state)).toEqual(['stale', 'synced']);
  });

  test.each([
    ['seen by the timer', true], ['so short that only the next frame shows it', false],
  ])('a lost connection makes every book stale until its new snapshot: %s', async (_how, seen) => {
    const { markets, stream, clock, sync } = await open();
    await sync();
    if (seen) {
      stream.current = { name: 'closed', detail: 'reset' };
      await clock.advance(1000);
      expect(markets.book('btczar').state).toBe('stale');
    }
    stream.current = { name: 'connected', since: 2, missing: [] };
    stream.send({ type: 'increment', market: 'btczar', sequence: 6, changes: [bid('101', '1')] });
    await clock.advance(1000);
    expect(markets.book('btczar').state).toBe('stale');
    await sync(7);
    expect(markets.book('btczar').state).toBe('synced');
  });

  test('snapshots that come before the connection is confirmed count', async () => {
    const { markets, stream, clock, sync } = await open();
    await sync();
    stream.current = { name: 'connecting', attempt: 1 };
    await sync(9);
    expect(markets.book('btczar').state).toBe('stale');
    stream.current = { name: 'connected', since: 2, missing: [] };
    await clock.advance(1000);
    expect(markets.book('btczar')).toMatchObject({ state: 'synced', sequence: 9 });
  });

  test('after a break a snapshot is asked for at once, then after 1, 2, 5 and 10 s, until it comes', async () => {
    const { stream, clock, sync } = await open();
    await sync();
    stream.send({ type: 'increment', market: 'btczar', sequence: 8, changes: [] });
    const asked: number[] = [];
    for (const ms of [0, 1000, 2000, 5000, 10_000, 10_000]) {
      await clock.advance(ms);
      asked.push(stream.resyncs.filter((market) => market === 'btczar').length);
    }
    expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
    await sync(9);
    await clock.advance(60_000);
    expect(stream.resyncs.filter((market) => market === 'btczar')).toHaveLength(6);
  });

  test('a market without any snapshot is not asked for, until an increment shows that there is one', async () => {
    const { stream, clock } = await open();
    await clock.advance(3_600_000);
    expect(stream.resyncs).toEqual([]);
    stream.send({ type: 'increment', market: 'ethzar', sequence: 4, changes: [] });
    expect(stream.resyncs).toEqual(['ethzar']);
  });

  test('a snapshot that a new connection does not bring is asked for, ever less often over further connections', async () => {
    const { stream, clock, sync } = await open();
    await sync();
    stream.become({ name: 'connected', since: 2, missing: [] });
    await clock.advance(9999);
    expect(stream.resyncs).toEqual([]);
    await clock.advance(1);
    expect(stream.resyncs).toEqual(['btczar']);
    stream.become({ name: 'connected', since: 3, missing: [] });
    await clock.advance(29_999);
    expect(stream.resyncs).toHaveLength(1);
    await clock.advance(1);
    expect(stream.resyncs).toHaveLength(2);
  });

  test('listeners hear at once that the connection is lost', async () => {
    const { views, stream, sync } = await open();
    await sync();
    views.length = 0;
    stream.become({ name: 'closed', detail: 'reset' });
    expect(views.filter((view) => view.market === 'btczar').at(-1)?.state).toBe('stale');
  });

  test('an unreadable frame makes its own book stale and no other', async () => {
    const { markets, stream, sync } = await open();
    await sync();
    stream.send({ type: 'unreadable', market: 'ethzar' });
    expect(markets.book('btczar').state).toBe('synced');
    stream.send({ type: 'unreadable', market: 'btczar' });
    expect(markets.book('btczar').state).toBe('stale');
    stream.send({ type: 'unreadable', market: 'nonsense' });
  });

  test('a listener that throws is logged and the others still hear', async () => {
    const { markets, logged, views, sync } = await open();
    markets.onBook(() => {
      throw new Error('no');
    });
    const later: string[] = [];
    markets.onBook((view) => void later.push(view.state));
    await sync();
    expect([views.length > 0, later.at(-1), logged]).toEqual([true, 'synced', expect.arrayContaining(['book.listener'])]);
  });

  test('nothing moves after stop', async () => {
    const { markets, stream, clock, views, client } = await open();
    await markets.stop();
    views.length = 0;
    client.calls.length = 0;
    stream.send({ type: 'snapshot', market: 'btczar', sequence: 5, changes: [bid('1', '1')] });
    await clock.advance(700_000);
    expect([stream.closed, views, client.calls]).toEqual([true, [], []]);
  });
});

describe('the audit', () => {
  const audited = async (depth: () => unknown) => {
    const opened = await open({ markets: () => [list[0]], depth });
    await opened.sync();
    return opened;
  };

  test('leaves a book that agrees alone', async () => {
    const { markets, clock } = await audited(() => ({ bids: [{ price: '100', amount: '9' }], asks: [{ price: '110', amount: '9' }] }));
    await clock.advance(300_000);
    expect(markets.book('btczar').state).toBe('synced');
  });

  test('makes a book stale that differs twice in a row without having changed, and asks for a snapshot', async () => {
    const { markets, clock, stream, client } = await audited(() => aDepth);
    await clock.advance(50_000);
    expect([count(client, 'depth'), markets.book('btczar').state]).toEqual([1, 'synced']);
    await clock.advance(45_000);
    expect([count(client, 'depth'), markets.book('btczar').state, stream.resyncs.includes('btczar')]).toEqual([2, 'stale', true]);
  });

  test('does not judge a book that moves in between', async () => {
    const { markets, clock, stream } = await audited(() => aDepth);
    for (let sequence = 6; sequence < 12; sequence += 1) {
      stream.send({ type: 'increment', market: 'btczar', sequence, changes: [bid('90', String(sequence))] });
      await clock.advance(45_000);
    }
    expect(markets.book('btczar').state).toBe('synced');
  });

  test('learns nothing from an exchange that is away', async () => {
    const { markets, clock } = await audited(() => {
      throw new UnavailableError('network', 'depth');
    });
    await clock.advance(300_000);
    expect(markets.book('btczar').state).toBe('synced');
  });
});

describe('lists', () => {
  test('the market list is read at most once a minute however often it is asked for', async () => {
    const { markets, clock, client } = await open();
    for (let asked = 0; asked < 10; asked += 1) await markets.list();
    await clock.advance(59_000);
    await markets.list();
    expect(count(client, 'markets')).toBe(1);
    await clock.advance(1000);
    await Promise.all([markets.list(), markets.list()]);
    expect(count(client, 'markets')).toBe(2);
  });

  test('an older list is given while the exchange is away, without waiting for it each time', async () => {
    const { markets, clock, client } = await open();
    client.answers = {};
    await clock.advance(61_000);
    expect((await markets.list()).length).toBe(3);
    await markets.list();
    expect(count(client, 'markets')).toBe(2);
  });

  test('without any list the error is passed on', async () => {
    const { markets } = await open({});
    await expect(markets.list()).rejects.toBeInstanceOf(UnavailableError);
  });

  test('finding by code works while the currencies cannot be read, by name when they can', async () => {
    const { markets, client, clock } = await open();
    expect([(await markets.find('btc'))?.id, await markets.find('bitcoin')]).toEqual(['btczar', undefined]);
    client.answers = { ...client.answers, currencies: () => [aCurrency('btc', 'Bitcoin')] };
    await clock.advance(6000);
    expect((await markets.find('bitcoin'))?.id).toBe('btczar');
  });

  test('a ticker is read at most every two seconds', async () => {
    const { markets, client, clock } = await open({ markets: () => list, ticker: () => aTicker('5') });
    await markets.ticker('ethzar');
    await clock.advance(1999);
    await markets.ticker('ethzar');
    expect(count(client, 'ticker')).toBe(1);
    await clock.advance(1);
    await markets.ticker('ethzar');
    expect(count(client, 'ticker')).toBe(2);
  });

  test.each([['answers', { healthAlive: () => true }, true], ['does not', {}, false]] as const)('alive when the exchange %s', async (_how, answers, alive) => {
    const { markets } = await open(answers);
    expect(await markets.alive()).toBe(alive);
  });
});

describe('best prices, quotes and rand prices', () => {
  test('come from the live book while it is in sync', async () => {
    const { markets, clock, stream, sync } = await open();
    await sync();
    stream.silence = 3000;
    expect(await markets.best('btczar')).toEqual({ bid: { price: '100', amount: '1' }, ask: { price: '110', amount: '2' }, at: clock.now() - 3000, source: 'book' });
    expect(await markets.quote('btczar', 'sell', { volume: decimal('2') })).toMatchObject({ total: '190', averagePrice: '95', worstPrice: '90', complete: true, source: 'book' });
  });

  test('come from one read when it is not', async () => {
    const { markets, clock } = await open({ markets: () => list, depth: () => aDepth });
    expect(await markets.best('btczar')).toEqual({ bid: aDepth.bids[0], ask: aDepth.asks[0], at: clock.now(), source: 'depth' });
    expect(await markets.quote('btczar', 'buy', { spend: decimal('101') })).toMatchObject({ volume: '1', total: '101', source: 'depth' });
  });

  test('an empty side has no quote, and says how to name a price', async () => {
    const withLimits: Market[] = [aMarket('btc', 'zar', { minPrice: decimal('200000') })];
    const { markets } = await open({ markets: () => withLimits, depth: () => ({ bids: [], asks: [] }) });
    await expect(markets.quote('btczar', 'buy', { volume: decimal('1') })).rejects.toMatchObject({ key: 'market.noBook', values: { name: 'BTC/ZAR', example: '/buy 0.0001 btc @ 200000' } });
    await expect(markets.quote('nonsense', 'buy', { volume: decimal('1') })).rejects.toMatchObject({ key: 'market.noBook' });
  });

  test('rand prices are the middle of a live book, else the last trade, and nothing where neither is', async () => {
    const { markets, clock, stream, sync } = await open({ markets: () => [...list, aMarket('new', 'zar')], ticker: (input) => aTicker((input as { market: string }).market === 'ethzar' ? '5' : '0') });
    await sync();
    stream.silence = 1000;
    const prices = await markets.prices(['btc', 'eth', 'new', 'doge', 'zar', 'btc']);
    expect(Object.fromEntries(prices)).toEqual({
      btc: { price: '105', at: clock.now() - 1000 }, eth: { price: '5', at: 1234 }, zar: { price: '1', at: clock.now() },
    });
  });

  test('rand prices leave out what cannot be read instead of failing', async () => {
    const { markets } = await open({});
    expect(Object.keys(Object.fromEntries(await markets.prices(['btc', 'zar'])))).toEqual(['zar']);
  });
});
