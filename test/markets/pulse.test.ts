// Promises of the pulse: away from the first answer that is no until the first that is yes, asked one at a time.
import { expect, it } from '@jest/globals';
import { createPulse } from '../../src/markets/pulse.js';
import { createFakeClock } from '../support/fakeClock.js';

it('is away while the exchange says no or nothing, and asks no more once stopped', async () => {
  const clock = createFakeClock(0);
  const answers: (() => Promise<boolean>)[] = [async () => true, async () => false, () => Promise.reject(new Error('503')), async () => true];
  let asked = 0;
  const pulse = createPulse({ clock, everyMs: 1000, alive: () => { asked += 1; return answers.shift()?.() ?? Promise.resolve(true); } });
  expect(pulse.isAway()).toBe(false);
  pulse.start();
  const seen: boolean[] = [];
  for (let second = 0; second < 4; second += 1) {
    await clock.advance(second === 0 ? 0 : 1000);
    seen.push(pulse.isAway());
  }
  expect(seen).toEqual([false, true, true, false]);
  pulse.stop();
  await clock.advance(60_000);
  expect(asked).toBe(4);
});
