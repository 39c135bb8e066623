import { describe, expect, it } from '@jest/globals';
import { defaultLimits, type Limits } from '../../../src/exchange/limits.js';
import { RateLimit, type Turn } from '../../../src/exchange/transport/rateLimit.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';

const turn = (parts: Partial<Turn> = {}): Turn => ({ route: 'r', key: 'k', urgency: 'person', isOrder: false, waitMs: 60_000, ...parts });

interface Bench { readonly clock: FakeClock; readonly limit: RateLimit; readonly left: string[]; readonly go: (name: string, parts?: Partial<Turn>) => void }
function bench(limits: Partial<Limits> = {}): Bench {
  const clock = createFakeClock();
  const limit = new RateLimit(clock, { ...defaultLimits, ...limits });
  const left: string[] = [];
  const go = (name: string, parts: Partial<Turn> = {}): void => { limit.take(turn(parts)).then(() => left.push(name), (error: unknown) => left.push(`${name}:${(error as { reason: string }).reason}`)); };
  return { clock, limit, left, go };
}

describe('the request budget', () => {
  it('lets ten of one key out at once, then five a second', async () => {
    const { clock, left, go } = bench();
    for (let index = 0; index < 30; index += 1) go(String(index));
    await clock.advance(0);
    expect(left).toHaveLength(10);
    await clock.advance(1_000);
    expect(left).toHaveLength(15);
    await clock.advance(3_000);
    expect(left).toHaveLength(30);
    expect(left).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
  });

  it('lets twenty a second out over all keys', async () => {
    const { clock, left, go } = bench();
    for (let index = 0; index < 100; index += 1) go(String(index), { key: `k${String(index)}` });
    await clock.advance(0);
    expect(left).toHaveLength(20);
    await clock.advance(2_000);
    expect(left.length).toBeGreaterThanOrEqual(59);
    expect(left.length).toBeLessThanOrEqual(60);
  });

  it('lets at most fifty orders out in any ten seconds', async () => {
    const { clock, left, go } = bench({ keyRatePerSecond: 100, keyBurst: 100, globalRatePerSecond: 1_000 });
    for (let index = 0; index < 60; index += 1) go(String(index), { isOrder: true });
    await clock.advance(9_900);
    expect(left).toHaveLength(50);
    go('read');
    await clock.advance(0);
    expect(left).toHaveLength(51);
    await clock.advance(200);
    expect(left).toHaveLength(61);
  });

  it('puts money before persons before background', async () => {
    const { clock, left, go } = bench({ keyBurst: 1 });
    go('first');
    go('background', { urgency: 'background' });
    go('person');
    go('money', { urgency: 'money' });
    await clock.advance(5_000);
    expect(left).toEqual(['first', 'money', 'person', 'background']);
  });

  it('does not let a key that waits hold up another', async () => {
    const { clock, left, go } = bench({ keyBurst: 1 });
    go('a1', { key: 'a' });
    go('a2', { key: 'a', urgency: 'money' });
    go('b1', { key: 'b', urgency: 'background' });
    await clock.advance(0);
    expect(left).toEqual(['a1', 'b1']);
  });

  it('refuses at once when a queue is full, and in time when the wait is over', async () => {
    const { clock, left, go } = bench({ keyBurst: 1, queued: { money: 2, person: 2, background: 2 } });
    for (const name of ['a', 'b', 'c', 'd']) go(name, { waitMs: 100 });
    go('m', { urgency: 'money', waitMs: 100 });
    await clock.advance(0);
    expect([...left].sort()).toEqual(['a', 'd:rateLimit']);
    await clock.advance(100);
    expect([...left].sort()).toEqual(['a', 'b:rateLimit', 'c:rateLimit', 'd:rateLimit', 'm:rateLimit']);
  });

  it('pauses after a 429 as long as asked, slows down, and recovers', async () => {
    const { clock, limit, left, go } = bench();
    limit.slowDown('k', 3_000);
    for (let index = 0; index < 400; index += 1) go(String(index), { waitMs: 600_000 });
    go('other', { key: 'other' });
    await clock.advance(2_900);
    expect(left).toEqual(['other']);
    await clock.advance(200);
    const burst = left.length;
    await clock.advance(1_000);
    expect(left.length - burst).toBeLessThanOrEqual(3);
    await clock.advance(60_000);
    const slow = left.length;
    await clock.advance(10_000);
    expect(left.length - slow).toBe(50);
  });

  it('pauses longer with each 429 that names no time', async () => {
    const { clock, limit, left, go } = bench();
    for (let refusals = 0; refusals < 3; refusals += 1) limit.slowDown('k', undefined);
    go('a');
    await clock.advance(3_900);
    expect(left).toEqual([]);
    await clock.advance(200);
    expect(left).toEqual(['a']);
  });

  it('slows all keys together a little after one key\'s 429, and recovers', async () => {
    const { clock, limit, left, go } = bench();
    limit.slowDown('other', undefined);
    for (let index = 0; index < 2_000; index += 1) go(String(index), { key: `k${String(index)}`, waitMs: 600_000, urgency: 'background' });
    await clock.advance(0);
    const burst = left.length;
    await clock.advance(2_000);
    const slow = left.length - burst;
    expect([burst, slow >= 29, slow <= 32]).toEqual([20, true, true]);
    await clock.advance(60_000);
    const before = left.length;
    await clock.advance(2_000);
    expect(left.length - before).toBeGreaterThanOrEqual(39);
  });

  it('lets nothing out once stopped', async () => {
    const { clock, limit, left, go } = bench({ keyBurst: 1 });
    go('a'); go('b');
    await clock.advance(0);
    limit.stop();
    go('c');
    await clock.advance(10_000);
    expect([...left].sort()).toEqual(['a', 'b:stopping', 'c:stopping']);
  });

  it('forgets a caller that gives up', async () => {
    const { clock, left, go } = bench({ keyBurst: 1 });
    const impatient = new AbortController();
    go('a'); go('b', { signal: impatient.signal }); go('c');
    impatient.abort();
    await clock.advance(300);
    expect(left).toEqual(['a', 'b:stopping', 'c']);
  });
});
