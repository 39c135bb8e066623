// What a run of seeds must show: no seed failed, and every kind of fault did strike.
import { expect } from '@jest/globals';
import { compileProgram, ended, startProgram } from '../support/childProgram.js';
import type { SeedsResult } from './runSeeds.js';
import { rareKinds } from './storm.js';
import { Tally } from './tally.js';

/** Under a quarter of a minute on an idle core; other tests run at the same time. */
export const seedsLimitMs = 240_000;

const program = `
  import { runSeeds } from './test/simulation/runSeeds.js';
  const [from, count] = process.argv.slice(2).map(Number);
  const { failed, tally } = await runSeeds(from, count);
  process.stdout.write(JSON.stringify({ failed, counts: [...tally.counts] }), () => process.exit(0));
`;

interface Played {
  readonly failed: SeedsResult['failed'];
  readonly counts: readonly (readonly [string, number])[];
}

/** Plays `count` seeds from `from` on. */
export async function checkSeeds(from: number, count: number): Promise<void> {
  const { failed, counts } = await play(from, count);
  expect(failed.map(({ words }) => words)).toEqual([]);
  const tally = new Tally();
  for (const [what, times] of counts) tally.count(what, times);
  expect(rareKinds(tally, count)).toEqual([]);
}

/** In a process of its own: jest watches every promise of a test, which costs a world of promises a third more. */
async function play(from: number, count: number): Promise<Played> {
  const folder = await compileProgram(program, ['src', 'test/simulation', 'test/storage/lowdb']);
  const child = startProgram(folder, String(from), String(count));
  const limit = setTimeout(() => child.kill('SIGKILL'), seedsLimitMs);
  const { output, code } = await ended(child);
  clearTimeout(limit);
  if (code !== 0) throw new Error(`the seeds broke off with ${String(code)}:\n${output}`);
  return JSON.parse(output) as Played;
}
