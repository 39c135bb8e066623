// How soon a deposit is told that a balance frame announces, where no outage holds it up, whatever else happens to the account.
import type { Problems } from './invariants.js';
import { readCredit } from './told.js';
import type { VenueDeposit } from './world/venue.js';
import type { World } from './world/world.js';

/** From the frame to the message in the chat, ms: frames in a burst are waited for, one list is read, and Telegram takes its time. */
const tellMs = 3000;
/** One chat takes a new message a second, so that each that goes before it may cost as much. */
const aheadMs = 1000;
/** An outage is felt this long: reads that failed wait as long as this for their next try. */
const feltMs = 60_000;

interface Delay {
  readonly id: string;
  readonly ms: number;
  readonly ahead: number;
}

/** The deposits that a frame announced and no outage touched, and how long each took. */
export const depositDelays = (world: World): readonly Delay[] => world.venue.deposits.flatMap((one) => delayOf(world, one) ?? []);

/** Never allowed. */
export const lateDeposits = (world: World): Problems => depositDelays(world)
  .filter(({ ms, ahead }) => ms > tellMs + ahead * aheadMs)
  .map(({ id, ms, ahead }) => `deposit ${id} was told ${Math.round(ms)} ms after its frame, with ${ahead} messages before it`);

/**
 * Undefined where an outage touched it from the writing of the oldest message that waited before it, or where the exchange itself
 * did not list it when its frame came. What was never told is for other promises.
 */
function delayOf({ chat, outages }: World, { deposit, announced, listedFrom }: VenueDeposit): Delay | undefined {
  const told = chat.messages.find(({ text }) => readCredit(text) === deposit.id);
  if (announced === undefined || told === undefined || listedFrom > announced.at) return undefined;
  if (outages.touched(Math.min(announced.at, announced.waitingSince) - feltMs, told.sentAt)) return undefined;
  return { id: deposit.id, ms: told.sentAt - announced.at, ahead: chat.messages.filter(({ sentAt, id }) => id !== told.id && sentAt >= announced.at && sentAt <= told.sentAt).length };
}
