import { afterEach, describe, expect, test } from '@jest/globals';
import { createBot } from '../../../src/bot/bot.js';
import { BotStartError } from '../../../src/bot/botErrors.js';
import { languages } from '../../../src/text/index.js';
import { startTelegramPeer, type Fault, type TelegramPeer } from '../../support/telegramPeer.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { claimOnce, command, fastClock, recordingActions, recordingLog, reply, startBot, type BotAtWork } from '../startBot.js';

const echo = command('echo', async ({ rest }) => reply(rest), { where: 'anywhere' });
let peer: TelegramPeer;
let running: BotAtWork | undefined;
afterEach(async () => {
  await running?.bot.stop();
  running = undefined;
  await peer.close();
});

async function start(): Promise<BotAtWork> {
  peer = await startTelegramPeer();
  running = await startBot([echo], { peer, clock: fastClock });
  return running;
}

/** A fault for the next `count` calls of a method. */
function failNext(method: string, count: number, fault: Fault): void {
  let left = count;
  peer.fault = (call) => (call.method === method && (left -= 1) >= 0 ? fault : undefined);
}

describe('the start', () => {
  test.each([
    [{ status: 401, description: 'Unauthorized' }],
    [{ status: 404, description: 'Not Found' }],
  ])('with a token Telegram does not know (%j) ends with one sentence', async (fault) => {
    peer = await startTelegramPeer();
    peer.fault = () => fault;
    const bot = createBot({
      token: '1:wrong', apiUrl: peer.url, allowedUsers: 'everyone', commands: [echo], core: undefined, store: createMemoryStore(),
      actions: recordingActions(claimOnce()), hint: () => reply(''), clock: fastClock, random: () => 0, log: recordingLog([]),
    });
    const error: unknown = await bot.start().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BotStartError);
    expect((error as Error).message).toMatch(/^[^.]+BOT_TOKEN[^.]+\.$/);
  });

  test('keeps trying while Telegram cannot be reached, and says so in the log', async () => {
    peer = await startTelegramPeer();
    failNext('getMe', 3, 'reset');
    running = await startBot([echo], { peer, clock: fastClock });
    expect(peer.callsOf('getMe')).toHaveLength(4);
    expect(running.lines.filter((line) => line.includes('telegram not reachable'))).toHaveLength(3);
  });

  test('takes a webhook away and sets the command menu, for groups only what works there', async () => {
    peer = await startTelegramPeer();
    peer.webhook = 'https://elsewhere.example/hook';
    running = await startBot([echo, command('balance', async () => reply(''))], { peer });
    const menus = peer.callsOf('setMyCommands').map((call) => (call.payload['commands'] as { command: string }[]).map((one) => one.command));
    expect(menus).toEqual(Object.keys(languages).flatMap(() => [['echo'], ['echo', 'balance']]));
    const codes = peer.callsOf('setMyCommands').map((call) => call.payload['language_code']);
    expect(codes).toEqual([undefined, undefined, 'af', 'af', 'zu', 'zu']);
    expect(peer.webhook).toBe('');
  });

  test.each(['deleteWebhook', 'setMyCommands'])('works with a Bot API server that refuses %s', async (method) => {
    const server = await startTelegramPeer();
    peer = server;
    failNext(method, 2, { status: 404, description: 'Not Found: method not found' });
    running = await startBot([echo], { peer: server });
    server.write(7, '/echo hello');
    await server.until(() => server.textsTo(7).length === 1);
  });
});

describe('polling', () => {
  test.each<[string, Fault]>([
    ['a reset connection', 'reset'],
    ['a 502 page of a proxy', { status: 502, html: true }],
    ['a 500', { status: 500, description: 'Internal Server Error: restart' }],
    ['a page that is no JSON', { status: 200, html: true }],
    ['a 429', { status: 429, description: 'Too Many Requests: retry after 2', parameters: { retry_after: 2 } }],
    ['a dead connection', 'hang'],
  ])('goes on after %s', async (_, fault) => {
    const { bot } = await start();
    let ended = false;
    void bot.failed.then(() => { ended = true; });
    failNext('getUpdates', 2, fault);
    peer.write(7, '/echo before');
    await peer.until(() => peer.textsTo(7).length === 1);
    peer.write(7, '/echo after');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(ended).toBe(false);
  });

  test.each<[string, Fault, RegExp]>([
    ['the token is revoked', { status: 401, description: 'Unauthorized' }, /revoked/],
    ['another program keeps polling', { status: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' }, /^Another program/],
    ['somebody sets a webhook', { status: 409, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" }, /webhook/],
  ])('ends with one sentence when %s', async (_, fault, sentence) => {
    const { bot } = await start();
    failNext('getUpdates', 100, fault);
    peer.write(7, '/echo one');
    const error = await bot.failed;
    expect(error.message).toMatch(sentence);
    expect(error.message).toMatch(/^[^.]+\.$/);
  });

  test('survives the last poll of the program it replaces: three conflicts are no reason to end', async () => {
    await start();
    failNext('getUpdates', 3, { status: 409, description: 'Conflict: terminated by other getUpdates request' });
    peer.write(7, '/echo one');
    peer.write(7, '/echo two');
    await peer.until(() => peer.textsTo(7).length === 2);
  });

  test('asks only for what is read, with a long poll', async () => {
    await start();
    await peer.until(() => peer.callsOf('getUpdates').length > 0);
    expect(peer.callsOf('getUpdates')[0]!.payload).toMatchObject({ timeout: 25, allowed_updates: ['message', 'edited_message', 'callback_query', 'inline_query'] });
  });

  test('ends when a message cannot be sent because the token was revoked', async () => {
    const { bot } = await start();
    failNext('sendMessage', 1, { status: 401, description: 'Unauthorized' });
    peer.write(7, '/echo one');
    expect((await bot.failed).message).toMatch(/revoked/);
  });
});
