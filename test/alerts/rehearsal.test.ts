// Rehearsals with known answers, and what they say when k-lines are short, empty or not to be had.
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countMoves } from '../../src/alerts/pastMoves.js';
import { rehearsalTimeoutMs, rehearsedMs, type Rehearsal } from '../../src/alerts/rehearsal.js';
import { rehearse } from '../../src/alerts/rehearsal.js';
import type { AlertRepeat, AlertRule, PercentMoveRule } from '../../src/model/alert.js';
import type { Candle } from '../../src/model/trading/market.js';
import { decimal } from '../../src/model/money.js';
import { createFakeClock } from '../support/fakeClock.js';
import { candle, openAlerts, stopAlerts } from './openAlerts.js';

afterEach(stopAlerts);

const step = 5 * 60_000;
const hour = 3_600_000;
const clock = createFakeClock();
const now = clock.now();
const weekAgo = now - rehearsedMs;

/** A week that begins at 900, with these candles at their hours from its beginning. */
const week = (...at: readonly (readonly [hours: number, open: string, high: string, low: string, close: string])[]): readonly Candle[] =>
  [candle(weekAgo, '900', '900', '900', '900'), ...at.map(([hours, ...prices]) => candle(weekAgo + hours * hour, ...prices))];

const above: AlertRule = { kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: decimal('1000') };
const ask = (rule: AlertRule, candles: readonly Candle[], repeat?: AlertRepeat): Promise<Rehearsal> => rehearse(rule, repeat, { clock, markets: { candles: async () => candles } });
const firings = async (rule: AlertRule, candles: readonly Candle[], repeat?: AlertRepeat): Promise<readonly number[]> => {
  const rehearsal = await ask(rule, candles, repeat);
  return rehearsal.kind === 'counted' ? rehearsal.firings.map((at) => (at - weekAgo) / hour) : [-1];
};

describe('a price', () => {
  test.each([
    ['never reached', week([5, '950', '999.99', '940', '950']), []],
    ['touched by a high', week([5, '950', '1000', '940', '950']), [5]],
    ['above from the first, then back and again', [candle(weekAgo, '1100', '1100', '1100', '1100'), ...week([5, '990', '990', '990', '990'], [9, '1000', '1000', '1000', '1000']).slice(1)], [9]],
    ['swinging within the band', week([5, '1000', '1000', '1000', '1000'], [6, '996', '996', '996', '996'], [7, '1001', '1001', '1001', '1001']), [5]],
    ['back by the band and up again', week([5, '1000', '1000', '1000', '1000'], [6, '994', '994', '994', '994'], [7, '1001', '1001', '1001', '1001']), [5, 7]],
    ['up and down in one candle', week([5, '950', '1005', '940', '950'], [6, '950', '1005', '940', '950']), [5, 6]],
  ] as const)('%s', async (_what, candles, expected) => {
    expect(await firings(above, candles)).toEqual(expected);
  });

  test('with a cool-down fires no oftener than that', async () => {
    const often = week([1, '950', '1005', '940', '950'], [2, '950', '1005', '940', '950'], [5, '950', '1005', '940', '950']);
    expect(await firings(above, often, { everyMs: 3 * hour, band: decimal('0.5') })).toEqual([1, 5]);
  });

  test('below is the mirror of above', async () => {
    expect(await firings({ ...above, direction: 'below', threshold: decimal('800') }, week([4, '850', '860', '800', '850'], [5, '850', '860', '801', '850'], [6, '850', '860', '799', '850']))).toEqual([4, 6]);
  });
});

describe('a move', () => {
  const move: PercentMoveRule = { kind: 'percentMove', market: 'btczar', direction: 'up', percent: decimal('5'), windowMs: hour };
  test.each([
    ['within its window', 'up', week([1, '900', '900', '900', '900'], [1.5, '945', '945', '945', '945']), [1.5]],
    ['but not over a longer time', 'up', week([1, '900', '900', '900', '900'], [2.5, '945', '945', '945', '945']), []],
    ['down, from the highest', 'down', week([1, '1000', '1000', '1000', '1000'], [1.5, '950', '950', '950', '950']), [1.5]],
    ['counted anew from where it fired', 'up', week([1, '900', '900', '900', '900'], [1.2, '945', '945', '945', '945'], [1.4, '980', '980', '980', '980'], [1.6, '991', '991', '991', '991']), [1.2]],
    ['both ways', 'both', week([1, '900', '900', '900', '900'], [1.2, '945', '945', '945', '945'], [1.4, '890', '890', '890', '890']), [1.2, 1.4]],
  ] as const)('%s', async (_what, direction, candles, expected) => {
    const all = await firings({ ...move, direction }, candles);
    expect(all.map((at) => Math.round(at * 10) / 10)).toEqual(expected);
  });

  const path = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 90, max: 110 })), { maxLength: 80 });
  test('is counted as a plain look at every window would', () => {
    fc.assert(fc.property(path, fc.constantFrom('up', 'down', 'both'), (steps, direction) => {
      let at = 0;
      const points = steps.map(([minutes, price]) => ({ at: (at += minutes * 60_000), price: decimal(String(price)) }));
      const plain: number[] = [];
      for (const [index, point] of points.entries()) {
        const seen = points.slice(0, index + 1).filter((one) => one.at >= point.at - hour && (plain.length === 0 || points.indexOf(one) > points.findIndex((fired) => fired.at === plain.at(-1)))).map(({ price }) => Number(price));
        const rose = direction !== 'down' && Number(point.price) * 100 >= Math.min(...seen) * 105;
        const fell = direction !== 'up' && Number(point.price) * 100 <= Math.max(...seen) * 95;
        if (rose || fell) plain.push(point.at);
      }
      expect(countMoves({ ...move, direction }, points, 0)).toEqual(plain);
    }), { numRuns: 300 });
  });
});

