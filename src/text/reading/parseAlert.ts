// Reads the words of /alert: what to watch, where it fires, and whether it repeats.
import { closePeriods, defaultBand, defaultEveryMs, type AlertRepeat, type ClosePeriod, type Direction } from '../../model/alert.js';
import type { Decimal } from '../../model/money.js';
import { isZero } from '../../model/money.js';
import { showPeriod } from '../alertRule.js';
import { readRepeat, readSpan } from './parseSpan.js';
import { hasUnseen, parseNumber, unmistakable, type NumberFault } from './parseAmount.js';
import { readRand, readSize, type ReadSize } from './readSize.js';

/** Coins are as typed: markets.find knows them. */
export type AlertWords =
  | { readonly kind: 'coin'; readonly coin: string }
  | { readonly kind: 'priceCrosses'; readonly coin: string; readonly direction: Direction; readonly threshold: Decimal }
  | { readonly kind: 'percentMove'; readonly coin: string; readonly direction: 'up' | 'down' | 'both'; readonly percent: Decimal; readonly windowMs: number }
  | { readonly kind: 'candleClose'; readonly coin: string; readonly direction: Direction; readonly threshold: Decimal; readonly periodMinutes: ClosePeriod }
  | { readonly kind: 'spread'; readonly coin: string; readonly direction: Direction; readonly percent: Decimal }
  | { readonly kind: 'orderNear'; readonly orderId?: string; readonly percent: Decimal }
  | { readonly kind: 'balanceBelow'; readonly coin: string; readonly threshold: Decimal };

export type AlertNumber = 'price' | 'percent' | 'amount';

export type ParsedAlert =
  | { readonly kind: 'alert'; readonly words: AlertWords; readonly repeat?: AlertRepeat }
  /** A number with more than one reading: the words to offer, after "alert "; `unit` is "%", or a currency as typed. */
  | { readonly kind: 'ask'; readonly typed: string; readonly unit: string; readonly choices: readonly { readonly words: string; readonly value: Decimal }[] }
  | { readonly kind: 'wrong'; readonly why: 'noComparison' | 'badPeriod' | 'badWindow' | 'badEvery' | 'badBand' | 'balanceAbove' | 'balanceForm' }
  | { readonly kind: 'wrongNumber'; readonly number: AlertNumber; readonly why: NumberFault; readonly typed: string };

/** Longest words looked at, in characters; nothing sensible is longer. */
const wordsLimit = 200;
/** A move without a window is one of an hour. */
const defaultWindowMs = 3_600_000;

