// Pictures, files and progress against the strict local Telegram of the sandbox, over the wire.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createBot, type Bot } from '../../src/bot/bot.js';
import type { Command } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import { systemClock } from '../../src/model/clock.js';
import { silentLog } from '../../src/model/log.js';
import { startTelegram, type ChatUser, type LocalTelegram, type MessageView } from '../../src/sandbox/telegram/index.js';
import { bold, plain } from '../../src/text/rich.js';
import { png, token } from '../sandbox/telegram/openChat.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { claimOnce, command, recordingActions, reply } from './startBot.js';

const buttons = [[{ label: 'Again', data: runData('chart again') }, { label: 'Words', data: runData('chart words') }]];
const other = Buffer.from(png.map((byte, index) => (index === png.length - 20 ? byte ^ 1 : byte)));
const commands: readonly Command<undefined>[] = [
  command('chart', async ({ words, progress }) => {
    if (words[0] === 'words') return reply('only words', { inPlace: true, buttons });
    if (words[0] === 'again') return { text: plain('second'), picture: { png: other }, inPlace: true, buttons };
    await progress(plain('drawing'));
    return { text: bold('first'), picture: { png }, buttons };
  }),
  command('text', async () => reply('words', { buttons })),
  command('file', async () => reply('your trades', { document: { name: 'trades.csv', bytes: Buffer.from('a,b\n') } })),
  command('scan', async () => reply(''), { picture: async (_, image) => reply(`${String(image.byteLength)} bytes`) }),
];

let telegram: LocalTelegram;
let bot: Bot;
let user: ChatUser;
beforeEach(async () => {
  telegram = await startTelegram({ token });
  user = telegram.control.user({ id: 7, firstName: 'Thandi' });
  bot = createBot<undefined>({
    token, apiUrl: telegram.apiUrl, allowedUsers: 'everyone', commands, core: undefined, store: createMemoryStore(), actions: recordingActions(claimOnce()),
    hint: () => reply('hint'), clock: systemClock, random: () => 0.5, log: silentLog,
  });
  await bot.start();
});
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
});

const hear = (matches: (message: MessageView) => boolean, since = 0): Promise<MessageView> => user.waitForMessage(matches, 3000, { since });

test('a picture is sent, replaced in place, and its words are changed in place', async () => {
  user.sendText('/chart');
  const first = await hear((message) => message.text === 'first');
  expect([first.photo, first.entities]).toEqual([png, [{ type: 'bold', offset: 0, length: 5 }]]);
  await user.tap(first.messageId, 'Again');
  const second = await hear((message) => message.text === 'second');
  expect([second.messageId, second.photo]).toEqual([first.messageId, other]);
  await user.tap(first.messageId, 'Words');
  const third = await hear((message) => message.text === 'only words');
  expect([third.messageId, third.photo, third.buttons[0]?.length]).toEqual([first.messageId, other, 2]);
});

test('the message that told of the progress is gone once the picture is there', async () => {
  user.sendText('/chart');
  const drawing = await hear((message) => message.text === 'drawing');
  for (const end = Date.now() + 3000; !user.messages().some((message) => message.messageId === drawing.messageId && message.deleted);) {
    if (Date.now() > end) throw new Error('it still stands');
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  expect(user.messages().filter((message) => message.from === 'bot' && !message.deleted).map((message) => message.text)).toEqual(['first']);
  expect(user.events().some((event) => event.kind === 'chatAction')).toBe(true);
});

test('a file arrives under its name, with its words', async () => {
  user.sendText('/file');
  const file = await hear((message) => message.document !== undefined);
  expect([file.document, file.text]).toEqual([{ fileName: 'trades.csv', bytes: Buffer.from('a,b\n') }, 'your trades']);
});

test.each([['as a photo', {}], ['as a file', { asFile: { name: 'qr.png', type: 'image/png' } }]])('a picture sent %s reaches its command byte for byte', async (_, options) => {
  user.sendText('/text');
  await hear((message) => message.text === 'words');
  user.sendPhoto(png, options);
  await hear((message) => message.text === `${String(png.length)} bytes`);
});
