// Plays seeds on a core of their own, while this thread goes on with what waits; run as a worker, it is that core.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runSeeds, type SeedsResult } from './runSeeds.js';
import { Tally } from './tally.js';

interface Wish { readonly from: number; readonly count: number }

/** A class does not survive the way between threads. */
interface Played extends Omit<SeedsResult, 'tally'> { readonly counts: Tally['counts'] }

/** As runSeeds, which hears of each failing seed at once. @throws when the worker breaks off */
export function playSeedsBeside(from: number, count: number): Promise<SeedsResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { from, count } satisfies Wish });
    worker.once('error', reject);
    worker.once('exit', (code) => { reject(new Error(`the seeds broke off with ${code}`)); });
    worker.once('message', ({ counts, ...played }: Played) => {
      const tally = new Tally();
      for (const [what, times] of counts) tally.count(what, times);
      resolve({ ...played, tally });
    });
  });
}

async function play({ from, count }: Wish): Promise<void> {
  const { tally, ...played } = await runSeeds(from, count);
  parentPort?.postMessage({ ...played, counts: tally.counts } satisfies Played);
}

if (!isMainThread) await play(workerData as Wish);
