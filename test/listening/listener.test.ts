// The port: health, exact paths, and nobody who sends slowly, hugely or wrongly takes it from the others.
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sourceOf } from '../../src/listening/connections.js';
import { openListener, type Listener, type ListenerLimits, type Route } from '../../src/listening/listener.js';
import { systemClock, type Clock } from '../../src/model/clock.js';
import { recordingLog } from '../bot/startBot.js';
import { createFakeClock } from '../support/fakeClock.js';

const roomy = { connections: 50, waitingPerAddress: 50, unprovenBytes: 100_000 };
const short: ListenerLimits = { ...roomy, headersMs: 60, requestMs: 120, idleMs: 500, lookMs: 20 };
const patient: ListenerLimits = { ...roomy, headersMs: 5_000, requestMs: 5_000, idleMs: 500, lookMs: 500 };

let listener: Listener | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await listener?.close();
  listener = undefined;
});

const lines: string[] = [];

async function open(limits: ListenerLimits, routes: readonly Route[] = [], clock: Clock = systemClock): Promise<number> {
  lines.length = 0;
  listener = await openListener({ port: 0, routes, clock, log: recordingLog(lines), limits });
  return listener.port;
}

/** A connection and all it will have been told when it ends. */
function dial(port: number): { readonly socket: Socket; readonly ended: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', () => undefined);
  return { socket, ended: new Promise((resolve) => { socket.once('close', () => resolve(Buffer.concat(parts).toString('latin1'))); }) };
}

async function say(port: number, text: string): Promise<string> {
  const { socket, ended } = dial(port);
  socket.write(text);
  return ended;
}

const seen: string[] = [];
const hook: Route = { path: '/hook', handle: (request, response) => {
  seen.push(request.method ?? '');
  response.writeHead(200, { 'content-length': 0, connection: 'close' }).end();
} };

describe('the port', () => {
  test.each([
    ['GET /other', 404, ''],
    ['GET /hook/', 404, ''],
    ['GET /hook?x', 404, ''],
    ['GET /HOOK', 404, ''],
    ['GET //hook', 404, ''],
    ['GET /%68ook', 404, ''],
    ['GET http://127.0.0.1/hook', 404, ''],
    ['POST /hook', 200, ''],
  ])('answers %s with %i and %j', async (line, status, body) => {
    const port = await open(patient, [hook]);
    const answer = await say(port, `${line} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.split('\r\n\r\n')[1]).toBe(body);
  });

  test.each([
    ['what is no HTTP', 'hello there\r\n\r\n', 400],
    ['headers without end', `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ])('refuses %s with an empty body', async (_, text, status) => {
    seen.length = 0;
    const port = await open(patient, [hook]);
    expect(await say(port, text)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^\\r]+\r\n(?:[^\\r]+\r\n)+\r\n$`));
    expect(seen).toEqual([]);
  });

  test('ends a connection whose headers or body do not come', async () => {
    const handled: Route = { path: '/hook', handle: (request, response) => {
      request.resume();
      request.once('end', () => response.end());
    } };
    const port = await open(short, [handled]);
    const told = await Promise.all([
      say(port, 'GET /health HTTP/1.1\r\nHost: x\r\n'),
      say(port, 'POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab'),
    ]);
    expect(told.map((text) => text.slice(0, 12))).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408']);
  });

  test.each([['in all', { connections: 3 }], ['from one address', { waitingPerAddress: 3 }]])('ends the oldest connection that has sent no whole request when there are too many %s, and answers the newest', async (_what, limits) => {
    const port = await open({ ...patient, ...limits }, [hook]);
    const held = [dial(port), dial(port), dial(port)];
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => { socket.once('connect', resolve); })));
    expect(await say(port, 'GET /hook HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 200/);
    await held[0]!.ended;
    expect(held.map(({ socket }) => socket.destroyed)).toEqual([true, false, false]);
  });

  test('answers each of fifty requests while four hundred connections send a byte now and then and come again when they are ended', async () => {
    listener = await openListener({ port: 0, routes: [hook], clock: systemClock, log: recordingLog([]) });
    const { port } = listener;
    let isOver = false;
    const dribble = (): void => {
      const { socket, ended } = dial(port);
      socket.write('POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n');
      void ended.then(() => { if (!isOver) setTimeout(dribble, 5); });
    };
    for (let count = 0; count < 400; count += 1) dribble();
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    const answers: string[] = [];
    for (let count = 0; count < 50; count += 1) answers.push((await say(port, 'GET /hook HTTP/1.1\r\nHost: x\r\n\r\n')).slice(0, 12));
    isOver = true;
    expect(answers).toEqual(answers.map(() => 'HTTP/1.1 200'));
  }, 20_000);

  test('never ends one whose request is being answered: then the newest is not taken', async () => {
    const waiting: (() => void)[] = [];
    const slow: Route = { path: '/slow', handle: (_, response) => { waiting.push(() => response.writeHead(200, { connection: 'close', 'content-length': 0 }).end()); } };
    const port = await open({ ...patient, connections: 2 }, [slow]);
    const asked = [say(port, 'GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'), say(port, 'GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')];
    while (waiting.length < 2) await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(await say(port, 'GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
    for (const answer of waiting) answer();
    expect((await Promise.all(asked)).map((text) => text.slice(0, 12))).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  });

  test('ends a connection that has sent much and nothing that was answered well', async () => {
    const refusing: Route = { path: '/hook', handle: (request, response) => { request.resume(); response.writeHead(401, { 'content-length': 0 }).end(); } };
    const port = await open({ ...patient, unprovenBytes: 10_000 }, [refusing]);
    const { socket, ended } = dial(port);
    const one = `POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n${'x'.repeat(900)}`;
    socket.write(one.repeat(20));
    const told = await ended;
    expect(told.match(/401/g)?.length ?? 0).toBeLessThan(20);
  });

  test.each([
    ['::ffff:10.1.2.3', '10.1.2.3'], ['10.1.2.3', '10.1.2.3'], ['::1', '0:0:0:0'],
    ['2001:db8::1', '2001:db8:0:0'], ['2001:0db8:0:5:a:b:c:d', '2001:db8:0:5'], ['', ''],
  ])('counts %s with %j', (address, source) => expect(sourceOf(address)).toBe(source));

  test('that is taken is one sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => { other.listen(0, resolve); });
    const { port } = other.address() as AddressInfo;
    await expect(openListener({ port, routes: [], clock: systemClock, log: recordingLog([]) })).rejects.toThrow(/^Cannot start: port \d+ cannot be listened on; [^.]+\.$/);
    await new Promise((resolve) => { other.close(resolve); });
  });
});

describe('refused requests', () => {
  test('are counted and logged at most once a minute, without what was asked', async () => {
    const clock = createFakeClock();
    const refusing: Route = { path: '/hook', handle: (_, response) => response.writeHead(401, { connection: 'close' }).end() };
    const port = await open(patient, [refusing], clock);
    for (let count = 0; count < 5; count += 1) await say(port, 'POST /hook HTTP/1.1\r\nHost: x\r\n\r\n');
    await say(port, 'GET /secret-canary HTTP/1.1\r\nHost: x\r\n\r\n');
    const logged = (): string[] => lines.filter((line) => line.includes('requests refused'));
    expect(logged()).toEqual(['{"level":"warn","event":"requests refused","status401":1}']);
    await clock.advance(60_000);
    expect(logged().slice(1)).toEqual(['{"level":"warn","event":"requests refused","status401":4,"status404":1}']);
    await clock.advance(60_000);
    expect(logged()).toHaveLength(2);
    expect(lines.join('')).not.toContain('canary');
  });
});
