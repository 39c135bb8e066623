// The real program, killed ten times in a storm on the sandbox: every fill and deposit told, no order sent twice.
import { expect, test } from '@jest/globals';
import { stormOfKills } from './kills.js';

const kills = 10;

test(`${kills} kills of the real program: all told, nothing sent twice, at most one repeat a kill`, async () => {
  const result = await stormOfKills(kills, 7);
  expect(result.problems).toEqual([]);
  expect(result.trades).toBeGreaterThan(0);
  expect(result.deposits).toBe(kills);
}, 240_000);
