// Plays one seed from beginning to end and says what was not as it must be.
import { breaches, owed, type Problems } from './invariants.js';
import { calmDown, raiseStorm, stormMs } from './world/script.js';
import { changeSilently } from './silentChanges.js';
import { countRepeats } from './told.js';
import { depositDelays } from './depositDelays.js';
import type { Tally } from './tally.js';
import { World } from './world/world.js';

export interface SeedResult {
  readonly seed: number;
  readonly problems: Problems;
  readonly tally: Tally;
  /** Empty unless asked for. */
  readonly trace: readonly string[];
  /** How long the simulated world took to come right once it was calm, ms. */
  readonly settledMs: number;
  /** How long after its frame each deposit was told that no outage touched, simulated ms. */
  readonly depositMs: readonly number[];
}

/** The simulated time that an unknown order, a hidden one and the slowest back-off need together. */
const settleLimitMs = 4 * 3_600_000;
const lookEveryMs = 30_000;
/** After all is right it must stay right. */
const afterwardsMs = 125_000;

export async function runSeed(seed: number, options: { readonly trace?: boolean } = {}): Promise<SeedResult> {
  const world = new World(seed, options.trace === true);
  await world.begin();
  raiseStorm(world);
  await world.pass(stormMs);
  calmDown(world);
  world.books.move();
  const settledMs = await comeRight(world);
  await changeSilently(world);
  // In every other world a clean stop and a start: nothing may come undone, and nothing be told again.
  if (seed % 2 === 0) world.end('stop');
  await world.pass(afterwardsMs);
  await comeRight(world);
  const problems = [...breaches(world), ...owed(world)];
  world.tally.count('repeats', countRepeats(world.chat.messages).repeats);
  const depositMs = depositDelays(world).map(({ ms }) => ms);
  world.tally.count('depositsTimed', depositMs.length);
  world.tally.count('ordersRejected', world.venue.orders.filter(({ order }) => order.state === 'reject').length);
  world.note(problems.length === 0 ? 'all is well' : problems.join('; '));
  return { seed, problems, tally: world.tally, trace: world.trace, settledMs, depositMs };
}

/** Waits until nothing is owed any more; how long that took in simulated ms. */
async function comeRight(world: World): Promise<number> {
  for (let waited = 0; waited < settleLimitMs; waited += lookEveryMs) {
    if (world.record?.parked !== undefined) world.person.start();
    if (owed(world).length === 0) return waited;
    await world.pass(lookEveryMs);
  }
  return settleLimitMs;
}

/** How to see a seed again. */
export const replay = (seed: number): string => `npm run faults -- --seed ${seed} --trace`;
