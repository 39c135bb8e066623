// Reads the words of /buy and /sell: an amount with its unit, a coin, a price if there is one, and post-only, in any order.
import { decimalPlaces, dividedBy, isZero, ONE, round, times, type Decimal } from '../model/money.js';
import type { Side } from '../model/trading/order.js';
import { readPhraseAs, type AmountFault, type AskReason } from './amount.js';
import { hasUnseen, unmistakable } from './digits.js';
import { multipliers, units } from './lexicon/index.js';
import { priceWords, sizeWords } from './orderWords.js';
import { readPhrase } from './phrase.js';
import { priceFrom, readPriceTokens, type OrderPrice, type ReadPrice } from './readPrice.js';
import { askNamedShare, sizeFrom, type Choice, type OrderSize, type ReadSize } from './readSize.js';
import { sortTokens, type AmountSlot, type Slot, type Slots } from './slots.js';
import { cut, wordsLimit, type Token } from './tokens.js';

export interface OrderWords {
  readonly size: OrderSize;
  /** As typed: the market is found by markets.find. */
  readonly coin: string;
  /** Absent for a market order. */
  readonly price?: Exclude<OrderPrice, { readonly kind: 'market' }>;
  readonly postOnly?: true;
  /** The size is a number without a unit: of the coin, unless only as many rand can be paid. */
  readonly isBare?: true;
}

export type OrderFault = AmountFault | Extract<ReadPrice, { readonly kind: 'wrong' }>['why'] | 'noAmount' | 'noCoin' | 'noPrice' | 'tooMany' | 'postOnly' | 'sellRand';

export type ParsedOrder =
  | { readonly kind: 'order'; readonly words: OrderWords }
  /** More than one reading, or one that is not taken unasked: these are the words to offer, with the number each stands for. */
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly choices: readonly Choice[]; readonly coin: string }
  | { readonly kind: 'wrong'; readonly why: OrderFault; readonly typed: string };

const bitcoins: ReadonlySet<string> = new Set(['btc', 'bitcoin', 'btczar', 'btc/zar', 'btc-zar']);
const anyDigit = /\p{Nd}/u;
const wrong = (why: OrderFault, typed: string): Extract<ParsedOrder, { kind: 'wrong' }> => ({ kind: 'wrong', why, typed });

/** Reads for example "0.01 btc @ 830000", "R500 btc please", "half my eth at 43 000 post", "25% btc @ bid", "btc five hundred rand". */
export function parseOrder(rest: string, side: Side): ParsedOrder {
  const typed = rest.trim();
  if (hasUnseen(rest)) return wrong('invisible', typed);
  if (rest.length > wordsLimit) return wrong('long', typed);
  const tokens = cut(rest);
  const slots = sortTokens(tokens, rest);
  if (slots.noPrice !== undefined) return wrong('noPrice', slots.noPrice);
  if (slots.prices.length > 1) return wrong('tooMany', typed);
  return askTwo(slots, side) ?? withSums(tokens, slots, side, typed);
}

/** "R500 btc and R500 eth" is two orders: which first? */
function askTwo({ sizes, coins, prices, sums }: Slots, side: Side): ParsedOrder | undefined {
  const [amounts, none, bare] = sizes.length === 0 ? [sums, sizes, 'rand' as const] : [sizes, sums, 'coin' as const];
  if (amounts.length !== 2 || coins.length !== 2 || prices.length + none.length > 0) return undefined;
  const orders = amounts.map((slot, index) => ({ slot, coin: nameOf(coins[index]) }));
  const choices = orders.flatMap(({ slot, coin }) => {
    const read = readSlot(slot, bare);
    if (read.kind !== 'size' || (side === 'buy' && askNamedShare(read) !== undefined)) return [];
    return [{ ...shownAs(read.size), words: `${sizeWords(read.size)} ${coin}`, coin }];
  });
  return choices.length < 2 ? undefined : { kind: 'ask', why: 'two', typed: orders.map(({ slot, coin }) => `${slot.typed} ${coin}`).join(', '), choices, coin: orders[0]?.coin ?? '' };
}

const shownAs = (size: OrderSize): Omit<Choice, 'words'> => {
  const [unit, value] = size.kind === 'base' ? ['coin' as const, size.volume] : size.kind === 'rand' ? ['rand' as const, size.spend] : ['percent' as const, size.percent];
  return { unit, value, places: decimalPlaces(value) };
};

