// Every command is walked with no words, wrong words and right words, in private and in a group, by a stranger, linked, locked and not.
import { describe, expect, it } from '@jest/globals';
import { createKeyWords } from '../../commands/start/homeKeys.js';
import { commands } from '../../commands/index.js';
import type { Reply } from '../../src/bot/command.js';
import { createCommandList, readButtonWords } from '../../src/bot/commandList.js';
import { createRunner } from '../../src/bot/answering/runner.js';
import { captionLimit } from '../../src/bot/sending/captioned.js';
import { messageTextLimit, splitRich } from '../../src/bot/sending/splitRich.js';
import { readCallback } from '../../src/model/callback.js';
import { emptyAccount } from '../../src/model/account.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { linkedUser, order, start } from '../accounts/samples.js';
import { recordingLog, startBot } from '../bot/startBot.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { fakeCore, hostile } from './fakeCore.js';

const list = createCommandList(commands, createKeyWords(commands));
const users: Readonly<Record<string, UserRecord>> = {
  'somebody without a key': newUser(7, 7, hostile.slice(0, 64), start),
  'somebody linked': { ...linkedUser({ ...emptyAccount, orders: { 77: { order: order(), trades: [], endTold: false } } }), firstName: hostile.slice(0, 64) },
  'somebody locked': { ...linkedUser(emptyAccount), firstName: hostile.slice(0, 64), lock: { since: start } },
};
const speakers = ['af', 'zu'].map((language) => [language, { ...users['somebody linked']!, settings: { ...users['somebody linked']!.settings, language } }] as const);
const wrong = ['doge', '0', '-1', '99999999999999999999', 'btc doge 0x10', hostile, '<b>', '@', '{name}', 'btc '.repeat(300).trim()];

/** Runs one typed command through the runner, as a message would. */
async function answersTo(user: UserRecord, name: string, words: string, inPrivate: boolean): Promise<{ readonly replies: readonly Reply[]; readonly unexpected: readonly string[] }> {
  const store = createMemoryStore([user]);
  const core = fakeCore(store);
  const replies: Reply[] = [];
  const unexpected: string[] = [];
  const runner = createRunner({
    commands: list, core, store, setDialog: core.setDialog, clock: core.clock, random: () => 0.5, log: recordingLog(unexpected), botName: () => 'capebot',
    signs: { begin: () => ({ progress: async () => undefined, end: async () => undefined }) }, download: (_image, use) => use(new Uint8Array()),
    responder: { respond: async (_incoming, answer) => { replies.push(...(Array.isArray(answer) ? (answer as readonly Reply[]) : [answer as Reply])); } },
  });
  const message = { kind: 'message' as const, updateId: 1, userId: user.id, firstName: 'x', chatId: inPrivate ? user.id : -100, inPrivate, messageId: 5, text: '' };
  await runner.run(message, list.find(name)!, readButtonWords(`${name} ${words}`));
  return { replies, unexpected };
}

function expectUseful({ replies, unexpected }: Awaited<ReturnType<typeof answersTo>>): void {
  expect(unexpected).toEqual([]);
  expect(replies.length).toBeGreaterThan(0);
  for (const { text, buttons = [], picture, document, keyboard = [] } of replies) {
    expect(text.text.trim()).not.toBe('');
    const limit = picture === undefined && document === undefined ? messageTextLimit : captionLimit;
    expect([splitRich(text).length, text.text.length <= limit]).toEqual([1, true]);
    for (const label of keyboard === 'off' ? [] : keyboard.flat()) expect(list.read(label, '')).toMatchObject({ name: expect.any(String) });
    expect(text.text).not.toMatch(/[\u202e\u200b]|\bundefined\b|\bNaN\b|\[object/);
    expect(text.marks.every((mark) => mark.offset + mark.length <= text.text.length)).toBe(true);
    for (const button of buttons.flat()) if ('data' in button) expect(readCallback(button.data)).toBeDefined();
  }
}

describe.each(Object.entries(users))('%s', (_who, user) => {
  describe.each([['in private', true], ['in a group', false]])('%s', (_where, inPrivate) => {
    it.each(commands.map((command) => [command.name]))('/%s alone is answered', async (name) => {
      expectUseful(await answersTo(user, name, '', inPrivate));
    });

    it.each(commands.map((command) => [command.name]))('/%s with wrong words is answered', async (name) => {
      for (const words of wrong) expectUseful(await answersTo(user, name, words, inPrivate));
    });

    it.each(commands.map((command) => [command.name]))('the examples of /%s are answered', async (name) => {
      const examples = list.find(name)!.examples(fakeCore(createMemoryStore([user])), user);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        expect(readButtonWords(example).name).toBe(name);
        expectUseful(await answersTo(user, name, readButtonWords(example).rest, inPrivate));
      }
    });
  });
});

