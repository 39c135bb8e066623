// Times as the exchange writes them: ISO-8601 with the server's own offset, or whole seconds.

const OFFSET_MS = 2 * 60 * 60 * 1000;

/** Milliseconds to "2023-12-08T08:46:59+02:00": the server's offset, never Z (PROTOCOL.md section 3, time units). */
export function isoTime(ms: number): string {
  return `${new Date(ms + OFFSET_MS).toISOString().slice(0, 19)}+02:00`;
}

/** Milliseconds to whole seconds, rounded down. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
