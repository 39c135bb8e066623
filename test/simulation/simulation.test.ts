// Two thousand worlds in which everything goes wrong: nothing is sent twice, nothing lost, nothing untrue told.
import { expect, test } from '@jest/globals';
import { runSeed } from './runSeed.js';
import { runSeeds } from './runSeeds.js';

const seeds = 2000;
/** Under a minute on two idle cores; other tests run at the same time. */
const limitMs = 240_000;

test(`${seeds} seeds: sent at most once, all told, nothing acknowledged lost, no false alarm`, async () => {
  const { failed, tally } = await runSeeds(1, seeds);
  expect(failed.map(({ words }) => words)).toEqual([]);
  // The storm was one: each kind of fault did strike.
  for (const what of ['kills', 'powerLosses', 'write.answerLost', 'write.acceptedLate', 'write.fiveHundredDone', 'chat.deliveredThenTimeOut', 'doubleTaps', 'diskFull', 'diskFailing', 'framesLost']) {
    expect([what, tally.of(what) > 50]).toEqual([what, true]);
  }
}, limitMs);

test('a seed plays the same world each time', async () => {
  const [first, again] = [await runSeed(41, { trace: true }), await runSeed(41, { trace: true })];
  expect(again.trace).toEqual(first.trace);
});
