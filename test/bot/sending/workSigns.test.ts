// What a person sees while a command works.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Command, Reply } from '../../../src/bot/command.js';
import { createWorkSigns, progressEveryMs, typingAfterMs, type Work } from '../../../src/bot/sending/workSigns.js';
import { bold, plain } from '../../../src/text/rich.js';
import { newUser } from '../../../src/model/user.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';
import { createFakeSender, type FakeSender } from '../../notifications/fakeSender.js';
import { command, reply, startBot, type BotAtWork } from '../startBot.js';

interface World { readonly clock: FakeClock; readonly sender: FakeSender; readonly actions: string[]; readonly work: Work }

function begin(): World {
  const clock = createFakeClock(0);
  const sender = createFakeSender();
  const actions: string[] = [];
  const api = { call: async (method: string, payload: object) => { actions.push(`${method} ${JSON.stringify(payload)}`); return true; } };
  const message = { kind: 'message' as const, updateId: 1, userId: 7, firstName: 'x', chatId: 7, inPrivate: true, messageId: 5 };
  return { clock, sender, actions, work: createWorkSigns({ api, sender, clock }).begin(message) };
}

describe('"typing…"', () => {
  test.each([[typingAfterMs - 1, 0], [typingAfterMs, 1], [typingAfterMs + 3_999, 1], [typingAfterMs + 4_000, 2], [600_000, 23]])('after %i ms was shown %i times', async (ms, times) => {
    const { clock, actions } = begin();
    await clock.advance(ms);
    expect(actions).toEqual(Array.from({ length: times }, () => 'sendChatAction {"chat_id":7,"action":"typing"}'));
  });

  test('is not shown once the work is done', async () => {
    const { clock, actions, work } = begin();
    await work.end();
    await clock.advance(60_000);
    expect(actions).toEqual([]);
  });
});

describe('progress', () => {
  test('is one message, edited at most once a second, the last word winning', async () => {
    const { clock, sender, actions, work } = begin();
    await work.progress(plain('1'));
    for (const text of ['2', '3', '4']) await work.progress({ text, marks: [] });
    expect([sender.texts(), actions.length]).toEqual([['1'], 1]);
    await clock.advance(progressEveryMs - 1);
    expect(sender.texts()).toEqual(['1']);
    await clock.advance(1);
    expect(sender.handed.map(({ how, text }) => `${how} ${text}`)).toEqual(['send 1', 'edit 4']);
    await work.progress(plain('5'));
    await clock.advance(progressEveryMs);
    expect(sender.texts()).toEqual(['1', '4', '5']);
    expect(await work.end()).toEqual({ chatId: 7, messageId: 101 });
  });

  test('that never arrived leaves no message, and none comes after the end', async () => {
    const { clock, sender, work } = begin();
    sender.answers = [{ kind: 'unknown', reason: 'time-out' }];
    await work.progress(plain('1'));
    await work.progress(plain('2'));
    expect(await work.end()).toBeUndefined();
    await work.progress(plain('3'));
    await clock.advance(60_000);
    expect(sender.texts()).toEqual(['1']);
  });

  test('waits at the end for what is on its way, so that nothing overwrites the answer', async () => {
    const { sender, work } = begin();
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => { arrive = resolve; });
    sender.answers = [async () => { await arrived; return { kind: 'sent', messageId: 9 }; }];
    void work.progress(plain('1'));
    const ended = work.end();
    arrive();
    expect(await ended).toEqual({ chatId: 7, messageId: 9 });
  });
});

describe('the answer', () => {
  let running: BotAtWork | undefined;
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  async function callsOf(answer: Reply | readonly Reply[], count: number): Promise<readonly string[]> {
    const slow: Command<undefined> = command('slow', async ({ progress }) => {
      await progress(plain('half way'));
      return answer;
    });
    running = await startBot([slow]);
    const { peer, store } = running;
    peer.write(7, '/slow');
    const shown = ['sendMessage', 'editMessageText', 'sendPhoto', 'sendDocument', 'deleteMessage'];
    const calls = () => peer.calls.filter((call) => shown.includes(call.method));
    await peer.until(() => store.read(7)?.handled.length === 1 && calls().length >= count);
    return calls().map((call) => [call.method, call.payload['text'] ?? call.payload['caption']].join(' ').trim()).sort();
  }

  test.each<[string, Reply | readonly Reply[], string[]]>([
    ['in words takes the place of the progress', reply('done'), ['sendMessage half way', 'editMessageText done']],
    ['with buttons does too', reply('done', { buttons: [[{ label: 'Go', data: 'do:go' }]] }), ['sendMessage half way', 'editMessageText done']],
    ['in two parts puts the first there', [reply('one'), reply('two')], ['sendMessage half way', 'editMessageText one', 'sendMessage two']],
    ['with a picture comes anew and the progress goes', reply('done', { picture: { png: Buffer.from('png') } }), ['sendMessage half way', 'deleteMessage', 'sendPhoto done']],
    ['with a file does too', reply('done', { document: { name: 'a.csv', bytes: Buffer.from('a') } }), ['sendMessage half way', 'deleteMessage', 'sendDocument done']],
    ['that asks for words does too', reply('done', { forceReply: true }), ['sendMessage half way', 'deleteMessage', 'sendMessage done']],
    ['of nothing takes the progress away', [], ['sendMessage half way', 'deleteMessage']],
  ])('%s', async (_, answer, calls) => {
    expect(await callsOf(answer, calls.length)).toEqual([...calls].sort());
  });

  test('in place of a button\'s message leaves the progress behind it', async () => {
    running = await startBot([command('slow', async ({ progress }) => {
      await progress(plain('half way'));
      return reply('done', { inPlace: true });
    })], { store: createMemoryStore([newUser(7, 7, 'T', 1)]) });
    const { peer } = running;
    peer.press(7, 'do:slow', { messageId: 33 });
    await peer.until(() => peer.callsOf('deleteMessage').length === 1);
    expect([peer.callsOf('editMessageText')[0]?.payload, peer.callsOf('deleteMessage')[0]?.payload['message_id']]).toEqual([expect.objectContaining({ message_id: 33, text: 'done' }), 2]);
  });

  test('that is a card is attached to the message that showed the progress', async () => {
    const card = 'd'.repeat(22);
    expect(await callsOf({ text: bold('card'), draftId: card }, 2)).toEqual(['editMessageText card', 'sendMessage half way']);
    expect(running!.actions.calls).toEqual([`attach 7 ${card} 7/2`]);
  });
});
