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
  /** A fresh sealed text each time. @throws RangeError for a context that cannot be. */
  seal(clear: string, context: SealContext): Sealed;
  /** @throws SealError; RangeError for a context that cannot be. */
  open(sealed: Sealed, context: SealContext): string;
  /** Opens a link's two parts once; the secret stays inside as a native key. @throws SealError */
  signer(userId: UserId, link: Link): Signer;
}

export interface KeySealOptions {
  /** Host of the exchange's API, for example "trade.capecrypto.com": a value sealed for one host opens for no other. */
  readonly apiHost: string;
  /** For known-answer tests. */
  readonly randomBytes?: (count: number) => Buffer;
  /** Told of each secret a signer opens, so that no log line carries it; the buffer is wiped right after. */
  readonly redactor?: { learn(secret: string | Buffer): void };
}

/** The fields a Link is sealed under; whoever seals a new link uses these. */
export const linkFields = { apiKey: 'apiKey', secret: 'secret' } as const;

export const masterKeyBytes = 32;

/** @param masterKey 32 bytes; copied, so the caller may wipe its own. @throws RangeError for another length or an odd host. */
export function createKeySeal(masterKey: Buffer, options: KeySealOptions): KeySeal {
  if (masterKey.length !== masterKeyBytes) throw new RangeError(`a master key has ${masterKeyBytes} bytes`);
  if (!/^[A-Za-z0-9.:[\]-]+$/.test(options.apiHost)) throw new RangeError('not a host name');
  return new MasterKeySeal(createSecretKey(masterKey), options);
}

class MasterKeySeal implements KeySeal {
  readonly keyId: string;

  constructor(private readonly masterKey: KeyObject, private readonly options: KeySealOptions) {
    this.keyId = createHash('sha256').update(derive(masterKey, 'capebot v1 key check')).digest('hex').slice(0, 8);
  }

  seal(clear: string, context: SealContext): Sealed {
    const nonce = (this.options.randomBytes ?? systemRandomBytes)(nonceBytes);
    if (nonce.length !== nonceBytes) throw new RangeError('the randomness given is too short');
    const cipher = createCipheriv('aes-256-gcm', this.#userKey(context.userId), nonce, { authTagLength: tagBytes });
    cipher.setAAD(this.#binding(context));
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
    const binding = this.#binding(context);
    const { keyId, nonce, ciphertext, tag } = readSealed(sealed);
    if (keyId !== this.keyId) throw new SealError('wrongMasterKey');
    // Without authTagLength Node would accept a tag cut to 4 bytes.
    const decipher = createDecipheriv('aes-256-gcm', this.#userKey(context.userId), nonce, { authTagLength: tagBytes });
    decipher.setAAD(binding);
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

  #userKey(userId: UserId): KeyObject {
    const key = derive(this.masterKey, `capebot v1 user key|${userId}`);
    const native = createSecretKey(key);
    key.fill(0);
    return native;
  }

  /** What the tag covers besides the value. No part can hold the "|" between them, so no two places share a binding. */
  #binding({ userId, field, keyVersion }: SealContext): Buffer {
    if (!Number.isSafeInteger(userId)) throw new RangeError('not a user id');
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(field)) throw new RangeError('not a field name');
    if (!Number.isSafeInteger(keyVersion) || keyVersion < 0) throw new RangeError('not a key version');
    return Buffer.from(`v1|${this.keyId}|${userId}|${field}|${this.options.apiHost.toLowerCase()}|${keyVersion}`);
  }
}

/** HKDF-SHA256 without salt (RFC 5869: the master key is uniformly random already), 32 bytes. */
function derive(masterKey: KeyObject, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), info, 32));
}