const sign = '(>=?|<=?|\\babove\\b|\\bover\\b|\\bbelow\\b|\\bunder\\b)';
const shapes = {
  repeat: /^(.*?) every\b ?(.*)$/i,
  balance: new RegExp(`^balances? (\\S+) ?${sign} ?(.*)$`, 'i'),
  order: /^orders?(?: #?(\d{1,20}))? (?:within )?([\d.,]\S*?) ?%?$/i,
  /** An order without a distance: a number this long is no per cent. */
  orderAlone: /^orders?(?: #?\d{4,20})?$/i,
  spread: new RegExp(`^(.+?) spread ?${sign} ?(.*?) ?%?$`, 'i'),
  close: new RegExp(`^(.+?) close[sd]? (\\S+?) ?${sign} ?(.*)$`, 'i'),
  move: /^(.+?) (\+\/?[-−]|[-−]\/?\+|±|[+\-−–]) ?([\d.,]+) ?%(?: (?:in|within))? ?(.*)$/i,
  price: new RegExp(`^(.+?) ?${sign} ?(.*)$`, 'i'),
  coin: /^[^\d<>=%]+$/,
} as const;

const directionOf = (typed = ''): Direction => (/^[>ao]/i.test(typed) ? 'above' : 'below');

/** Parses what comes after "/alert", for example "btc > 900000 every 4h". */
export function parseAlert(rest: string): ParsedAlert {
  if (hasUnseen(rest)) return { kind: 'wrongNumber', number: 'price', why: 'invisible', typed: rest.trim() };
  const text = rest.replace(/[\s\u00a0]+/gu, ' ').trim();
  if (text.length > wordsLimit) return { kind: 'wrong', why: 'noComparison' };
  const [, condition = text, tail] = shapes.repeat.exec(text) ?? [];
  const parsed = parseCondition(condition, tail === undefined ? '' : ` every ${tail}`.trimEnd());
  if (tail === undefined || parsed.kind !== 'alert') return parsed;
  const repeat = readRepeat(tail, { everyMs: defaultEveryMs, band: defaultBand });
  return typeof repeat === 'string' ? { kind: 'wrong', why: repeat } : { ...parsed, repeat };
}

/** `tail` is what a choice of a number must keep after it. */
function parseCondition(text: string, tail: string): ParsedAlert {
  return parseBalance(text, tail) ?? parseOrder(text, tail) ?? parseSpread(text, tail) ?? parseClose(text, tail)
    ?? parseMove(text, tail) ?? parsePrice(text, tail)
    ?? (shapes.coin.test(text) ? { kind: 'alert', words: { kind: 'coin', coin: text } } : { kind: 'wrong', why: 'noComparison' });
}

function parseBalance(text: string, tail: string): ParsedAlert | undefined {
  const match = shapes.balance.exec(text);
  if (match === null) return /^balances?\b/i.test(text) ? { kind: 'wrong', why: 'balanceForm' } : undefined;
  const [, coin = '', typedSign, typed = ''] = match;
  if (directionOf(typedSign) === 'above') return { kind: 'wrong', why: 'balanceAbove' };
  const rand = /^(zar|rand?)$/i.test(coin);
  const before = `balance ${coin} < `;
  const words = (threshold: Decimal): AlertWords => ({ kind: 'balanceBelow', coin, threshold });
  const inSats = /^(?:btc|bitcoin)$/i.test(coin) ? readSize(typed) : undefined;
  if (inSats !== undefined && inSats.kind !== 'wrong' && inSats.coin === 'btc') return ofSats(inSats, before, tail, words);
  const bare = typed.toLowerCase().endsWith(coin.toLowerCase()) ? typed.slice(0, -coin.length).trim() : typed;
  return withNumber({ typed: bare, number: 'amount', rand, unit: rand ? 'zar' : coin, before, after: tail }, words);
}

/** Sats are shown as the BTC they are. */
function ofSats(read: Exclude<ReadSize, { kind: 'wrong' }>, before: string, after: string, words: (value: Decimal) => AlertWords): ParsedAlert {
  if (read.kind === 'ask') return { kind: 'ask', typed: read.typed, unit: 'btc', choices: read.choices.map((one) => ({ value: one.value, words: `${before}${one.words}${after}` })) };
  return read.size.kind === 'base' ? { kind: 'alert', words: words(read.size.volume) } : { kind: 'wrong', why: 'noComparison' };
}

function parseOrder(text: string, tail: string): ParsedAlert | undefined {
  if (shapes.orderAlone.test(text)) return { kind: 'wrongNumber', number: 'percent', why: 'empty', typed: '' };
  const match = shapes.order.exec(text);
  if (match === null) return undefined;
  const [, orderId, typed = ''] = match;
  const before = orderId === undefined ? 'orders ' : `order ${orderId} `;
  return withNumber({ typed, number: 'percent', rand: false, unit: '%', before, after: `%${tail}` }, (percent) => ({ kind: 'orderNear', percent, ...(orderId === undefined ? {} : { orderId }) }));
}

function parseSpread(text: string, tail: string): ParsedAlert | undefined {
  const match = shapes.spread.exec(text);
  if (match === null) return undefined;
  const [, coin = '', typedSign = '', typed = ''] = match;
  return withNumber({ typed, number: 'percent', rand: false, unit: '%', before: `${coin} spread ${typedSign} `, after: `%${tail}` }, (percent) => ({ kind: 'spread', coin, direction: directionOf(typedSign), percent }));
}

function parseClose(text: string, tail: string): ParsedAlert | undefined {
  const match = shapes.close.exec(text);
  if (match === null) return undefined;
  const [, coin = '', typedPeriod = '', typedSign = '', typed = ''] = match;
  const periodMinutes = closePeriods.find((minutes) => showPeriod(minutes) === typedPeriod.toLowerCase());
  if (periodMinutes === undefined) return { kind: 'wrong', why: 'badPeriod' };
  const before = `${coin} close ${typedPeriod} ${typedSign} `;
  return withNumber({ typed, number: 'price', rand: true, unit: 'zar', before, after: tail }, (threshold) => ({ kind: 'candleClose', coin, direction: directionOf(typedSign), threshold, periodMinutes }));
}

function parseMove(text: string, tail: string): ParsedAlert | undefined {
  const match = shapes.move.exec(text);
  if (match === null) return undefined;
  const [, coin = '', way = '', typed = '', typedWindow = ''] = match;
  const windowMs = typedWindow === '' ? defaultWindowMs : readSpan(typedWindow);
  if (windowMs === undefined) return { kind: 'wrong', why: 'badWindow' };
  const direction = way === '+' ? 'up' : /^[-−–]$/u.test(way) ? 'down' : 'both';
  const after = `%${typedWindow === '' ? '' : ` ${typedWindow}`}${tail}`;
  return withNumber({ typed, number: 'percent', rand: false, unit: '%', before: `${coin} ${way}`, after }, (percent) => ({ kind: 'percentMove', coin, direction, percent, windowMs }));
}

function parsePrice(text: string, tail: string): ParsedAlert | undefined {
  const match = shapes.price.exec(text);
  if (match === null) return undefined;
  const [, coin = '', typedSign = '', typed = ''] = match;
  return withNumber({ typed, number: 'price', rand: true, unit: 'zar', before: `${coin} ${typedSign} `, after: tail }, (threshold) => ({ kind: 'priceCrosses', coin, direction: directionOf(typedSign), threshold }));
}

interface TypedNumber {
  readonly typed: string;
  readonly number: AlertNumber;
  readonly rand: boolean;
  /** "%", or a currency as typed. */
  readonly unit: string;
  /** The words around it, for offering its readings. */
  readonly before: string;
  readonly after: string;
}

function withNumber({ typed, number, rand, unit, before, after }: TypedNumber, words: (value: Decimal) => AlertWords): ParsedAlert {
  const parsed = rand ? readRand(typed) : parseNumber(typed, { rand });
  if (parsed.kind === 'wrong') return { kind: 'wrongNumber', number, why: parsed.why, typed };
  if (parsed.kind === 'ask') return { kind: 'ask', typed, unit, choices: parsed.readings.map((value) => ({ value, words: `${before}${unmistakable(value)}${after}` })) };
  return isZero(parsed.value) ? { kind: 'wrongNumber', number, why: 'zero', typed } : { kind: 'alert', words: words(parsed.value) };
}
