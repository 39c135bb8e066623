// Sorts the tokens of an order into what they say: sizes, prices, sums after "for", the coin, post-only. Filler is dropped.
import { isDigit } from './digits.js';
import { coinAliases, conjunctions, eachWords, filler, inAllWords, markerOfPrefix, markers, prefixedCoins, prefixes } from './lexicon/index.js';
import { readPhrase, type Phrase } from './phrase.js';
import { endOfPriceWords } from './readPrice.js';
import type { Token } from './tokens.js';

export interface Slot {
  /** Places of its tokens. */
  readonly from: number;
  readonly to: number;
  readonly typed: string;
}

export type AmountSlot = Slot & { readonly phrase: Phrase };

export interface Slots {
  readonly sizes: readonly AmountSlot[];
  readonly prices: readonly Slot[];
  /** Sums after "for". */
  readonly sums: readonly AmountSlot[];
  /** Words that are none of the grammar's, those that stand together in one. */
  readonly coins: readonly Slot[];
  readonly postOnly: boolean;
  /** A word for a price that has no price behind it, as typed. */
  readonly noPrice?: string;
  /** What is said behind a price or a sum: that of one coin, or of all. */
  readonly of?: 'each' | 'all';
}

const postOnly: ReadonlySet<string> = new Set(['post-only', 'postonly', 'po', 'post']);
/** At the beginning it names the kind of order: "limit 0.01 btc 800000". */
const limitWord = 'limit';

interface Sorting {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly sizes: AmountSlot[];
  readonly prices: Slot[];
  readonly sums: AmountSlot[];
  readonly coins: Slot[];
  postOnly: boolean;
  noPrice?: string;
  of?: 'each' | 'all';
}

export function sortTokens(tokens: readonly Token[], text: string): Slots {
  const sorting: Sorting = { tokens, text, sizes: [], prices: [], sums: [], coins: [], postOnly: false };
  const isLimit = tokens[0]?.text === limitWord;
  for (let at = isLimit ? 1 : 0; at < tokens.length;) at = sortOne(sorting, at);
  return nameDigitCoin(isLimit ? withLimit(sorting) : sorting);
}

const slotOf = ({ tokens, text }: Pick<Sorting, 'tokens' | 'text'>, from: number, to: number): Slot =>
  ({ from, to, typed: text.slice(tokens[from]?.start, tokens[to - 1]?.end) });

/** Sorts what stands at `at`; gives the place behind it. */
function sortOne(sorting: Sorting, at: number): number {
  const { tokens } = sorting;
  const token = tokens[at];
  if (token === undefined) return at + 1;
  if (postOnly.has(token.text)) {
    sorting.postOnly = true;
    return tokens[at + 1]?.text === 'only' ? at + 2 : at + 1;
  }
  const ofEnd = sortOf(sorting, at);
  if (ofEnd !== undefined) return ofEnd;
  const marker = token.prefix ? markerOfPrefix(token.text) : markers.get(token.text);
  if (marker === 'price') return sortPrice(sorting, at + 1);
  const phrase = marker === 'for' ? readSum(tokens, at + 1) : readPhrase(tokens, at);
  if (phrase !== undefined) {
    const slot = { ...slotOf(sorting, phrase.at, phrase.next), phrase };
    if (marker === 'for') sorting.sums.push(slot);
    else sorting.sizes.push(slot);
    return phrase.next;
  }
  if (!token.prefix && !filler.has(token.text) && !conjunctions.has(token.text)) addCoin(sorting, at);
  return at + 1;
}

