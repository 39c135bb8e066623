// The one reader of amounts: what was typed is one exact amount, or is asked with each of its readings, or is refused with why.
//
//   text -> cut (tokens.ts) -> readPhrase (phrase.ts) -> readAmount: what the unit and the place allow
import { decimal, decimalPlaces, isAbove, isZero, sats, type Decimal } from '../model/money.js';
import { hasUnseen, unmistakable, type Figure } from './digits.js';
import { bitcoins } from './lexicon/index.js';
import type { SaidUnit } from './lexicon/lexicon.js';
import { inThousandths, readPhrase, type Phrase, type PhraseFault } from './phrase.js';
import { cut, wordsLimit, type Token } from './tokens.js';

/** Where an amount stands: how much is traded, at what price, a percentage, the sum of an invoice, the value of a setting. */
export type Place = 'size' | 'price' | 'percent' | 'invoice' | 'setting';

/** What an amount is of; `coin`: of the coin beside it, `btc`: bitcoin, said in a unit of it. */
export type AmountUnit = 'coin' | 'rand' | 'sats' | 'btc' | 'percent';

export interface Amount {
  readonly unit: AmountUnit;
  /** In that unit. */
  readonly value: Decimal;
  /** Decimals as written: what a currency does not have so many of is no reading of it. */
  readonly places: number;
  /** False for a bare number, whose unit is that of its place. */
  readonly isSaid: boolean;
}

/** Why it is asked: a separator or words with two readings, a name for a number, other money, what half is of, what a price is of, or two orders at once. */
export type AskReason = 'number' | 'slang' | 'foreign' | 'half' | 'each' | 'two';
export type AmountFault = PhraseFault | 'zero' | 'share' | 'sats' | 'twoSizes' | 'twoCoins';

export type ReadAmount =
  | { readonly kind: 'exact'; readonly amount: Amount; /** "half": of a buyer it may be half of one coin, or of the rand. */ readonly isNamedShare?: true }
  | { readonly kind: 'ask'; readonly why: AskReason; readonly readings: readonly Amount[] }
  | { readonly kind: 'wrong'; readonly why: AmountFault };

/** A share has at most this many decimals. */
const sharePlaces = 2;
const hundred = decimal('100');
const btcPlaces = 8;

/** The unit of a bare number by its place; a setting says its own. */
const bareUnits: Readonly<Record<Exclude<Place, 'setting'>, AmountUnit>> = { size: 'coin', price: 'rand', percent: 'percent', invoice: 'coin' };

/** How an amount is typed, with one reading: "0.5", "R500", "50000 sats", "25%". */
export function amountWords({ unit, value }: Pick<Amount, 'unit' | 'value'>): string {
  switch (unit) {
    case 'coin': return unmistakable(value);
    case 'rand': return `R${unmistakable(value)}`;
    case 'sats': return `${value} sats`;
    case 'btc': return unmistakable(value);
    case 'percent': return `${unmistakable(value)}%`;
  }
}

/** Reads a whole text as one amount. `bare` is the unit of a number without one, by default that of the place. */
export function readAmountText(text: string, place: Place, bare?: AmountUnit): ReadAmount {
  if (hasUnseen(text)) return wrong('invisible');
  return text.length > wordsLimit ? wrong('long') : readAmount(cut(text), place, bare);
}

/** As readAmountText, where the name of the coin may stand behind the amount: "0.1 btc". */
export function readAmountOf(text: string, coin: string, place: Place, bare?: AmountUnit): ReadAmount {
  if (hasUnseen(text) || text.length > wordsLimit) return readAmountText(text, place, bare);
  const tokens = cut(text);
  const phrase = readPhrase(tokens, 0);
  const behind = phrase === undefined ? undefined : tokens[phrase.next];
  const name = text.slice(behind?.start ?? text.length).trim().toLowerCase();
  const isNamed = name !== '' && (name === coin.toLowerCase() || (bitcoins.has(name) && bitcoins.has(coin.toLowerCase())));
  return phrase !== undefined && isNamed ? readPhraseAs(phrase, place, bare) : readAmount(tokens, place, bare);
}

/** As readAmountText, of tokens that are all of the amount. */
export function readAmount(tokens: readonly Token[], place: Place, bare?: AmountUnit): ReadAmount {
  if (tokens.length === 0) return wrong('empty');
  const phrase = readPhrase(tokens, 0);
  if (phrase === undefined) return wrong('digits');
  const rest = tokens[phrase.next];
  if (rest !== undefined) return wrong(phrase.kind === 'number' && phrase.numbers.kind === 'wrong' ? phrase.numbers.why : rest.kind === 'number' ? 'separators' : 'digits');
  return readPhraseAs(phrase, place, bare);
}

