// Reads one number written in digits, and never guesses: what has two readings gives both, what has none says why. Character by character.
import { decimal, decimalPlaces, times, type Decimal } from '../model/money.js';

/** One reading of a number. */
export interface Figure {
  readonly value: Decimal;
  /** Decimals as written ("1.250" has three), fewer after "k" or "m". */
  readonly places: number;
}

export type ReadDigits =
  | { readonly kind: 'exact'; readonly figure: Figure }
  /** Could mean these; one alone is asked too. */
  | { readonly kind: 'ask'; readonly figures: readonly Figure[] }
  | { readonly kind: 'wrong'; readonly why: DigitsFault };

/** Why a spelling is refused; each has a sentence `number.<fault>`. */
export type DigitsFault = 'empty' | 'sign' | 'exponent' | 'hex' | 'underscore' | 'digits' | 'otherDigits' | 'invisible' | 'separators' | 'long';

/** Longest spelling looked at, in characters; the exchange's largest amounts need about twenty. */
export const numberTextLimit = 40;
/** The signs that people put before a number. */
export const signs = '+-−–';
/** Digits in a group of thousands, and the most before the first. */
const groupSize = 3;

// Format and control characters but not white space, fillers, and signs that only change the look of another.
const unseen = /\p{Cf}|(?!\s)\p{Cc}|[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]/u;
const anyDigit = /\p{Nd}/u;
/** True for a text with characters nobody sees: what it shows is not what it says. */
export const hasUnseen = (text: string): boolean => unseen.test(text);

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9' && char.length === 1;
const isSeparator = (char: string): boolean => char === '.' || char === ',' || char === ' ';

/** The amount spelt so that readDigits has one reading of it: three decimals get a fourth. */
export const unmistakable = (value: Decimal): string => (decimalPlaces(value) === groupSize ? `${value}0` : value);

/** A figure so many times as large; `zeros` are those of `by`. */
export const scaled = ({ value, places }: Figure, by: Decimal, zeros: number): Figure => ({ value: times(value, by), places: Math.max(0, places - zeros) });

/** Reads "0.5", ".5", "1 250.50", "1250,50"; a lone comma or dot before exactly three digits may group thousands, so "1.250" gives both readings. */
export function readDigits(text: string): ReadDigits {
  const why = findFault(text);
  if (why !== undefined) return { kind: 'wrong', why };
  const runs: string[] = [''];
  const marks: string[] = [];
  for (const char of text) {
    if (isDigit(char)) runs.push(`${runs.pop() ?? ''}${char}`);
    else {
      marks.push(char);
      runs.push('');
    }
  }
  return readRuns(runs, marks) ?? { kind: 'wrong', why: 'separators' };
}

function findFault(text: string): DigitsFault | undefined {
  if (text === '') return 'empty';
  if (text.length > numberTextLimit) return 'long';
  if (hasUnseen(text)) return 'invisible';
  if (signs.includes(text.charAt(0))) return 'sign';
  const chars = Array.from(text);
  if (chars[0] === '0' && chars[1]?.toLowerCase() === 'x') return 'hex';
  const odd = chars.find((char) => !isDigit(char) && !isSeparator(char));
  if (odd === undefined) return undefined;
  if (odd.toLowerCase() === 'e') return 'exponent';
  if (chars.includes('_')) return 'underscore';
  return chars.some((char) => !isDigit(char) && anyDigit.test(char)) ? 'otherDigits' : 'digits';
}

/** `marks` stand between the runs of digits; undefined where they make no number. */
function readRuns(runs: readonly string[], marks: readonly string[]): ReadDigits | undefined {
  const [first = '', second = ''] = runs;
  const [mark] = marks;
  if (mark === undefined) return exact(first, '');
  if (marks.length === 1 && mark !== ' ') return second === '' ? undefined : readSeparated(first, second);
  const last = marks.at(-1);
  const hasFraction = last !== mark && last !== ' ';
  const groups = hasFraction ? runs.slice(1, -1) : runs.slice(1);
  const isGrouped = isGroupStart(first) && marks.slice(0, groups.length).every((one) => one === mark) && groups.every((one) => one.length === groupSize);
  const fraction = hasFraction ? runs.at(-1) ?? '' : '';
  if (!isGrouped || (hasFraction && fraction === '')) return undefined;
  const whole = `${first}${groups.join('')}`;
  // Only a space never stands for the decimal mark; "1,000.50" has one sensible reading, but not one to take without asking. "5 000,000" may be two ways of grouping.
  return mark === ' ' ? fraction.length === groupSize ? { kind: 'ask', figures: [figure(`${whole}${fraction}`, ''), figure(whole, fraction)] } : exact(whole, fraction) : { kind: 'ask', figures: [figure(whole, fraction)] };
}

/** True for what the first of several groups of thousands looks like. */
export const isGroupStart = (digits: string): boolean => digits.length >= 1 && digits.length <= groupSize && !digits.startsWith('0');

function readSeparated(whole: string, fraction: string): ReadDigits {
  const mayGroup = fraction.length === groupSize && whole.length <= groupSize && !isAllZeros(whole);
  return mayGroup ? { kind: 'ask', figures: [figure(`${whole}${fraction}`, ''), figure(whole, fraction)] } : exact(whole, fraction);
}

const isAllZeros = (digits: string): boolean => Array.from(digits).every((one) => one === '0');
const figure = (whole: string, fraction: string): Figure => ({ value: decimal(`${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`), places: fraction.length });
const exact = (whole: string, fraction: string): ReadDigits => ({ kind: 'exact', figure: figure(whole, fraction) });