test('a candle that closes is judged on its close alone, at its end', async () => {
  const rule: AlertRule = { kind: 'candleClose', market: 'btczar', direction: 'above', threshold: decimal('1000'), periodMinutes: 60 };
  const hourOf = (hours: number, ...closes: readonly string[]) => closes.map((close, index): readonly [number, string, string, string, string] => [hours + index / 12, close, '2000', close, close]);
  const candles = week(...hourOf(10, '950', '1100', '990'), ...hourOf(11, '950', '1000'), ...hourOf(12, '1200'));
  expect(await firings(rule, candles)).toEqual([12]);
});

describe('k-lines', () => {
  test('that do not go back a week say how far they go', async () => {
    expect(await ask(above, [candle(now - 2 * 24 * hour, '950', '1000', '940', '950')])).toMatchObject({ kind: 'counted', spanMs: 2 * 24 * hour, isWhole: false });
    expect(await ask(above, week())).toMatchObject({ kind: 'counted', isWhole: true });
  });
  describe('of which the exchange gives only the last few', () => {
    const limited = (reads: number[]) => ({
      candles: async (_market: string, period: number, count: number) => {
        reads.push(period);
        // A spike over the threshold five days ago, and one within the last hours.
        const spikes = (at: number): boolean => [now - 120 * hour, now - 2 * hour].some((spike) => spike >= at && spike < at + period * 60_000);
        const last = Math.floor(now / (period * 60_000)) * period * 60_000;
        return Array.from({ length: Math.min(count, 200) }, (_, index) => last - index * period * 60_000).map((at) => candle(at, '900', spikes(at) ? '1000' : '900', '900', '900'));
      },
    });

    test('are followed further back by the shortest that reach a week, each time once', async () => {
      const reads: number[] = [];
      const rehearsal = await rehearse(above, undefined, { clock, markets: limited(reads) });
      expect(reads).toEqual([5, 60]);
      expect(rehearsal).toMatchObject({ kind: 'counted', isWhole: true, coarse: { minutes: 60 } });
      expect(rehearsal.kind === 'counted' && rehearsal.firings.map((at) => Math.round((now - at) / hour))).toEqual([120, 2]);
    });

    test.each<[string, AlertRule]>([
      ['a move within less than such a candle', { kind: 'percentMove', market: 'btczar', direction: 'up', percent: decimal('5'), windowMs: 30 * 60_000 }],
      ['the close of a shorter candle', { kind: 'candleClose', market: 'btczar', direction: 'above', threshold: decimal('1000'), periodMinutes: 15 }],
    ])('are all that %s is judged on', async (_what, rule) => {
      const reads: number[] = [];
      expect(await rehearse(rule, undefined, { clock, markets: limited(reads) })).toMatchObject({ kind: 'counted', isWhole: false });
      expect(reads).toEqual([5]);
    });
  });

  test('that are older than a week are not counted, and in whatever order they come', async () => {
    expect(await firings(above, [...week([5, '950', '1000', '940', '950']), candle(weekAgo - step, '950', '1100', '950', '950')].toReversed())).toEqual([5]);
  });
  test('of which there are none are no history', async () => {
    expect(await ask(above, [])).toEqual({ kind: 'noHistory' });
  });
  test.each([[{ kind: 'spread', market: 'btczar', direction: 'above', percent: decimal('1') }], [{ kind: 'orderNear', percent: decimal('1') }], [{ kind: 'balanceBelow', currency: 'btc', threshold: decimal('1') }]] as const)('do not show %j', async (rule) => {
    expect(await ask(rule, week())).toEqual({ kind: 'cannot' });
  });
  test('that cannot be read, or take too long, keep nobody waiting', async () => {
    const { alerts } = openAlerts();
    expect(await alerts.rehearse({ rule: above })).toEqual({ kind: 'notRead' });
    const own = createFakeClock();
    const waiting = rehearse(above, undefined, { clock: own, markets: { candles: () => new Promise(() => undefined) } });
    await own.advance(rehearsalTimeoutMs);
    expect(await waiting).toEqual({ kind: 'notRead' });
  });
});
