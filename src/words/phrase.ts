// Finds one amount among tokens: its number in digits or words, what multiplies it, and the unit before or behind it; or a share.
import { decimal, times, type Decimal } from '../model/money.js';
import { isDigit, isGroupStart, readDigits, scaled, type DigitsFault, type Figure } from './digits.js';
import { articles, bareTen, bareTenReadings, billions, bitcoins, halves, milliOrMillion, multipliers, numberAtoms, ofWords, ownWords, randMultipliers, shares, slang, units, unitsBefore } from './lexicon/index.js';
import type { SaidUnit } from './lexicon/lexicon.js';
import { readNumberWords } from './numberWords.js';
import type { Token } from './tokens.js';

export type PhraseFault = DigitsFault | 'numberWords' | 'billion' | 'unit';

export type Numbers =
  | { readonly kind: 'exact'; readonly figures: readonly [Figure] }
  | { readonly kind: 'ask'; readonly figures: readonly Figure[] }
  | { readonly kind: 'wrong'; readonly why: PhraseFault };

const thousandth = decimal('0.001');
const thousandthPlaces = 3;
/** So many thousandths of a coin. */
export const inThousandths = ({ value, places }: Figure): Figure => ({ value: times(value, thousandth), places: places + thousandthPlaces });

interface Placed {
  /** The tokens from here up to `next` are the amount. */
  readonly at: number;
  readonly next: number;
}

export type Phrase = Placed & (
  | { readonly kind: 'number'; readonly numbers: Numbers; readonly unit?: SaidUnit; /** A multiplier stands apart behind a unit: "R150 grand". */ readonly loose?: true }
  /** `ofRand`: said to be of one's rand. */
  | { readonly kind: 'share'; readonly percent: Decimal; readonly ofRand: boolean }
  /** A number by name; what it usually means, in rand. `count` where it may be a number of coins too. */
  | { readonly kind: 'slang'; readonly rand: readonly Decimal[]; readonly count?: Decimal }
);

/** The amount that begins at `at`; undefined where none does. */
export function readPhrase(tokens: readonly Token[], at: number): Phrase | undefined {
  return readShare(tokens, at) ?? readSlang(tokens, at, undefined) ?? readNumber(tokens, at);
}

const textAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';
const skipArticle = (tokens: readonly Token[], at: number): number => (articles.has(textAt(tokens, at)) ? at + 1 : at);

/** "half", "half of my", "die helfte van"; "half a" and "'n halwe" are 0.5 of one coin. */
function readShare(tokens: readonly Token[], start: number): Phrase | undefined {
  const at = skipArticle(tokens, start);
  if (halves.has(textAt(tokens, at))) return wholeCoin(tokens, start, at + 1, '50');
  const percent = shares.get(textAt(tokens, at));
  if (percent === undefined || tokens[at]?.kind !== 'word') return undefined;
  const behindOf = ofWords.has(textAt(tokens, at + 1)) ? at + 2 : at + 1;
  // "a half bitcoin" is a share like "half bitcoin"; "half a bitcoin" is not.
  if (percent !== '100' && articles.has(textAt(tokens, behindOf))) return wholeCoin(tokens, start, behindOf + 1, percent);
  const behindOwn = ownWords.has(textAt(tokens, behindOf)) ? behindOf + 1 : behindOf;
  const ofRand = units.get(textAt(tokens, behindOwn)) === 'rand' && tokens[behindOwn + 1]?.kind !== 'number';
  return { kind: 'share', at: start, next: ofRand ? behindOwn + 1 : behindOwn, percent: decimal(percent), ofRand };
}

/** So many hundredths of one: "half a bitcoin", "half a million rand". */
function wholeCoin(tokens: readonly Token[], at: number, next: number, percent: string): Phrase {
  const figure: Figure = { value: times(decimal(percent), decimal('0.01')), places: 2 };
  return withUnit(tokens, at, next, { kind: 'exact', figures: [figure] }, undefined);
}

