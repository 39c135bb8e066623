// Keeps records to plain JSON that cannot change any more: what is in memory is what the file will say.

/** Names that reach an object's prototype when a careless copy is made of it (RELIABILITY.md T17). */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Objects within objects; a record has about ten. What is written keeps to it, so that it can be read again. */
const depthLimit = 200;

/**
 * Freezes the value and everything in it, the inside first. What is frozen already is trusted and skipped, so that a change
 * that shares most of its record with the one before costs only what is new.
 * @throws RangeError for what JSON would lose or bend: functions, symbols, bigints, NaN, class instances, circles and
 *   what is nested as deep, forbidden keys. Properties that are undefined are let through: JSON leaves them out.
 */
export function freezePlainJson<T>(value: T): T {
  freezeInside(value, 0);
  return value;
}

function freezeInside(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) {
    assertPlainValue(value);
    return;
  }
  if (Object.isFrozen(value)) return;
  if (depth > depthLimit) throw new RangeError('a record may not be nested as deep');
  if (!isPlain(value)) throw new RangeError('a record may hold plain objects and lists only');
  for (const [key, inner] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) throw new RangeError(`a record may not use the key ${key}`);
    freezeInside(inner, depth + 1);
  }
  Object.freeze(value);
}

function assertPlainValue(value: unknown): void {
  const kind = typeof value;
  if (kind === 'function' || kind === 'symbol' || kind === 'bigint') throw new RangeError(`a record may not hold a ${kind}`);
  if (kind === 'number' && !Number.isFinite(value)) throw new RangeError('a record may not hold NaN or Infinity');
}

/** True for lists and for objects made by {} or JSON.parse in any realm: their prototype ends the chain. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What in JSON.parse's result would harm whoever walks through it, in words; undefined when nothing does. Any depth is looked at without recursion. */
export function harmIn(value: unknown): string | undefined {
  let level = isObject(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthLimit) return 'is nested too deep';
    if (level.some((one) => !Array.isArray(one) && Object.keys(one).some((key) => forbiddenKeys.has(key)))) return 'carries a forbidden key';
    level = level.flatMap((one) => Object.values(one).filter(isObject));
  }
  return undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
