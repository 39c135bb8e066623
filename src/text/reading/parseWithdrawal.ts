// Reads the words of /withdraw: how much of what, and to whom. Buttons name a beneficiary by its number: "0.1 btc #871".
import type { Decimal } from '../../model/money.js';
import { hasUnseen } from './parseAmount.js';
import { readSize, type Choice, type ReadSize, type SizeFault } from './readSize.js';
import { splitCoin } from './splitCoin.js';
import { withoutEmoji } from '../../model/emoji.js';

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
  | { readonly kind: 'ask'; readonly typed: string; readonly coin?: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'wrong'; readonly why: SizeFault | 'randForCoin'; readonly typed: string };

const rand = 'zar';

/** Letters and digits of a network's name: short enough for a button and the same every time. */
export const networkMark = (network: string): string => network.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 12);

/**
 * Parses for example "0.1 btc to Cold wallet", "R1 250,50 to FNB", "half eth", "btc", "0.1 btc #871 on ethereum again". A number
 * without a unit is of `coin`, where that is known from elsewhere: "1.250" has two readings when it is of rand, and one of a coin.
 */
export function parseWithdrawal(rest: string, coin?: string): ParsedWithdrawal {
  if (hasUnseen(withoutEmoji(rest))) return { kind: 'wrong', why: 'invisible', typed: rest.trim() };
  const text = rest.replace(/\s+/gu, ' ').trim();
  // A number after "to" is one only where it is all there is: "Wallet #2" is a name.
  const byId = /^(?!.*\bto [^#])(.*?) ?(?:\bto )?#(\d{1,20})(?: on ([a-z0-9]{1,12}))?( again)?$/i.exec(text);
  const byName = byId === null ? /^(.*?) ?\bto (.+)$/i.exec(text) : null;
  const left = byId?.[1] ?? byName?.[1] ?? text;
  const to = byId !== null ? { kind: 'id' as const, id: byId[2] ?? '' } : byName !== null ? { kind: 'name' as const, name: byName[2] ?? '' } : undefined;
  const network = byId?.[3]?.toLowerCase();
  const who = { ...(to === undefined ? {} : { to }), ...(network === undefined ? {} : { network }), again: byId?.[4] !== undefined };
  return assemble(left.trim(), text.slice(left.length).trim(), who, coin);
}

type Who = Pick<WithdrawalWords, 'to' | 'network' | 'again'>;

/** `left` is what stands before whom it goes to, `tail` the rest. */
function assemble(left: string, tail: string, who: Who, known: string | undefined): ParsedWithdrawal {
  const words = (more: Pick<WithdrawalWords, 'size' | 'coin'>): ParsedWithdrawal => ({ kind: 'words', words: { ...more, ...who } });
  if (left === '') return words(known === undefined ? {} : { coin: known });
  const { amount, coin = known } = takeApart(left);
  if (amount === '') return words(coin === undefined ? {} : { coin });
  const read = readOf(amount, coin);
  if (read.kind === 'wrong') return { ...read, typed: read.typed === '' ? left : read.typed };
  if (read.kind === 'ask') return unclear(read, read.coin ?? (read.choices.some((one) => one.rand) ? rand : coin), tail);
  const { size } = read;
  if (size.kind === 'share') return words({ size, ...(coin === undefined ? {} : { coin }) });
  if (size.kind === 'rand') return coin !== undefined && coin !== rand ? { kind: 'wrong', why: 'randForCoin', typed: amount } : words({ size: { kind: 'amount', amount: size.spend }, coin: rand });
  const of = read.coin ?? coin;
  return words({ size: { kind: 'amount', amount: size.volume }, ...(of === undefined ? {} : { coin: of }) });
}

/** An amount alone, a coin alone, or both in either order. */
function takeApart(left: string): { readonly amount: string; readonly coin?: string } {
  if (readSize(left).kind !== 'wrong') return { amount: left };
  const both = splitCoin(left);
  if (both !== undefined) return { amount: both.amount, coin: coinOf(both.coin) };
  return /^[a-z][a-z0-9]*(?:[/-]zar)?$/i.test(left) ? { amount: '', coin: coinOf(left) } : { amount: left };
}

/** "BTC/ZAR" names its coin; rand has words of its own. */
function coinOf(typed: string): string {
  const name = typed.toLowerCase().replace(/[/-](?:zar|rands?)$/, '');
  return /^(?:zar|rands?)$/.test(name) ? rand : name;
}

/** A bare number of a known rand is read as rand. */
function readOf(amount: string, coin: string | undefined): ReadSize {
  const read = readSize(amount);
  const isBare = read.kind === 'size' ? read.size.kind === 'base' && read.coin === undefined : read.kind === 'ask' && read.coin === undefined && !read.choices.some((one) => one.rand);
  if (coin !== rand || !isBare) return read;
  const inRand = readSize(`R${amount}`);
  return inRand.kind === 'ask' ? { ...inRand, typed: amount } : inRand;
}

/** The whole words with each reading in place of the number, written so that it has one reading only. */
function unclear(read: Extract<ReadSize, { kind: 'ask' }>, coin: string | undefined, tail: string): ParsedWithdrawal {
  const unit = read.coin !== undefined || coin === undefined || coin === rand ? [] : [coin];
  const choices = read.choices.map((one) => ({ ...one, words: [one.words, ...unit, ...(tail === '' ? [] : [tail])].join(' ') }));
  return { kind: 'ask', typed: read.typed, choices, ...(coin === undefined ? {} : { coin }) };
}
