// The commands by name and alias, how one is read from a message, and which one a slip of the fingers meant.
import { editDistance } from '../model/spelling.js';
import type { Command } from './command.js';

export interface TypedCommand {
  /** In lower case. */
  readonly name: string;
  /** Everything after the command, trimmed. */
  readonly rest: string;
  readonly words: readonly string[];
}

export interface CommandList<Core> {
  readonly all: readonly Command<Core>[];
  find(nameOrAlias: string): Command<Core> | undefined;
  /** What a message types: a command, or a key of the home keyboard; otherwise as readCommand. */
  read(text: string, botName: string): ReturnType<typeof readCommand>;
  /** The first command that a free text is meant for. */
  recognising(text: string): Command<Core> | undefined;
  /** The command that takes pictures. */
  readonly forPictures: Command<Core> | undefined;
  /** The one command whose name, in any language, is so near that the typed one is a slip of it; two that are as near are a guess. */
  nearest(name: string): Command<Core> | undefined;
}

const nameShape = /^[a-z0-9_]{1,32}$/;
const nameLimit = 32;
/** Slips that a name of so many letters may have and still be told from the others (WORDS.md 5); a shorter name has none. */
const slipsByLength = [{ letters: 8, slips: 2 }, { letters: 4, slips: 1 }] as const;

/**
 * @param keyWords what a key of the home keyboard stands for, as typed without the slash; undefined for any other text.
 * @throws RangeError when two commands share a name or alias, or one is not a name for Telegram.
 */
export function createCommandList<Core>(commands: readonly Command<Core>[], keyWords: (text: string) => string | undefined = () => undefined): CommandList<Core> {
  const byName = new Map<string, Command<Core>>();
  for (const command of commands) {
    for (const name of [command.name, ...command.aliases, ...command.alsoCalled ?? []]) {
      if (!nameShape.test(name) || byName.has(name)) throw new RangeError(`command name ${name} is taken or malformed`);
      byName.set(name, command);
    }
  }
  return {
    all: commands,
    find: (name) => byName.get(name),
    read(text, botName) {
      const words = keyWords(text.trim());
      return words === undefined ? readCommand(text, botName) : { ...readButtonWords(words), addressed: false };
    },
    recognising: (text) => commands.find((command) => command.recognises?.(text) === true),
    forPictures: commands.find((command) => command.picture !== undefined),
    nearest: (name) => findNearest(byName, name),
  };
}

/** Words of a text, split at any white space (NBSP included). */
export const splitWords = (text: string): readonly string[] => text.split(/\s+/u).filter((word) => word !== '');

/**
 * Reads "/buy@OurName 0.01 btc".
 * @returns undefined for free text; 'other' for a command addressed to another bot. `addressed` is true when it named us.
 */
export function readCommand(text: string, botName: string): (TypedCommand & { readonly addressed: boolean }) | 'other' | undefined {
  const match = /^\s*\/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+([\s\S]*))?$/u.exec(text);
  if (match === null) return undefined;
  const [, name = '', address, rest = ''] = match;
  if (address !== undefined && address.toLowerCase() !== botName.toLowerCase()) return 'other';
  return { name: name.toLowerCase(), rest: rest.trim(), words: splitWords(rest), addressed: address !== undefined };
}

/** Reads what a button's words say: the same without the slash. */
export function readButtonWords(words: string): TypedCommand {
  const [name = '', ...others] = splitWords(words);
  return { name: name.toLowerCase(), rest: words.trim().slice(name.length).trim(), words: others };
}

function findNearest<Core>(byName: ReadonlyMap<string, Command<Core>>, typed: string): Command<Core> | undefined {
  let best: { readonly commands: ReadonlySet<Command<Core>>; readonly slips: number } | undefined;
  for (const [name, command] of byName) {
    const most = slipsByLength.find(({ letters }) => name.length >= letters)?.slips ?? 0;
    const slips = name[0] === typed[0] ? editDistance(typed.slice(0, nameLimit + slipsByLength[0].slips), name) : Infinity;
    if (slips > most || slips > (best?.slips ?? most)) continue;
    best = { slips, commands: new Set([...(best?.slips === slips ? best.commands : []), command]) };
  }
  return best?.commands.size === 1 ? [...best.commands][0] : undefined;
}