/** What a phrase comes to where it stands. */
export function readPhraseAs(phrase: Phrase, place: Place, bare: AmountUnit = place === 'setting' ? 'coin' : bareUnits[place]): ReadAmount {
  const read = readInUnit(phrase, place, bare);
  if (read.kind === 'wrong') return read;
  const readings = (read.kind === 'exact' ? [read.amount] : read.readings).filter(({ unit }) => isTaken(unit, place, bare));
  if (readings.length === 0) return wrong(read.kind === 'ask' ? 'unit' : place === 'setting' ? 'unit' : 'digits');
  return read.kind === 'exact' ? read : { ...read, readings };
}

/** A price is of rand, a percentage of a hundred; a setting has one unit, and nobody is paid a share. */
function isTaken(unit: AmountUnit, place: Place, bare: AmountUnit): boolean {
  switch (place) {
    case 'size': return true;
    case 'invoice': return unit !== 'percent';
    case 'price': case 'percent': case 'setting': return unit === bare;
  }
}

function readInUnit(phrase: Phrase, place: Place, bare: AmountUnit): ReadAmount {
  switch (phrase.kind) {
    case 'share': return { kind: 'exact', amount: { unit: 'percent', value: phrase.percent, places: 0, isSaid: true }, ...(phrase.ofRand || phrase.percent === hundred ? {} : { isNamedShare: true }) };
    case 'slang': {
      const rand = phrase.rand.map((value) => amountOf('rand', { value, places: decimalPlaces(value) }, true));
      return { kind: 'ask', why: 'slang', readings: [...rand, ...(phrase.count === undefined || bare !== 'coin' ? [] : [amountOf('coin', { value: phrase.count, places: 0 }, false)])] };
    }
    case 'number': return phrase.numbers.kind === 'wrong' ? phrase.numbers : readFigures(phrase, phrase.numbers.figures, place, bare);
  }
}

function readFigures({ numbers, unit }: Extract<Phrase, { readonly kind: 'number' }>, figures: readonly Figure[], place: Place, bare: AmountUnit): ReadAmount {
  if (unit === 'unknown') return wrong('unit');
  const as = unit === undefined ? bare : unitOf(unit);
  const amounts = figures.map((one) => amountOf(as, unit === 'mbtc' ? inThousandths(one) : one, unit !== undefined));
  const isShare = as === 'percent' && place === 'size';
  const possible = amounts.filter((one) => isPossible(one, isShare));
  const [only] = possible;
  if (only === undefined) return wrong(isShare ? 'share' : as === 'sats' || unit === 'mbtc' ? 'sats' : 'digits');
  const above = place === 'setting' ? possible : possible.filter(({ value }) => !isZero(value));
  if (above.length === 0) return wrong('zero');
  if (unit === 'foreign') return { kind: 'ask', why: 'foreign', readings: above };
  return numbers.kind === 'exact' ? { kind: 'exact', amount: only } : { kind: 'ask', why: 'number', readings: above };
}

/** Other money is never converted: the same number of rand is what can be offered. */
function unitOf(said: Exclude<SaidUnit, 'unknown'>): AmountUnit {
  switch (said) {
    case 'rand': case 'foreign': return 'rand';
    case 'sats': return 'sats';
    case 'mbtc': return 'btc';
    case 'percent': return 'percent';
    case 'coin': return 'coin';
  }
}

const amountOf = (unit: AmountUnit, { value, places }: Figure, isSaid: boolean): Amount => ({ unit, value, places, isSaid });

/** Sats are whole, BTC have eight decimals, and a share is at most all of it. */
function isPossible({ unit, value, places }: Amount, isShare: boolean): boolean {
  switch (unit) {
    case 'sats': return places === 0 && sats(value) !== undefined;
    case 'btc': return decimalPlaces(value) <= btcPlaces;
    case 'percent': return !isShare || (decimalPlaces(value) <= sharePlaces && !isAbove(value, hundred));
    case 'coin': case 'rand': return true;
  }
}

/** The readings that a currency of so many decimals has; where none is left, all, so that the refusal comes from what knows the currency. */
export function readingsWithin<One extends { readonly places: number }>(readings: readonly One[], places: number): readonly One[] {
  const fitting = readings.filter((one) => one.places <= places);
  return fitting.length === 0 ? readings : fitting;
}

const wrong = (why: AmountFault): ReadAmount => ({ kind: 'wrong', why });
