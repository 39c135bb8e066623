// Reads at what price a person wants to trade, as words: a figure, the best bid or ask, so many per cent from it, or the market's.
import { absolute, decimal, decimalPlaces, isAbove, isZero, negate, type Decimal } from '../../model/money.js';
import { hasUnseen, parseNumber, unmistakable, type NumberFault } from './parseAmount.js';
import { readRand, type Choice } from './readSize.js';

export type OrderPrice =
  | { readonly kind: 'fixed'; readonly price: Decimal }
  | { readonly kind: 'best'; readonly side: 'bid' | 'ask' }
  /** So many per cent above (or, negative, below) the best price of the order's own side. */
  | { readonly kind: 'step'; readonly percent: Decimal }
  | { readonly kind: 'market' };

export type ReadPrice =
  | { readonly kind: 'price'; readonly price: OrderPrice }
  | { readonly kind: 'ask'; readonly typed: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'wrong'; readonly why: NumberFault | 'step'; readonly typed: string };

const words: Readonly<Record<string, OrderPrice>> = {
  bid: { kind: 'best', side: 'bid' }, ask: { kind: 'best', side: 'ask' }, offer: { kind: 'best', side: 'ask' },
  'best bid': { kind: 'best', side: 'bid' }, 'best ask': { kind: 'best', side: 'ask' }, 'best offer': { kind: 'best', side: 'ask' },
  market: { kind: 'market' }, 'market price': { kind: 'market' }, 'the market': { kind: 'market' },
};
const stepShape = /^([+\-−]) ?(.*\d) ?%$/u;
/** A step goes at most this far, in per cent; further is more likely a slip. */
export const stepLimit = decimal('50');
const stepPlaces = 2;

/** Reads for example "830000", "R830 000.50", "830k", "bid", "best ask", "-1%", "+0.5 %", "market". */
export function readPrice(text: string): ReadPrice {
  const typed = text.trim();
  if (hasUnseen(text)) return { kind: 'wrong', why: 'invisible', typed };
  const word = Object.hasOwn(words, typed.toLowerCase()) ? words[typed.toLowerCase()] : undefined;
  if (word !== undefined) return { kind: 'price', price: word };
  const step = stepShape.exec(typed);
  if (step !== null) return readStep(step[1] === '+', step[2] ?? '', typed);
  const number = readRand(typed);
  if (number.kind === 'wrong') return { kind: 'wrong', why: number.why, typed };
  if (number.kind === 'ask') return { kind: 'ask', typed, choices: number.readings.map((value) => ({ words: unmistakable(value), value, rand: true })) };
  return isZero(number.value) ? { kind: 'wrong', why: 'zero', typed } : { kind: 'price', price: { kind: 'fixed', price: number.value } };
}

function readStep(isUp: boolean, text: string, typed: string): ReadPrice {
  const number = parseNumber(text, { rand: false });
  if (number.kind === 'wrong') return { kind: 'wrong', why: number.why, typed };
  if (number.kind === 'ask' || decimalPlaces(number.value) > stepPlaces || isAbove(absolute(number.value), stepLimit)) return { kind: 'wrong', why: 'step', typed };
  return { kind: 'price', price: { kind: 'step', percent: isUp ? number.value : negate(number.value) } };
}
