// Where Telegram finds the webhook and how it proves itself there: stable over restarts, known to nobody without the master key.
import { hkdfSync } from 'node:crypto';

export interface WebhookSecrets {
  /** The path of the webhook at an origin. Whoever holds the bot token can ask Telegram for the one in use, but can make none for another origin. */
  pathAt(origin: string): string;
  /** What Telegram sends in X-Telegram-Bot-Api-Secret-Token; it tells it to nobody. */
  readonly secretToken: string;
}

/**
 * Derived from the master key, and not from the bot token alone: a thief of the token could otherwise work the secret out and
 * send this program messages in any user's name (RELIABILITY.md T6, T24).
 * @param masterKey 32 bytes; copied, so the caller may wipe its own.
 */
export function deriveWebhookSecrets(masterKey: Buffer, botToken: string): WebhookSecrets {
  const key = derive(masterKey, `capebot v1 webhook of ${botToken}`);
  return {
    pathAt: (origin) => `/telegram/${derive(key, `path at ${origin}`).toString('base64url')}`,
    // 43 characters of base64url: within what Telegram takes (1 to 256 of A-Z a-z 0-9 _ -).
    secretToken: derive(key, 'secret token').toString('base64url'),
  };
}

const derive = (key: Buffer, label: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', label, 32));
