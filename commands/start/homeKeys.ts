// The keys of the home keyboard: which commands they stand for, and which command a key that was pressed means.
import { languages, speak, type Say } from '../../src/text/index.js';
import type { CapeCommand } from '../core.js';

/** The most used first; those of commands that do not exist are passed over. Nothing here ends, cancels or sends anything by itself. */
const wanted = ['balance', 'orders', 'price', 'buy', 'sell', 'alerts', 'deposit', 'pay', 'chart', 'fills', 'summary', 'help'] as const;
const keysPerRow = 3;
const keysShown = 9;

/** Labels, three to a row. */
export function homeKeys(say: Say, commands: readonly Pick<CapeCommand, 'name'>[]): readonly (readonly string[])[] {
  const labels = existing(commands).slice(0, keysShown).map((name) => say(`surface.key.${name}`).text);
  return Array.from({ length: Math.ceil(labels.length / keysPerRow) }, (_, row) => labels.slice(row * keysPerRow, (row + 1) * keysPerRow));
}

/** Reads a text that is exactly a key's label, in any language: a keyboard may be older than a change of language. */
export function createKeyWords(commands: readonly Pick<CapeCommand, 'name'>[]): (text: string) => string | undefined {
  const words = new Map(Object.keys(languages).flatMap((language) => {
    const say = speak(language);
    return existing(commands).map((name): [string, string] => [say(`surface.key.${name}`).text, name]);
  }));
  return (text) => words.get(text);
}

const existing = (commands: readonly Pick<CapeCommand, 'name'>[]): readonly (typeof wanted)[number][] => wanted.filter((name) => commands.some((command) => command.name === name));
