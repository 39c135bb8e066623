// Candles are read once for many who look, and old ones are not given for new ones.
import { describe, expect, it } from '@jest/globals';
import { Candles, candleListsLimit, candlesFreshMs } from '../../src/markets/candles.js';
import type { Candle, CandlePeriod } from '../../src/model/trading/market.js';
import { createFakeClock } from '../support/fakeClock.js';

function started(answer: () => Promise<readonly Candle[]> = () => Promise.resolve([])) {
  const clock = createFakeClock(0);
  const reads: string[] = [];
  const candles = new Candles(clock, (market, period, limit) => {
    reads.push(`${market} ${period} ${limit}`);
    return answer();
  });
  return { clock, reads, ask: (market: string, period: CandlePeriod = 60) => candles.get(market, period, 72) };
}

describe('candles', () => {
  it('asked for by many at once are read once, and again when they are old', async () => {
    const { ask, clock, reads } = started();
    await Promise.all([ask('btczar'), ask('btczar')]);
    await clock.advance(candlesFreshMs - 1);
    await ask('btczar');
    expect(reads).toEqual(['btczar 60 72']);
    await clock.advance(1);
    await ask('btczar');
    expect(reads).toHaveLength(2);
  });

  it('of another market or period are another read', async () => {
    const { ask, reads } = started();
    await Promise.all([ask('btczar'), ask('btczar', 5), ask('ethzar')]);
    expect(reads).toEqual(['btczar 60 72', 'btczar 5 72', 'ethzar 60 72']);
  });

  it('that cannot be read are an error, however fresh older ones were', async () => {
    let isAway = false;
    const { ask, clock } = started(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([])));
    await ask('btczar');
    isAway = true;
    await clock.advance(candlesFreshMs);
    await expect(ask('btczar')).rejects.toThrow('away');
  });

  it('are forgotten, the first first, when too many are kept', async () => {
    const { ask, reads } = started();
    for (let index = 0; index <= candleListsLimit; index += 1) await ask(`m${index}`);
    await ask(`m${candleListsLimit}`);
    await ask('m0');
    expect(reads).toHaveLength(candleListsLimit + 2);
  });
});
