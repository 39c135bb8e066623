// Reads what a person wants to be paid: "50000 sats coffee", "R150 coffee", "0.001 btc". The unit must be said: a sat is no rand.
import { beginning, oneLine } from '../../src/text/outside.js';
import { btcToSats, decimal, decimalPlaces, fixed, isAbove, isPositive, sats, type Decimal, type Sats } from '../../src/model/money.js';
import { readPhraseAs, type Amount, type AmountFault, type AskReason, type ReadAmount } from '../../src/words/amount.js';
import { hasUnseen, unmistakable } from '../../src/words/digits.js';
import { bitcoins, conjunctions, markers } from '../../src/words/lexicon/index.js';
import { readPhrase, type Phrase } from '../../src/words/phrase.js';
import { cut, type Token } from '../../src/words/tokens.js';

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
  | { readonly kind: 'noUnit'; readonly typed: string; readonly meanings: readonly Meaning[]; /** The word right behind it, which may be a unit that cannot be asked for. */ readonly behind?: string }
  /** Behind the amount stands a unit that cannot be asked for. */
  | { readonly kind: 'otherUnit'; readonly unit: string }
  /** An amount that can be read two ways, or is not taken unasked. */
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly meanings: readonly Meaning[] }
  | { readonly kind: 'wrong'; readonly why: AmountFault; readonly typed: string }
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

/** Parts of a unit, and money that is not traded here: never the first word of a note behind a bare number. */
const otherUnits: ReadonlySet<string> = new Set([
  'c', 'cent', 'cents', 'sent', 'isenti', 'amasenti', 'bit', 'bits', 'yen', 'jpy', 'yuan', 'cny', 'rupee', 'rupees', 'inr', 'pula', 'bwp', 'naira', 'ngn', 'kwacha', 'metical', 'meticais', 'nad', 'aud', 'cad', 'chf', 'franc', 'francs',
]);

/** The amount among the tokens of what was typed, and where its note begins. */
interface Found {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly phrase: Phrase;
  readonly isBtc: boolean;
  readonly note: Note;
  /** The number, with a unit before it. */
  readonly typed: string;
}

export function readReceiveWords(text: string): ReceiveWords {
  const words = text.trim();
  const tokens = cut(words);
  const found = findAmount(words, tokens);
  if (found === undefined) return hasUnseen(words.slice(0, tokens[0]?.end)) ? { kind: 'wrong', why: 'invisible', typed: words } : { kind: 'unread' };
  const { phrase, typed, isBtc } = found;
  const behind = tokens[phrase.next];
  if (hasUnseen(words.slice(0, tokens[phrase.next - 1]?.end))) return { kind: 'wrong', why: 'invisible', typed };
  if (behind?.glued === true && !isBtc) return { kind: 'wrong', why: 'digits', typed: words.slice(tokens[phrase.at]?.start, behind.end) };
  return secondSum(found) ?? meant(found, readPhraseAs(phrase, 'invoice'));
}

/** "R10 R20", "10 rand 50 cents": a sum with its unit right behind the sum is no note. */
function secondSum({ text, tokens, phrase, isBtc }: Found): ReceiveWords | undefined {
  if (phrase.kind !== 'number' || phrase.numbers.kind === 'wrong' || phrase.loose === true) return undefined;
  const end = isBtc && bitcoins.has(tokens[phrase.next]?.text ?? '') ? phrase.next + 1 : phrase.next;
  const from = conjunctions.has(tokens[end]?.text ?? '') ? end + 1 : end;
  const second = readPhrase(tokens, from);
  if (second?.kind !== 'number' || tokens[from]?.kind === 'sign' || second.numbers.kind === 'wrong') return undefined;
  const named = tokens[second.next]?.text ?? '';
  const isNamed = bitcoins.has(named) || otherUnits.has(named);
  if ((second.unit === undefined || second.unit === 'percent' || second.unit === 'coin') && !isNamed) return undefined;
  const shown = (at: number, next: number): string => text.slice(tokens[at]?.start, tokens[next - 1]?.end);
  return { kind: 'wrong', why: 'twoSizes', typed: `${shown(phrase.at, end)} … ${shown(second.at, isNamed ? second.next + 1 : second.next)}` };
}

/** What stands first: an amount, with bitcoin named before or behind it. */
function findAmount(text: string, tokens: readonly Token[]): Found | undefined {
  const [first] = tokens;
  const isBefore = bitcoins.has(first?.text ?? '');
  const from = isBefore || first?.prefix === true || markers.get(first?.text ?? '') === 'for' ? 1 : 0;
  const phrase = readPhrase(tokens, from);
  if (phrase === undefined) return undefined;
  const isBehind = !isBefore && phrase.kind === 'number' && phrase.unit === undefined && bitcoins.has(tokens[phrase.next]?.text ?? '');
  const end = tokens[isBehind ? phrase.next : phrase.next - 1]?.end ?? text.length;
  const numbers = tokens.slice(phrase.at, phrase.next);
  const last = numbers.findLast((token) => token.kind === 'number') ?? numbers.at(-1);
  return { text, tokens, phrase, isBtc: isBefore || isBehind, note: noteOf(text.slice(end)), typed: text.slice(tokens[phrase.at]?.start, last?.end) };
}