const nameOf = (slot: Slot | undefined): string => (slot?.typed ?? '').replaceAll(/\s/gu, ' ').toLowerCase();
const readSlot = ({ phrase, typed }: AmountSlot, bare: 'coin' | 'rand'): ReadSize => sizeFrom(readPhraseAs(phrase, 'size', bare), typed);

interface Parts {
  readonly size: AmountSlot;
  readonly read: Exclude<ReadSize, { readonly kind: 'wrong' }>;
  readonly coin: string;
  readonly price?: { readonly typed: string; readonly read: ReadPrice };
  readonly postOnly: boolean;
  /** What stands after "for" beside a size that is not one coin. */
  readonly sum?: AmountSlot;
  /** What is said of the price or the sum. */
  readonly of?: 'each' | 'all';
}

/** Gives what stands after "for" its place: the size where there is none, the price of one coin, else it is asked. */
function withSums(tokens: readonly Token[], slots: Slots, side: Side, typed: string): ParsedOrder {
  const [named, ...sizes] = slots.sizes;
  const [sum, ...sums] = slots.sums;
  const [size, bare] = named === undefined ? [sum, 'rand' as const] : [named, 'coin' as const];
  const coin = coinOf(slots);
  if (size === undefined) return wrong(...whyNoAmount(slots, typed));
  if (named === undefined && slots.of === 'each') return wrong('noAmount', typed);
  if (side === 'sell' && size.phrase.kind === 'share' && size.phrase.ofRand) return wrong('sellRand', size.typed);
  const read = readSlot(size, bare);
  // What is no number is said before anything about the words around it.
  if (read.kind === 'wrong') return read;
  if (sizes.length > 0 || sums.length > 0) return wrong('twoSizes', [...slots.sizes, ...slots.sums].map((slot) => slot.typed).join(' … '));
  const of = coin ?? read.coin;
  if (of === undefined || of === '') return wrong('noCoin', typed);
  if (read.coin !== undefined && !bitcoins.has(of)) return wrong('twoCoins', `${size.typed} … ${of}`);
  if (!of.split(' ').every(isName)) return wrong('digits', of);
  const [price] = slots.prices;
  const parts = { size, read, coin: of, postOnly: slots.postOnly, ...(slots.of === undefined ? {} : { of: slots.of }), ...(price === undefined ? {} : { price: { typed: price.typed, read: readPriceTokens(tokens.slice(price.from, price.to), price.typed) } }) };
  if (named === undefined || sum === undefined) return assemble(parts, side);
  if (price !== undefined) return wrong('tooMany', typed);
  const isOne = read.kind === 'size' && read.size.kind === 'base' && read.size.volume === ONE && read.coin === undefined;
  return assemble(isOne ? { ...parts, price: { typed: sum.typed, read: priceOf(sum) } } : { ...parts, sum }, side);
}

/** A word that is cut as one and means the same wherever it stands; one that begins with digits too ("1inch"). */
function isName(word: string): boolean {
  const [first, second, third] = cut(word);
  if (word.length < 2 || first === undefined || first.prefix || third !== undefined) return false;
  if (second !== undefined) return first.kind === 'number' && second.kind === 'word';
  const unit = units.get(word);
  const isOfAmount = (unit !== undefined && unit !== 'foreign') || multipliers.has(word) || readPhrase([first], 0) !== undefined;
  return first.kind === 'word' && first.text === word && !isOfAmount;
}

function coinOf({ coins }: Slots): string | undefined {
  return coins.length === 0 ? undefined : coins.map(nameOf).join(' ');
}

/** A word with a digit in it was meant as an amount. */
function whyNoAmount({ coins }: Slots, typed: string): [OrderFault, string] {
  const words = coins.flatMap((coin) => nameOf(coin).split(' '));
  const meant = words.length > 1 ? words.find((word) => anyDigit.test(word)) : undefined;
  if (meant !== undefined) return ['digits', meant];
  return [typed === '' ? 'noCoin' : 'noAmount', typed];
}

const priceOf = ({ phrase, typed }: AmountSlot): ReadPrice => priceFrom(readPhraseAs(phrase, 'price'), typed);

