// How much one person may ask of the bot (RELIABILITY.md T16): messages 20 a minute, button presses 60.
import type { Clock } from '../model/clock.js';
import type { UserId } from '../model/message.js';
import { BoundedMap } from './boundedMap.js';
import { TokenBucket } from './tokenBucket.js';

export const messagesPerMinute = 20;
export const pressesPerMinute = 60;
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
