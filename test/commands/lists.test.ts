// Lists longer than a screen: eight rows, arrows in the buttons, one message edited, and nothing left out without a word.
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../commands/index.js';
import type { Core } from '../../commands/core.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { readButtonWords } from '../../src/bot/commandList.js';
import { readCallback } from '../../src/model/callback.js';
import type { UserRecord } from '../../src/model/user.js';
import { d, linkedUser } from '../accounts/samples.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { fakeCore } from './fakeCore.js';

const linked = linkedUser();
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** What a linked person reads, and the words behind each button, row by row. */
async function ask(typed: string, change: (core: Core) => Partial<Core> = () => ({}), user: UserRecord = linked) {
  const { name, words, rest } = readButtonWords(typed);
  const request: Request = { user, words, rest, via: 'message', inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined };
  const core = fakeCore(createMemoryStore([user]));
  const result = await commands.find((one) => one.name === name)!.run(request, { ...core, ...change(core) });
  const [reply] = (Array.isArray(result) ? result : [result]) as readonly Reply[];
  const buttons = (reply?.buttons ?? []).map((row) => row.map((button) => {
    const read = 'data' in button ? readCallback(button.data) : undefined;
    return `${button.label} ${read?.kind === 'run' ? read.words : ''}`;
  }));
  return { text: plain(reply?.text.text ?? ''), buttons, inPlace: reply?.inPlace === true };
}

describe('/balance', () => {
  const held = Array.from({ length: 18 }, (_, index) => ({ currency: `c${index}`, available: d(String(100 - index)), locked: d('0') }));
  const eighteen = (core: Core): Partial<Core> => ({ accounts: { ...core.accounts, balances: async () => held } });
  const shown = (text: string): readonly string[] => [...text.matchAll(/^(C\d+):/gm)].map((match) => match[1] ?? '');

  it.each([
    ['balance', [0, 8], 'Page 1 of 3', [['▶ balance 2'], ['🔄 Refresh balance 1']]],
    ['balance 2', [8, 16], 'Page 2 of 3', [['◀ balance 1', '▶ balance 3'], ['🔄 Refresh balance 2']]],
    ['balance 9', [16, 18], 'Page 3 of 3', [['◀ balance 2'], ['🔄 Refresh balance 3']]],
  ])('/%s shows its eight, the total of all and where it stands', async (typed, [from, to], foot, buttons) => {
    const reply = await ask(typed, eighteen);
    expect(shown(reply.text)).toEqual(held.slice(from, to).map((one) => one.currency.toUpperCase()));
    expect(reply.text).toContain('Total R164 700.00');
    expect(reply.text.split('\n').at(-1)).toBe(foot);
    expect([reply.buttons, reply.inPlace]).toEqual([buttons, true]);
  });

  it('of a short list is one page with Refresh', async () => {
    const reply = await ask('balance');
    expect([reply.text.includes('Page'), reply.buttons, reply.inPlace]).toEqual([false, [['🔄 Refresh balance 1']], true]);
  });

  it('is named where the summary leaves some out', async () => expect((await ask('summary', eighteen)).text).toContain('… and 10 more: /balance shows all'));
});
