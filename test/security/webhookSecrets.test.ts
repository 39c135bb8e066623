// What the webhook is known by: stable, and made by nobody without the master key.
import { describe, expect, test } from '@jest/globals';
import { deriveWebhookSecrets } from '../../src/security/webhookSecrets.js';

const key = Buffer.alloc(32, 7);
const token = '123456:AAExampleExampleExampleExampleExam_-';
const origin = 'https://bot.example.com';
const secrets = deriveWebhookSecrets(key, token);

describe('the webhook’s path and secret', () => {
  test('are the same after every restart', () => {
    const again = deriveWebhookSecrets(Buffer.from(key), token);
    expect([again.pathAt(origin), again.secretToken]).toEqual([secrets.pathAt(origin), secrets.secretToken]);
  });

  test('are what Telegram takes, and as hard to guess as 32 bytes', () => {
    expect(secrets.secretToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secrets.pathAt(origin)).toMatch(/^\/telegram\/[A-Za-z0-9_-]{43}$/);
  });

  test('are others for another key, another token, another origin, and for each other', () => {
    const others = [deriveWebhookSecrets(Buffer.alloc(32, 8), token), deriveWebhookSecrets(key, `${token}x`)];
    const all = [secrets, ...others].flatMap((one) => [one.secretToken, one.pathAt(origin).slice(10), one.pathAt(`${origin}:8443`).slice(10)]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('hold nothing of the token or the key, whatever becomes of the key’s buffer', () => {
    const wiped = Buffer.from(key);
    const made = deriveWebhookSecrets(wiped, token);
    wiped.fill(0);
    expect(made.pathAt(origin)).toBe(secrets.pathAt(origin));
    expect(`${made.pathAt(origin)}${made.secretToken}`).not.toContain('123456');
  });
});
