// Seals the users' API keys and secrets under the master key, each bound to its user, field, host and version (RELIABILITY.md 1.5).
import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hkdfSync, randomBytes as systemRandomBytes, type KeyObject } from 'node:crypto';
import type { Link, Sealed } from '../model/account.js';
import type { UserId } from '../model/message.js';
import type { Signer } from '../model/signer.js';
import { SealError } from './sealError.js';
import { nonceBytes, readSealed, tagBytes, writeSealed } from './sealedText.js';

/** The place a sealed value belongs to; it opens nowhere else. */
export interface SealContext {
  readonly userId: UserId;
  /** Letters, digits, "." "_" "-" only, for example "apiKey". */
  readonly field: string;
  /** A whole number that is not negative. */
  readonly keyVersion: number;
}

export interface KeySeal {
  /** 8 hex digits that tell master keys apart; they say nothing of the key. */
  readonly keyId: string;
  /** True for the id of the master key or of an earlier one that was given. */
  knows(keyId: string): boolean;
  /** A fresh sealed text each time. @throws RangeError for a context that cannot be. */
  seal(clear: string, context: SealContext): Sealed;
  /** Opens under whichever of the keys it was sealed with. @throws SealError; RangeError for a context that cannot be. */
  open(sealed: Sealed, context: SealContext): string;
  /** Opens a link's two parts once; the secret stays inside as a native key. @throws SealError */
  signer(userId: UserId, link: Link): Signer;
}

export interface KeySealOptions {
  /** Host of the exchange's API, for example "trade.capecrypto.com": a value sealed for one host opens for no other. */
  readonly apiHost: string;
  /** Earlier master keys, 32 bytes each: they open what is still sealed under them, and nothing is sealed under them any more. */
  readonly oldMasterKeys?: readonly Buffer[];
  /** For known-answer tests. */
  readonly randomBytes?: (count: number) => Buffer;
  /** Told of each secret a signer opens, so that no log line carries it; the buffer is wiped right after. */
  readonly redactor?: { learn(secret: string | Buffer): void };
}

/** The fields a Link is sealed under; whoever seals a new link uses these. */
export const linkFields = { apiKey: 'apiKey', secret: 'secret' } as const;

export const masterKeyBytes = 32;

/** @param masterKey 32 bytes; copied, as the earlier ones are, so the caller may wipe its own. @throws RangeError for another length or an odd host. */
export function createKeySeal(masterKey: Buffer, options: KeySealOptions): KeySeal {
  if ([masterKey, ...options.oldMasterKeys ?? []].some((key) => key.length !== masterKeyBytes)) throw new RangeError(`a master key has ${masterKeyBytes} bytes`);
  if (!/^[A-Za-z0-9.:[\]-]+$/.test(options.apiHost)) throw new RangeError('not a host name');
  return new MasterKeySeal(createSecretKey(masterKey), options);
}

class MasterKeySeal implements KeySeal {
  readonly keyId: string;

  /** By key id: the master key and the earlier ones. */
  readonly #keys: ReadonlyMap<string, KeyObject>;

  constructor(private readonly masterKey: KeyObject, private readonly options: KeySealOptions) {
    this.keyId = keyIdOf(masterKey);
    const old = (options.oldMasterKeys ?? []).map((key) => createSecretKey(key));
    // The key of today last: whatever the others are, it is the one found under its own id.
    this.#keys = new Map([...old, masterKey].map((key) => [keyIdOf(key), key]));
  }

  knows(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  seal(clear: string, context: SealContext): Sealed {
    const nonce = (this.options.randomBytes ?? systemRandomBytes)(nonceBytes);
    if (nonce.length !== nonceBytes) throw new RangeError('the randomness given is too short');
    const cipher = createCipheriv('aes-256-gcm', userKey(this.masterKey, context.userId), nonce, { authTagLength: tagBytes });
    cipher.setAAD(this.#binding(this.keyId, context));
    const ciphertext = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
    return writeSealed({ keyId: this.keyId, nonce, ciphertext, tag: cipher.getAuthTag() });
  }

  open(sealed: Sealed, context: SealContext): string {
    const clear = this.#openBytes(sealed, context);
    const text = clear.toString('utf8');
    clear.fill(0);
    return text;
  }

  signer(userId: UserId, link: Link): Signer {
    const place = { userId, keyVersion: link.keyVersion };
    const apiKey = this.open(link.apiKey, { ...place, field: linkFields.apiKey });
    const secret = this.#openBytes(link.secret, { ...place, field: linkFields.secret });
    if (secret.length === 0) throw new SealError('damaged');
    this.options.redactor?.learn(apiKey);
    this.options.redactor?.learn(secret);
    const key = createSecretKey(secret);
    secret.fill(0);
    return { apiKey, hmacSha256Hex: (text) => createHmac('sha256', key).update(text, 'utf8').digest('hex') };
  }

  #openBytes(sealed: Sealed, context: SealContext): Buffer {
    assertPlace(context);
    const { keyId, nonce, ciphertext, tag } = readSealed(sealed);
    const masterKey = this.#keys.get(keyId);
    if (masterKey === undefined) throw new SealError('wrongMasterKey');
    // Without authTagLength Node would accept a tag cut to 4 bytes.
    const decipher = createDecipheriv('aes-256-gcm', userKey(masterKey, context.userId), nonce, { authTagLength: tagBytes });
    decipher.setAAD(this.#binding(keyId, context));
    decipher.setAuthTag(tag);
    const unverified = decipher.update(ciphertext);
    try {
      decipher.final();
    } catch (error) {
      unverified.fill(0);
      throw new SealError('damaged', { cause: error });
    }
    return unverified;
  }

  /** What the tag covers besides the value. No part can hold the "|" between them, so no two places share a binding. */
  #binding(keyId: string, context: SealContext): Buffer {
    assertPlace(context);
    return Buffer.from(`v1|${keyId}|${context.userId}|${context.field}|${this.options.apiHost.toLowerCase()}|${context.keyVersion}`);
  }
}

/** @throws RangeError */
function assertPlace({ userId, field, keyVersion }: SealContext): void {
  if (!Number.isSafeInteger(userId)) throw new RangeError('not a user id');
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(field)) throw new RangeError('not a field name');
  if (!Number.isSafeInteger(keyVersion) || keyVersion < 0) throw new RangeError('not a key version');
}

/** 8 hex digits that tell master keys apart; they say nothing of the key. */
export const keyIdOf = (masterKey: KeyObject): string => createHash('sha256').update(derive(masterKey, 'capebot v1 key check')).digest('hex').slice(0, 8);

const userKey = (masterKey: KeyObject, userId: UserId): KeyObject => deriveKey(masterKey, `capebot v1 user key|${userId}`);

/** A key of its own for each purpose. */
export function deriveKey(masterKey: KeyObject, purpose: string): KeyObject {
  const key = derive(masterKey, purpose);
  const native = createSecretKey(key);
  key.fill(0);
  return native;
}

/** HKDF-SHA256 without salt (RFC 5869: the master key is uniformly random already), 32 bytes. */
function derive(masterKey: KeyObject, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), info, 32));
}
