// Reads the words of /withdraw: how much of what, and to whom. Buttons name a beneficiary by its number: "0.1 btc #871".
import { withoutEmoji } from '../model/emoji.js';
import type { Decimal } from '../model/money.js';
import { readPhraseAs, type AmountFault, type AskReason } from './amount.js';
import { hasUnseen, isDigit } from './digits.js';
import { bitcoins, units } from './lexicon/index.js';
import { sizeFrom, type Choice, type ReadSize } from './readSize.js';
import { sortTokens, type AmountSlot } from './slots.js';
import { cut, wordsLimit } from './tokens.js';

export type WithdrawalSize =
  | { readonly kind: 'amount'; readonly amount: Decimal }
  /** A share of what is available, in per cent, above 0 and up to 100: half is 50, all is 100. */
  | { readonly kind: 'share'; readonly percent: Decimal };

export interface WithdrawalWords {
  readonly size?: WithdrawalSize;
  /** As typed, in lower case; "zar" where the amount was given in rand, "btc" where it was in sats. */
  readonly coin?: string;
  readonly to?: { readonly kind: 'id'; readonly id: string } | { readonly kind: 'name'; readonly name: string };
  /** networkMark of the network chosen. */
  readonly network?: string;
  /** The user has been told of a twin and wants this one all the same. */
  readonly again: boolean;
}

export type ParsedWithdrawal =
  | { readonly kind: 'words'; readonly words: WithdrawalWords }
  /** A number with more than one reading: the whole words to offer for each, with what it stands for, in `coin`. */
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly coin?: string; readonly choices: readonly Choice[] }
  /** Rand of a coin: `tail` is to whom, as typed. */
  | { readonly kind: 'wrong'; readonly why: 'randForCoin'; readonly typed: string; readonly coin: string; readonly tail: string }
  | { readonly kind: 'wrong'; readonly why: AmountFault; readonly typed: string };

const rand = 'zar';
const quotes: ReadonlySet<string> = new Set(['zar', 'rand', 'rands']);

/** Letters and digits of a network's name: short enough for a button and the same every time. */
export const networkMark = (network: string): string => network.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 12);

/** Longest words looked at, in characters: an amount and the name of a beneficiary. */
const textLimit = 2 * wordsLimit;

/**
 * Parses for example "0.1 btc to Cold wallet", "R1 250,50 to FNB", "half eth", "btc", "0.1 btc #871 on ethereum again". A number
 * without a unit is of `coin`, where that is known from elsewhere.
 */
export function parseWithdrawal(rest: string, coin?: string): ParsedWithdrawal {
  if (rest.length > textLimit) return { kind: 'wrong', why: 'long', typed: rest };
  if (hasUnseen(withoutEmoji(rest))) return { kind: 'wrong', why: 'invisible', typed: rest.trim() };
  const words = rest.split(/\s/u).filter((word) => word !== '');
  const { left, who } = splitWho(words);
  return assemble(words.slice(0, left).join(' '), words.slice(left).join(' '), who, coin);
}

type Who = Pick<WithdrawalWords, 'to' | 'network' | 'again'>;

const numberLimit = 20;
const networkLimit = 12;
const isTo = (word: string | undefined): boolean => word?.toLowerCase() === 'to';
const idOf = (word = ''): string | undefined => (word.startsWith('#') && word.length > 1 && word.length <= numberLimit + 1 && Array.from(word.slice(1)).every(isDigit) ? word.slice(1) : undefined);

/** Whom it goes to, and how many of the words stand before that. A number after "to" is one only where it is all there is: "Wallet #2" is a name. */
function splitWho(words: readonly string[]): { readonly left: number; readonly who: Who } {
  const to = words.findIndex((word, index) => isTo(word) && index < words.length - 1);
  const isNamed = words.some((word, index) => isTo(word) && words[index + 1]?.startsWith('#') === false);
  const numbered = isNamed ? undefined : splitNumber(words);
  if (numbered !== undefined) return numbered;
  if (to < 0) return { left: words.length, who: { again: false } };
  return { left: to, who: { to: { kind: 'name', name: words.slice(to + 1).join(' ') }, again: false } };
}

/** "#871", "to #871 on ethereum again" at the end of the words. */
function splitNumber(words: readonly string[]): { readonly left: number; readonly who: Who } | undefined {
  const again = words.length > 1 && words.at(-1)?.toLowerCase() === 'again';
  const end = again ? words.length - 1 : words.length;
  const network = end > 2 && words[end - 2]?.toLowerCase() === 'on' ? words[end - 1]?.toLowerCase() : undefined;
  const at = network === undefined ? end - 1 : end - 3;
  const id = idOf(words[at]);
  if (id === undefined || (network !== undefined && (networkMark(network) !== network || network.length > networkLimit))) return undefined;
  return { left: isTo(words[at - 1]) ? at - 1 : at, who: { to: { kind: 'id', id }, ...(network === undefined ? {} : { network }), again } };
}

