// Whatever comes in the place of Telegram's answer is a failure like any other: asked again, told as no answer, and never the end.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createBot, type Bot } from '../../../src/bot/bot.js';
import { createTelegraf, createTelegramApi } from '../../../src/bot/telegram/telegramApi.js';
import { TelegramFailure } from '../../../src/bot/telegram/telegramFailure.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { peerToken, startTelegramPeer, type Fault, type TelegramPeer } from '../../support/telegramPeer.js';
import { claimOnce, command, fastClock, recordingActions, recordingLog, reply, startBot, type BotAtWork } from '../startBot.js';

const echo = command('echo', async ({ rest }) => reply(rest));
let peer: TelegramPeer;
let running: Pick<BotAtWork, 'bot'> | undefined;
afterEach(async () => {
  await running?.bot.stop();
  running = undefined;
  await peer.close();
});

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const shape = (status: number, body: string): [string, Fault] => [`${status} ${body.slice(0, 60)}`, { status, body }];

/** For every method. */
const shapes: readonly [string, Fault][] = [
  ...['{"message":"Forbidden"}', '{"ok":false}', '[]', 'null', '', '7', '"ok"', 'true', '{}', '<html>no</html>', '{"ok":', nested(100_000)].flatMap((body) => [200, 403, 404, 401, 409, 429].map((status) => shape(status, body))),
  ...['undefined', 'null', '"401"', '4.5', '-401', '200', '1e400', '{}'].map((code) => shape(401, `{"ok":false,"error_code":${code},"description":"Unauthorized"}`)),
  ...['null', '7', '{}', '[]', 'true'].map((words) => shape(401, `{"ok":false,"error_code":401,"description":${words}}`)),
  ...['null', '7', '"x"', '[]', '{"retry_after":"soon"}', '{"retry_after":-1}', '{"retry_after":1e308}', '{"retry_after":null}', '{"migrate_to_chat_id":"x"}'].map((parameters) => (
    shape(429, `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":${parameters}}`))),
  shape(500, ''), shape(502, '<html>bad gateway</html>'), shape(503, nested(10)), shape(204, ''),
  shape(200, '{"ok":true}'), shape(200, '{"ok":true,"result":null}'), shape(200, '{"ok":true,"result":7}'), shape(200, '{"ok":true,"result":"[]"}'),
  shape(200, '{"ok":true,"result":false}'), shape(200, '{"ok":"yes","description":"x"}'), shape(200, `{"ok":true,"result":[${nested(100_000)}]}`),
  shape(200, `{"ok":true,"result":"${'x'.repeat(5_000_000)}"}`), shape(200, `{"ok":false,"description":"${'x'.repeat(5_000_000)}"}`),
];
/** For getUpdates: lists that hold no update. */
const lists = ['{}', '[1]', '[null]', '["x"]', '[[]]', '[{}]', '[{"update_id":"1"}]', '[{"update_id":1.5}]', '[{"update_id":1e400}]', `{"0":{"update_id":1},"length":1}`].map((result) => shape(200, `{"ok":true,"result":${result}}`));

function failNext(method: string, count: number, fault: Fault): void {
  let left = count;
  peer.fault = (call) => (call.method === method && (left -= 1) >= 0 ? fault : undefined);
}

describe('a call', () => {
  const methods = ['getUpdates', 'getMe', 'getWebhookInfo', 'setWebhook', 'deleteWebhook', 'setMyCommands', 'sendMessage', 'sendPhoto', 'sendDocument', 'editMessageText', 'editMessageMedia', 'editMessageCaption', 'deleteMessage', 'answerCallbackQuery', 'answerInlineQuery', 'sendChatAction', 'getFile'];

  test.each(methods)('%s fails as TelegramFailure whatever the shape, never as told by Telegram where it was not, and asks for no endless wait', async (method) => {
    peer = await startTelegramPeer();
    const api = createTelegramApi(createTelegraf(peerToken, peer.url), fastClock, () => undefined);
    for (const [name, fault] of shapes) {
      peer.fault = () => fault;
      const failure: unknown = await api.call(method, {}, { timeoutMs: 1_000_000 }).then((answer) => ({ name, answer }), (error: unknown) => error);
      expect(failure).toBeInstanceOf(TelegramFailure);
      const { kind, code, description, retryAfterMs = 1 } = failure as TelegramFailure;
      expect([name, kind]).toEqual([name, /Too Many|^50/.test(name) ? 'answered' : 'noAnswer']);
      expect(Number.isInteger(code) && typeof description === 'string' && description.length <= 300 && retryAfterMs > 0 && retryAfterMs <= 86_400_000).toBe(true);
    }
  });
});

