// Telegram's sending pace, when strict: 30 a second in all, one a second per chat with short bursts, 20 a minute per group.
import { tooManyRequests } from '../refusal.js';

interface Bucket { tokens: number; at: number; frozenUntil: number }
interface Rate { perSecond: number; burst: number }

const overall: Rate = { perSecond: 30, burst: 30 };
const perChat: Rate = { perSecond: 1, burst: 5 };
const perGroup: Rate = { perSecond: 20 / 60, burst: 20 };

export class Pacing {
  strict = false;
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly now: () => number) {}

  /** Counts one sent or edited message (both share the limit). Throws 429 when it is too soon (PLATFORM.md 1.5). */
  count(chatId: number): void {
    if (!this.strict) return;
    this.spend('all', overall);
    this.spend(`chat ${chatId}`, chatId < 0 ? perGroup : perChat);
  }

  private spend(name: string, rate: Rate): void {
    const now = this.now();
    const bucket = this.buckets.get(name) ?? { tokens: rate.burst, at: now, frozenUntil: 0 };
    this.buckets.set(name, bucket);
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    bucket.at = now;
    if (bucket.tokens >= 1 && now >= bucket.frozenUntil) {
      bucket.tokens--;
      return;
    }
    // Retrying inside the wait prolongs it (PLATFORM.md 1.5).
    const waitSeconds = Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond), Math.ceil((bucket.frozenUntil - now) / 1000));
    bucket.frozenUntil = now + waitSeconds * 1000;
    throw tooManyRequests(waitSeconds);
  }
}