/** `left` is what stands before whom it goes to, `tail` the rest. */
function assemble(left: string, tail: string, who: Who, known: string | undefined): ParsedWithdrawal {
  const words = (more: Pick<WithdrawalWords, 'size' | 'coin'>): ParsedWithdrawal => ({ kind: 'words', words: { ...more, ...who } });
  if (left === '') return words(known === undefined ? {} : { coin: known });
  const { size, coin: named, fault } = takeApart(left);
  if (fault !== undefined) return fault;
  const coin = named ?? known;
  if (size === undefined) return words(coin === undefined ? {} : { coin });
  const read = sizeFrom(readPhraseAs(size.phrase, 'size', coin === rand ? 'rand' : 'coin'), size.typed);
  return read.kind === 'wrong' ? read : settle(read, size, coin, tail, words);
}

function settle(read: Exclude<ReadSize, { kind: 'wrong' }>, { typed }: AmountSlot, coin: string | undefined, tail: string, words: (more: Pick<WithdrawalWords, 'size' | 'coin'>) => ParsedWithdrawal): ParsedWithdrawal {
  const isRand = read.kind === 'ask' ? read.choices.every((one) => one.unit === 'rand') : read.size.kind === 'rand';
  const isOfCoin = coin !== undefined && coin !== rand;
  if (isRand && isOfCoin) return { kind: 'wrong', why: 'randForCoin', typed, coin, tail };
  if (read.coin !== undefined && coin !== undefined && !bitcoins.has(coin)) return { kind: 'wrong', why: 'twoCoins', typed: `${typed} … ${coin}` };
  if (read.kind === 'ask') return unclear({ ...read, choices: read.choices.filter((one) => !isOfCoin || one.unit !== 'rand') }, read.coin ?? (isRand ? rand : coin), tail);
  const { size } = read;
  if (size.kind === 'share') return words({ size, ...(coin === undefined ? {} : { coin }) });
  if (size.kind === 'rand') return words({ size: { kind: 'amount', amount: size.spend }, coin: rand });
  const of = read.coin ?? coin;
  return words({ size: { kind: 'amount', amount: size.volume }, ...(of === undefined ? {} : { coin: of }) });
}

/** An amount alone, a coin alone, or both in either order. */
function takeApart(left: string): { readonly size?: AmountSlot; readonly coin?: string; readonly fault?: Extract<ParsedWithdrawal, { kind: 'wrong' }> } {
  const { sizes: [size, second], coins, sums, prices } = sortTokens(cut(left), left);
  if (second !== undefined) return { fault: { kind: 'wrong', why: 'twoSizes', typed: `${size?.typed ?? ''} … ${second.typed}` } };
  // "all zar": the share has taken the word for rand.
  const names = coins.map(({ typed }) => coinOf(typed));
  const named = names.length > 0 ? (names.includes('') ? '' : names.join(' ')) : size?.phrase.kind === 'share' && size.phrase.ofRand ? rand : undefined;
  if (sums.length > 0 || prices.length > 0 || named === '' || (size === undefined && named === undefined)) return { fault: { kind: 'wrong', why: 'digits', typed: left } };
  return { ...(size === undefined ? {} : { size }), ...(named === undefined ? {} : { coin: named }) };
}

const shape = /^[a-z0-9][a-z0-9 ]*$/;
/** "BTC/ZAR" names its coin; rand has words of its own. Empty for what is no name. */
function coinOf(typed: string): string {
  const name = typed.toLowerCase();
  const cutAt = Math.max(name.lastIndexOf('/'), name.lastIndexOf('-'));
  const base = cutAt > 0 && quotes.has(name.slice(cutAt + 1)) ? name.slice(0, cutAt) : name;
  if (units.get(base) === 'rand') return rand;
  return shape.test(base) ? base : '';
}

/** The whole words with each reading in place of the number, written so that it has one reading only. */
function unclear(read: Extract<ReadSize, { kind: 'ask' }>, coin: string | undefined, tail: string): ParsedWithdrawal {
  const isUnitSaid = ({ unit, words }: Choice): boolean => coin === undefined || coin === rand || unit === 'rand' || words.endsWith(' sats');
  const choices = read.choices.map((one) => ({ ...one, ...(one.unit === 'percent' && coin !== undefined ? { coin } : {}), words: [one.words, ...(isUnitSaid(one) ? [] : [coin]), ...(tail === '' ? [] : [tail])].join(' ') }));
  return { kind: 'ask', why: read.why, typed: read.typed, choices, ...(coin === undefined ? {} : { coin }) };
}
