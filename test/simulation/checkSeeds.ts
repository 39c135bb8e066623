// What a run of seeds must show: no seed failed, and every kind of fault did strike.
import { expect } from '@jest/globals';
import { runSeeds } from './runSeeds.js';

/** Under half a minute for a thousand seeds on an idle core; other tests run at the same time. */
export const seedsLimitMs = 240_000;

const storm = ['kills', 'powerLosses', 'write.answerLost', 'write.acceptedLate', 'write.fiveHundredDone', 'chat.deliveredThenTimeOut', 'doubleTaps', 'diskFull', 'diskFailing', 'framesLost'];

/** Plays `count` seeds from `from` on. */
export async function checkSeeds(from: number, count: number): Promise<void> {
  const { failed, tally } = await runSeeds(from, count);
  expect(failed.map(({ words }) => words)).toEqual([]);
  for (const what of storm) expect([what, tally.of(what) > 25]).toEqual([what, true]);
}
