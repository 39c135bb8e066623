// Reads the words of /buy and /sell: an amount with its unit, a coin, a price if there is one, and post-only.
import { hasUnseen } from './parseAmount.js';
import { readPrice, type OrderPrice, type ReadPrice } from './readPrice.js';
import { readSize, type Choice, type OrderSize, type ReadSize, type SizeFault } from './readSize.js';
import { splitCoin } from './splitCoin.js';

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
