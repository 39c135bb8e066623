// Finds known secrets in a text without keeping any of them: only their lengths, a rolling sum and a keyed hash are held.
import { createHmac, randomBytes } from 'node:crypto';

/** Where a known secret stands in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Fingerprints kept; the oldest are dropped. Two per linked user and a few of the program's own. */
export const fingerprintsLimit = 100_000;

const base = 0x01000193;

/** Rabin-Karp: a cheap rolling sum picks candidates, a keyed SHA-256 confirms them. */
export class Fingerprints {
  readonly #key = randomBytes(32);
  /** By length: rolling sum -> how many fingerprints share it. */
  readonly #sums = new Map<number, Map<number, number>>();
  /** Confirmed by "<length>:<hmac>", oldest first. */
  readonly #known = new Map<string, { readonly length: number; readonly sum: number }>();

  /** Remembers the fingerprint of a text; learning it twice changes nothing. */
  add(secret: string): void {
    const length = secret.length;
    const name = this.#name(secret);
    if (length === 0 || this.#known.has(name)) return;
    const sum = sumOf(secret, 0, length);
    const sums = this.#sums.get(length) ?? new Map<number, number>();
    sums.set(sum, (sums.get(sum) ?? 0) + 1);
    this.#sums.set(length, sums);
    this.#known.set(name, { length, sum });
    if (this.#known.size > fingerprintsLimit) this.#dropOldest();
  }

  /** Every place a known secret stands, unordered, possibly overlapping. */
  find(text: string): Span[] {
    return [...this.#sums].flatMap(([length, sums]) => this.#findOfLength(text, length, sums));
  }

  #findOfLength(text: string, length: number, sums: ReadonlyMap<number, number>): Span[] {
    const found: Span[] = [];
    if (text.length < length) return found;
    const leading = powerOf(length - 1);
    let sum = sumOf(text, 0, length);
    for (let start = 0; start + length <= text.length; start += 1) {
      if (sums.has(sum) && this.#known.has(this.#name(text.slice(start, start + length)))) found.push({ start, end: start + length });
      sum = (Math.imul(sum - Math.imul(text.charCodeAt(start), leading), base) + text.charCodeAt(start + length)) | 0;
    }
    return found;
  }

  #name(text: string): string {
    return `${text.length}:${createHmac('sha256', this.#key).update(text, 'utf16le').digest('base64')}`;
  }

  #dropOldest(): void {
    for (const [name, { length, sum }] of this.#known) {
      const sums = this.#sums.get(length);
      const left = (sums?.get(sum) ?? 1) - 1;
      if (left > 0) sums?.set(sum, left);
      else sums?.delete(sum);
      if (sums?.size === 0) this.#sums.delete(length);
      this.#known.delete(name);
      return;
    }
  }
}

function sumOf(text: string, start: number, end: number): number {
  let sum = 0;
  for (let index = start; index < end; index += 1) sum = (Math.imul(sum, base) + text.charCodeAt(index)) | 0;
  return sum;
}

function powerOf(exponent: number): number {
  let power = 1;
  for (let count = 0; count < exponent; count += 1) power = Math.imul(power, base);
  return power;
}
