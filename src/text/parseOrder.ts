// Reads the words of /buy and /sell: an amount with its unit, a coin, and a price if there is one.
import type { Decimal } from '../model/money.js';
import { decimalPlaces, isZero } from '../model/money.js';
import { parseNumber, satsToBtc, type NumberFault, type ParsedNumber } from './parseAmount.js';

export type OrderSize =
  | { readonly kind: 'base'; readonly volume: Decimal }
  | { readonly kind: 'rand'; readonly spend: Decimal }
  /** A share of what is available, in per cent: half is 50, all is 100. */
  | { readonly kind: 'share'; readonly percent: 25 | 50 | 75 | 100 };

export interface OrderWords {
  readonly size: OrderSize;
  /** As typed: the market is found by markets.find. */
  readonly coin: string;
  /** In rand; absent for a market order. */
  readonly price?: Decimal;
}

export type ParsedOrder =
  | { readonly kind: 'order'; readonly words: OrderWords }
  /** A number with more than one reading: these are the words to offer, with the number each stands for. */
  | { readonly kind: 'ask'; readonly typed: string; readonly choices: readonly { readonly words: string; readonly value: Decimal; readonly rand: boolean }[] }
  | { readonly kind: 'wrong'; readonly why: NumberFault | 'noAmount' | 'noCoin' | 'noPrice' | 'tooMany'; readonly typed: string };

const shares: Readonly<Record<string, 25 | 50 | 75 | 100>> = { half: 50, all: 100, max: 100, '25%': 25, '50%': 50, '75%': 75, '100%': 100 };
const wrong = (why: Extract<ParsedOrder, { kind: 'wrong' }>['why'], typed: string): ParsedOrder => ({ kind: 'wrong', why, typed });

/** Parses for example "0.01 btc @ 830000", "R500 btc", "half eth at 43 000", "50000 sats @ 830000". */
export function parseOrder(rest: string): ParsedOrder {
  const text = rest.replace(/[\s\u00a0]+/gu, ' ').trim();
  const [left = '', right, ...more] = text.split(/ ?@ ?| at /i);
  if (more.length > 0) return wrong('tooMany', text);
  const sides = splitCoin(left.trim());
  if (sides === undefined) return wrong(/[a-z]{2,}/i.test(left) ? 'noAmount' : 'noCoin', left);
  if (right?.trim() === '') return wrong('noPrice', text);
  return assemble(text, sides, right);
}

/** Takes "0.01 btc", "btc 0.01", "R500 of btc", "500 zar btc", "0.01btc" apart. */
function splitCoin(left: string): { amount: string; coin: string } | undefined {
  const randFirst = /^(.*\d[km]?) ?(?:zar|rand|rands) (?:of |in )?([a-z][a-z0-9/-]*)$/i.exec(left);
  if (randFirst !== null) return { amount: `R${randFirst[1] ?? ''}`, coin: randFirst[2] ?? '' };
  const amountFirst = /^(.*?(?:\d[km]?|half|all|max|%)) ?(?:of |in |worth of )?([a-z][a-z0-9/-]+)$/i.exec(left);
  if (amountFirst !== null) return { amount: (amountFirst[1] ?? '').trim(), coin: amountFirst[2] ?? '' };
  const coinFirst = /^([a-z][a-z/-]+) (r? ?\d.*|half|all|max)$/i.exec(left);
  return coinFirst === null ? undefined : { amount: (coinFirst[2] ?? '').trim(), coin: coinFirst[1] ?? '' };
}

function assemble(text: string, sides: { amount: string; coin: string }, right: string | undefined): ParsedOrder {
  const price = right === undefined ? undefined : readRand(right);
  if (price !== undefined && price.kind !== 'exact') return unclear(price, text, right ?? '', true);
  const share = shares[sides.amount.toLowerCase()];
  if (share !== undefined) return order({ kind: 'share', percent: share }, sides.coin, price?.value);
  const rand = /^r ?(?=[\d.,+-])/i.test(sides.amount);
  const amount = rand ? readRand(sides.amount) : parseNumber(sides.amount, { rand: false });
  if (amount.kind !== 'exact') return unclear(amount, text, sides.amount, rand);
  if (isZero(amount.value)) return wrong('zero', sides.amount);
  if (price !== undefined && isZero(price.value)) return wrong('zero', right ?? '');
  if (rand) return order({ kind: 'rand', spend: amount.value }, sides.coin, price?.value);
  if (!/^sats?$|^satoshis?$/i.test(sides.coin)) return order({ kind: 'base', volume: amount.value }, sides.coin, price?.value);
  return decimalPlaces(amount.value) > 0 ? wrong('separators', sides.amount) : order({ kind: 'base', volume: satsToBtc(amount.value) }, 'btc', price?.value);
}

/** A number that is rand by its place or its R. */
function readRand(text: string): ParsedNumber {
  return parseNumber(text.trim().replace(/^r ?/i, '').replace(/ ?(?:zar|rand|rands)$/i, ''), { rand: true });
}

function order(size: OrderSize, coin: string, price: Decimal | undefined): ParsedOrder {
  return { kind: 'order', words: { size, coin: coin.toLowerCase(), ...(price === undefined ? {} : { price }) } };
}

/** For a number to be asked, the same words with each reading in its place, written so that it has one reading only. */
function unclear(parsed: Exclude<ParsedNumber, { kind: 'exact' }>, text: string, typed: string, rand: boolean): ParsedOrder {
  if (parsed.kind === 'wrong') return wrong(parsed.why, typed);
  const plainly = (value: Decimal): string => (decimalPlaces(value) === 3 ? `${value}0` : value);
  const prefix = /^ ?r/i.test(typed) ? 'R' : '';
  const choices = parsed.readings.map((value) => ({ words: text.replace(typed.trim(), `${prefix}${plainly(value)}`), value, rand }));
  return { kind: 'ask', typed: typed.trim(), choices };
}
