// Two pollers with one token on a clock of the test: who came last yields, whoever it is, and the other goes on.
import { describe, expect, test } from '@jest/globals';
import { PollConflicts } from '../../../src/bot/receiving/pollConflicts.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';

/** One that polls as the pump does: asked, ended by the other's poll, a pause, asked again. */
interface Poller { readonly name: string; readonly conflicts: PollConflicts; askedAt: number; nextAt: number; isPolling: boolean; hasEnded: boolean }

const poller = (clock: FakeClock, name: string, nextAt: number): Poller => ({ name, conflicts: new PollConflicts(clock), askedAt: 0, nextAt, isPolling: false, hasEnded: false });

/** Plays Telegram's rule, the older poll ends, until one has ended; gives its name and how long the newer had lived, ms. */
async function fight(olderAloneMs: number): Promise<{ readonly ended: string; readonly afterMs: number }> {
  const clock = createFakeClock();
  const both = [poller(clock, 'older', 0), poller(clock, 'newer', olderAloneMs)];
  for (let step = 0; step < 10_000; step += 1) {
    const next = both.filter((one) => !one.isPolling && !one.hasEnded).sort((a, b) => a.nextAt - b.nextAt)[0];
    if (next === undefined) throw new Error('nobody is left to ask');
    await clock.advance(Math.max(0, next.nextAt - clock.monotonic()));
    [next.isPolling, next.askedAt] = [true, clock.monotonic()];
    const other = both.find((one) => one !== next)!;
    if (!other.isPolling) continue;
    const pause = other.conflicts.met(other.askedAt);
    other.isPolling = false;
    if (pause === 'yield') return { ended: other.name, afterMs: clock.monotonic() - olderAloneMs };
    expect(pause).toBeLessThanOrEqual(30_000);
    other.nextAt = clock.monotonic() + pause;
  }
  throw new Error('neither ended');
}

describe('two pollers', () => {
  test.each([5_000, 10_000, 30_000, 119_000, 121_000, 3_600_000])('the one that came %i ms later ends within two minutes', async (aloneMs) => {
    const { ended, afterMs } = await fight(aloneMs);
    expect(ended).toBe('newer');
    expect(afterMs).toBeLessThan(120_000);
  });
});

describe('one that meets 409 at every poll', () => {
  test.each([[0, true], [10_000, true], [60_000, true], [121_000, false], [86_400_000, false]])('after %i ms alone: ends is %s', async (aloneMs, ends) => {
    const clock = createFakeClock();
    const conflicts = new PollConflicts(clock);
    await clock.advance(aloneMs);
    const pauses: (number | 'yield')[] = [conflicts.met(0)];
    while (pauses.at(-1) !== 'yield' && pauses.length < 200) {
      await clock.advance(Number(pauses.at(-1)));
      pauses.push(conflicts.met(clock.monotonic()));
    }
    expect(pauses.at(-1) === 'yield').toBe(ends);
    expect(conflicts.now).toBeDefined();
    const waits = pauses.filter((one) => one !== 'yield');
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });
});

test('an update taken between two conflicts does not make the newcomer older, and ends the conflict for whoever asks', async () => {
  const clock = createFakeClock();
  const conflicts = new PollConflicts(clock);
  let met: number | 'yield' = 0;
  for (let count = 0; count < 4; count += 1) {
    met = conflicts.met(clock.monotonic());
    await clock.advance(3_000);
    if (met === 'yield') break;
    const askedAt = clock.monotonic();
    await clock.advance(5_000);
    conflicts.answered(askedAt);
    expect(conflicts.now).toBeUndefined();
  }
  expect(met).toBe('yield');
});
