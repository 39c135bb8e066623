// The webhook: only Telegram is heard, 200 means kept, and what comes twice is handled once.
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { BotStartError } from '../../../../src/bot/botErrors.js';
import { bodyBytesLimit } from '../../../../src/bot/receiving/webhook/readBody.js';
import { newUser } from '../../../../src/model/user.js';
import { createMemoryStore } from '../../../support/memoryStore.js';
import { startTelegramPeer } from '../../../support/telegramPeer.js';
import { command, dump, fastClock, reply, startBot } from '../../startBot.js';
import { hookPath, publicUrl, secrets, startWebhook, textUpdate, webhook, type Delivery, type WebhookAtWork } from './webhookAtWork.js';

let running: WebhookAtWork | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(...options: Parameters<typeof startWebhook>): Promise<WebhookAtWork> {
  running = await startWebhook(...options);
  return running;
}

const echo = command('echo', async ({ rest }) => reply(rest), { aliases: ['e'], where: 'anywhere' });
const link = command('link', async () => reply('linked'), { secret: true });
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

describe('the start with PUBLIC_URL', () => {
  test('tells Telegram where to deliver, with a secret, and keeps what waits there', async () => {
    const { peer } = await start([echo]);
    expect(peer.callsOf('setWebhook').map((call) => call.payload)).toEqual([{
      url: `${publicUrl}${hookPath}`, secret_token: secrets.secretToken, allowed_updates: ['message', 'edited_message', 'callback_query', 'inline_query'], max_connections: 40, drop_pending_updates: false,
    }]);
    expect([peer.callsOf('getUpdates'), peer.callsOf('deleteWebhook')]).toEqual([[], []]);
  });

  test('says what Telegram does not like of the address, and ends', async () => {
    const peer = await startTelegramPeer();
    peer.fault = ({ method }) => (method === 'setWebhook' ? { status: 400, description: 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443' } : undefined);
    const error: unknown = await startBot([echo], { peer, webhook }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BotStartError);
    expect((error as Error).message).toMatch(/PUBLIC_URL.*only on ports 80.*long polling\.$/);
    await peer.close();
  });

  test('goes on trying while Telegram is away or cannot find the host yet', async () => {
    const peer = await startTelegramPeer();
    let failures = 0;
    peer.fault = ({ method }) => (method === 'setWebhook' && (failures += 1) <= 2 ? (failures === 1 ? 'reset' : { status: 400, description: 'Bad Request: bad webhook: Failed to resolve host: Name or service not known' }) : undefined);
    running = await startWebhook([echo], { peer, clock: fastClock });
    expect(peer.callsOf('setWebhook')).toHaveLength(3);
  });

  test('logs neither the secret nor the path', async () => {
    const { lines, write } = await start([echo]);
    await write(1, '/echo x');
    expect(lines.join('')).not.toMatch(new RegExp(`${secrets.secretToken}|${hookPath}`));
  });
});

describe('a request that is not Telegram’s', () => {
  const update = JSON.stringify(textUpdate(1, '/echo forged'));
  test.each<[string, number, Delivery]>([
    ['without the secret', 401, { secret: undefined }],
    ['with an empty secret', 401, { secret: '' }],
    ['with a wrong secret', 401, { secret: 'x'.repeat(43) }],
    ['with the beginning of the secret', 401, { secret: secrets.secretToken.slice(0, -1) }],
    ['with more than the secret', 401, { secret: `${secrets.secretToken}x` }],
    ['with the secret twice', 401, { secret: `${secrets.secretToken}, ${secrets.secretToken}` }],
    ['with the secret in other letters', 401, { secret: secrets.secretToken.toUpperCase() }],
    ['at the path’s parent', 404, { path: '/telegram' }],
    ['at the beginning of the path', 404, { path: hookPath.slice(0, -1) }],
    ['at more than the path', 404, { path: `${hookPath}/` }],
    ['at the path with a query', 404, { path: `${hookPath}?a=1` }],
    ['at the path of another origin', 404, { path: secrets.pathAt('https://evil.example') }],
    ['by GET', 405, { method: 'GET' }],
    ['by PUT', 405, { method: 'PUT' }],
  ])('%s is answered %i with an empty body, and nothing is handled', async (_, status, delivery) => {
    const { post, peer, store } = await start([echo]);
    expect(await post(update, delivery)).toMatchObject({ status, body: '' });
    await wait(20);
    expect([peer.textsTo(7), [...store.all()]]).toEqual([[], []]);
  });

  test('is refused ten thousand times with nothing handled and one line in the log', async () => {
    const { port, peer, lines, store } = await start([echo]);
    const forged = (path: string, secret: string): string => `POST ${path} HTTP/1.1\r\nHost: x\r\n${secret}Content-Length: ${String(update.length)}\r\n\r\n${update}`;
    const secretOf = (secret: string): string => `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\n`;
    const kinds = [forged(hookPath, ''), forged(hookPath, secretOf('wrong')), forged(hookPath, secretOf(secrets.secretToken.slice(0, 42))), forged(hookPath, secretOf('x'.repeat(43)))];
    const told = await Promise.all(Array.from({ length: 50 }, () => pipeline(port, Array.from({ length: 200 }, (_, index) => kinds[index % kinds.length]!))));
    expect(told.flat()).toEqual(Array(10_000).fill('401'));
    expect([peer.textsTo(7), [...store.all()]]).toEqual([[], []]);
    expect(lines.filter((line) => line.includes('requests refused'))).toHaveLength(1);
  });
});

/** Sends requests one after the other on one connection; gives the statuses. */
async function pipeline(port: number, requests: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const statuses: string[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (part) => {
      statuses.push(...Array.from(part.toString().matchAll(/HTTP\/1\.1 (\d+)/g), (match) => match[1] ?? ''));
      if (statuses.length >= requests.length) resolve();
    });
    socket.once('close', () => reject(new Error(`closed after ${String(statuses.length)} answers`)));
    socket.write(requests.join(''));
  });
  socket.destroy();
  return statuses;
}