/** "each", "in all" right behind a price, a sum, or a number that is none but for it; gives the place behind. */
function sortOf(sorting: Sorting, at: number): number | undefined {
  const { tokens, sizes, sums, prices } = sorting;
  const [one = '', two = ''] = [tokens[at]?.text, tokens[at + 1]?.text];
  const all = inAllWords.has(`${one} ${two}`) ? at + 2 : inAllWords.has(one) ? at + 1 : undefined;
  const next = all ?? (eachWords.has(one) ? at + 1 : undefined);
  if (next === undefined || ![...sizes, ...sums, ...prices].some(({ to }) => to === at)) return undefined;
  sorting.of = all === undefined ? 'each' : 'all';
  const bare = sizes.at(-1);
  if (bare?.to === at && bare.phrase.kind === 'number') sums.push(...sizes.splice(-1));
  return next;
}

/** Of rand: the name of a coin behind it is none of its unit ("for 1m btc"). */
function readSum(tokens: readonly Token[], at: number): Phrase | undefined {
  const phrase = readPhrase(tokens, at);
  return phrase === undefined ? undefined : readPhrase(tokens.slice(0, phrase.next), at);
}

function addCoin(sorting: Sorting, at: number): void {
  const last = sorting.coins.at(-1);
  const isNext = last !== undefined && last.to === at;
  if (isNext) sorting.coins.pop();
  const slot = slotOf(sorting, isNext ? last.from : at, at + 1);
  const typed = sorting.tokens.slice(slot.from, slot.to).map(({ text, glued }, index) => (index === 0 || glued ? text : ` ${text}`)).join('');
  sorting.coins.push({ ...slot, typed: nameOfCoin(typed) });
}

/** The coin's own name for what it is called, without the prefix that is written together with it. */
function nameOfCoin(typed: string): string {
  const prefix = prefixes.find((one) => typed.startsWith(one) && prefixedCoins.has(typed.slice(one.length)));
  const name = prefix === undefined || prefixedCoins.has(typed) ? typed : typed.slice(prefix.length);
  return coinAliases.get(name) ?? name;
}

/** A price in words, a step, or a number; other words are a price that cannot be read. */
function sortPrice(sorting: Sorting, from: number): number {
  const { tokens } = sorting;
  if (tokens[from] !== undefined && markers.get(tokens[from].text) === 'price' && tokens[from].kind === 'word') return sortPrice(sorting, from + 1);
  const end = endOfPriceWords(tokens, from) ?? readPhrase(tokens, from)?.next ?? endOfUnread(tokens, from);
  if (end === from) sorting.noPrice = tokens[from - 1]?.text ?? '';
  else sorting.prices.push(slotOf(sorting, from, end));
  return end;
}

function endOfUnread(tokens: readonly Token[], from: number): number {
  let end = from;
  while (end < tokens.length && !postOnly.has(tokens[end]?.text ?? '') && markers.get(tokens[end]?.text ?? '') === undefined) end += 1;
  return end;
}

/** Of two numbers in a limit order, the second is its price. */
function withLimit(sorting: Sorting): Sorting {
  const [, second] = sorting.sizes;
  if (sorting.prices.length > 0) return sorting;
  return second === undefined ? { ...sorting, noPrice: limitWord } : { ...sorting, sizes: sorting.sizes.filter((one) => one !== second), prices: [second] };
}

/** One or two digits begin the name of a coin; three could be a group of the number before them. */
const isCoinDigits = (token: Token | undefined): boolean => token?.kind === 'number' && token.text.length < 3 && Array.from(token.text).every(isDigit);

/** "5 1inch": of two numbers, one with letters right behind it and no coin beside them, that one is the name of the coin. */
function nameDigitCoin(sorting: Sorting): Slots {
  const { tokens, sizes, coins: [coin, ...others] } = sorting;
  const named = sizes.find((one) => coin !== undefined && one.to === coin.from && one.to - one.from === 1 && isCoinDigits(tokens[one.from]) && tokens[coin.from]?.glued === true);
  if (named === undefined || coin === undefined || others.length > 0 || sizes.length < 2) return sorting;
  return { ...sorting, sizes: sizes.filter((one) => one !== named), coins: [slotOf(sorting, named.from, coin.to)] };
}
