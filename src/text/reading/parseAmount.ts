// Reads numbers as people type them, and never guesses: what has two readings is asked, what has none is refused.
import { decimal, decimalPlaces, times, type Decimal } from '../../model/money.js';

export type ParsedNumber =
  | { readonly kind: 'exact'; readonly value: Decimal }
  /** Could mean these; the person is asked which. */
  | { readonly kind: 'ask'; readonly readings: readonly Decimal[] }
  | { readonly kind: 'wrong'; readonly why: NumberFault };

/** Why a spelling is refused; each has a sentence `number.<fault>`. */
export type NumberFault = 'empty' | 'sign' | 'exponent' | 'hex' | 'underscore' | 'digits' | 'otherDigits' | 'invisible' | 'separators' | 'zero' | 'long';

/** Longest spelling looked at, in characters; the exchange's largest amounts need about twenty. */
export const numberTextLimit = 40;

// Format and control characters but not white space, fillers, and signs that only change the look of another.
const unseen = /\p{Cf}|(?!\s)\p{Cc}|[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]/u;
/** True for a text with characters nobody sees: what it shows is not what it says. */
export const hasUnseen = (text: string): boolean => unseen.test(text);

const exact = (text: string): ParsedNumber => ({ kind: 'exact', value: decimal(text) });
const wrong = (why: NumberFault): ParsedNumber => ({ kind: 'wrong', why });
const multiplier: Readonly<Record<string, Decimal>> = { k: decimal('1000'), m: decimal('1000000') };

/**
 * Reads one number: "0.5", "1 250.50", "1250,50", "45k", "0.5m". A lone comma or dot before exactly three digits may group
 * thousands ("800,000"; "1.250" where `rand` says the number is rand), so both readings are given back to ask.
 */
export function parseNumber(text: string, options: { readonly rand: boolean }): ParsedNumber {
  if (hasUnseen(text)) return wrong('invisible');
  const trimmed = text.replace(/[\u00a0\u202f\u2009]/g, ' ').trim();
  const fault = findFault(trimmed);
  if (fault !== undefined) return wrong(fault);
  const suffix = /[km]$/i.exec(trimmed)?.[0].toLowerCase() ?? '';
  const parsed = parseDigits(trimmed.slice(0, trimmed.length - suffix.length).trim(), options.rand && suffix === '');
  return suffix === '' ? parsed : scaled(parsed, multiplier[suffix] ?? decimal('1'));
}

function findFault(text: string): NumberFault | undefined {
  if (text === '') return 'empty';
  if (text.length > numberTextLimit) return 'long';
  if (/^[+\-−–]/u.test(text)) return 'sign';
  if (/^0x/i.test(text)) return 'hex';
  if (/^[\d.,]+e[+\-−]?\d+$/iu.test(text)) return 'exponent';
  if (text.includes('_')) return 'underscore';
  if (/(?![0-9])\p{Nd}/u.test(text)) return 'otherDigits';
  return /^[\d., ]+[km]?$/i.test(text) ? undefined : 'digits';
}

function parseDigits(text: string, dotMayGroup: boolean): ParsedNumber {
  if (/^\d+$/.test(text)) return exact(text);
  if (/^\d{1,3}( \d{3})+([.,]\d+)?$/.test(text)) return exact(text.replace(/ /g, '').replace(',', '.'));
  const single = /^(\d+)([.,])(\d+)$/.exec(text);
  if (single !== null) return parseSeparated(single[1] ?? '', single[2] ?? '', single[3] ?? '', dotMayGroup);
  return parseGrouped(text);
}

function parseSeparated(whole: string, separator: string, fraction: string, dotMayGroup: boolean): ParsedNumber {
  const asFraction = `${whole}.${fraction}`;
  const mayGroup = fraction.length === 3 && whole.length <= 3 && !whole.startsWith('0') && (separator === ',' || dotMayGroup);
  return mayGroup ? { kind: 'ask', readings: [decimal(`${whole}${fraction}`), decimal(asFraction)] } : exact(asFraction);
}

/** "1,000.50", "1.000,50", "1,000,000": one sensible reading, but not one to take without asking. */
function parseGrouped(text: string): ParsedNumber {
  const grouped = /^(\d{1,3})((?:,\d{3})+)(\.\d+)?$/.exec(text) ?? /^(\d{1,3})((?:\.\d{3})+)(,\d+)?$/.exec(text);
  if (grouped === null) return wrong('separators');
  const whole = `${grouped[1] ?? ''}${(grouped[2] ?? '').replace(/[.,]/g, '')}`;
  return { kind: 'ask', readings: [decimal(`${whole}${(grouped[3] ?? '').replace(',', '.')}`)] };
}

function scaled(parsed: ParsedNumber, by: Decimal): ParsedNumber {
  if (parsed.kind === 'exact') return { kind: 'exact', value: times(parsed.value, by) };
  return parsed.kind === 'ask' ? { kind: 'ask', readings: parsed.readings.map((value) => times(value, by)) } : parsed;
}

/** The amount spelt so that parseNumber has one reading of it: three decimals get a fourth. */
export const unmistakable = (value: Decimal): string => (decimalPlaces(value) === 3 ? `${value}0` : value);
