// Worlds in which everything goes wrong: nothing is sent twice, nothing lost, nothing untrue told.
import { expect, test } from '@jest/globals';
import { checkSeeds, seedsLimitMs } from './checkSeeds.js';
import { runSeed } from './runSeed.js';
import { seedsOfTests } from './storm.js';

test(`seeds 1 to ${seedsOfTests}: sent at most once, all told, nothing acknowledged lost, no false alarm`, () => checkSeeds(1, seedsOfTests), seedsLimitMs);

test('a seed plays the same world each time', async () => {
  const [first, again] = [await runSeed(41, { trace: true }), await runSeed(41, { trace: true })];
  expect(again.trace).toEqual(first.trace);
});
