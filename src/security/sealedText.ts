// The text form of a sealed value: "v1.<key id>.<nonce>.<ciphertext and tag>", the last two base64url.
import type { Sealed } from '../model/account.js';
import { SealError } from './sealError.js';

export const nonceBytes = 12;
export const tagBytes = 16;

export interface SealedParts {
  /** 8 hex digits that tell master keys apart. */
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export function writeSealed({ keyId, nonce, ciphertext, tag }: SealedParts): Sealed {
  return `v1.${keyId}.${nonce.toString('base64url')}.${Buffer.concat([ciphertext, tag]).toString('base64url')}` as Sealed;
}

/** @throws SealError('damaged') for every text writeSealed would not have written. */
export function readSealed(sealed: string): SealedParts {
  const parts = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/.exec(sealed);
  if (parts === null) throw new SealError('damaged');
  const nonce = Buffer.from(parts[2] ?? '', 'base64url');
  const body = Buffer.from(parts[3] ?? '', 'base64url');
  const read = { keyId: parts[1] ?? '', nonce, ciphertext: body.subarray(0, -tagBytes), tag: body.subarray(-tagBytes) };
  // Spare bits of the last base64url character decode to nothing: without this some altered texts would pass.
  if (writeSealed(read) !== sealed) throw new SealError('damaged');
  return read;
}
