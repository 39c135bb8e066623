// Plays many seeds, a few at a time, and gathers what was found.
import { replay, runSeed, type SeedResult } from './runSeed.js';
import { Tally } from './tally.js';

export interface SeedsResult {
  readonly from: number;
  readonly count: number;
  readonly failed: readonly { readonly seed: number; readonly words: string }[];
  readonly tally: Tally;
  readonly tookMs: number;
  /** How long the worlds took to come right, simulated ms, shortest first. */
  readonly settledMs: readonly number[];
  /** How long after its frame each deposit was told that no outage touched, simulated ms, shortest first. */
  readonly depositMs: readonly number[];
}

/** While one seed waits for the machine's own disk others go on. */
const atOnce = 6;

/** The seeds from `from` on. `onFailure` hears of each failing one at once. */
export async function runSeeds(from: number, count: number, onFailure: (words: string) => void = () => undefined): Promise<SeedsResult> {
  const began = performance.now();
  const tally = new Tally();
  const failed: { seed: number; words: string }[] = [];
  const settledMs: number[] = [];
  const depositMs: number[] = [];
  let next = from;
  const take = async (): Promise<void> => {
    while (next < from + count) {
      const seed = next;
      next += 1;
      const result = await play(seed);
      tally.add(result.tally);
      settledMs.push(result.settledMs);
      depositMs.push(...result.depositMs);
      if (result.problems.length === 0) continue;
      const words = `seed ${seed}: ${result.problems.join('; ')}\n  see it again: ${replay(seed)}`;
      failed.push({ seed, words });
      onFailure(words);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return { from, count, failed, tally, tookMs: performance.now() - began, settledMs: settledMs.sort((a, b) => a - b), depositMs: depositMs.sort((a, b) => a - b) };
}

async function play(seed: number): Promise<SeedResult> {
  try {
    return await runSeed(seed);
  } catch (error) {
    return { seed, problems: [`it broke: ${error instanceof Error ? error.stack ?? error.message : String(error)}`], tally: new Tally(), trace: [], settledMs: 0, depositMs: [] };
  }
}
