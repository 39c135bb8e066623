// Promises of the language a person is spoken to in: that of their Telegram at first contact, from then on the saved one.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Core } from '../../commands/core.js';
import { start as startCommand } from '../../commands/start/start.js';
import { changed } from '../../src/storage/store.js';
import { speak } from '../../src/text/index.js';
import { command, startBot, type BotAtWork } from './startBot.js';

let running: BotAtWork | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const core = { store: { setAside: [] } } as unknown as Core;
const greet = command('start', async (request) => startCommand.run(request, core));

async function open(...options: Parameters<typeof startBot>): Promise<BotAtWork> {
  running = await startBot(...options);
  return running;
}

/** A message of somebody whose Telegram speaks the language of the tag. */
async function say(bot: BotAtWork, text: string, tag: unknown, userId = 7): Promise<string> {
  const before = bot.peer.textsTo(userId).length;
  bot.peer.write(userId, text, { extra: { text, from: { id: userId, is_bot: false, first_name: 'Thandi', language_code: tag } } });
  await bot.peer.until(() => bot.peer.textsTo(userId).length > before);
  return bot.peer.textsTo(userId).at(-1) ?? '';
}

describe('at first contact', () => {
  test.each([
    ['af', /^Hallo Thandi\. Ek handel/, 'af'], ['af-ZA', /^Hallo Thandi/, 'af'], ['zu', /^Sawubona Thandi\./, 'zu'], ['en', /^Hello Thandi\./, 'en'],
    ['xh', /^Hello Thandi\./, 'en'], [undefined, /^Hello/, 'en'], [{ toString: 'af' }, /^Hello/, 'en'], ['__proto__', /^Hello/, 'en'],
  ])('a Telegram in %j is greeted by %s and remembered', async (tag, greeting, saved) => {
    const bot = await open([greet]);
    expect(await say(bot, '/start', tag)).toMatch(greeting);
    expect(bot.store.read(7)?.settings.language).toBe(saved);
  });

  test('somebody who may not use the bot is told so in their language', async () => {
    const bot = await open([greet], { allowedUsers: new Set([1]) });
    expect(await say(bot, '/start', 'zu')).toMatch(/^Le bot ingeyangasese\. .* 7\.$/);
    expect(bot.store.read(7)).toBeUndefined();
  });

  test('somebody met in a group is answered in their language, and nothing is stored', async () => {
    const bot = await open([greet]);
    bot.peer.write(7, '', { chat: -5, extra: { text: '/start', from: { id: 7, is_bot: false, first_name: 'T', language_code: 'af' } } });
    await bot.peer.until(() => bot.peer.textsTo(-5).length === 1);
    expect(bot.peer.textsTo(-5)).toEqual(['Dit werk net in ons privaat gesprek, waar niemand anders dit kan sien nie.']);
    expect(bot.store.read(7)).toBeUndefined();
  });
});

describe('later', () => {
  test('the saved language stays, whatever Telegram says', async () => {
    const bot = await open([greet]);
    await say(bot, '/start', 'af');
    expect(await say(bot, '/start', 'en')).toMatch(/^Hallo Thandi/);
    expect(bot.store.read(7)?.settings.language).toBe('af');
  });

  test('the one chosen in the settings is spoken from the next message on', async () => {
    const bot = await open([greet]);
    await say(bot, '/start', 'af');
    await bot.store.update(7, (record) => changed({ ...record, settings: { ...record.settings, language: 'zu' } }));
    expect(await say(bot, '/start', 'af')).toMatch(/^Sawubona/);
  });

  test('the menu of the chat is in the language chosen, and nothing is set for somebody new', async () => {
    const bot = await open([greet]);
    const menusOfChats = (): readonly unknown[] => bot.peer.callsOf('setMyCommands').map(({ payload }) => payload).filter(({ scope }) => (scope as { type?: string } | undefined)?.type === 'chat');
    await say(bot, '/start', 'af');
    expect(menusOfChats()).toEqual([]);
    for (const [count, language] of [[1, 'zu'], [2, 'en']] as const) {
      await bot.store.update(7, (record) => changed({ ...record, settings: { ...record.settings, language } }));
      await bot.peer.until(() => menusOfChats().length === count);
      expect(menusOfChats().at(-1)).toEqual({ scope: { type: 'chat', chat_id: 7 }, commands: [{ command: 'start', description: speak(language)('bot.openPrivate').text }] });
    }
  });
});
