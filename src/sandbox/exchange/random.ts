// Seeded randomness, so that a run of the sandbox can be repeated exactly.

/** A source of numbers in [0, 1). */
export type Random = () => number;

/** A repeatable source of numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** That many random hexadecimal digits. */
export function hexDigits(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += wholeBetween(random, 0, 15).toString(16);
  return text;
}

/** A version 4 UUID. */
export function uuid(random: Random): string {
  const hex = hexDigits(random, 32);
  const variant = wholeBetween(random, 8, 11).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