/** "a clipper", "5 tiger"; bare "ishumi" is ten rand, the coin of one rand, or ten. */
function readSlang(tokens: readonly Token[], start: number, count: { readonly figure: Figure; readonly next: number } | undefined): Phrase | undefined {
  const at = count?.next ?? skipArticle(tokens, start);
  const text = textAt(tokens, at);
  if (text === bareTen && count === undefined && units.get(textAt(tokens, at + 1)) === undefined && units.get(textAt(tokens, at - 1)) === undefined) {
    return { kind: 'slang', at: start, next: at + 1, rand: bareTenReadings.map((one) => decimal(one)), count: decimal(bareTenReadings[0]) };
  }
  const usual = slang.get(text);
  if (usual === undefined) return undefined;
  return { kind: 'slang', at: start, next: at + 1, rand: usual.map((one) => times(decimal(one), count?.figure.value ?? decimal('1'))) };
}

function readNumber(tokens: readonly Token[], at: number): Phrase | undefined {
  const first = tokens[at];
  const before = first !== undefined && unitsBefore.has(first.text) ? units.get(first.text) : undefined;
  const from = before === undefined ? at : at + 1;
  const read = readDigitTokens(tokens, from) ?? readWords(tokens, from);
  if (read === undefined) return undefined;
  const counted = before === undefined && read.numbers.kind === 'exact' ? readSlang(tokens, at, { figure: read.numbers.figures[0], next: read.next }) : undefined;
  return counted ?? withUnit(tokens, at, read.next, read.numbers, before);
}

interface Read {
  readonly numbers: Numbers;
  readonly next: number;
}

/** Digits, with the groups that follow them: "1 250,50" is two tokens and one number. */
function readDigitTokens(tokens: readonly Token[], at: number): Read | undefined {
  const first = tokens[at];
  if (first?.kind !== 'number') return undefined;
  let text = first.text;
  let next = at + 1;
  if (isGroupStart(text) && Array.from(text).every(isDigit)) {
    for (let group = tokens[next]; group?.kind === 'number' && !group.glued && isGroup(group.text); group = tokens[next]) {
      text = `${text} ${group.text}`;
      next += 1;
      if (group.text.length > 3) break;
    }
  }
  const read = readDigits(text);
  return { next, numbers: read.kind === 'exact' ? { kind: 'exact', figures: [read.figure] } : read };
}

/** Three digits, and decimals behind the last. */
function isGroup(text: string): boolean {
  const [mark] = text.slice(3);
  return Array.from(text.slice(0, 3)).every(isDigit) && text.length >= 3 && (mark === undefined || ((mark === '.' || mark === ',') && text.length > 4 && Array.from(text.slice(4)).every(isDigit)));
}

function readWords(tokens: readonly Token[], start: number): Read | undefined {
  const article = skipArticle(tokens, start);
  // "a hundred", "'n duisend": an article counts one only before these.
  const at = article > start && isScale(textAt(tokens, article)) ? article : start;
  const isLoneScale = at > start && numberAtoms.get(textAt(tokens, at)) === undefined;
  if (isLoneScale) return { next: at, numbers: { kind: 'exact', figures: [{ value: decimal('1'), places: 0 }] } };
  const words = readNumberWords(tokens, at);
  if (words === undefined) return undefined;
  const [only, ...more] = words.figures;
  if (only === undefined) return { next: words.next, numbers: { kind: 'wrong', why: 'numberWords' } };
  return { next: words.next, numbers: more.length === 0 ? { kind: 'exact', figures: [only] } : { kind: 'ask', figures: words.figures } };
}

function isScale(text: string): boolean {
  const part = numberAtoms.get(text)?.part;
  return part === 'hundred' || part === 'thousand' || part === 'million' || (multipliers.has(text) && text.length > 1);
}

