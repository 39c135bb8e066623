// What the kinds of alerts have in common as they are typed: a comparison, and a number that is asked about where it has several readings.
import type { AlertRepeat, Direction } from '../../model/alert.js';
import { isZero, type Decimal } from '../../model/money.js';
import { parseNumber, unmistakable, type NumberFault } from '../reading/parseAmount.js';
import { readRand } from '../reading/readSize.js';

export type AlertNumber = 'price' | 'percent' | 'amount';

/** What typed words come to: those of an alert, or what is to be asked or is wrong. */
export type ParsedAs<Words> =
  | { readonly kind: 'alert'; readonly words: Words; readonly repeat?: AlertRepeat }
  /** A number with more than one reading: the words to offer, after "alert "; `unit` is "%", or a currency as typed. */
  | { readonly kind: 'ask'; readonly typed: string; readonly unit: string; readonly choices: readonly { readonly words: string; readonly value: Decimal }[] }
  | { readonly kind: 'wrong'; readonly why: 'noComparison' | 'badPeriod' | 'badWindow' | 'badEvery' | 'badBand' | 'balanceAbove' | 'balanceForm' }
  | { readonly kind: 'wrongNumber'; readonly number: AlertNumber; readonly why: NumberFault; readonly typed: string };

/** How a comparison is typed, for the pattern of a kind; it takes one group. */
export const comparison = '(>=?|<=?|\\babove\\b|\\bover\\b|\\bbelow\\b|\\bunder\\b)';

/** Of a comparison as typed. */
export const parseDirection = (typed = ''): Direction => (/^[>ao]/i.test(typed) ? 'above' : 'below');

/** As it would be typed. */
export const showDirection = (direction: Direction): '>' | '<' => (direction === 'above' ? '>' : '<');

export interface TypedNumber {
  readonly typed: string;
  readonly number: AlertNumber;
  readonly rand: boolean;
  /** "%", or a currency as typed. */
  readonly unit: string;
  /** The words around it, for offering its readings. */
  readonly before: string;
  readonly after: string;
}

/** The words with the number in them, once it has one reading. */
export function withNumber<Words>({ typed, number, rand, unit, before, after }: TypedNumber, words: (value: Decimal) => Words): ParsedAs<Words> {
  const parsed = rand ? readRand(typed) : parseNumber(typed, { rand });
  if (parsed.kind === 'wrong') return { kind: 'wrongNumber', number, why: parsed.why, typed };
  if (parsed.kind === 'ask') return { kind: 'ask', typed, unit, choices: parsed.readings.map((value) => ({ value, words: `${before}${unmistakable(value)}${after}` })) };
  return isZero(parsed.value) ? { kind: 'wrongNumber', number, why: 'zero', typed } : { kind: 'alert', words: words(parsed.value) };
}
