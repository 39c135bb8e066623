// Presses of commands that take long: while one waits or is handled, the same press again only hears that it is.
import { readCallback } from '../../model/callback.js';
import { readButtonWords, type CommandList } from '../commandList.js';
import type { Incoming } from '../incoming.js';

export interface LongPresses {
  /** True for such a press while it is under way, or when it stands among `earlier`. */
  isRepeated(incoming: Incoming, earlier: readonly Incoming[]): boolean;
  begin(incoming: Incoming): void;
  end(incoming: Incoming): void;
}

export function createLongPresses(commands: CommandList<never>): LongPresses {
  /** No more than wait in the users' lines. */
  const underWay = new Set<string>();

  /** What tells such a press from others; undefined for all else. */
  function nameOf(incoming: Incoming): string | undefined {
    const callback = incoming.kind === 'press' ? readCallback(incoming.data) : undefined;
    if (callback?.kind !== 'run' || commands.find(readButtonWords(callback.words).name)?.onePressAtATime !== true) return undefined;
    return `${incoming.userId} ${incoming.chatId} ${incoming.messageId} ${callback.words}`;
  }

  return {
    isRepeated(incoming, earlier) {
      const name = nameOf(incoming);
      return name !== undefined && (underWay.has(name) || earlier.some((one) => nameOf(one) === name));
    },
    begin(incoming) {
      const name = nameOf(incoming);
      if (name !== undefined) underWay.add(name);
    },
    end(incoming) {
      const name = nameOf(incoming);
      if (name !== undefined) underWay.delete(name);
    },
  };
}
