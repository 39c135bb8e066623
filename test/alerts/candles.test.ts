// Alerts on the close of a candle, from k-lines read seconds after each full period.
import { afterEach, describe, expect, test } from '@jest/globals';
import { closeDelayMs } from '../../src/alerts/candleCloses.js';
import type { AlertRepeat, AlertRule } from '../../src/model/alert.js';
import { decimal } from '../../src/model/money.js';
import { createFakeClock } from '../support/fakeClock.js';
import { candle, newStore, openAlerts, stopAlerts, user, type OpenAlerts } from './openAlerts.js';

afterEach(stopAlerts);

const minute = 60_000;
const hour = 60 * minute;
/** The fake clock begins at a full hour. */
const start = createFakeClock().now();
const closes = (direction: 'above' | 'below'): AlertRule => ({ kind: 'candleClose', market: 'btczar', direction, threshold: decimal('1000'), periodMinutes: 60 });

/** Lets hours pass, each closing at the price told; undefined is an hour without a trade. */
async function hours(opened: OpenAlerts, ...prices: (string | undefined)[]): Promise<void> {
  for (const price of prices) {
    const at = opened.clock.now() - (opened.clock.now() % hour);
    const known = opened.candles.get(60) ?? [];
    opened.candles.set(60, price === undefined ? known : [...known.filter((one) => one.at < at), candle(at, price, price, price, price), candle(at + hour, '5', '5000', '5', '5000')]);
    await opened.clock.advance(at + hour + closeDelayMs + 1000 - opened.clock.now());
  }
}

async function opened(rule: AlertRule, repeat?: AlertRepeat): Promise<OpenAlerts> {
  const one = openAlerts();
  one.candles.set(60, [candle(start - 2 * hour, '2000', '2000', '2000', '2000')]);
  await one.add(rule, repeat);
  return one;
}

describe('an alert on a candle', () => {
  test.each([['above', '1000', 1], ['above', '999.99', 0], ['below', '1000', 1], ['below', '1000.01', 0]] as const)('that closes %s 1000, at %s, fires %i times', async (direction, price, times) => {
    const one = await opened(closes(direction));
    await hours(one, price);
    expect(one.rows().length).toBe(times);
  });

  test('does not fire on what closed before it was made, nor on the candle being made, nor on the book', async () => {
    const one = await opened(closes('above'));
    await one.tick('5000');
    await hours(one, '900');
    expect(one.rows()).toEqual([]);
  });

  test('says the price and the period, once, however often the k-lines are read', async () => {
    const one = await opened(closes('above'));
    await hours(one, '1010', '1020', undefined);
    expect(one.store.read(user)?.outbox.map(({ id, data }) => [id, data['price'], data['periodMinutes'], data['kind']])).toEqual([['alert:a1:1', '1010', 60, 'candleClose']]);
  });

  test('that repeats fires again only after a close that is back by the band', async () => {
    const one = await opened(closes('above'), { everyMs: hour, band: decimal('0.5') });
    await hours(one, '1010', '996', '1010');
    expect(one.rows().length).toBe(1);
    await hours(one, '994', '1010');
    expect(one.rows().length).toBe(2);
  });

  test('one without a trade closes nowhere, and is asked for three times', async () => {
    const one = await opened(closes('above'));
    await one.clock.advance(hour - minute);
    one.reads.length = 0;
    await one.clock.advance(20 * minute);
    expect(one.rows()).toEqual([]);
    expect(one.reads).toEqual(['btczar 60', 'btczar 60', 'btczar 60']);
  });

  test('one that comes a minute late is still seen', async () => {
    const one = await opened(closes('above'));
    await one.clock.advance(hour + 10_000);
    one.candles.set(60, [candle(start, '1000', '1010', '990', '1010')]);
    await one.clock.advance(minute);
    expect(one.rows()).toEqual(['alert:a1:1']);
  });

  test('an exchange that was away is asked again, and what closed meanwhile is told', async () => {
    const one = await opened(closes('above'));
    one.candles.delete(60);
    await one.clock.advance(hour + 20 * minute);
    one.candles.set(60, [candle(start, '1000', '1010', '990', '1010')]);
    await one.clock.advance(minute);
    expect(one.rows()).toEqual(['alert:a1:1']);
  });

  test('a firing that could not be stored is stored at the next look, a minute later', async () => {
    const one = await opened(closes('above'));
    one.store.failWrites(1);
    await hours(one, '1010');
    expect(one.rows()).toEqual([]);
    await one.clock.advance(minute);
    expect(one.rows()).toEqual(['alert:a1:1']);
  });

  test('what closed while the program was down is told after its start, once', async () => {
    const store = newStore();
    const clock = createFakeClock();
    const first = openAlerts(store, clock);
    await first.add(closes('above'));
    first.alerts.stop();
    await clock.advance(3 * hour + 20 * minute);
    for (let restart = 0; restart < 2; restart += 1) {
      const again = openAlerts(store, clock);
      again.candles.set(60, [candle(start, '900', '900', '900', '900'), candle(start + hour, '1010', '1010', '1010', '1010'), candle(start + 2 * hour, '900', '900', '900', '900')]);
      await clock.advance(2 * minute);
      expect(again.rows()).toEqual(['alert:a1:1']);
    }
  });

  test('armed again while the price is still there waits for a close that is not', async () => {
    const one = await opened(closes('above'));
    await hours(one, '1010');
    await one.tick('1010');
    expect((await one.alerts.rearm(user, 'a1'))?.state).toBe('waiting');
    await hours(one, '1020', '999', '1001');
    expect(one.rows().length).toBe(2);
  });

  test('nothing is read while nobody asks', async () => {
    const one = await opened(closes('above'));
    await one.alerts.remove(user, 'a1');
    one.reads.length = 0;
    await one.clock.advance(3 * hour);
    expect(one.reads).toEqual([]);
  });
});