describe.each(speakers)('somebody linked who speaks %s', (language, user) => {
  it.each(commands.map((command) => [command.name]))('is answered by /%s in one message, in that language', async (name) => {
    for (const words of ['', 'btc', '0.001 btc', 'doge']) expectUseful(await answersTo(user, name, words, true));
    const [english, own] = await Promise.all([users['somebody linked']!, user].map(async (one) => (await answersTo(one, name, '', true)).replies.map((reply) => reply.text.text).join()));
    expect([language, own]).not.toEqual([language, english]);
  });
});

describe('a group', () => {
  const inPrivateOnly = commands.filter((command) => command.where === 'private').map((command) => [command.name]);

  it.each(inPrivateOnly)('is sent to the private chat by /%s, whoever asks and whatever with', async (name) => {
    const examples = list.find(name)!.examples(fakeCore(createMemoryStore()), users['somebody linked']!).map((example) => readButtonWords(example).rest);
    for (const user of Object.values(users)) {
      for (const words of ['', hostile, ...examples]) {
        const { replies } = await answersTo(user, name, words, false);
        expect(replies.map(({ text, buttons }) => ({ text: text.text, buttons }))).toEqual([{
          text: 'That works only in our private chat, where nobody else can see it.',
          buttons: [[{ label: 'Open the private chat', url: `https://t.me/capebot?start=${name}` }]],
        }]);
      }
    }
  });

  it('never sees own orders in /book', async () => {
    const text = async (inPrivate: boolean) => (await answersTo(users['somebody linked']!, 'book', 'btc', inPrivate)).replies[0]?.text.text ?? '';
    expect([/own open orders: buy 1/.test(await text(true)), /own/.test(await text(false))]).toEqual([true, false]);
  });
});

it('/book says when it is not from the live book', async () => {
  const { replies } = await answersTo(users['somebody linked']!, 'book', 'btc', true);
  expect(replies[0]?.text.text.replaceAll('\u00a0', ' ')).toMatch(/From a depth read, 0 s old, because the live book is not in sync/);
  expect(replies[0]?.text.marks).toContainEqual(expect.objectContaining({ type: 'pre' }));
});

describe('an example is offered by', () => {
  it.each([['book', 'doge'], ['trades', 'doge'], ['currency', ''], ['order', ''], ['order', 'abc'], ['fills', 'doge'], ['fills', 'btc 0'], ['deposits', 'doge'], ['withdrawals', '0'], ['markets', 'doge'], ['currencies', 'doge']])('/%s %s', async (name, words) => {
    const { replies } = await answersTo(users['somebody linked']!, name, words, true);
    expect(replies[0]?.text.text).toMatch(new RegExp(`Usage: /${name}.*\nExample: /${name}`));
  });
});

describe('/price without words', () => {
  const owner = { ...users['somebody linked']!, settings: { ...users['somebody linked']!.settings, defaultMarket: 'btczar' } };
  it.each([
    ['nobody has a default', users['somebody linked']!, '', true, false], ['the default market', owner, '', true, true], ['the default in a group', owner, '', false, false],
    ['all', owner, 'all', true, false], ['another coin', owner, 'c3', true, true],
  ])('%s', async (_what, user, words, inPrivate, isOne) => {
    const { replies } = await answersTo(user, 'price', words, inPrivate);
    expect(/24 h: low/.test(replies[0]?.text.text ?? '')).toBe(isOne);
  });
});

describe('a locked account', () => {
  const stays = commands.filter((command) => command.access === 'anyone' || command.whileLocked === true).map((command) => command.name);

  it.each(commands.map((command) => [command.name]))('is answered by /%s as it should be', async (name) => {
    const { replies } = await answersTo(users['somebody locked']!, name, '', true);
    const isRefused = replies.some(({ text }) => text.text.startsWith('Your account is locked'));
    expect(isRefused).toBe(!stays.includes(name));
  });

  it('can still look at orders and cancel them', () => {
    expect(stays).toEqual(expect.arrayContaining(['orders', 'order', 'cancel', 'cancelall', 'status']));
    expect(stays).not.toEqual(expect.arrayContaining(['buy']));
    expect(stays).not.toEqual(expect.arrayContaining(['sell']));
  });
});

describe('a stranger', () => {
  it('is told their id once in private, and gets nothing in a group, whatever the command', async () => {
    const store = createMemoryStore();
    const bot = await startBot(commands as never, { allowedUsers: new Set([7]), core: fakeCore(store) as never, store });
    const { peer } = bot;
    for (const { name } of commands) {
      peer.write(8, `/${name}@PeerBot btc`, { chat: -5 });
      peer.write(9, `/${name} btc`);
    }
    peer.write(7, '/menu');
    await peer.until(() => peer.textsTo(7).length === 1 && peer.textsTo(9).length === 1);
    expect([peer.textsTo(-5), peer.textsTo(8), peer.textsTo(9)]).toEqual([[], [], ['This bot is private. If its owner should let you in, give them your Telegram id: 9.']]);
    expect([...store.all()].map((user) => user.id)).toEqual([7]);
    await bot.stop();
  });
});
