// What a tap may hold that nobody typed: it shows, asks or ends in a card, and never carries out or saves anything. And by which names commands go.
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../commands/index.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { createCommandList, readButtonWords } from '../../src/bot/commandList.js';
import { unknownCommand } from '../../src/bot/answering/ownReplies.js';
import { emptyAccount } from '../../src/model/account.js';
import { languages, speak } from '../../src/text/index.js';
import { af } from '../../src/words/lexicon/af.js';
import { en } from '../../src/words/lexicon/en.js';
import { zu } from '../../src/words/lexicon/zu.js';
import { linkedUser, order } from '../accounts/samples.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { fakeCore } from './fakeCore.js';

const list = createCommandList(commands);
const owner = linkedUser({ ...emptyAccount, orders: { 77: { order: order(), trades: [], endTold: false } } });

async function run(words: string, via: Request['via']): Promise<{ readonly replies: readonly Reply[]; readonly isSame: boolean }> {
  const store = createMemoryStore([owner]);
  const typed = readButtonWords(words);
  const replies = await list.find(typed.name)!.run({ user: owner, words: typed.words, rest: typed.rest, via, inPrivate: true, messageId: 5, updateId: 1, progress: async () => undefined }, fakeCore(store));
  return { replies: [replies].flat(), isSame: JSON.stringify(store.read(7)) === JSON.stringify(owner) };
}
const tapsOf = (replies: readonly Reply[]): readonly string[] => replies.flatMap(({ buttons = [] }) => buttons.flat()).flatMap((button) => ('data' in button ? [button.data.replace('do:', '')] : []));
const named = commands.map((command) => [command.name, command] as const);
const reading = named.filter(([, { offered }]) => offered === 'reads');

describe('an example', () => {
  it.each(reading)('of /%s reads only, when it is tapped', async (_name, command) => {
    for (const example of command.examples(fakeCore(createMemoryStore([owner])), owner)) expect([example, (await run(example, 'button')).isSame]).toEqual([example, true]);
  });

  it.each(named.filter(([, { offered }]) => offered !== 'reads'))('of /%s is text, never a tap, whatever was typed', async (name, command) => {
    const examples = command.examples(fakeCore(createMemoryStore([owner])), owner).filter((example) => example.includes(' '));
    for (const words of ['doge', 'doge > 5', '1 doge', 'frob', 'delete 404', '0']) {
      // What is thrown is answered by the runner, in one sentence without a tap.
      const taps = tapsOf(await run(`${name} ${words}`, 'message').then(({ replies }) => replies, () => []));
      expect(taps.filter((tap) => examples.includes(tap))).toEqual([]);
    }
  });

  it.each([['book doge', 'book btc'], ['trades', 'trades btc'], ['deposits doge', 'deposits'], ['order', 'order 77'], ['price doge', 'price btc']])('is a tap under /%s: %s', async (typed, tap) => {
    const taps = tapsOf((await run(typed, 'message')).replies);
    expect(taps).toContain(tap);
  });

  it.each([['alert doge > 5', 'alert btc'], ['alert frob', 'alert btc'], ['schedule frob', 'schedule daily'], ['buy 1 doge', 'buy 0.001 btc']])('stands in the answer to /%s as text', async (typed, example) => {
    const { replies } = await run(typed, 'message');
    expect([tapsOf(replies).filter((tap) => tap.startsWith(example)), replies[0]?.text.text.replaceAll('\u00a0', ' ')]).toEqual([[], expect.stringContaining(`/${example}`)]);
  });
});

describe('a slip in the name', () => {
  it.each([
    ['chrt btc 4h', 'chart btc 4h'], ['balence', 'balance'], ['withdrw 0.1 btc', 'withdraw 0.1 btc'], ['verkop R500 btc', 'sell R500 btc'], ['setings slippage 50', 'settings'], ['alrt btc > 900000', 'alert'],
    ['schedul off', 'schedule'], ['cancle 77', 'orders'], ['recieve 50000 sats', 'receive'], ['practise off', 'practice'], ['lokc', 'lock'],
  ])('/%s is offered as /%s', (typed, offered) => {
    const { name, ...rest } = readButtonWords(typed);
    expect(tapsOf([unknownCommand(speak('en'), { name, ...rest }, list.nearest(name))])).toEqual([offered]);
  });

  it.each(['mute', 'prise', 'forge', 'forgt', 'unlnk', 'unlok', 'mvoe', 'cancelal', 'lnik', 'pni', 'convert', 'koeplys', 'xyz'])('/%s is offered nothing that changes or takes a secret at once', (typed) => {
    const taps = tapsOf([unknownCommand(speak('en'), { name: typed, rest: '', words: [] }, list.nearest(typed))]);
    expect(taps.filter((tap) => ['cancelall', 'move', 'unlink', 'unlock', 'forget', 'pin', 'link', 'book', 'menu'].includes(tap))).toEqual([]);
  });
});

describe('a command in the words of another language', () => {
  it.each([
    ['koop', 'buy'], ['thenga', 'buy'], ['verkoop', 'sell'], ['thengisa', 'sell'], ['saldo', 'balance'], ['ibhalansi', 'balance'], ['wallet', 'balance'], ['portfolio', 'balance'], ['prys', 'price'], ['intengo', 'price'],
    ['history', 'fills'], ['onttrek', 'withdraw'], ['khipha', 'withdraw'], ['inbetaal', 'deposit'], ['faka', 'deposit'], ['faktuur', 'receive'], ['waarsku', 'alert'], ['ngazise', 'alert'], ['hulp', 'help'], ['usizo', 'help'],
    ['wins', 'profit'], ['inzuzo', 'profit'], ['opsomming', 'summary'], ['isifinyezo', 'summary'], ['grafiek', 'chart'], ['igrafu', 'chart'], ['bestellings', 'orders'], ['kanselleer', 'cancel'], ['khansela', 'cancel'],
    ['sluit', 'lock'], ['khiya', 'lock'], ['instellings', 'settings'], ['izilungiselelo', 'settings'], ['xhuma', 'link'], ['koppel', 'link'],
  ])('/%s is /%s', (word, name) => expect(list.find(word)?.name).toBe(name));

  it.each(Object.entries({ en, af, zu }))('has words in the lexicon of %s for commands that there are', (_language, { commands: words }) => {
    expect(Object.keys(words).filter((name) => list.find(name)?.name !== name)).toEqual([]);
  });

  it.each(Object.keys(languages))('is explained by /help under that word, in %s', async (language) => {
    const user = { ...owner, settings: { ...owner.settings, language } };
    const answer = await list.find('help')!.run({ user, words: ['koop'], rest: 'koop', via: 'message', inPrivate: true, messageId: 5, updateId: 1, progress: async () => undefined }, fakeCore(createMemoryStore([user])));
    expect([answer].flat()[0]?.text.text).toMatch(/^\/buy/);
  });
});

it.each([['buy half bitcoin', /\sBTC$/], ['withdraw 1.500 bitcoin', /\sBTC$/]])('a reading of /%s is on its button by the coin’s code', async (typed, label) => {
  const labels = (await run(typed, 'message')).replies.flatMap(({ buttons = [] }) => buttons.flat().map((button) => button.label));
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.join()).not.toMatch(/bitcoin/i);
  expect(labels.some((one) => label.test(one))).toBe(true);
});
