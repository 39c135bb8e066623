import { describe, expect, it } from '@jest/globals';
import { ClockOffset } from '../../../src/exchange/transport/clockOffset.js';
import { Nonce } from '../../../src/exchange/transport/nonce.js';
import { createFakeClock } from '../../support/fakeClock.js';

const start = Date.UTC(2025, 0, 1);
const header = (at: number): string => new Date(at).toUTCString();

describe('the offset of the exchange\'s clock', () => {
  it('is unknown before the first answer and after one without a date', () => {
    const offset = new ClockOffset(createFakeClock(start));
    offset.learn(undefined, { sentAt: start, tookMs: 10 });
    offset.learn('yesterday', { sentAt: start, tookMs: 10 });
    expect(offset.ms()).toBeUndefined();
  });

  it.each([[0, 0], [1500, 0], [-1500, 0], [30_000, 30_500], [-30_000, -29_500]])('of %d ms in the header is applied as %d', (ahead, applied) => {
    const clock = createFakeClock(start);
    const offset = new ClockOffset(clock);
    offset.learn(header(start + ahead), { sentAt: start, tookMs: 0 });
    expect(Math.abs(offset.exchangeNow() - clock.now() - applied)).toBeLessThanOrEqual(500);
  });

  it('counts from the middle of the exchange', () => {
    const offset = new ClockOffset(createFakeClock(start));
    offset.learn(header(start + 30_000), { sentAt: start, tookMs: 8_000 });
    expect(offset.ms()).toBe(30_000 + 500 - 4_000);
  });

  it('does not jump for one old header out of a cache, but for two that agree', () => {
    const offset = new ClockOffset(createFakeClock(start));
    offset.learn(header(start), { sentAt: start, tookMs: 0 });
    offset.learn(header(start - 60_000), { sentAt: start, tookMs: 0 });
    expect(offset.ms()).toBe(500);
    offset.learn(header(start), { sentAt: start, tookMs: 0 });
    offset.learn(header(start - 60_000), { sentAt: start, tookMs: 0 });
    offset.learn(header(start - 60_000), { sentAt: start, tookMs: 0 });
    expect(offset.ms()).toBe(-59_500);
  });

  it('follows a refusal at once and says whether that helped', () => {
    const offset = new ClockOffset(createFakeClock(start));
    offset.learn(header(start), { sentAt: start, tookMs: 0 });
    expect(offset.learnFromRefusal(header(start), { sentAt: start, tookMs: 0 })).toBe(false);
    expect(offset.learnFromRefusal(header(start + 30_000), { sentAt: start, tookMs: 0 })).toBe(true);
    expect(offset.ms()).toBe(30_500);
  });
});

describe('the nonce', () => {
  it('rises within one millisecond and follows the clock', () => {
    let now = 1000.7;
    const nonce = new Nonce(() => now);
    expect([nonce.next(), nonce.next(), nonce.next()]).toEqual([1000, 1001, 1002]);
    now = 5000;
    expect(nonce.next()).toBe(5000);
    now = 4500;
    expect(nonce.next()).toBe(5001);
  });

  it('steps back when the clock was far ahead and has been corrected', () => {
    let now = 100_000;
    const nonce = new Nonce(() => now);
    nonce.next();
    now = 70_000;
    expect([nonce.next(), nonce.next()]).toEqual([70_000, 70_001]);
  });
});
