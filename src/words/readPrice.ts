// Reads at what price a person wants to trade, as words: a figure, the best bid or ask, so many per cent from it, or the market's.
import { absolute, decimal, decimalPlaces, isAbove, isNegative, negate, type Decimal } from '../model/money.js';
import { readAmount, type Amount, type AmountFault, type AskReason, type ReadAmount } from './amount.js';
import { hasUnseen, signs, unmistakable } from './digits.js';
import type { Choice } from './readSize.js';
import { cut, wordsLimit, type Token } from './tokens.js';

export type OrderPrice =
  | { readonly kind: 'fixed'; readonly price: Decimal }
  | { readonly kind: 'best'; readonly side: 'bid' | 'ask' }
  /** So many per cent above (or, negative, below) the best price of the order's own side. */
  | { readonly kind: 'step'; readonly percent: Decimal }
  | { readonly kind: 'market' };

export type ReadPrice =
  | { readonly kind: 'price'; readonly price: OrderPrice }
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'wrong'; readonly why: AmountFault | 'step'; readonly typed: string };

const words: ReadonlyMap<string, OrderPrice> = new Map<string, OrderPrice>([
  ['bid', { kind: 'best', side: 'bid' }], ['ask', { kind: 'best', side: 'ask' }], ['offer', { kind: 'best', side: 'ask' }],
  ['best bid', { kind: 'best', side: 'bid' }], ['best ask', { kind: 'best', side: 'ask' }], ['best offer', { kind: 'best', side: 'ask' }],
  ['market', { kind: 'market' }], ['market price', { kind: 'market' }], ['the market', { kind: 'market' }],
]);
/** A step goes at most this far, in per cent; further is more likely a slip. */
const stepLimit = decimal('50');
const stepPlaces = 2;

/** Reads for example "830000", "R830 000.50", "830k", "bid", "best ask", "-1%", "+0.5 %", "market". */
export function readPrice(text: string): ReadPrice {
  const typed = text.trim();
  if (hasUnseen(text)) return { kind: 'wrong', why: 'invisible', typed };
  return text.length > wordsLimit ? { kind: 'wrong', why: 'long', typed } : readPriceTokens(cut(text), typed);
}

/** As readPrice, of tokens that are all of the price. */
export function readPriceTokens(tokens: readonly Token[], typed: string): ReadPrice {
  const word = words.get(tokens.map(({ text }) => text).join(' '));
  if (word !== undefined) return { kind: 'price', price: word };
  const step = readStep(tokens, typed);
  if (step !== undefined) return step;
  return priceFrom(readAmount(tokens, 'price'), typed);
}

/** As a price what was read as an amount of money. */
export function priceFrom(read: ReadAmount, typed: string): ReadPrice {
  switch (read.kind) {
    case 'wrong': return { ...read, typed };
    case 'ask': return { kind: 'ask', why: read.why, typed, choices: read.readings.map(({ value, places }) => ({ words: unmistakable(value), value, places, unit: 'rand' })) };
    case 'exact': return { kind: 'price', price: { kind: 'fixed', price: read.amount.value } };
  }
}

/** The longest words of a price that begin at `at`, as the place behind them; undefined where none do. */
export function endOfPriceWords(tokens: readonly Token[], at: number): number | undefined {
  const [one = '', two = ''] = [tokens[at]?.text, tokens[at + 1]?.text];
  if (words.has(`${one} ${two}`)) return at + 2;
  if (words.has(one)) return at + 1;
  return endOfStep(tokens, at);
}

/** "-1%" is two tokens, "- 1 %" three. */
function endOfStep(tokens: readonly Token[], at: number): number | undefined {
  const text = tokens[at]?.text ?? '';
  if (text === '' || !signs.includes(text.charAt(0))) return undefined;
  const percent = text.length === 1 ? at + 2 : at + 1;
  return tokens[percent]?.text === '%' ? percent + 1 : undefined;
}

function readStep(tokens: readonly Token[], typed: string): ReadPrice | undefined {
  if (endOfStep(tokens, 0) !== tokens.length) return undefined;
  const [first] = tokens;
  const sign = first?.text.charAt(0) ?? '';
  const unsigned: readonly Token[] = first === undefined || first.text.length === 1 ? tokens.slice(1) : [{ ...first, text: first.text.slice(1), kind: 'number' }, ...tokens.slice(1)];
  // A step of nothing is the best price itself.
  const read = readAmount(unsigned, 'setting', 'percent');
  if (read.kind === 'wrong') return { kind: 'wrong', why: read.why, typed };
  const steps = (read.kind === 'ask' ? read.readings : [read.amount]).filter(isStep).map(({ value }) => (sign === '+' ? value : negate(value)));
  const [percent] = steps;
  if (percent === undefined) return { kind: 'wrong', why: 'step', typed };
  if (read.kind === 'exact') return { kind: 'price', price: { kind: 'step', percent } };
  return { kind: 'ask', why: read.why, typed, choices: steps.map((value) => ({ words: stepWords(value), value, places: decimalPlaces(value), unit: 'step' })) };
}

const isStep = ({ value }: Amount): boolean => decimalPlaces(value) <= stepPlaces && !isAbove(absolute(value), stepLimit);

const stepWords = (percent: Decimal): string => `${isNegative(percent) ? '-' : '+'}${unmistakable(absolute(percent))}%`;
