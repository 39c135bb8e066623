// Words that stand beside an order and are none of it: which of them are the coin, and whether any of them takes the order back.
import { stops } from './lexicon/index.js';

/** Words that together may be the name of a coin. */
const nameWords = 3;
const question = '?';
/** isiZulu puts the negation around the verb ("angithengi", "ungathengi"); with -a at the end the same beginning allows it. */
const negations = ['angi', 'unga', 'ngingi'] as const;
const leastLetters = 7;

export interface Leftover<Found> {
  readonly found: Found;
  /** In the order typed. */
  readonly left: readonly string[];
}

const wordsOf = (text: string): readonly string[] => text.split(/\s/u).filter((word) => word !== '');
const bare = (word: string): string => { let end = word.length; while (end > 0 && '?.,;:!"”'.includes(word.charAt(end - 1))) end -= 1; return word.slice(0, end); };

/** The one thing that the words name, by `find`, and the words that are left; undefined where they name none, or two. */
export async function findNamed<Found extends { readonly id: string }>(text: string, find: (words: string) => Promise<Found | undefined>): Promise<Leftover<Found> | undefined> {
  const words = wordsOf(text);
  const left: string[] = [];
  let found: Found | undefined;
  for (let at = 0; at < words.length;) {
    const run = await firstNamed(words, at, find);
    if (run !== undefined && found !== undefined && run.found.id !== found.id) return undefined;
    found = run?.found ?? found;
    left.push(...(run === undefined ? [words[at] ?? ''] : words.slice(at, run.end).filter((word) => word.includes(question))));
    at = run?.end ?? at + 1;
  }
  return found === undefined ? undefined : { found, left };
}

async function firstNamed<Found>(words: readonly string[], at: number, find: (words: string) => Promise<Found | undefined>): Promise<{ readonly found: Found; readonly end: number } | undefined> {
  for (let end = Math.min(words.length, at + nameWords); end > at; end -= 1) {
    const found = await find(words.slice(at, end).map(bare).join(' '));
    if (found !== undefined) return { found, end };
  }
  return undefined;
}

/** True where a word says no, or asks. */
export const hasStop = (text: string): boolean => text.includes(question) || wordsOf(text).some((word) => isStop(bare(word.toLowerCase().replaceAll('’', '\''))));

const isStop = (word: string): boolean =>
  stops.has(word) || (word.length >= leastLetters && word.endsWith('i') && negations.some((beginning) => word.startsWith(beginning)));
