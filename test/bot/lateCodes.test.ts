// A code or PIN that comes when it is no longer asked for: it goes from the chat and is neither used nor repeated.
import { afterEach, expect, test } from '@jest/globals';
import type { Command } from '../../src/bot/command.js';
import { systemClock } from '../../src/model/clock.js';
import { command, dump, reply, startBot, type BotAtWork } from './startBot.js';

let running: BotAtWork | undefined;
afterEach(async () => { await running?.stop(); });

const asking = (name: string, forCode: boolean): Command<undefined> => command(name, async ({ user }) => {
  await running!.bot.setDialog(user.id, { command: name, step: 'one', data: {}, ...(forCode ? { forCode: true as const } : {}), expiresAt: systemClock.now() + 60_000 });
  return reply(`${name}?`, { forceReply: true });
}, { ...(forCode ? { secretAnswers: true as const } : {}), answer: async ({ user, rest }) => {
  await running!.bot.setDialog(user.id, undefined);
  return reply(`${name} took ${rest.length}`);
} });

const begin = async (): Promise<BotAtWork> => (running = await startBot([asking('pay', true), asking('receive', false), command('price', async () => reply('a price'))]));
/** The id the peer gave the bot's message. */
const deleted = (one: BotAtWork): readonly unknown[] => one.peer.callsOf('deleteMessage').map((call) => call.payload['message_id']);

test.each([
  ['after another command', ['/pay', '/price', '271828']],
  ['while another question is open', ['/pay', '/receive', '271828']],
  ['after the code was taken', ['/pay', '111111', '271828']],
])('%s it is deleted, not used and not repeated', async (_when, texts) => {
  const one = await begin();
  for (const text of texts) one.peer.write(7, text);
  await one.peer.until(() => one.peer.textsTo(7).length === texts.length);
  await one.peer.until(() => one.store.read(7)?.handled.length === texts.length);
  expect(one.peer.textsTo(7).at(-1)).toMatch(/looks like a code or a PIN/);
  expect(deleted(one)).toHaveLength(texts.length - 2 + (texts[1] === '111111' ? 1 : 0));
  expect(JSON.stringify(one.peer.callsOf('sendMessage')) + dump(one.store) + one.lines.join('')).not.toContain('271828');
});

test('a reply to the open question is its answer the second time, once nothing else is owed', async () => {
  const one = await begin();
  const questions = (): readonly number[] => one.store.read(7)?.dialog?.messageIds ?? [];
  one.peer.write(7, '/pay');
  one.peer.write(7, '/receive');
  await one.peer.until(() => one.store.read(7)?.dialog?.command === 'receive' && questions().length === 1);
  const answer = (): number => one.peer.write(7, '', { extra: { text: '271828', reply_to_message: { message_id: questions()[0] } } });
  answer();
  await one.peer.until(() => one.peer.textsTo(7).length === 3 && questions().length === 2);
  answer();
  await one.peer.until(() => one.peer.textsTo(7).length === 4);
  expect(one.peer.textsTo(7).slice(2)).toEqual([expect.stringMatching(/reply to that question/), 'receive took 6']);
});

test('a code in reply to a question in whose place another stands is not used for the newer one', async () => {
  const one = await begin();
  one.peer.write(7, '/pay');
  await one.peer.until(() => one.store.read(7)?.dialog?.messageIds?.length === 1);
  const first = one.store.read(7)?.dialog?.messageIds?.[0];
  one.peer.write(7, '/pay');
  await one.peer.until(() => one.peer.textsTo(7).length === 2);
  one.peer.write(7, '', { extra: { text: '428173', reply_to_message: { message_id: first } } });
  await one.peer.until(() => one.peer.textsTo(7).length === 3);
  expect(one.peer.textsTo(7)[2]).toMatch(/earlier question, which is over/);
  expect([deleted(one).length, one.store.read(7)?.dialog?.command]).toEqual([1, 'pay']);
});
