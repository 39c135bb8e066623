// A code or PIN that comes when it is no longer asked for: it goes from the chat and is neither used nor repeated.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Command } from '../../../src/bot/command.js';
import { systemClock } from '../../../src/model/clock.js';
import { command, dump, reply, startBot, type BotAtWork } from '../startBot.js';

let running: BotAtWork | undefined;
afterEach(async () => { await running?.stop(); });

const asking = (name: string, forCode: boolean): Command<undefined> => command(name, async (request) => {
  await running!.bot.setDialog(request, { command: name, step: 'one', data: {}, ...(forCode ? { forCode: true as const } : {}), expiresAt: systemClock.now() + 60_000 });
  return reply(`${name}?`, { forceReply: true });
}, { ...(forCode ? { secretAnswers: true as const } : {}), answer: async (request) => {
  await running!.bot.setDialog(request, undefined);
  return reply(`${name} took ${request.rest.length}`);
} });

const begin = async (): Promise<BotAtWork> => (running = await startBot([asking('pay', true), asking('receive', false), { ...asking('unlock', true), secret: true }, command('price', async () => reply('a price'))]));
/** The id the peer gave the bot's message. */
const deleted = (one: BotAtWork): readonly unknown[] => one.peer.callsOf('deleteMessage').map((call) => call.payload['message_id']);

test.each([
  ['after another command', ['/pay', '/price', '271828']],
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

test('digits answer the question that is open although a code was asked for a moment ago', async () => {
  const one = await begin();
  const questions = (): readonly number[] => one.store.read(7)?.dialog?.messageIds ?? [];
  one.peer.write(7, '/pay');
  one.peer.write(7, '/price');
  await one.peer.until(() => one.store.read(7)?.codeAsked?.heldUntil !== undefined);
  await holdOver(one);
  one.peer.write(7, '/receive');
  await one.peer.until(() => one.store.read(7)?.dialog?.command === 'receive' && questions().length === 1);
  const answer = (): number => one.peer.write(7, '', { extra: { text: '271828', reply_to_message: { message_id: questions()[0] } } });
  answer();
  await one.peer.until(() => one.peer.textsTo(7).length === 4);
  expect([one.peer.textsTo(7)[3], deleted(one)]).toEqual(['receive took 6', []]);
});

/** As if the time had passed in which nothing is asked. */
const holdOver = (one: BotAtWork): Promise<undefined> => one.store.update(7, (record) => ({ record: { ...record, codeAsked: { ...record.codeAsked!, heldUntil: 1 } }, result: undefined }));

describe('while a code is asked for', () => {
  const said = async (texts: readonly string[]): Promise<string> => {
    const one = await begin();
    for (const text of texts) one.peer.write(7, text);
    await one.peer.until(() => one.store.read(7)?.handled.length === texts.length && one.peer.textsTo(7).length === texts.length);
    return one.peer.textsTo(7).at(-1) ?? '';
  };

  test.each(['/receive', '/unlock', '/receive 1'])('%s opens no question, and the digits answer the one that is open', async (other) => {
    const one = await begin();
    one.peer.write(7, '/pay');
    one.peer.write(7, other);
    one.peer.write(7, '271828');
    await one.peer.until(() => one.peer.textsTo(7).length === 3);
    expect(one.peer.textsTo(7).slice(1)).toEqual(['A code is asked for: /pay. Answer or stop it first.', 'pay took 6']);
    expect(one.peer.callsOf('sendMessage')[1]?.payload['reply_markup']).toMatchObject({ inline_keyboard: [[{ text: 'Stop', callback_data: expect.stringMatching(/^st:/) }]] });
  });

  test('asking the same anew is no second question', async () => {
    expect(await said(['/pay', '/pay', '271828'])).toBe('pay took 6');
  });

  test('Stop ends it: nothing else is asked for 30 s, and digits are deleted and not used', async () => {
    const one = await begin();
    one.peer.write(7, '/pay');
    one.peer.write(7, '/receive');
    await one.peer.until(() => one.peer.textsTo(7).length === 2);
    const stop = `st:${one.store.read(7)!.dialog!.expiresAt.toString(36)}`;
    one.peer.press(7, stop);
    await one.peer.until(() => one.store.read(7)?.dialog === undefined);
    one.peer.write(7, '271828');
    one.peer.write(7, '/receive 5');
    await one.peer.until(() => one.peer.textsTo(7).length === 4);
    expect(one.peer.textsTo(7).slice(2)).toEqual([expect.stringMatching(/looks like a code/), expect.stringMatching(/I ask nothing for another (30|29)\u00a0s\. Nothing was sent/)]);
    expect(deleted(one)).toHaveLength(1);
    await holdOver(one);
    one.peer.write(7, '/receive');
    await one.peer.until(() => one.peer.textsTo(7).at(-1) === 'receive?');
    one.peer.press(7, stop);
    await one.peer.until(() => one.store.read(7)?.handled.length === 7);
    expect(one.store.read(7)?.dialog?.command).toBe('receive');
  });

  test('a command that asks nothing leaves it, and for 30 s nothing else is asked', async () => {
    expect(await said(['/pay', '/price', '/unlock 271828'])).toMatch(/^A code was asked for a moment ago/);
    expect(JSON.stringify(running!.peer.callsOf('sendMessage'))).not.toContain('271828');
  });
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
