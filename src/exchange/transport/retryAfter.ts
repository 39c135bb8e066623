// Reads how long the exchange asks us to wait.

/** ms to wait, from seconds or an HTTP date; undefined when absent or unreadable; cut at `capMs`. `now` is ms since 1970. */
export function readRetryAfter(header: string | undefined, now: number, capMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), capMs);
}
