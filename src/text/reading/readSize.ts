// Reads how much a person wants to trade, as words: an amount of the coin, rand, sats, or a share of what is available.
import { decimal, decimalPlaces, isAbove, isZero, sats, satsToBtc, type Decimal } from '../../model/money.js';
import { hasUnseen, parseNumber, unmistakable, type NumberFault, type ParsedNumber } from './parseAmount.js';

export type OrderSize =
  | { readonly kind: 'base'; readonly volume: Decimal }
  | { readonly kind: 'rand'; readonly spend: Decimal }
  /** A share of what is available, in per cent, above 0 and up to 100: half is 50, all is 100. */
  | { readonly kind: 'share'; readonly percent: Decimal };

export type SizeFault = NumberFault | 'share' | 'sats';

/** What a number in doubt may mean, with words for each that are read one way only. */
export interface Choice {
  readonly words: string;
  readonly value: Decimal;
  readonly rand: boolean;
}

export type ReadSize =
  /** `coin` where the unit says it: sats are of bitcoin. */
  | { readonly kind: 'size'; readonly size: OrderSize; readonly coin?: 'btc' }
  | { readonly kind: 'ask'; readonly typed: string; readonly choices: readonly Choice[]; readonly coin?: 'btc' }
  | { readonly kind: 'wrong'; readonly why: SizeFault; readonly typed: string };

const shares: Readonly<Record<string, Decimal>> = { quarter: decimal('25'), half: decimal('50'), all: decimal('100'), max: decimal('100'), everything: decimal('100') };
const percentShape = /^(.*\d) ?%$/;
const satsShape = /^(.*?\d ?[km]?) ?(?:sats?|satoshis?)$/i;
const randShape = /^(?:r|zar) ?(?=[\d.,+\-−])/i;
const randAfter = /^(.*\d ?[km]?) ?(?:zar|rands?)$/i;
/** A share has at most this many decimals. */
const sharePlaces = 2;

/** Reads for example "0.5", "1 250,50", "R500", "500 rand", "45k", "half", "all", "25%", "50000 sats". */
export function readSize(text: string): ReadSize {
  const typed = text.trim();
  if (hasUnseen(text)) return wrong('invisible', typed);
  const share = Object.hasOwn(shares, typed.toLowerCase()) ? shares[typed.toLowerCase()] : undefined;
  if (share !== undefined) return { kind: 'size', size: { kind: 'share', percent: share } };
  const percent = percentShape.exec(typed)?.[1];
  if (percent !== undefined) return readShare(percent, typed);
  const inSats = satsShape.exec(typed)?.[1];
  if (inSats !== undefined) return readSats(inSats, typed);
  const isRand = randShape.test(typed) || randAfter.test(typed);
  const number = isRand ? readRand(typed) : parseNumber(typed, { rand: false });
  if (number.kind === 'wrong') return wrong(number.why, typed);
  if (number.kind === 'ask') return { kind: 'ask', typed, choices: number.readings.map((value) => ({ words: `${isRand ? 'R' : ''}${unmistakable(value)}`, value, rand: isRand })) };
  if (isZero(number.value)) return wrong('zero', typed);
  return { kind: 'size', size: isRand ? { kind: 'rand', spend: number.value } : { kind: 'base', volume: number.value } };
}

/** A number that is rand by its place, its R or its word. */
export function readRand(text: string): ParsedNumber {
  return parseNumber(text.trim().replace(/^(?:r|zar) ?/i, '').replace(/ ?(?:zar|rands?)$/i, ''), { rand: true });
}

function readShare(text: string, typed: string): ReadSize {
  const number = parseNumber(text, { rand: false });
  if (number.kind === 'wrong') return wrong(number.why, typed);
  if (number.kind === 'ask' || decimalPlaces(number.value) > sharePlaces || isAbove(number.value, decimal('100'))) return wrong('share', typed);
  return isZero(number.value) ? wrong('zero', typed) : { kind: 'size', size: { kind: 'share', percent: number.value } };
}

function readSats(text: string, typed: string): ReadSize {
  const number = parseNumber(text, { rand: false });
  if (number.kind === 'wrong') return wrong(number.why, typed);
  const values = number.kind === 'exact' ? [number.value] : number.readings;
  // A reading with a part of a sat is none: "50,000 sats" can only be fifty thousand, which is still asked.
  const whole = values.flatMap((value) => sats(value) ?? []);
  const [only] = whole;
  if (only === undefined) return wrong('sats', typed);
  if (isZero(satsToBtc(only))) return wrong('zero', typed);
  if (number.kind === 'ask') return { kind: 'ask', typed, coin: 'btc', choices: whole.map((value) => ({ words: `${value} sats`, value: satsToBtc(value), rand: false })) };
  return { kind: 'size', size: { kind: 'base', volume: satsToBtc(only) }, coin: 'btc' };
}

const wrong = (why: SizeFault, typed: string): ReadSize => ({ kind: 'wrong', why, typed });
