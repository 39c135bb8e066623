// Reads numbers in words: English and Afrikaans by their grammar, isiZulu by its table. Words that say no number are left alone.
import { decimal, isPositive, isZero, plus, times, ZERO, type Decimal } from '../model/money.js';
import type { Figure } from './digits.js';
import { compoundAtoms, goesOn, longestAtom, numberAtoms, numberPhrases, scaleValues, type NumberAtom } from './lexicon/index.js';
import type { NumberPart } from './lexicon/lexicon.js';
import type { Token } from './tokens.js';

export interface WordNumber {
  /** More than one where it is asked: "one fifty". None: it goes on with words that are not counted. */
  readonly figures: readonly Figure[];
  /** The first token behind it. */
  readonly next: number;
}

/** Longest word looked at for numbers written together, in letters; "neghonderdnegenentnegentigduisend" has 33. */
const compoundLimit = 40;
/** Most tokens of one number in words. */
const tokensLimit = 16;
const single = decimal('1');
const hundred = decimal('100');

interface Atom extends NumberAtom {
  /** The token behind the one it ends; undefined inside a word. */
  readonly after: number | undefined;
}

/** "point oh one" */
const oh: ReadonlySet<string> = new Set(['oh', 'o']);
const spokenZero: readonly NumberAtom[] = [{ part: 'digit', value: ZERO }];

/** The number in words that begins at `at`; undefined where none does. */
export function readNumberWords(tokens: readonly Token[], at: number): WordNumber | undefined {
  return readPhrase(tokens, at) ?? readAtoms(atomsFrom(tokens, at));
}

function readPhrase(tokens: readonly Token[], at: number): WordNumber | undefined {
  const [one, two] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  const long = numberPhrases.get(`${one} ${two}`);
  const value = long ?? numberPhrases.get(one);
  if (value === undefined) return undefined;
  const next = at + (long === undefined ? 1 : 2);
  return { next, figures: goesOn.has(tokens[next]?.text ?? '') ? [] : [whole(value)] };
}

const whole = (value: Decimal): Figure => ({ value, places: 0 });

function atomsFrom(tokens: readonly Token[], at: number): readonly Atom[] {
  const atoms: Atom[] = [];
  for (let index = at; index < Math.min(tokens.length, at + tokensLimit); index += 1) {
    const token = tokens[index];
    const found = token?.kind !== 'word' ? undefined : oh.has(token.text) && atoms.some((atom) => atom.part === 'point') ? spokenZero : atomsOf(token.text);
    if (found === undefined) break;
    atoms.push(...found.map((atom, place) => ({ ...atom, after: place === found.length - 1 ? index + 1 : undefined })));
  }
  return atoms;
}