function meant(found: Found, read: ReadAmount): ReceiveWords {
  const { phrase, isBtc, typed, note } = found;
  if (read.kind === 'wrong') return read.why === 'sats' ? notWhole(phrase, typed) : { ...read, typed };
  const readings = read.kind === 'exact' ? [read.amount] : read.readings;
  if (!isBtc && readings.some(({ unit }) => unit === 'coin')) return withoutUnit(readings, found);
  if (read.kind === 'exact') return askParted(found) ?? withUnit(read.amount, isBtc ? 'btc' : unitOf(read.amount), typed, note);
  return { kind: 'ask', why: read.why, typed, meanings: readings.flatMap((one) => meaningsIn(isBtc ? 'btc' : unitOf(one), one, note)) };
}

/** Nothing is finer than a sat, and there are only so many. */
function notWhole(phrase: Phrase, typed: string): ReceiveWords {
  const isWhole = phrase.kind === 'number' && phrase.numbers.kind !== 'wrong' && phrase.numbers.figures.every(({ places }) => places === 0);
  return isWhole ? { kind: 'tooMuch' } : { kind: 'fraction', typed: `${typed} sats` };
}

const unitOf = ({ unit }: Amount): Meaning['unit'] => (unit === 'sats' ? 'sats' : unit === 'btc' ? 'btc' : 'rand');

type Note = { readonly note?: string };

/** A note as it goes into the invoice. */
export function noteOf(text: string): Note {
  const note = beginning(oneLine(text), noteLimit);
  return note === '' ? {} : { note };
}

/** "R150 250 cups" may be R150 for 250 cups, and "R150 grand opening" no thousands; undefined where nothing of it can be the note's. */
function askParted({ text, tokens, phrase, note, typed }: Found): ReceiveWords | undefined {
  if (phrase.kind !== 'number' || note.note === undefined || phrase.unit === undefined || phrase.numbers.kind !== 'exact') return undefined;
  const last = tokens[phrase.next - 1];
  const isGrouped = last?.kind === 'number' && tokens[phrase.next - 2]?.kind === 'number' && tokens[phrase.next - 3]?.kind !== 'number' && last.text.length === 3;
  if (last === undefined || (!isGrouped && phrase.loose !== true)) return undefined;
  const fewer = readPhrase(tokens.slice(0, phrase.next - 1), phrase.at);
  const read = fewer === undefined ? undefined : readPhraseAs(fewer, 'invoice');
  if (read?.kind !== 'exact') return undefined;
  const unit = unitOf(read.amount);
  const whole = { ...read.amount, value: phrase.numbers.figures[0].value };
  return { kind: 'ask', why: 'number', typed, meanings: [...meaningsIn(unit, whole, note), ...meaningsIn(unit, read.amount, noteOf(text.slice(last.start)))] };
}

function withUnit({ value, places }: Amount, unit: Meaning['unit'], typed: string, note: Note): ReceiveWords {
  if (unit === 'rand') return isAbove(value, mostRand) ? { kind: 'tooMuch' } : { kind: 'rand', rand: value, ...note };
  if ((unit === 'sats' ? places : decimalPlaces(value)) > (unit === 'sats' ? 0 : btcPlaces)) return { kind: 'fraction', typed: `${typed} ${unit}` };
  const amountSat = unit === 'sats' ? sats(value) : btcToSats(value);
  return amountSat === undefined ? { kind: 'tooMuch' } : { kind: 'sats', amountSat, ...note };
}

/** Sats or rand: each reading of the number that can be an amount of it. */
function withoutUnit(readings: readonly Amount[], { tokens, phrase, typed, note }: Found): ReceiveWords {
  const behind = tokens[phrase.next];
  if (behind !== undefined && otherUnits.has(behind.text)) return { kind: 'otherUnit', unit: behind.text };
  return { kind: 'noUnit', typed, ...(behind === undefined ? {} : { behind: behind.text }), meanings: (['sats', 'rand'] as const).flatMap((unit) => readings.flatMap((one) => meaningsIn(unit, one, note))) };
}

/** The amount in that unit, where it can be one of it. */
function meaningsIn(unit: Meaning['unit'], { value, places }: Amount, note: Note): readonly Meaning[] {
  return isPossible(unit, value) && (unit !== 'sats' || places === 0) ? [meaning(unit, value, note)] : [];
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
