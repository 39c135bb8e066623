// How much one person may ask of the bot (RELIABILITY.md T16): a message a second, two button presses or inline queries a second, in bursts of a minute's worth.
import type { Clock } from '../../model/clock.js';
import type { UserId } from '../../model/message.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import { TokenBucket } from '../../pacing/tokenBucket.js';

/** A fast typist who works through a list of commands stays below it; a flood of hundreds does not. */
export const messagesPerMinute = 60;
export const pressesPerMinute = 120;
/** Telegram asks again with every letter that is typed. */
export const inlinePerMinute = 120;
const usersLimit = 10_000;

type Asking = 'message' | 'press' | 'inline';
const perMinute: Readonly<Record<Asking, number>> = { message: messagesPerMinute, press: pressesPerMinute, inline: inlinePerMinute };

export interface InboundRate {
  /** True when the user may have one more handled; counts it. */
  admit(userId: UserId, kind: Asking): boolean;
}

export function createInboundRate(clock: Clock): InboundRate {
  const users = (): BoundedMap<UserId, TokenBucket> => new BoundedMap(usersLimit);
  const buckets: Readonly<Record<Asking, BoundedMap<UserId, TokenBucket>>> = { message: users(), press: users(), inline: users() };
  return {
    admit(userId, kind) {
      const now = clock.monotonic();
      const bucket = buckets[kind].get(userId) ?? new TokenBucket(perMinute[kind], 60_000 / perMinute[kind], now);
      buckets[kind].set(userId, bucket);
      return bucket.take(now);
    },
  };
}
