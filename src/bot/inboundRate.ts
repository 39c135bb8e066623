// How much one person may ask of the bot (RELIABILITY.md T16): a message a second, two button presses a second, in bursts of a minute's worth.
import type { Clock } from '../model/clock.js';
import type { UserId } from '../model/message.js';
import { BoundedMap } from './boundedMap.js';
import { TokenBucket } from './tokenBucket.js';

/** A fast typist who works through a list of commands stays below it; a flood of hundreds does not. */
export const messagesPerMinute = 60;
export const pressesPerMinute = 120;
const usersLimit = 10_000;

export interface InboundRate {
  /** True when the user may have one more handled; counts it. */
  admit(userId: UserId, kind: 'message' | 'press'): boolean;
}

export function createInboundRate(clock: Clock): InboundRate {
  const messages = new BoundedMap<UserId, TokenBucket>(usersLimit);
  const presses = new BoundedMap<UserId, TokenBucket>(usersLimit);
  return {
    admit(userId, kind) {
      const buckets = kind === 'message' ? messages : presses;
      const perMinute = kind === 'message' ? messagesPerMinute : pressesPerMinute;
      const now = clock.monotonic();
      const bucket = buckets.get(userId) ?? new TokenBucket(perMinute, 60_000 / perMinute, now);
      buckets.set(userId, bucket);
      return bucket.take(now);
    },
  };
}
