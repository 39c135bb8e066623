// Turns a PIN into what is stored of it: scrypt, slow on purpose, compared in constant time. Sealing the result is the caller's.
import { scrypt, timingSafeEqual } from 'node:crypto';

export const pinSaltBytes = 16;

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** About 32 MB and a tenth of a second for each try (RELIABILITY.md 1.5); node runs at most four of them at once, off the main thread. */
export const pinCost: ScryptCost = { N: 2 ** 15, r: 8, p: 1 };
const hashBytes = 32;

/** scrypt (RFC 7914) of a text, `length` bytes. Without `maxmem` Node refuses what needs more than 32 MB. @throws RangeError for a cost that cannot be */
export function scryptOf(text: string, salt: Buffer, { N, r, p }: ScryptCost, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, length, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1024 * 1024 }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** What is kept of a PIN: 32 bytes. @throws RangeError for a salt that is not pinSaltBytes long */
export async function hashPin(digits: string, salt: Buffer): Promise<Buffer> {
  if (salt.length !== pinSaltBytes) throw new RangeError('not a salt of this program');
  return scryptOf(digits, salt, pinCost, hashBytes);
}

/** Takes the same time wherever the two differ; false for another length. */
export const isSameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
