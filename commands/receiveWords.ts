// Reads what a person wants to be paid: "50000 sats coffee", "R150 coffee", "0.001 btc". The unit must be said: a sat is no rand.
import { btcToSats, decimal, decimalPlaces, isAbove, isPositive, sats, type Decimal, type Sats } from '../src/model/money.js';
import { parseNumber, type ParsedNumber } from '../src/text/parseAmount.js';

export type ReceiveWords =
  | { readonly kind: 'sats'; readonly amountSat: Sats; readonly note?: string }
  | { readonly kind: 'rand'; readonly rand: Decimal; readonly note?: string }
  /** An amount without a unit. */
  | { readonly kind: 'noUnit'; readonly typed: string; readonly value: Decimal }
  | { readonly kind: 'ask'; readonly typed: string; readonly reading: Decimal }
  | { readonly kind: 'wrong'; readonly why: Extract<ParsedNumber, { readonly kind: 'wrong' }>['why']; readonly typed: string }
  /** Nothing is finer than a sat. */
  | { readonly kind: 'fraction'; readonly typed: string }
  | { readonly kind: 'tooMuch' }
  | { readonly kind: 'unread' };

/** Longest note, characters: it travels in the invoice and makes its code larger. */
const noteLimit = 100;
/** More rand than anybody has. */
const mostRand = decimal('1000000000000');

/** Decimals of a BTC down to one sat. */
export const btcPlaces = 8;

const number = /\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?[km]?|\d[\d.,]*[km]?/u.source;
const randFirst = new RegExp(`^r\\s?(${number})(?=\\s|$)`, 'iu');
const unitLast = new RegExp(`^(${number})\\s?(sats?|satoshis?|btc|bitcoin|zar|rand)(?=\\s|$)`, 'iu');
const millisats = /^[\d., ]*\d\s?msat/iu;
const bare = new RegExp(`^(${number})(?=\\s|$)`, 'iu');

export function readReceiveWords(text: string): ReceiveWords {
  const words = text.trim();
  const rand = randFirst.exec(words);
  if (rand !== null) return withUnit(rand[1] ?? '', 'rand', noteAfter(words, rand[0]));
  // Millisats, not millions of sats: which of the two is not for this to guess.
  if (millisats.test(words)) return { kind: 'unread' };
  const unit = unitLast.exec(words);
  if (unit !== null) return withUnit(unit[1] ?? '', (unit[2] ?? '').toLowerCase(), noteAfter(words, unit[0]));
  const typed = bare.exec(words)?.[1];
  if (typed === undefined) return { kind: 'unread' };
  const value = parseNumber(typed, { rand: false });
  return value.kind === 'exact' ? { kind: 'noUnit', typed, value: value.value } : { kind: 'unread' };
}

function noteAfter(words: string, amount: string): { readonly note?: string } {
  return noteOf(words.slice(amount.length));
}

/** A note as it goes into the invoice. */
export function noteOf(text: string): { readonly note?: string } {
  const note = Array.from(text.trim().replace(/\s+/gu, ' ')).slice(0, noteLimit).join('');
  return note === '' ? {} : { note };
}

function withUnit(typed: string, unit: string, note: { readonly note?: string }): ReceiveWords {
  const isRand = unit === 'rand' || unit === 'zar';
  const parsed = parseNumber(typed, { rand: isRand });
  if (parsed.kind === 'wrong') return { ...parsed, typed };
  if (parsed.kind === 'ask') return { kind: 'ask', typed, reading: parsed.readings[0] ?? decimal('0') };
  if (!isPositive(parsed.value)) return { kind: 'wrong', why: 'zero', typed };
  if (isRand) return isAbove(parsed.value, mostRand) ? { kind: 'tooMuch' } : { kind: 'rand', rand: parsed.value, ...note };
  const inSats = unit.startsWith('sat');
  if (decimalPlaces(parsed.value) > (inSats ? 0 : btcPlaces)) return { kind: 'fraction', typed: `${typed} ${unit}` };
  const amountSat = inSats ? sats(parsed.value) : btcToSats(parsed.value);
  return amountSat === undefined ? { kind: 'tooMuch' } : { kind: 'sats', amountSat, ...note };
}
