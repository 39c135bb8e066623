// The invented history is long enough for a chart of every period, and has no seam where minutes, hours and days meet.
import { describe, expect, it } from '@jest/globals';
import { CandleHistory } from '../../../src/sandbox/exchange/trading/candles.js';
import { Decimal } from '../../../src/sandbox/exchange/decimals.js';
import type { Market } from '../../../src/sandbox/exchange/trading/marketList.js';
import { seededRandom } from '../../../src/sandbox/exchange/random.js';

const now = Date.UTC(2026, 10, 22, 16, 37, 12);
const market = { startPrice: new Decimal('12'), pricePrecision: 2, amountPrecision: 8, usualVolume: new Decimal('30') } as Market;
const history = new CandleHistory(market, seededRandom(3), () => now);

describe('the invented history', () => {
  it.each([1, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10_080])('has more candles of %p minutes than a chart shows, one after the other', (minutes) => {
    const candles = history.range(minutes, 0, Number.MAX_SAFE_INTEGER).slice(-90);
    expect(candles).toHaveLength(90);
    candles.forEach((candle, index) => {
      const before = candles[index - 1];
      expect([candle.high.gte(Decimal.max(candle.open, candle.close)), candle.low.lte(Decimal.min(candle.open, candle.close)), candle.low.gt(0)]).toEqual([true, true, true]);
      if (before !== undefined) expect([candle.at - before.at, candle.open.toFixed()]).toEqual([minutes * 60, before.close.toFixed()]);
    });
  });

  it('does not drift away where prices are small against their last decimal', () => {
    const [oldest] = history.range(10_080, 0, Number.MAX_SAFE_INTEGER);
    expect([oldest?.open.gt(4), oldest?.open.lt(36)]).toEqual([true, true]);
  });

  it('is the same for the same seed, however it was first looked at', () => {
    const other = new CandleHistory(market, seededRandom(3), () => now);
    other.lastDay();
    other.current(60);
    const text = (one: CandleHistory) => one.range(1440, 0, Number.MAX_SAFE_INTEGER).map((candle) => candle.close.toFixed());
    expect(text(other)).toEqual(text(history));
  });
});
