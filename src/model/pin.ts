// What a PIN may be, and what becomes of a try.

/** Tries in a row before no PIN is looked at for a while. */
export const pinTriesPerRound = 5;
const minuteMs = 60_000;
/** How long no PIN is looked at after the first, the second and every later round of wrong tries, ms. */
export const pinBlocksMs: readonly number[] = [15 * minuteMs, 60 * minuteMs, 24 * 60 * minuteMs];

export type PinVerdict =
  | { readonly kind: 'right' }
  /** `left` more tries before no PIN is looked at for a while; at least 1. */
  | { readonly kind: 'wrong'; readonly left: number }
  /** No PIN is looked at until then, ms since 1970; the one given was wrong or was not looked at. */
  | { readonly kind: 'blocked'; readonly until: number }
  /** There is no PIN. */
  | { readonly kind: 'none' };

/** True for exactly six digits of ASCII. */
export const isPin = (text: string): boolean => /^[0-9]{6}$/.test(text);

/** Not a pattern, yet among the first that anybody tries. */
const wellKnown: ReadonlySet<string> = new Set(['112233', '123321', '159753', '147258', '789456', '147852', '102030', '520131']);

/** True for a PIN that is guessed first: one digit or a block of two or three repeated, a run up or down, a well-known one. */
export function isTrivialPin(pin: string): boolean {
  if (/^(\d{1,3})\1+$/.test(pin) || wellKnown.has(pin)) return true;
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  return steps.size === 1 && (steps.has(1) || steps.has(9));
}
