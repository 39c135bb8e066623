// Changes of a balance that the exchange lists no reason of: those there were are told, and no other ever is.
import { absolute, isNegative, negate, type Decimal } from '../../src/model/money.js';
import type { Problems } from './invariants.js';
import { cents, readUnexplained } from './told.js';
import { hundredths, SeededRandom } from './world/seededRandom.js';
import type { World } from './world/world.js';

/** How long it may take until it is told, ms: two minutes after the frame, or after the read of all balances that finds it; longer where a fill is listed late. */
const framedMs = 420_000;
const readMs = 600_000;

/** Every third world has one, once all else is told. Its draws are its own, so that the storm of a seed is what it was. */
export async function changeSilently(world: World): Promise<void> {
  if (world.seed % 3 !== 0) return;
  const random = new SeededRandom(world.seed);
  const currency = random.pick(['btc', 'zar'] as const);
  const amount = hundredths(random.between(20, 900));
  const by = random.chance(0.5) ? amount : negate(amount);
  const isFramed = random.chance(0.6);
  world.tally.count('silentChanges');
  world.note(`silent change of ${currency} by ${by}, ${isFramed ? 'framed' : 'not framed'}`);
  world.venue.changeSilently(currency, by, isFramed);
  world.silent.push(nameOf(currency, by));
  await world.pass(isFramed ? framedMs : readMs, () => untoldSilent(world).length === 0);
  world.late.push(...untoldSilent(world));
}

const nameOf = (currency: string, by: Decimal): string => `${currency.toUpperCase()} ${isNegative(by) ? 'fell' : 'rose'} ${currency === 'zar' ? cents(absolute(by)) : absolute(by)}`;
const toldOf = ({ chat }: World): readonly string[] => chat.messages.flatMap(({ firstText }) => readUnexplained(firstText) ?? []);

/** Never allowed: a reason was listed, or nothing changed. */
export function falseUnexplained(world: World): Problems {
  return [...toldOf(world).filter((one) => !world.silent.includes(one)).map((one) => `"${one}" was told as unexplained`), ...world.late];
}

function untoldSilent(world: World): Problems {
  const told = toldOf(world);
  return world.silent.filter((one) => !told.includes(one)).map((one) => `"${one}" was not told in time`);
}
