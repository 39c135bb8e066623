// Alerts on moves: measured over the minutes just past, remembered over a restart, and never invented by a gap.
import { afterEach, describe, expect, test } from '@jest/globals';
import { observationsLimit, PriceWindow } from '../../src/alerts/priceWindow.js';
import type { AlertRule } from '../../src/model/alert.js';
import { decimal } from '../../src/model/money.js';
import { createFakeClock } from '../support/fakeClock.js';
import { candle, newStore, openAlerts, stopAlerts, user, type OpenAlerts } from './openAlerts.js';

afterEach(stopAlerts);

const minute = 60_000;
const hour = 60 * minute;
const move = (direction: 'up' | 'down' | 'both', percent = '5', windowMs = hour): AlertRule => ({ kind: 'percentMove', market: 'btczar', direction, percent: decimal(percent), windowMs });

/** A market that has stood still for some minutes, so that there is something to measure from. */
async function still(price: string, rule: AlertRule, minutes = 3): Promise<OpenAlerts> {
  const opened = openAlerts();
  await opened.tick(price);
  await opened.add(rule);
  await opened.clock.advance(minutes * minute);
  return opened;
}

describe('a move alert', () => {
  test.each([
    ['up', '1049.99', '1060', 0], ['up', '1050', '1060', 1], ['up', '940', '941', 0], ['down', '900', '950.96', 0], ['down', '900', '950.95', 1], ['down', '1100', '1101', 0],
    ['both', '1050', '1060', 1], ['both', '900', '950', 1], ['both', '1040', '1041', 0],
  ] as const)('%s by 5%% from a bid of 1000 and an ask of 1001, now at %s and %s, fires %i times', async (direction, bid, ask, times) => {
    const { tick, rows } = await still('1000', move(direction));
    await tick(bid, ask);
    expect(rows().length).toBe(times);
  });

  test('measures from the lowest of its window alone', async () => {
    const { tick, rows, clock } = await still('1000', move('up', '5', 10 * minute));
    await tick('1030');
    await clock.advance(12 * minute);
    await tick('1060');
    expect(rows()).toEqual([]);
    await tick('1081.5');
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('says how far it has come, and from when', async () => {
    const { tick, store } = await still('1000', move('both'));
    await tick('940', '945');
    expect(store.read(user)?.outbox[0]?.data).toMatchObject({ kind: 'percentMove', market: 'btczar', base: 'btc', percent: '5', windowMs: hour, price: '945', change: '-5.59', reference: '1001' });
  });

  test('rests after it has fired; armed again it measures from then on', async () => {
    const { tick, rows, alerts, clock } = await still('1000', move('up'));
    await tick('1050');
    expect((await alerts.rearm(user, 'a1'))?.state).toBe('armed');
    await clock.advance(2 * minute);
    await tick('1060');
    expect(rows().length).toBe(1);
    await tick('1102.5');
    expect(rows().length).toBe(2);
  });

  test('that repeats is quiet for its cool-down and measures from a new start after it', async () => {
    const opened = openAlerts();
    await opened.tick('1000');
    await opened.add(move('up'), { everyMs: 30 * minute, band: decimal('0.5') });
    await opened.clock.advance(2 * minute);
    await opened.tick('1050');
    await opened.tick('1110');
    await opened.clock.advance(29 * minute);
    await opened.tick('1200');
    expect([opened.rows().length, opened.state()]).toEqual([1, 'asleep']);
    await opened.clock.advance(4 * minute);
    await opened.tick('1210');
    expect([opened.rows().length, opened.state()]).toEqual([1, 'armed']);
    await opened.tick('1260');
    expect(opened.rows().length).toBe(2);
  });
});

describe('a gap in the book', () => {
  test('fires nothing while it lasts, whatever it shows', async () => {
    const { tick, rows, clock } = await still('1000', move('both'));
    await tick('2000', '2001', { state: 'stale' });
    await clock.advance(5 * minute);
    expect(rows()).toEqual([]);
  });

  test('is not measured over: what is older than the window does not count', async () => {
    const { tick, rows, clock } = await still('1000', move('both', '5', 10 * minute));
    await tick('1000', '1001', { state: 'stale' });
    await clock.advance(15 * minute);
    await tick('1100');
    await clock.advance(3 * minute);
    expect(rows()).toEqual([]);
  });

  test('leaves nothing behind: a book that fills again shows prices nobody meant for a moment', async () => {
    const { tick, rows, clock } = await still('1000', move('both'));
    await tick('1000', '1001', { state: 'stale' });
    await clock.advance(minute - 1000);
    await tick('500', '2000');
    await clock.advance(1500);
    await tick('1000');
    await clock.advance(3 * minute);
    await tick('1001');
    expect(rows()).toEqual([]);
  });
});

describe('k-lines', () => {
  const clockAt = createFakeClock().now();
  const past = (...closes: string[]) => closes.map((close, index) => candle(clockAt - (closes.length - index) * minute, close, close, close, close));

  test('tell what was before a restart, so that a move over it is seen', async () => {
    const store = newStore();
    const first = openAlerts(store);
    await first.add(move('up'));
    const second = openAlerts(store, createFakeClock());
    second.candles.set(1, past('1000', '1005', '1010'));
    await second.clock.advance(minute);
    await second.tick('1050');
    expect(second.rows()).toEqual(['alert:a1:1']);
  });

  test('that swing make no move: of each candle the end that is nearer to none counts', async () => {
    const opened = openAlerts();
    opened.candles.set(1, [candle(clockAt - minute, '1000', '1400', '600', '980')]);
    await opened.add(move('both'));
    await opened.tick('1000', '1001');
    await opened.clock.advance(minute);
    await opened.tick('1020', '1021');
    expect(opened.rows()).toEqual([]);
  });

  test('that cannot be read are asked for again, once a minute, ten times at most', async () => {
    const { add, reads, clock } = openAlerts();
    await add(move('up'));
    await clock.advance(20 * minute);
    expect(reads).toEqual(Array.from({ length: 10 }, () => 'btczar 1'));
  });

  test('are read once for all alerts of a market', async () => {
    const opened = openAlerts();
    opened.candles.set(1, past('1000'));
    for (const id of ['a', 'b', 'c']) await opened.add(move('up', '5', 5 * minute), undefined, id);
    await opened.clock.advance(10 * minute);
    expect(opened.reads).toEqual(['btczar 1']);
  });
});

describe('a price window', () => {
  test('keeps a day of observations and no more', () => {
    const window = new PriceWindow();
    for (let at = 0; at < 3 * observationsLimit; at += 1) {
      window.advance(at * minute);
      window.observe({ bid: decimal(String(at + 1)), ask: decimal(String(at + 2)) });
    }
    const last = 3 * observationsLimit - 1;
    expect(window.extremes(24 * hour, 0)).toEqual({ lowestBid: String(last - 1440 + 1), highestAsk: String(last + 2) });
    expect(window.extremes(5 * minute, 0).lowestBid).toBe(String(last - 5 + 1));
    expect(window.extremes(hour, last * minute).lowestBid).toBe(String(last + 1));
  });

  test('puts candles before what it has seen, never over it', () => {
    const window = new PriceWindow();
    window.advance(10 * minute);
    window.observe({ bid: decimal('100'), ask: decimal('101') });
    window.prime([candle(9 * minute, '50', '50', '50', '50'), candle(10 * minute, '1', '1', '1', '1'), candle(2 * minute, '80', '80', '80', '80')]);
    expect(window.extremes(hour, 0)).toEqual({ lowestBid: '80', highestAsk: '101' });
  });
});
