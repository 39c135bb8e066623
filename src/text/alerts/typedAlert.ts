// What the kinds of alerts have in common as they are typed: a comparison, and a number that is asked about where it has several readings.
import type { AlertRepeat, Direction } from '../../model/alert.js';
import { isZero, sats, satsToBtc, type Decimal } from '../../model/money.js';
import { amountWords, readAmountOf, readAmountText, type AmountFault, type AmountUnit, type AskReason, type ReadAmount } from '../../words/amount.js';
import { unmistakable } from '../../words/digits.js';
import { bitcoins } from '../../words/lexicon/index.js';

export type AlertNumber = 'price' | 'percent' | 'amount';

/** What typed words come to: those of an alert, or what is to be asked or is wrong. */
export type ParsedAs<Words> =
  | { readonly kind: 'alert'; readonly words: Words; readonly repeat?: AlertRepeat }
  /** A number with more than one reading: the words to offer, after "alert "; `unit` is "%", or a currency as typed. */
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly unit: string; readonly choices: readonly AlertChoice[] }
  | { readonly kind: 'wrong'; readonly why: 'noComparison' | 'badPeriod' | 'badWindow' | 'badEvery' | 'badBand' | 'balanceAbove' | 'balanceForm' | 'balanceUnit' }
  | { readonly kind: 'wrongNumber'; readonly number: AlertNumber; readonly why: AmountFault; readonly typed: string };

export interface AlertChoice {
  readonly words: string;
  readonly value: Decimal;
  /** Decimals as written. */
  readonly places: number;
}

/** How a comparison is typed, for the pattern of a kind; it takes one group. */
export const comparison = '(>=?|<=?|=>|=<|\\babove\\b|\\bover\\b|\\bbelow\\b|\\bunder\\b|\\bbo\\b|\\bonder\\b|\\bphezu\\b|\\bngaphansi\\b)';

/** Of a comparison as typed. */
export const parseDirection = (typed = ''): Direction => (/^(?:=?>|above|over|bo|phezu)/i.test(typed) ? 'above' : 'below');

/** As it would be typed. */
export const showDirection = (direction: Direction): '>' | '<' => (direction === 'above' ? '>' : '<');

export interface TypedNumber {
  readonly typed: string;
  readonly number: AlertNumber;
  /** "%", or a currency as typed. */
  readonly unit: string;
  /** The words around it, for offering its readings. */
  readonly before: string;
  readonly after: string;
}

/** The words with the number in them, once it has one reading. */
export function withNumber<Words>({ typed, number, unit, before, after }: TypedNumber, words: (value: Decimal) => Words): ParsedAs<Words> {
  const read = readNumber(typed, number, unit);
  switch (read.kind) {
    case 'wrong': return { kind: 'wrongNumber', number, why: read.why, typed };
    case 'ask': return { kind: 'ask', why: read.why, typed, unit, choices: read.readings.map((one) => ({ ...inCoin(one), words: `${before}${one.unit === 'sats' ? amountWords(one) : unmistakable(one.value)}${after}` })) };
    case 'exact': return isZero(read.amount.value) ? { kind: 'wrongNumber', number, why: 'zero', typed } : { kind: 'alert', words: words(inCoin(read.amount).value) };
  }
}

/** An amount held is of its currency; of bitcoin it may be said in sats. */
function readNumber(typed: string, number: AlertNumber, unit: string): ReadAmount {
  if (number !== 'amount') return readAmountText(typed, number);
  if (unit === 'zar') return readAmountText(typed, 'setting', 'rand');
  const inSats = bitcoins.has(unit.toLowerCase()) ? [readAmountText(typed, 'setting', 'sats'), readAmountText(typed, 'setting', 'btc')].find((read) => isSaid(read)) : undefined;
  return inSats ?? readAmountOf(typed, unit, 'setting', 'coin');
}

const isSaid = (read: ReadAmount): boolean => read.kind === 'exact' ? read.amount.isSaid : read.kind === 'ask' && read.readings.some((one) => one.isSaid && one.unit !== 'rand');

/** Sats as the BTC they are. */
function inCoin({ unit, value, places }: { readonly unit: AmountUnit; readonly value: Decimal; readonly places: number }): { readonly value: Decimal; readonly places: number } {
  const whole = unit === 'sats' ? sats(value) : undefined;
  return whole === undefined ? { value, places } : { value: satsToBtc(whole), places: 0 };
}
