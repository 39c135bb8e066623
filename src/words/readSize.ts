// Reads how much a person wants to trade, as words: an amount of the coin, rand, sats, or a share of what is available.
import { decimal, decimalPlaces, sats, satsToBtc, times, type Decimal } from '../model/money.js';
import { amountWords, readAmountText, type Amount, type AmountFault, type AskReason, type ReadAmount } from './amount.js';
import { unmistakable } from './digits.js';

export type OrderSize =
  | { readonly kind: 'base'; readonly volume: Decimal }
  | { readonly kind: 'rand'; readonly spend: Decimal }
  /** A share of what is available, in per cent, above 0 and up to 100: half is 50, all is 100. */
  | { readonly kind: 'share'; readonly percent: Decimal };

/** What a number in doubt may mean, with words for each that are read one way only. */
export interface Choice {
  readonly words: string;
  /** Sats as the BTC they are. */
  readonly value: Decimal;
  /** `step`: of a price, so many per cent from the best one, with its sign. */
  readonly unit: 'coin' | 'rand' | 'percent' | 'step';
  readonly places: number;
  /** Of a price: that of one coin, or of all. */
  readonly of?: 'each' | 'all';
  /** Where each choice is of another coin. */
  readonly coin?: string;
}

export type ReadSize =
  /** `coin` where the unit says it: sats are of bitcoin. `isBare`: a number without a unit; `isNamedShare`: "half", of what is not said. */
  | { readonly kind: 'size'; readonly size: OrderSize; readonly coin?: 'btc'; readonly isBare?: true; readonly isNamedShare?: true }
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly choices: readonly Choice[]; readonly coin?: 'btc' }
  | { readonly kind: 'wrong'; readonly why: AmountFault; readonly typed: string };

/** Reads for example "0.5", "1 250,50", "R500", "five hundred rand", "45k", "half", "all", "25%", "50000 sats". `bare` is the unit of a number without one. */
export function readSize(text: string, bare: 'coin' | 'rand' = 'coin'): ReadSize {
  const typed = text.trim();
  return sizeFrom(readAmountText(text, 'size', bare), typed);
}

/** As a size of an order what was read as an amount. */
export function sizeFrom(read: ReadAmount, typed: string): ReadSize {
  switch (read.kind) {
    case 'wrong': return { ...read, typed };
    case 'ask': return { kind: 'ask', why: read.why, typed, choices: read.readings.map(choiceOf), ...coinOf(read.readings) };
    case 'exact': return { kind: 'size', size: sizeOf(read.amount), ...coinOf([read.amount]), ...(read.amount.unit === 'coin' && !read.amount.isSaid ? { isBare: true } : {}), ...(read.isNamedShare === true ? { isNamedShare: true } : {}) };
  }
}

const coinOf = (amounts: readonly Amount[]): { readonly coin?: 'btc' } => (amounts.some(({ unit }) => unit === 'sats' || unit === 'btc') ? { coin: 'btc' } : {});

function sizeOf(amount: Amount): OrderSize {
  const { value } = amount;
  switch (amount.unit) {
    case 'coin': case 'btc': return { kind: 'base', volume: value };
    case 'sats': return { kind: 'base', volume: btcOf(value) };
    case 'rand': return { kind: 'rand', spend: value };
    case 'percent': return { kind: 'share', percent: value };
  }
}

/** Each sum of sats that is an amount is one of BTC. */
const btcOf = (value: Decimal): Decimal => { const whole = sats(value); return whole === undefined ? value : satsToBtc(whole); };

function choiceOf(amount: Amount): Choice {
  const { unit, value, places } = amount;
  const words = amountWords(amount);
  return unit === 'sats' ? { words, value: btcOf(value), unit: 'coin', places: 0 } : { words, value, unit: unit === 'btc' ? 'coin' : unit, places };
}

/** For a buyer "half" is half of one coin or half of the rand; undefined for any other size. */
export function askNamedShare(read: ReadSize): readonly Choice[] | undefined {
  if (read.kind !== 'size' || read.isNamedShare !== true || read.size.kind !== 'share') return undefined;
  const { percent } = read.size;
  const part = times(percent, decimal('0.01'));
  return [{ words: unmistakable(part), value: part, unit: 'coin', places: decimalPlaces(part) }, { words: `${percent}%`, value: percent, unit: 'percent', places: 0 }];
}

export function sizeOfChoice({ unit, value }: Pick<Choice, 'unit' | 'value'>): OrderSize {
  return unit === 'rand' ? { kind: 'rand', spend: value } : unit === 'percent' ? { kind: 'share', percent: value } : { kind: 'base', volume: value };
}
