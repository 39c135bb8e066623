// What is let through at the tap is within every limit, whatever the market does; stalePrice.test.ts has the single cases.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DraftOf } from '../../src/actions/draft.js';
import { judgePrice, quoteLifeMs } from '../../src/actions/judgePrice.js';
import type { LivePrice } from '../../src/actions/livePrice.js';
import { decimal, dividedBy, isAbove, isBelow, times } from '../../src/model/money.js';
import { isFartherThan } from '../../src/model/trading/priceLimits.js';

/** Cents around 100. */
const price = fc.integer({ min: 9700, max: 10_300 }).map((cents) => dividedBy(decimal(String(cents)), decimal('100'), 2));

describe('a market order that is let through', () => {
  it('is never older than 30 s, moved beyond the limit, or beyond the ceiling, over random markets', () => {
    const volume = decimal('2');
    fc.assert(fc.property(fc.constantFrom('buy' as const, 'sell' as const), price, price, price, price, fc.integer({ min: 0, max: 60_000 }), (side, shownBest, shownAverage, best, average, age) => {
      const draft = {
        id: 'x', requestHash: '', state: 'drafted', createdAt: 0, expiresAt: 60_000, changedAt: 0,
        request: {
          kind: 'placeOrder', order: { market: 'btczar', side, type: 'market', volume, customOrderId: 'c' },
          estimate: {
            base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 2, total: times(shownAverage, volume), averagePrice: shownAverage,
            leftAfter: decimal('1000'), leftCurrency: 'zar', quotedAt: 0, bestPrice: shownBest, slippageCeiling: decimal('1'),
          },
        },
      } satisfies DraftOf<'placeOrder'>;
      const live: LivePrice = { best, walk: { total: times(average, volume), averagePrice: average, worstPrice: average } };
      if (judgePrice(draft, { timeZone: 'UTC', language: 'en' }, live, {}, age).kind !== 'holds') return;
      expect(age).toBeLessThan(quoteLifeMs);
      expect(isFartherThan(shownBest, best, decimal('0.5'))).toBe(false);
      expect(isFartherThan(shownAverage, average, decimal('0.5'))).toBe(false);
      const limit = side === 'buy' ? times(best, decimal('1.01')) : times(best, decimal('0.99'));
      expect(side === 'buy' ? isAbove(average, limit) : isBelow(average, limit)).toBe(false);
    }), { numRuns: 20_000 });
  });
});
