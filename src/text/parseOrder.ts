// Reads the words of /buy and /sell: an amount with its unit, a coin, a price if there is one, and post-only.
import { hasUnseen } from './parseAmount.js';
import { readPrice, type OrderPrice, type ReadPrice } from './readPrice.js';
import { readSize, type Choice, type OrderSize, type ReadSize, type SizeFault } from './readSize.js';

export interface OrderWords {
  readonly size: OrderSize;
  /** As typed: the market is found by markets.find. */
  readonly coin: string;
  /** Absent for a market order. */
  readonly price?: Exclude<OrderPrice, { readonly kind: 'market' }>;
  readonly postOnly?: true;
}

export type OrderFault = SizeFault | Extract<ReadPrice, { readonly kind: 'wrong' }>['why'] | 'noAmount' | 'noCoin' | 'noPrice' | 'tooMany' | 'postOnly';

export type ParsedOrder =
  | { readonly kind: 'order'; readonly words: OrderWords }
  /** A number with more than one reading: these are the words to offer, with the number each stands for. */
  | { readonly kind: 'ask'; readonly typed: string; readonly choices: readonly Choice[]; readonly coin: string }
  | { readonly kind: 'wrong'; readonly why: OrderFault; readonly typed: string };

const postOnlyWords = /(^| )(?:post[ -]?only|post|po)(?= |$)/i;
const coinWord = '[a-z][a-z0-9/-]*(?: [a-z][a-z0-9/-]*)*';
const wrong = (why: OrderFault, typed: string): ParsedOrder => ({ kind: 'wrong', why, typed });

/** Parses for example "0.01 btc @ 830000", "R500 btc", "half eth at 43 000 post", "25% btc @ bid", "50000 sats @ -1%". */
export function parseOrder(rest: string): ParsedOrder {
  if (hasUnseen(rest)) return wrong('invisible', rest.trim());
  const spaced = rest.replace(/\s+/gu, ' ').trim();
  const postOnly = postOnlyWords.test(spaced);
  const text = postOnly ? spaced.replace(postOnlyWords, '').trim() : spaced;
  const [left = '', right, ...more] = text.split(/ ?@ ?| at /i);
  if (more.length > 0) return wrong('tooMany', text);
  const sides = splitCoin(left.trim());
  if (sides === undefined) return wrong(/[a-z]{2,}/i.test(left) ? 'noAmount' : 'noCoin', left);
  if (right?.trim() === '') return wrong('noPrice', text);
  return assemble({ left: left.trim(), size: sides.amount, coin: sides.coin, price: right?.trim(), postOnly });
}

/** Takes "0.01 btc", "btc 0.01", "R500 of btc", "500 zar btc", "0.01btc", "50000 sats" apart. */
function splitCoin(left: string): { amount: string; coin: string } | undefined {
  const inSats = /^(.*\d ?[km]? ?(?:sats?|satoshis?))(?: (?:of |in |worth of )?(btc|bitcoin|btc\/?zar))?$/i.exec(left);
  if (inSats !== null) return { amount: inSats[1] ?? '', coin: inSats[2] ?? 'btc' };
  const randFirst = new RegExp(`^(.*\\d ?[km]?) ?(?:zar|rand|rands) (?:of |in |worth of )?(${coinWord})$`, 'i').exec(left);
  if (randFirst !== null) return { amount: `R${(randFirst[1] ?? '').replace(/^r ?/i, '')}`, coin: randFirst[2] ?? '' };
  // Letters right behind a digit are a coin of letters only: "0.5mbtc" is no half million, "1e5 btc" has an exponent.
  const amountFirst = new RegExp(`^(.*?(?:\\d(?: ?[km])?|quarter|half|all|max|everything|%)) (?:of |in |worth of )?(?:my )?(${coinWord})$`, 'i').exec(left)
    ?? /^(.*?(?:\d|%))([a-z][a-z/-]+)$/i.exec(left)
    // Any other word with a digit in it was meant as an amount, and is refused as one.
    ?? /^(\S*\p{Nd}\S*) ([a-z][a-z0-9/-]+)$/iu.exec(left);
  if (amountFirst !== null && (amountFirst[2] ?? '').length > 1) return { amount: (amountFirst[1] ?? '').trim(), coin: amountFirst[2] ?? '' };
  const coinFirst = new RegExp(`^(${coinWord}) ((?:r ?)?[+\\-−.,]?\\d.*|quarter|half|all|max|everything)$`, 'i').exec(left);
  const [, coin = '', amount = ''] = coinFirst ?? [];
  // "sats 50000": the unit came first, and no coin is called so.
  if (/^(?:sats?|satoshis?)$/i.test(coin)) return { amount: `${amount} sats`, coin: 'btc' };
  return coin.length < 2 ? undefined : { amount: amount.trim(), coin };
}

interface Parts {
  /** Everything before the price. */
  readonly left: string;
  readonly size: string;
  readonly coin: string;
  readonly price: string | undefined;
  readonly postOnly: boolean;
}

function assemble(parts: Parts): ParsedOrder {
  const { coin, left, postOnly } = parts;
  const price = parts.price === undefined ? undefined : readPrice(parts.price);
  if (price !== undefined && price.kind !== 'price') return unclear(price, parts, (words) => `${left} @ ${words}`);
  const size = readSize(parts.size);
  if (size.kind !== 'size') return unclear(size, parts, (words) => `${words} ${coin}${parts.price === undefined ? '' : ` @ ${parts.price}`}`);
  const named = price?.price.kind === 'market' ? undefined : price?.price;
  if (postOnly && named === undefined) return wrong('postOnly', left);
  return {
    kind: 'order',
    words: { size: size.size, coin: coin.toLowerCase(), ...(named === undefined ? {} : { price: named }), ...(postOnly ? { postOnly } : {}) },
  };
}

/** For a number to be asked, the same words with each reading in its place, written so that it has one reading only. */
function unclear(read: Exclude<ReadPrice, { kind: 'price' }> | Exclude<ReadSize, { kind: 'size' }>, { coin, postOnly }: Parts, whole: (words: string) => string): ParsedOrder {
  if (read.kind === 'wrong') return wrong(read.why, read.typed);
  return { kind: 'ask', typed: read.typed, coin, choices: read.choices.map((choice) => ({ ...choice, words: `${whole(choice.words)}${postOnly ? ' po' : ''}` })) };
}
