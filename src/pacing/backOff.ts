// How long to wait before trying Telegram again: 1 to 30 s, doubling, with some chance in it so that many do not knock at once.
import type { Random } from '../model/clock.js';

const firstMs = 1_000;
const mostMs = 30_000;

/** ms to wait after so many failures in a row (1 or more). */
export function backOffMs(failures: number, random: Random): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 10));
  return Math.max(firstMs, Math.round(full * (0.5 + random() / 2)));
}
