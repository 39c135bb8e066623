// Reads what a person wants to be paid: "50000 sats coffee", "R150 coffee", "0.001 btc". The unit must be said: a sat is no rand.
import { btcToSats, decimal, decimalPlaces, fixed, isAbove, isPositive, sats, type Decimal, type Sats } from '../../src/model/money.js';
import { hasUnseen, parseNumber, unmistakable, type ParsedNumber } from '../../src/text/reading/parseAmount.js';
import { withoutEmoji } from '../../src/model/emoji.js';
import { beginning, oneLine } from '../../src/text/outside.js';

/** One thing that the words may mean. */
export interface Meaning {
  /** As it would be typed, note included, with no other reading. */
  readonly words: string;
  readonly unit: 'sats' | 'btc' | 'rand';
  /** In that unit. */
  readonly amount: Decimal;
}

export type ReceiveWords =
  | { readonly kind: 'sats'; readonly amountSat: Sats; readonly note?: string }
  | { readonly kind: 'rand'; readonly rand: Decimal; readonly note?: string }
  /** An amount without a unit. */
  | { readonly kind: 'noUnit'; readonly typed: string; readonly meanings: readonly Meaning[] }
  /** An amount that can be read two ways. */
  | { readonly kind: 'ask'; readonly typed: string; readonly meanings: readonly Meaning[] }
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
const centPlaces = 2;

const number = /\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?[km]?|\d[\d.,]*[km]?/u.source;
const randFirst = new RegExp(`^r\\s?(${number})(?=\\s|$)`, 'iu');
const unitLast = new RegExp(`^(${number})\\s?(sats?|satoshis?|btc|bitcoin|zar|rand)(?=\\s|$)`, 'iu');
const millisats = /^[\d., ]*\d\s?msat/iu;
const bare = new RegExp(`^(${number})(?=\\s|$)`, 'iu');

export function readReceiveWords(text: string): ReceiveWords {
  const words = text.trim();
  if (hasUnseen(withoutEmoji(text))) return { kind: 'wrong', why: 'invisible', typed: words };
  const rand = randFirst.exec(words);
  if (rand !== null) return inRand(rand[1] ?? '', words.slice(rand[0].length));
  // Millisats, not millions of sats: which of the two is not for this to guess.
  if (millisats.test(words)) return { kind: 'unread' };
  const unit = unitLast.exec(words);
  if (unit !== null) return withUnit(unit[1] ?? '', unitOf(unit[2] ?? ''), noteOf(words.slice(unit[0].length)));
  const typed = bare.exec(words)?.[1];
  return typed === undefined ? refused(words) : withoutUnit(typed, noteOf(words.slice(typed.length)));
}

type Note = { readonly note?: string };

const unitOf = (word: string): Meaning['unit'] => (/^s/i.test(word) ? 'sats' : /^b/i.test(word) ? 'btc' : 'rand');

/** A note as it goes into the invoice. */
export function noteOf(text: string): Note {
  const note = beginning(oneLine(text), noteLimit);
  return note === '' ? {} : { note };
}

/** "R150 250 cups" may be R150 for 250 cups. */
function inRand(typed: string, rest: string): ReceiveWords {
  const note = noteOf(rest);
  const grouped = /^(\d{1,3})[ \u00a0\u202f](\d{3})$/u.exec(typed);
  if (grouped === null || note.note === undefined) return withUnit(typed, 'rand', note);
  const [, few = '', more = ''] = grouped;
  return { kind: 'ask', typed: `R${typed}`, meanings: [meaning('rand', decimal(`${few}${more}`), note), meaning('rand', decimal(few), noteOf(`${more} ${note.note}`))] };
}

function withUnit(typed: string, unit: Meaning['unit'], note: Note): ReceiveWords {
  const isRand = unit === 'rand';
  const parsed = parseNumber(typed, { rand: isRand });
  if (parsed.kind === 'wrong') return { ...parsed, typed };
  if (parsed.kind === 'ask') return { kind: 'ask', typed, meanings: parsed.readings.filter((value) => isPossible(unit, value)).map((value) => meaning(unit, value, note)) };
  if (!isPositive(parsed.value)) return { kind: 'wrong', why: 'zero', typed };
  if (isRand) return isAbove(parsed.value, mostRand) ? { kind: 'tooMuch' } : { kind: 'rand', rand: parsed.value, ...note };
  if (decimalPlaces(parsed.value) > (unit === 'sats' ? 0 : btcPlaces)) return { kind: 'fraction', typed: `${typed} ${unit}` };
  const amountSat = unit === 'sats' ? sats(parsed.value) : btcToSats(parsed.value);
  return amountSat === undefined ? { kind: 'tooMuch' } : { kind: 'sats', amountSat, ...note };
}

/** Sats or rand: each reading of the number that can be an amount of it. */
function withoutUnit(typed: string, note: Note): ReceiveWords {
  const parsed = parseNumber(typed, { rand: true });
  if (parsed.kind === 'wrong') return { ...parsed, typed };
  const readings = parsed.kind === 'exact' ? [parsed.value] : parsed.readings;
  const meanings = (['sats', 'rand'] as const).flatMap((unit) => readings.filter((value) => isPossible(unit, value)).map((value) => meaning(unit, value, note)));
  return { kind: 'noUnit', typed, meanings };
}

function isPossible(unit: Meaning['unit'], value: Decimal): boolean {
  if (!isPositive(value)) return false;
  return unit === 'rand' ? !isAbove(value, mostRand) : (unit === 'sats' ? sats(value) : btcToSats(value)) !== undefined;
}

/** Rand with its cents: a figure that begins the note is then none of the amount's. */
function meaning(unit: Meaning['unit'], amount: Decimal, { note }: Note): Meaning {
  const sum = unit === 'rand' ? `R${decimalPlaces(amount) < centPlaces ? fixed(amount, centPlaces) : unmistakable(amount)}` : `${unmistakable(amount)} ${unit}`;
  return { words: note === undefined ? sum : `${sum} ${note}`, unit, amount };
}

/** Why a first word with a figure in it is no number; words without one name no amount. */
function refused(words: string): ReceiveWords {
  const [first = '', second = ''] = words.replace(/^r\s?(?=\S*\p{N})/iu, '').split(/\s/u);
  if (!/\p{N}/u.test(first)) return { kind: 'unread' };
  const typed = /^\p{L}+$/u.test(second) ? first : first.replace(/(?:sats?|satoshis?|btc|bitcoin|zar|rand)$/iu, '');
  const parsed = parseNumber(typed, { rand: false });
  return parsed.kind === 'wrong' ? { ...parsed, typed } : { kind: 'unread' };
}
