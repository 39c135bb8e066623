// The words of amounts of every language in one set of maps, built once: whatever language a person has set, all of them are read.
import { decimal, ZERO, type Decimal } from '../../model/money.js';
import { af } from './af.js';
import { en } from './en.js';
import type { Lexicon, Marker, NumberPart, SaidUnit } from './lexicon.js';
import { zu } from './zu.js';

const lexicons: readonly Lexicon[] = [en, af, zu];

function merged<Value>(of: (lexicon: Lexicon) => Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(lexicons.flatMap((lexicon) => Object.entries(of(lexicon))));
}
const collected = (of: (lexicon: Lexicon) => readonly string[] | undefined): ReadonlySet<string> => new Set(lexicons.flatMap((lexicon) => of(lexicon) ?? []));

export interface NumberAtom {
  readonly part: NumberPart;
  readonly value: Decimal;
}

export const scaleValues = { hundred: decimal('100'), thousand: decimal('1000'), million: decimal('1000000'), and: ZERO, point: ZERO } as const;

function atomsOf({ numbers, parts }: Lexicon): readonly (readonly [string, NumberAtom])[] {
  const counted = Object.entries(numbers).map(([word, value]) => [word, { value: decimal(String(value)), part: value < 10 ? 'digit' : value < 20 ? 'teen' : 'tens' }] as const);
  return [...counted, ...Object.entries(parts).map(([word, part]) => [word, { part, value: scaleValues[part] }] as const)];
}

export const numberAtoms: ReadonlyMap<string, NumberAtom> = new Map(lexicons.flatMap(atomsOf));
/** Those that are written together in one word. */
export const compoundAtoms: ReadonlyMap<string, NumberAtom> = new Map(lexicons.filter((one) => one.compounds === true).flatMap(atomsOf));
/** Longest of them, in letters. */
export const longestAtom = Math.max(...Array.from(compoundAtoms.keys(), (word) => word.length));
/** Whole numbers of one or two words. */
export const numberPhrases: ReadonlyMap<string, Decimal> = new Map([...merged((one) => one.phrases ?? {})].map(([words, digits]) => [words, decimal(digits)]));
export const goesOn = collected((one) => one.goesOn);
export const multipliers = merged((one) => one.multipliers);
/** Multipliers that are of rand where no unit is said. */
export const randMultipliers: ReadonlySet<string> = new Set(['grand']);
/** English and Afrikaans count these differently, so they are asked for in digits. */
export const billions: ReadonlySet<string> = new Set(['billion', 'billions', 'bn', 'biljoen', 'biljoene', 'miljard', 'trillion', 'triljoen', 'b']);
export const units: ReadonlyMap<string, SaidUnit> = merged((one) => one.units);
/** Units that may stand before their number; a percentage never does. */
export const unitsBefore: ReadonlySet<string> = new Set([...units].filter(([, unit]) => unit !== 'percent' && unit !== 'coin').map(([word]) => word));
export const shares = merged((one) => one.shares);
export const halves = collected((one) => one.halves);
export const articles = collected((one) => one.articles);
export const ofWords = collected((one) => one.of);
export const ownWords = collected((one) => one.own);
export const markers: ReadonlyMap<string, Marker> = merged((one) => one.markers);
export const eachWords = collected((one) => one.each);
export const inAllWords = collected((one) => one.inAll);
export const slang = merged((one) => one.slang);
export const stops = collected((one) => one.stops);
/** Names of a command beside its own, in any language. */
export const namesOfCommand = (command: string): readonly string[] => lexicons.flatMap((one) => (Object.hasOwn(one.commands, command) ? one.commands[command] ?? [] : []));
export const filler = collected((one) => one.filler);
/** Words joined by these are two things: "R500 btc and R500 eth". */
export const conjunctions: ReadonlySet<string> = new Set(['and', 'en', '&']);
/** A ten-rand note or the coin of one rand: asked where it stands alone. */
export const bareTen = 'ishumi';
export const bareTenReadings = ['10', '1'] as const;

/** Coins by other names than their own. */
export const coinAliases: ReadonlyMap<string, string> = new Map([['bitcoins', 'bitcoin'], ['bit coin', 'bitcoin'], ['xbt', 'btc'], ['ether', 'ethereum'], ['etherium', 'ethereum'], ['ripple', 'xrp']]);
/** Names of bitcoin; what stands before them may be a thousandth of it. */
export const bitcoins: ReadonlySet<string> = new Set(['btc', 'bitcoin', 'bitcoins', 'xbt']);
/** What is a million, and before bitcoin also "milli". */
export const milliOrMillion = 'm';
/** Coins that an isiZulu prefix is written together with. */
export const prefixedCoins: ReadonlySet<string> = new Set(['bitcoin', 'btc', 'ethereum', 'eth', 'xrp', 'usdc']);

/** isiZulu prefixes before a number or a coin, the longest first, with where they put a number. */
const prefixMarkers: Readonly<Record<string, Marker | undefined>> = {
  kuka: 'price', ku: 'price', ne: undefined, ngo: 'for', nge: 'for', nga: 'for', ka: 'for', engu: undefined, angu: undefined, ama: undefined, ye: undefined, yi: undefined, we: undefined, i: undefined, u: undefined, e: undefined,
};
export const prefixes: readonly string[] = Object.keys(prefixMarkers).toSorted((a, b) => b.length - a.length);
export const markerOfPrefix = (prefix: string): Marker | undefined => prefixMarkers[prefix];
