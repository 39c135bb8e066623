// Bursts pass, the average does not.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from '../../src/pacing/tokenBucket.js';

describe('a bucket of tokens', () => {
  it('lets a burst through, then one for each refill', () => {
    const bucket = new TokenBucket(2, 100, 0);
    expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, false]);
    expect(bucket.waitMs(0)).toBe(100);
    expect(bucket.waitMs(40)).toBe(60);
    expect([bucket.take(100), bucket.take(100), bucket.isFull(299), bucket.isFull(300)]).toEqual([true, false, false, true]);
  });

  it('refills slower by the part it is given', () => {
    const bucket = new TokenBucket(1, 100, 0);
    bucket.take(0);
    expect(bucket.waitMs(0, 0.5)).toBe(200);
    expect(bucket.waitMs(100, 0.5)).toBe(100);
    expect(bucket.waitMs(100)).toBe(50);
  });

  it('lets no more through in any span than its burst and the refills of that span', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 }), (capacity, steps) => {
      const bucket = new TokenBucket(capacity, 100, 0);
      const taken: number[] = [];
      let now = 0;
      for (const step of steps) {
        now += step;
        if (bucket.take(now)) taken.push(now);
      }
      for (const [first, from] of taken.entries()) {
        for (const [last, to] of taken.entries()) if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(capacity + (to - from) / 100 + 1e-9);
      }
    }));
  });
});
