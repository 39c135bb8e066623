// What a text gives away that nobody asked for. Every part is linear in the text's length or bounded; nothing found is kept or given back.
import { holdsNamedSecret } from './namedSecrets.js';
import { holdsPrivateKey } from './privateKeys.js';
import { holdsSeedWords } from './seedWords.js';

/**
 * certain: nothing else looks so. pair: an API key with its secret; privateKey: one whose checksum holds.
 * likely: it may be something else. named: its writer says what it is; words: a seed phrase; shape: a transaction id looks the same.
 */
export type FoundSecret =
  | { readonly certainty: 'certain'; readonly what: 'pair' | 'privateKey' }
  | { readonly certainty: 'likely'; readonly what: 'named' | 'words' | 'shape' };

/** Telegram's longest text twice over; of more the rest is not looked at. */
const charactersLimit = 8192;

/** Unseen characters, which some programs put into what is copied. */
const unseen = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;

/** @returns undefined where nothing looks like a secret. */
export function findSecret(written: string): FoundSecret | undefined {
  const text = written.slice(0, charactersLimit).replace(unseen, '');
  const parts = text.split(/[^0-9A-Za-z]+/);
  // As the exchange makes them (PROTOCOL.md section 4): 16 hexadecimal digits, and 32.
  if (parts.some(isHex(16)) && parts.some(isHex(32))) return { certainty: 'certain', what: 'pair' };
  if (holdsPrivateKey(text, parts)) return { certainty: 'certain', what: 'privateKey' };
  if (holdsNamedSecret(text)) return { certainty: 'likely', what: 'named' };
  if (holdsSeedWords(text)) return { certainty: 'likely', what: 'words' };
  return holdsShape(text) ? { certainty: 'likely', what: 'shape' } : undefined;
}

const isHex = (digits: number) => (part: string): boolean => part.length === digits && /^[0-9a-fA-F]+$/.test(part);

/** 16 digits without a letter are a number as likely as a key. */
const isKey = (part: string): boolean => isHex(16)(part) && /[a-fA-F]/.test(part) && /[0-9]/.test(part);

const isSecretShape = (part: string): boolean => isHex(64)(part.replace(/^0x/i, '')) || isHex(32)(part) || isKey(part) || /^S[A-Z2-7]{55}$/.test(part);

/** A private key, a part of a pair, a card's number, a bot's token. The address of a page is none: there a transaction is shown. */
function holdsShape(text: string): boolean {
  if (/^\d{13,19}$/.test(text.trim().replace(/[ \u00a0-]/g, ''))) return true;
  const words = text.split(/\s+/u).filter((word) => !word.includes('://'));
  return words.some((word) => /^["'`]?\d{6,12}:[A-Za-z0-9_-]{34,36}["'`]?$/.test(word) || word.split(/[^0-9A-Za-z]+/).some(isSecretShape));
}