/** Adds what multiplies the number and the unit behind it. */
function withUnit(tokens: readonly Token[], at: number, from: number, numbers: Numbers, before: SaidUnit | undefined): Phrase {
  const token = tokens[from];
  const by = token === undefined || token.prefix ? undefined : readMultiplier(token);
  if (by?.kind === 'billion') return { kind: 'number', at, next: from + 1, numbers: { kind: 'wrong', why: 'billion' } };
  const isBesideBtc = bitcoins.has(textAt(tokens, from + 1)) || (bitcoins.has(textAt(tokens, at - 1)) && unitBehind(tokens, from + 1, undefined) === undefined);
  const isMilli = before === undefined && token?.text === milliOrMillion && isBesideBtc;
  const times10 = by === undefined ? numbers : isMilli ? milliOrMillions(numbers, by.zeros) : multiplied(numbers, by.zeros);
  const behind = by === undefined ? from : from + 1;
  const said = by?.unit ?? unitBehind(tokens, behind, before);
  const next = by?.unit === undefined && said !== undefined ? behind + 1 : behind;
  // "2 grand" is of rand where nothing else is said.
  const after = said ?? (before === undefined && randMultipliers.has(token?.text ?? '') ? 'rand' : undefined);
  const loose = by !== undefined && before !== undefined && token?.glued === false ? { loose: true as const } : {};
  if (before !== undefined && after !== undefined && before !== after) return { kind: 'number', at, next, numbers: { kind: 'wrong', why: 'unit' } };
  const unit = before ?? after;
  return { kind: 'number', at, next, numbers: times10, ...(unit === undefined ? {} : { unit }), ...loose };
}

type Multiplier = { readonly kind: 'by'; readonly zeros: number; readonly unit?: SaidUnit } | { readonly kind: 'billion' };

/** "k", "million"; glued to the unit too: "50ksats". */
function readMultiplier({ text, glued, kind }: Token): Multiplier | undefined {
  if (kind !== 'word' || (units.has(text) && !multipliers.has(text))) return undefined;
  if (billions.has(text)) return { kind: 'billion' };
  const zeros = multipliers.get(text);
  if (zeros !== undefined) return { kind: 'by', zeros };
  const [short, unit] = [multipliers.get(text.charAt(0)), units.get(text.slice(1))];
  return glued && short !== undefined && unit !== undefined ? { kind: 'by', zeros: short, unit } : undefined;
}

/** A unit that stands before the next number belongs to that one. */
function unitBehind(tokens: readonly Token[], at: number, before: SaidUnit | undefined): SaidUnit | undefined {
  const token = tokens[at];
  const unit = token === undefined ? undefined : units.get(token.text);
  if (token === undefined || unit === undefined) return undefined;
  const following = tokens[at + 1];
  const isOfNext = unitsBefore.has(token.text) && following?.kind === 'number' && (following.glued || before !== undefined);
  // "usd coin" is the name of a coin.
  return isOfNext || (unit === 'foreign' && following?.text === 'coin') ? undefined : unit;
}

function multiplied(numbers: Numbers, zeros: number): Numbers {
  const by = decimal(`1${'0'.repeat(zeros)}`);
  switch (numbers.kind) {
    case 'exact': return { kind: 'exact', figures: [scaled(numbers.figures[0], by, zeros)] };
    case 'ask': return { kind: 'ask', figures: numbers.figures.map((one) => scaled(one, by, zeros)) };
    case 'wrong': return numbers;
  }
}

/** "5m btc" and "btc 5m" are written for 5 mBTC as well as for five million. */
function milliOrMillions(numbers: Numbers, zeros: number): Numbers {
  if (numbers.kind === 'wrong') return numbers;
  const milli = numbers.figures.map(inThousandths);
  const million = multiplied(numbers, zeros);
  return { kind: 'ask', figures: [...milli, ...(million.kind === 'wrong' ? [] : million.figures)] };
}
