// What each setting may be: one schema per setting, whose message says what is wrong and how to mend it, never the value.
import { z } from 'zod';

/** Text for which `read` gives a value; undefined from `read` is the problem told. */
function setting<T>(missing: string, wrong: string, read: (text: string) => T | undefined): z.ZodType<T> {
  return z.string({ error: missing }).transform((text, context) => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });
}

/** A bot's number, a colon, its secret: 35 characters today, but their count is Telegram's own affair (PLATFORM.md 1.2). */
export const botToken = setting(
  'BOT_TOKEN is missing (get one from @BotFather in Telegram)',
  'BOT_TOKEN is not a bot token (copy it whole from @BotFather: digits, a colon, letters and digits)',
  (text) => (/^[1-9]\d{0,15}:[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined),
);

/** 32 bytes, or undefined. */
function readKey(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Written back it must be the same text: Buffer.from skips what is not base64.
  return bytes.length === 32 && bytes.toString('base64') === text ? bytes : undefined;
}

export const masterKey = setting(
  'MASTER_KEY is missing (make one with `npm run keygen`)',
  'MASTER_KEY is not 32 bytes in base64 (make one with `npm run keygen` and copy all 44 characters)',
  readKey,
);

/** Earlier master keys that are tried; each change needs one, and it may go once nothing is sealed under it. */
export const oldMasterKeysLimit = 5;

export const oldMasterKeys = setting(
  '', `OLD_MASTER_KEYS is not a list of up to ${oldMasterKeysLimit} earlier master keys (give each with all its 44 characters, the newest first, with commas between them)`,
  (text): readonly Buffer[] | undefined => {
    const keys = text === '' ? [] : text.split(',').map((key) => readKey(key.trim()));
    return keys.length <= oldMasterKeysLimit && keys.every((key) => key !== undefined) ? keys : undefined;
  },
).prefault('');

/** Required and never defaulted: who may trade is the operator's word. */
export const allowedUsers = setting(
  'ALLOWED_USERS is missing (give Telegram user ids with commas between them, or * for everyone)',
  'ALLOWED_USERS is not a list of Telegram user ids (give digits with commas between them, or * for everyone)',
  (text): 'everyone' | ReadonlySet<number> | undefined => {
    if (text === '*') return 'everyone';
    const ids = text.split(',').map((id) => id.trim());
    const numbers = ids.map(Number);
    return ids.every((id) => /^[1-9]\d*$/.test(id)) && numbers.every(Number.isSafeInteger) ? new Set(numbers) : undefined;
  },
);

/** The base address of a service: encrypted unless its host is this machine; no user, query or fragment; slashes at the end cut. */
export function serviceUrl(name: string, scheme: 'https' | 'wss', standard: string): z.ZodType<string> {
  const wrong = `${name} is not an address the bot may use (give ${scheme}://host/path without user, password or query, plain ${scheme.slice(0, -1)} only for this machine)`;
  return setting(wrong, wrong, (text) => readUrl(text, scheme)?.replace(/\/+$/, '')).prefault(standard);
}

/** The origin people's browsers and Telegram reach the bot at. */
export const publicOrigin = setting(
  '', 'PUBLIC_URL is not an https origin (give https://host without a path, or leave it out to use long polling)',
  (text) => {
    const url = readUrl(text, 'https');
    return url !== undefined && new URL(url).pathname === '/' ? new URL(url).origin : undefined;
  },
).optional();

/** The address as the URL standard writes it, or undefined when it breaks a rule. */
function readUrl(text: string, scheme: 'https' | 'wss'): string | undefined {
  if (!URL.canParse(text) || /[?#\\\s]/.test(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.protocol === `${scheme.slice(0, -1)}:`;
  if (url.protocol !== `${scheme}:` && !(isPlain && isLoopback(url.hostname))) return undefined;
  return url.username === '' && url.password === '' && !text.includes('@') && url.hostname !== '' ? url.href : undefined;
}

/** Takes the host as URL writes it, so 127.1 and 0x7f000001 are 127.0.0.1 by then. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

export const folder = setting('', 'DATA_DIR is not a folder name', (text) => (text.includes('\0') ? undefined : text)).prefault('./data');

export const requireData = setting('', 'REQUIRE_DATA is neither 1 nor 0 (give 1 to refuse a start with a new, empty DATA_DIR)', (text) => (text === '1' ? true : text === '0' ? false : undefined)).prefault('0');

const whole = (text: string, least: number, most: number): number | undefined => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
};

export const port = setting('', 'PORT is not a port number (give one from 1 to 65535, or 0 for any free one)', (text) => whole(text, 0, 65_535)).optional();

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export const logLevel = setting('', `LOG_LEVEL is not a level (give one of ${logLevels.join(', ')})`, (text) => logLevels.find((level) => level === text)).prefault('info');

/** Given in seconds, read as ms. */
const secondsAsMs = (name: string, standard: string) => setting('', `${name} is not a number of seconds from 1 to 3600`, (text) => {
  const seconds = whole(text, 1, 3600);
  return seconds === undefined ? undefined : seconds * 1000;
}).prefault(standard);

export const depositPollMs = secondsAsMs('DEPOSIT_POLL_SECONDS', '60');
export const outageAfterMs = secondsAsMs('OUTAGE_SECONDS', '60');