function assemble(parts: Parts, side: Side): ParsedOrder {
  const { coin, read, size, postOnly, price, sum, of } = parts;
  const said = of === undefined ? '' : of === 'each' ? ' each' : ' in all';
  const tail = `${said}${postOnly ? ' po' : ''}`;
  const known = read.kind === 'size' ? sizeWords(read.size) : size.typed;
  const ask = ({ why, typed, choices }: Pick<Extract<ReadPrice, { kind: 'ask' }>, 'why' | 'typed' | 'choices'>, whole: (words: string) => string): ParsedOrder =>
    ({ kind: 'ask', why, typed, coin, choices: choices.map((choice) => ({ ...choice, ...(choice.unit === 'percent' && side === 'sell' ? { coin } : {}), words: `${whole(choice.words)}${tail}` })) });
  if (price?.read.kind === 'wrong') return price.read;
  if (price?.read.kind === 'ask') return ask(price.read, (words) => `${known} ${coin} @ ${words}`);
  const at = price === undefined ? '' : ` ${priceWords(price.read.price)}`;
  const behind = sum === undefined ? at : ` for ${sum.typed}`;
  if (read.kind === 'ask') return ask(read, (words) => `${words} ${coin}${behind}`);
  const shares = side === 'buy' ? askNamedShare(read) : undefined;
  if (shares !== undefined) return ask({ why: 'half', typed: size.typed, choices: shares }, (words) => `${words} ${coin}${behind}`);
  if (sum !== undefined && of === undefined) return askSum(parts, read.size, sum, ask);
  const summed = sum === undefined ? price?.read : priceOf(sum);
  if (summed?.kind === 'wrong') return summed;
  if (summed?.kind === 'ask') return ask(summed, (words) => `${known} ${coin} @ ${words}`);
  if (sum !== undefined && read.size.kind === 'rand') return wrong('twoSizes', `${known} … ${sum.typed}`);
  const asked = summed?.price.kind === 'market' ? undefined : summed?.price;
  const named = of === 'all' ? ofOne(asked, read.size) : asked;
  if (named === 'unclear') return wrong('digits', `${size.typed} …${said}`);
  if (postOnly && named === undefined) return wrong('postOnly', size.typed);
  return {
    kind: 'order',
    words: { size: read.size, coin, ...(named === undefined ? {} : { price: named }), ...(postOnly ? { postOnly } : {}), ...(read.isBare === true ? { isBare: true } : {}) },
  };
}

type Ask = (asked: Pick<Extract<ReadPrice, { kind: 'ask' }>, 'why' | 'typed' | 'choices'>, whole: (words: string) => string) => ParsedOrder;

/** "0.5 eth for 45000": the price of one, or of all of it. */
function askSum({ coin }: Parts, size: OrderSize, sum: AmountSlot, ask: Ask): ParsedOrder {
  const read = priceOf(sum);
  if (read.kind === 'wrong') return read;
  const words = sizeWords(size);
  if (read.kind === 'ask') return ask(read, (one) => `${words} ${coin} for ${one}`);
  if (size.kind === 'rand') return wrong('twoSizes', `${words} … ${sum.typed}`);
  if (read.price.kind !== 'fixed') return wrong('digits', sum.typed);
  const { price: value } = read.price;
  const each: Choice = { words: unmistakable(value), value, unit: 'rand', places: 0, of: 'each' };
  const all: readonly Choice[] = size.kind === 'base' && !isZero(size.volume) ? [{ words: unmistakable(partOf(value, size.volume)), value, unit: 'rand', places: 0, of: 'all' }] : [];
  return ask({ why: 'each', typed: sum.typed, choices: [each, ...all] }, (one) => `${words} ${coin} @ ${one}`);
}

/** The price of one, of what is said to be that of all. */
function ofOne(price: OrderWords['price'], size: OrderSize): OrderWords['price'] | 'unclear' {
  if (price === undefined) return undefined;
  return price.kind === 'fixed' && size.kind === 'base' && !isZero(size.volume) ? { kind: 'fixed', price: partOf(price.price, size.volume) } : 'unclear';
}

const finePlaces = 8;
const centPlaces = 2;
/** The price of one where all cost so much: exact where it can be, else to the cent. */
function partOf(sum: Decimal, volume: Decimal): Decimal {
  const exact = dividedBy(sum, volume, finePlaces);
  return times(exact, volume) === sum ? exact : round(exact, centPlaces, 'nearest');
}
