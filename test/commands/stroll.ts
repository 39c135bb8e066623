// One person and one command after another on a made-up core: types, answers questions, taps buttons, and reads what comes.
import { commands } from '../../commands/index.js';
import type { Core } from '../../commands/core.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { createCommandList, readButtonWords } from '../../src/bot/commandList.js';
import { readCallback } from '../../src/model/callback.js';
import type { Button } from '../../src/model/message.js';
import { linkedUser } from '../accounts/samples.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { fakeCore } from './fakeCore.js';

const list = createCommandList(commands);

export interface Shown {
  /** With plain spaces. */
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly draftId?: string;
  readonly inPlace: boolean;
}

export interface Stroll {
  readonly core: Core;
  /** "withdraw 0.1 btc", without the slash. */
  type(words: string): Promise<Shown>;
  answer(text: string): Promise<Shown>;
  /** The first button whose label fits. */
  tap(shown: Shown, label: RegExp): Promise<Shown>;
  dialog(): { readonly step: string; readonly data: Readonly<Record<string, string>> } | undefined;
}

export function createStroll(over: (core: Core) => Partial<Core> = () => ({})): Stroll {
  const store = createMemoryStore([linkedUser()]);
  const made = fakeCore(store);
  const core: Core = { ...made, ...over(made) };
  const request = (words: string, via: Request['via']): Request => {
    const { rest, words: split } = readButtonWords(words);
    return { user: store.read(7)!, words: split, rest, via, inPrivate: true, messageId: 5, updateId: 1, progress: async () => undefined };
  };
  const show = (replies: Reply | readonly Reply[]): Shown => {
    const all = [replies].flat() as readonly Reply[];
    const last = all.at(-1);
    return {
      text: all.map((one) => one.text.text).join('\n').replaceAll('\u00a0', ' '), buttons: (last?.buttons ?? []).flat(), inPlace: last?.inPlace === true,
      ...(last?.draftId === undefined ? {} : { draftId: last.draftId }),
    };
  };
  const run = async (words: string, via: Request['via']): Promise<Shown> => show(await list.find(readButtonWords(words).name)!.run(request(words, via), core));
  return {
    core,
    type: (words) => run(words, 'message'),
    async answer(text) {
      const dialog = store.read(7)!.dialog!;
      const asked: Request = { ...request('', 'answer'), rest: text.trim(), words: text.split(/\s+/) };
      return show(await list.find(dialog.command)!.answer!(asked, dialog, core));
    },
    async tap(shown, label) {
      const found = shown.buttons.find((button) => label.test(button.label.replaceAll('\u00a0', ' ')));
      const callback = found !== undefined && 'data' in found ? readCallback(found.data) : undefined;
      if (callback?.kind !== 'run') throw new Error(`no button ${String(label)} among ${shown.buttons.map((button) => button.label).join(' | ')}`);
      return run(callback.words, 'button');
    },
    dialog: () => store.read(7)!.dialog,
  };
}