describe('a body', () => {
  test.each([
    ['of broken JSON', '{"update_id":1,'],
    ['that is empty', ''],
    ['that is no object', '[1,2]'],
    ['without a number', '{"message":{}}'],
    ['with a number that is none', '{"update_id":"1"}'],
    ['that is null', 'null'],
    ['nested without end', '['.repeat(500_000)],
    ['of bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('%s is answered 400', async (_, body) => {
    const { post, peer } = await start([echo]);
    expect(await post(body)).toMatchObject({ status: 400, body: '' });
    expect(peer.textsTo(7)).toEqual([]);
  });

  test('of a kind that is not for the bot is done with: Telegram need not send it again', async () => {
    const { post } = await start([echo]);
    expect((await post('{"update_id":5,"poll":{"id":"1"}}')).status).toBe(200);
  });

  test('of 1 MiB is read and of one byte more is not', async () => {
    const { post } = await start([echo]);
    const sized = (bytes: number): string => `{"update_id":1,"x":"${'y'.repeat(bytes - 22)}"}`;
    expect(sized(bodyBytesLimit).length).toBe(bodyBytesLimit);
    expect((await post(sized(bodyBytesLimit))).status).toBe(200);
    expect((await post(sized(bodyBytesLimit + 1))).status).toBe(413);
  });

  test('in pieces within a letter is put together', async () => {
    const { peer, port } = await start([echo]);
    const body = Buffer.from(JSON.stringify(textUpdate(1, '/echo жë')));
    const at = body.indexOf(Buffer.from('ж')) + 1;
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST ${hookPath} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${secrets.secretToken}\r\nContent-Length: ${String(body.length)}\r\n\r\n`);
    socket.write(body.subarray(0, at));
    await wait(20);
    socket.write(body.subarray(at));
    await peer.until(() => peer.textsTo(7).length === 1);
    socket.destroy();
    expect(peer.textsTo(7)).toEqual(['жë']);
  });

  const hundredMegabytes = 100 * bodyBytesLimit;
  test.each([
    ['announced', `Content-Length: ${String(hundredMegabytes)}`],
    ['in chunks without end', 'Transfer-Encoding: chunked'],
  ])('of 100 MiB, %s, is answered 413 without being read', async (_, header) => {
    const { port } = await start([echo]);
    const before = process.memoryUsage().rss;
    const socket = connect(port, '127.0.0.1');
    let told = '';
    socket.on('data', (part) => { told += part.toString(); });
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => { socket.once('close', resolve); });
    socket.write(`POST ${hookPath} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${secrets.secretToken}\r\n${header}\r\n\r\n`);
    const piece = Buffer.alloc(65_536, 0x78);
    const framed = header.startsWith('T') ? Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]) : piece;
    let sent = 0;
    for (; sent < hundredMegabytes && !socket.destroyed && told === ''; sent += piece.length) {
      if (!socket.write(framed)) await Promise.race([new Promise((resolve) => { socket.once('drain', resolve); }), closed, wait(500)]);
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    await closed;
    expect(told).toMatch(/^HTTP\/1.1 413 [^\r]+\r\n(?:[^\r]+\r\n)+\r\n$/);
    expect(sent).toBeLessThan(hundredMegabytes / 4);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * bodyBytesLimit);
  });
});

describe('an update', () => {
  test('is answered with an empty 200, and the reply goes to Telegram by a call of its own', async () => {
    const { post, peer } = await start([echo]);
    expect(await post(JSON.stringify(textUpdate(1, '/echo hello')))).toMatchObject({ status: 200, body: '' });
    await peer.until(() => peer.textsTo(7).length === 1);
  });

  test('is on the disk before it is answered, though its handling goes on', async () => {
    let open: () => void = () => undefined;
    const slow = command('slow', async () => {
      await new Promise<void>((resolve) => { open = resolve; });
      return reply('done');
    });
    const { write, store, peer } = await start([slow]);
    expect(await write(1, '/slow')).toBe(200);
    expect(store.read(7)?.inbox.map((row) => row.updateId)).toEqual([1]);
    await wait(10);
    open();
    await peer.until(() => store.read(7)?.inbox.length === 0);
    expect(store.read(7)?.handled).toEqual([1]);
  });

  test('is not answered, and not handled, while the disk has not got it', async () => {
    const memory = createMemoryStore([newUser(7, 7, 'Thandi', 1)]);
    let write: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => { write = resolve; });
    const { write: deliver, peer } = await start([echo], { store: { ...memory, update: (userId, change) => disk.then(() => memory.update(userId, change)) } });
    let status = 0;
    const delivered = deliver(1, '/echo kept').then((told) => { status = told; });
    await wait(100);
    expect([status, peer.textsTo(7)]).toEqual([0, []]);
    write();
    await delivered;
    expect(status).toBe(200);
    await peer.until(() => peer.textsTo(7).length === 1);
  });

  test('that cannot be kept is answered 503, not handled, and handled once when it comes again', async () => {
    const { write, press, post, store, peer } = await start([echo]);
    store.failWrites(1);
    expect(await write(1, '/echo first contact')).toBe(503);
    expect(await write(1, '/echo first contact')).toBe(200);
    await peer.until(() => store.read(7)?.handled.length === 1);
    store.failWrites(2);
    expect([await write(2, '/echo kept'), await press(3, 'do:echo pressed')]).toEqual([503, 503]);
    expect((await post(JSON.stringify(textUpdate(9, '/echo x')), { secret: 'wrong' })).status).toBe(401);
    await wait(20);
    expect(peer.textsTo(7)).toEqual(['first contact']);
    expect([await write(2, '/echo kept'), await press(3, 'do:echo pressed')]).toEqual([200, 200]);
    await peer.until(() => store.read(7)?.handled.length === 3);
    expect(peer.textsTo(7)).toEqual(['first contact', 'kept', 'pressed']);
  });

  test('asks Telegram to come again soon when it is answered 503', async () => {
    const { post, store } = await start([echo]);
    store.failWrites(1);
    expect(await post(JSON.stringify(textUpdate(1, '/echo x')))).toMatchObject({ status: 503, body: '', headers: { 'retry-after': '3' } });
  });

  test('that cannot be kept holds up nobody else', async () => {
    const store = createMemoryStore();
    const { write, peer } = await start([echo], { store: { ...store, create: (record) => (record.id === 8 ? Promise.reject(new Error('full')) : store.create(record)) } });
    expect(await Promise.all([write(1, '/echo mine'), write(2, '/echo other', 8)])).toEqual([200, 503]);
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.textsTo(8)).toEqual([]);
  });

  test('that comes twice, also at once, out of order and after a restart, is handled once', async () => {
    const first = await start([echo]);
    const { peer, store } = first;
    const statuses = await Promise.all([first.write(3, '/echo 3'), first.press(2, 'do:echo 2'), first.write(3, '/echo 3'), first.press(2, 'do:echo 2'), first.write(1, '/echo 1'), first.write(3, '/echo 3')]);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await first.write(1, '/echo 1')).toBe(200);
    await peer.until(() => store.read(7)?.handled.length === 3);
    await first.stopProgram();
    running = await startWebhook([echo], { peer, store });
    expect(await Promise.all([running.write(2, '/echo 2'), running.write(3, '/echo 3'), running.write(4, '/echo 4')])).toEqual([200, 200, 200]);
    await peer.until(() => peer.textsTo(7).includes('4'));
    expect([...peer.textsTo(7)].sort()).toEqual(['1', '2', '3', '4']);
  });

  test('that may hold a secret is handled and reaches neither the disk nor the log', async () => {
    const { write, peer, store, lines } = await start([link]);
    expect(await write(1, '/link CANARY-key CANARY-secret')).toBe(200);
    await peer.until(() => store.read(7)?.handled.length === 1);
    expect(peer.textsTo(7)).toEqual(['linked']);
    expect(dump(store) + lines.join('')).not.toContain('CANARY');
  });

  test('left over by a kill is handled at the next start, and once though Telegram delivers it again', async () => {
    const store = createMemoryStore();
    let release: () => void = () => undefined;
    const killed = command('echo', () => new Promise((_, reject) => { release = () => reject(new Error('killed')); }));
    const first = await startWebhook([killed], { store });
    expect(await first.write(1, '/echo late')).toBe(200);
    const again = await start([echo], { store });
    expect(await again.write(1, '/echo late')).toBe(200);
    await again.peer.until(() => store.read(7)?.handled.length === 1);
    await wait(20);
    expect(again.peer.textsTo(7)).toEqual(['late']);
    release();
    await first.stop();
  });
});

describe('the stop', () => {
  test('takes no more in, lets a handler finish, and leaves the webhook and what waits to Telegram', async () => {
    const slow = command('slow', async () => { await wait(100); return reply('finished'); });
    const { write, bot, peer, store } = await start([slow]);
    expect(await write(1, '/slow')).toBe(200);
    const stopped = bot.stop();
    expect(await write(2, '/slow')).toBe(503);
    await stopped;
    expect(peer.textsTo(7)).toEqual(['finished']);
    expect([peer.webhook, peer.callsOf('deleteWebhook')]).toEqual([`${publicUrl}${hookPath}`, []]);
    expect(store.read(7)?.inbox).toEqual([]);
  });
});