describe('polling', () => {
  test('goes on after every shape', async () => {
    peer = await startTelegramPeer();
    running = await startBot([echo], { peer, clock: fastClock });
    let hasEnded = false;
    void running.bot.failed.then(() => { hasEnded = true; });
    for (const [index, [name, fault]] of [...shapes, ...lists].entries()) {
      failNext('getUpdates', 1, fault);
      peer.write(1000 + index, `/echo before ${name}`);
      await peer.until(() => peer.textsTo(1000 + index).length === 1);
    }
    expect(hasEnded).toBe(false);
  });

  test('passes over what is no update and takes the rest', async () => {
    peer = await startTelegramPeer();
    running = await startBot([echo], { peer, clock: fastClock });
    const message = { message_id: 1, date: 1, from: { id: 7, is_bot: false, first_name: 'T' }, chat: { id: 7, type: 'private' }, text: '/echo good' };
    const odd = [null, 7, 'x', [], {}, { update_id: 'x' }, { update_id: 5, message: 7 }, { update_id: 6, callback_query: [] }, { update_id: 8, message: { from: null, chat: [] } }];
    failNext('getUpdates', 1, { status: 200, body: JSON.stringify({ ok: true, result: [...odd, { update_id: 500, message }] }) });
    peer.write(7, '/echo wake', { updateId: 4 });
    await peer.until(() => peer.textsTo(7).includes('good'));
  });

  test('that ends by a fault of its own ends the bot, with one sentence', async () => {
    peer = await startTelegramPeer();
    let isBroken = false;
    const clock = { ...fastClock, monotonic: () => { if (isBroken) throw new TypeError('secret canary'); return fastClock.monotonic(); } };
    running = await startBot([echo], { peer, clock });
    await peer.until(() => peer.callsOf('getUpdates').length > 0);
    isBroken = true;
    failNext('getUpdates', 100, { status: 502 });
    peer.write(7, '/echo one');
    const { message } = await running.bot.failed;
    isBroken = false;
    expect(message).toMatch(/^Receiving from Telegram ended[^.]+\(TypeError\)[^.]+\.$/);
    expect(message).not.toContain('canary');
  });
});

describe('the start', () => {
  const build = (webhook?: { publicUrl: string }): Bot => createBot({
    token: peerToken, apiUrl: peer.url, allowedUsers: 'everyone', commands: [echo], core: undefined, store: createMemoryStore(), actions: recordingActions(claimOnce()),
    hint: () => reply(''), clock: fastClock, random: () => 0, log: recordingLog([]),
    ...(webhook === undefined ? {} : { webhook: { ...webhook, secretToken: 'secret', pathAt: () => '/telegram/x' } }),
  });

  test.each(['getMe', 'getWebhookInfo', 'deleteWebhook', 'setMyCommands'])('by polling asks again after any answer to %s', async (method) => {
    for (const [name, fault] of shapes.filter((_, index) => index % 9 === 0)) {
      peer = await startTelegramPeer();
      failNext(method, 1, fault);
      const bot = build();
      running = { bot };
      await bot.start();
      expect([name, peer.callsOf(method).length > 1]).toEqual([name, true]);
      await peer.until(() => peer.callsOf('getUpdates').length > 0);
      await bot.stop();
      await peer.close();
    }
    running = undefined;
  });

  test.each(['getMe', 'setWebhook'])('by webhook asks again after any answer to %s', async (method) => {
    for (const [name, fault] of shapes.filter((_, index) => index % 9 === 0)) {
      peer = await startTelegramPeer();
      failNext(method, 1, fault);
      const bot = build({ publicUrl: 'https://bot.example.com' });
      await bot.start();
      expect([name, peer.callsOf(method).length, peer.webhook]).toEqual([name, 2, 'https://bot.example.com/telegram/x']);
      await bot.stop();
      await peer.close();
    }
  });

  test('takes a webhook away whose first removal was answered by something else', async () => {
    peer = await startTelegramPeer();
    peer.webhook = 'https://elsewhere.example/hook';
    failNext('deleteWebhook', 2, { status: 403, body: '{"message":"Forbidden"}' });
    running = await startBot([echo], { peer, clock: fastClock });
    expect(peer.webhook).toBe('');
  });
});
