// Reads the words of /withdraw: how much of what, and to whom. Buttons name a beneficiary by its number: "0.1 btc #871".
import { isZero, sats, satsToBtc, type Decimal } from '../model/money.js';
import { parseNumber, unmistakable, type NumberFault } from './parseAmount.js';

export type WithdrawalSize =
  | { readonly kind: 'amount'; readonly amount: Decimal }
  /** A share of what is available, in per cent: half is 50, all is 100. */
  | { readonly kind: 'share'; readonly percent: 25 | 50 | 75 | 100 };

export interface WithdrawalWords {
  readonly size?: WithdrawalSize;
  /** As typed, in lower case; "zar" where the amount was given in rand. */
  readonly coin?: string;
  readonly to?: { readonly kind: 'id'; readonly id: string } | { readonly kind: 'name'; readonly name: string };
  /** networkMark of the network chosen. */
  readonly network?: string;
  /** The user has been told of a twin and wants this one all the same. */
  readonly again: boolean;
}

export type ParsedWithdrawal =
  | { readonly kind: 'words'; readonly words: WithdrawalWords }
  /** A number with more than one reading: these are the words to offer, with the number each stands for. */
  | { readonly kind: 'ask'; readonly typed: string; readonly choices: readonly { readonly words: string; readonly value: Decimal; readonly rand: boolean }[] }
  | { readonly kind: 'wrong'; readonly why: NumberFault | 'randForCoin'; readonly typed: string };

const shares: Readonly<Record<string, 25 | 50 | 75 | 100>> = { half: 50, all: 100, max: 100, '25%': 25, '50%': 50, '75%': 75, '100%': 100 };
const randWords = /^(?:zar|rand|rands)$/;

/** Letters and digits of a network's name: short enough for a button and the same every time. */
export const networkMark = (network: string): string => network.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 12);

/** Parses for example "0.1 btc to Cold wallet", "R500 to FNB", "half eth", "btc", "0.1 btc #871 on ethereum again". */
export function parseWithdrawal(rest: string): ParsedWithdrawal {
  const text = rest.replace(/[\s\u00a0]+/gu, ' ').trim();
  const byId = /^(.*?) ?(?:\bto )?#(\d{1,20})(?: on ([a-z0-9]{1,12}))?( again)?$/i.exec(text);
  const byName = byId === null ? /^(.*?) ?\bto (.+)$/i.exec(text) : null;
  const left = byId?.[1] ?? byName?.[1] ?? text;
  const to = byId !== null ? { kind: 'id' as const, id: byId[2] ?? '' } : byName !== null ? { kind: 'name' as const, name: byName[2] ?? '' } : undefined;
  const network = byId?.[3]?.toLowerCase();
  const who = { ...(to === undefined ? {} : { to }), ...(network === undefined ? {} : { network }), again: byId?.[4] !== undefined };
  return assemble(text, splitCoin(left.trim()), who);
}

interface Sides { readonly amount: string; readonly coin?: string }

/** Takes "0.1 btc", "btc 0.1", "R500", "500 rand", "all btc", "btc" apart; what is no amount is left for the parser to refuse. */
function splitCoin(left: string): Sides {
  if (left === '' || Object.hasOwn(shares, left.toLowerCase())) return { amount: left };
  if (/^[a-z][a-z0-9]*$/i.test(left) && !/^r\d/i.test(left)) return { amount: '', coin: left.toLowerCase() };
  const amountFirst = /^(.*?(?:\d[km]?|half|all|max|%)) ?(?:of )?([a-z][a-z0-9]+)$/i.exec(left);
  if (amountFirst !== null) return { amount: (amountFirst[1] ?? '').trim(), coin: (amountFirst[2] ?? '').toLowerCase() };
  const coinFirst = /^([a-z][a-z0-9]+) (r? ?\d.*|half|all|max)$/i.exec(left);
  return coinFirst === null ? { amount: left } : { amount: (coinFirst[2] ?? '').trim(), coin: (coinFirst[1] ?? '').toLowerCase() };
}

function assemble(text: string, { amount, coin: typed }: Sides, who: Pick<WithdrawalWords, 'to' | 'network' | 'again'>): ParsedWithdrawal {
  const coin = typed !== undefined && randWords.test(typed) ? 'zar' : typed;
  const words = (size: WithdrawalSize | undefined, of = coin): ParsedWithdrawal =>
    ({ kind: 'words', words: { ...(size === undefined ? {} : { size }), ...(of === undefined ? {} : { coin: of }), ...who } });
  if (amount === '') return words(undefined);
  const percent = shares[amount.toLowerCase()];
  if (percent !== undefined) return words({ kind: 'share', percent });
  const isRand = /^r ?(?=[\d.,+-])/i.test(amount);
  if (isRand && coin !== undefined && coin !== 'zar') return { kind: 'wrong', why: 'randForCoin', typed: amount };
  const number = parseNumber(amount.replace(/^r ?(?=[\d.,+-])/i, ''), { rand: isRand || coin === 'zar' });
  if (number.kind === 'wrong') return { kind: 'wrong', why: number.why, typed: amount };
  if (number.kind === 'ask') return unclear(text, amount, number.readings, isRand || coin === 'zar');
  if (isZero(number.value)) return { kind: 'wrong', why: 'zero', typed: amount };
  if (coin === undefined || !/^sats?$|^satoshis?$/.test(coin)) return words({ kind: 'amount', amount: number.value }, isRand ? 'zar' : coin);
  const whole = sats(number.value);
  return whole === undefined ? { kind: 'wrong', why: 'separators', typed: amount } : words({ kind: 'amount', amount: satsToBtc(whole) }, 'btc');
}

/** The same words with each reading in its place, written so that it has one reading only. */
function unclear(text: string, typed: string, readings: readonly Decimal[], rand: boolean): ParsedWithdrawal {
  const prefix = /^r/i.test(typed) ? 'R' : '';
  return { kind: 'ask', typed, choices: readings.map((value) => ({ words: text.replace(typed, `${prefix}${unmistakable(value)}`), value, rand })) };
}