/** The parts of one word: "vyf-en-twintig" has three, "vyfhonderd" two; undefined where it says no number. */
function atomsOf(word: string): readonly NumberAtom[] | undefined {
  if (word.length > compoundLimit) return undefined;
  const plain = word.normalize('NFD').replaceAll('\u0308', '').replaceAll('\u0302', '');
  const parts = plain.split('-').map((part) => {
    const atom = numberAtoms.get(part);
    return atom === undefined ? apart(part) : [atom];
  });
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** Cuts a compound, the longest part first; undefined where a rest stays. */
function apart(word: string): readonly NumberAtom[] | undefined {
  const atoms: NumberAtom[] = [];
  let at = 0;
  while (at < word.length) {
    let length = Math.min(longestAtom, word.length - at);
    while (length > 0 && !compoundAtoms.has(word.slice(at, at + length))) length -= 1;
    const atom = compoundAtoms.get(word.slice(at, at + length));
    if (atom === undefined) return undefined;
    atoms.push(atom);
    at += length;
  }
  return atoms.length > 0 ? atoms : undefined;
}

/** A part of a number, and the atom behind it. */
interface Part {
  readonly value: Decimal;
  readonly next: number;
}

function readAtoms(atoms: readonly Atom[]): WordNumber | undefined {
  const is = (at: number, ...parts: readonly NumberPart[]): boolean => parts.some((part) => atoms[at]?.part === part);
  if (atoms.length === 0 || is(0, 'and') || (is(0, 'point') && !is(1, 'digit'))) return undefined;
  const integer = is(0, 'point') ? { value: ZERO, next: 0 } : readMillions(atoms, is);
  if (integer === undefined) return undefined;
  if (is(integer.next, 'point')) return readDecimals(atoms, integer);
  // "one fifty" is 150 to some and 1.50 to others.
  const beside = is(integer.next, 'tens', 'teen') && integer.next === 1 && is(0, 'digit') && isPositive(integer.value) ? readBelowHundred(atoms, integer.next, is) : undefined;
  const next = afterOf(atoms, beside ?? integer);
  if (next === undefined) return undefined;
  return { next, figures: beside === undefined ? [whole(integer.value)] : [whole(plus(times(integer.value, hundred), beside.value)), { value: decimal(`${integer.value}.${beside.value}`), places: 2 }] };
}

const afterOf = (atoms: readonly Atom[], { next }: Pick<Part, 'next'>): number | undefined => atoms[next - 1]?.after;

type Is = (at: number, ...parts: readonly NumberPart[]) => boolean;
const valueAt = (atoms: readonly Atom[], at: number): Decimal => atoms[at]?.value ?? ZERO;

function readBelowHundred(atoms: readonly Atom[], at: number, is: Is): Part | undefined {
  if (is(at, 'digit') && isPositive(valueAt(atoms, at)) && is(at + 1, 'and') && is(at + 2, 'tens')) return { value: plus(valueAt(atoms, at), valueAt(atoms, at + 2)), next: at + 3 };
  if (is(at, 'tens') && is(at + 1, 'digit') && isPositive(valueAt(atoms, at + 1))) return { value: plus(valueAt(atoms, at), valueAt(atoms, at + 1)), next: at + 2 };
  return is(at, 'digit', 'teen', 'tens') ? { value: valueAt(atoms, at), next: at + 1 } : undefined;
}

function readBelowThousand(atoms: readonly Atom[], at: number, is: Is): Part | undefined {
  const counted = is(at, 'digit', 'teen') && isPositive(valueAt(atoms, at)) && is(at + 1, 'hundred');
  if (!counted && !is(at, 'hundred')) return readBelowHundred(atoms, at, is);
  const hundreds = { value: times(counted ? valueAt(atoms, at) : single, hundred), next: at + (counted ? 2 : 1) };
  return withRest(hundreds, is, (from) => readBelowHundred(atoms, from, is));
}

/** Adds what a number goes on with, "and" or not; a zero is none of it. */
function withRest(part: Part, is: Is, read: (from: number) => Part | undefined): Part {
  const rest = read(is(part.next, 'and') ? part.next + 1 : part.next);
  return rest === undefined || isZero(rest.value) ? part : { value: plus(part.value, rest.value), next: rest.next };
}

function readScaled(atoms: readonly Atom[], at: number, is: Is, scale: 'thousand' | 'million', below: (from: number) => Part | undefined): Part | undefined {
  const count = is(at, scale) ? { value: single, next: at } : readBelowThousand(atoms, at, is);
  if (count === undefined || isZero(count.value) || !is(count.next, scale)) return below(at);
  return withRest({ value: times(count.value, scaleValues[scale]), next: count.next + 1 }, is, below);
}

const readThousands = (atoms: readonly Atom[], at: number, is: Is): Part | undefined => readScaled(atoms, at, is, 'thousand', (from) => readBelowThousand(atoms, from, is));
const readMillions = (atoms: readonly Atom[], is: Is): Part | undefined => readScaled(atoms, 0, is, 'million', (from) => readThousands(atoms, from, is));

/** After "point" each digit is said by itself: "point two five". */
function readDecimals(atoms: readonly Atom[], integer: Part): WordNumber | undefined {
  let digits = '';
  let next = integer.next + 1;
  for (; atoms[next]?.part === 'digit'; next += 1) digits += valueAt(atoms, next);
  const after = afterOf(atoms, { next });
  if (after === undefined) return undefined;
  const goes = atoms[next]?.part;
  if (digits === '' || goes === 'tens' || goes === 'teen') return { next: after, figures: [] };
  const spoken: Figure = { value: decimal(`${integer.value}.${digits}`), places: digits.length };
  if (goes !== 'thousand' && goes !== 'million') return { next: after, figures: [spoken] };
  const end = afterOf(atoms, { next: next + 1 });
  const zeros = goes === 'thousand' ? 3 : 6;
  return end === undefined ? undefined : { next: end, figures: [{ value: times(spoken.value, scaleValues[goes]), places: Math.max(0, digits.length - zeros) }] };
}
