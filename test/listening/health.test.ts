// What /health and /ready answer in each state, and that nobody can make them write or tell more.
import { afterEach, describe, expect, test } from '@jest/globals';
import { healthRoutes, type HealthParts } from '../../src/listening/health.js';
import { openListener, type Listener } from '../../src/listening/listener.js';
import { createWriteProbe } from '../../src/storage/lowdb/writeProbe.js';
import { realDisk } from '../../src/storage/lowdb/disk.js';
import { recordingLog } from '../bot/startBot.js';
import { createFakeClock } from '../support/fakeClock.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

let listener: Listener | undefined;
afterEach(() => listener?.close());

const clock = createFakeClock();
const well: HealthParts = { polling: () => ({ heardAt: clock.monotonic() }), telegramAnswers: () => true, publicStream: () => 'connected', storeTakesWrites: () => Promise.resolve(true), clock };

async function ask(parts: Partial<HealthParts>, path: string, method = 'GET'): Promise<{ readonly status: number; readonly text: string }> {
  await listener?.close();
  listener = await openListener({ port: 0, routes: healthRoutes({ ...well, ...parts }), clock, log: recordingLog([]) });
  const response = await fetch(`http://127.0.0.1:${String(listener.port)}${path}`, { method });
  return { status: response.status, text: await response.text() };
}

const conflict = { since: Date.UTC(2026, 0, 2) };
describe('health', () => {
  test.each<[string, Partial<HealthParts>, number, RegExp, number, RegExp]>([
    ['all is well', {}, 200, /^$/, 200, /^$/],
    ['polls end', { polling: () => ({ heardAt: clock.monotonic() - 59_000 }) }, 200, /^$/, 200, /^$/],
    ['no poll ends', { polling: () => ({ heardAt: clock.monotonic() - 61_000 }) }, 503, /^telegram: no poll has ended for 61 s$/, 503, /no poll/],
    ['a pause was asked for', { polling: () => ({ heardAt: clock.monotonic() + 600_000 }) }, 200, /^$/, 200, /^$/],
    ['another polls', { polling: () => ({ heardAt: clock.monotonic(), conflict }) }, 200, /^telegram: 409, .* since 2026-01-02T00:00:00.000Z/, 503, /409/],
    ['it need not poll', { polling: () => undefined }, 200, /^$/, 200, /^$/],
    ['Telegram is away', { telegramAnswers: () => false }, 200, /^$/, 503, /^telegram: does not answer/],
    ['the disk refuses', { storeTakesWrites: () => Promise.resolve(false) }, 200, /^$/, 503, /^store: takes no writes$/],
    ['the stream is away', { publicStream: () => 'connecting' }, 200, /^$/, 503, /^exchange: the public stream is connecting$/],
  ])('when %s', async (_, parts, health, healthWords, ready, readyWords) => {
    await clock.advance(700_000);
    for (const [path, status, words] of [['/health', health, healthWords], ['/', health, healthWords], ['/ready', ready, readyWords]] as const) {
      const { status: answered, text } = await ask(parts, path);
      const body = JSON.parse(text) as { ok: boolean; problems: string[] };
      expect([path, answered, body.ok]).toEqual([path, status, status === 200]);
      expect(body.problems.join('; ')).toMatch(words);
    }
  });

  test.each([['HEAD', '/health', 200], ['HEAD', '/ready', 200], ['POST', '/health', 404], ['POST', '/ready', 404], ['GET', '/health/', 404], ['GET', '/ready?x', 404]])('%s %s is %i without a body', async (method, path, status) => {
    expect(await ask({}, path, method)).toEqual({ status, text: '' });
  });
});

describe('whether the store takes writes', () => {
  test('is found by one write in five seconds for however many ask, and found anew afterwards', async () => {
    const directory = temporaryFolder();
    await realDisk.makeFolder(`${directory}/users`, 0o700);
    let opened = 0;
    let isFull = false;
    const disk = { ...realDisk, open: (path: string, mode: number) => { opened += 1; return isFull ? Promise.reject(new Error('full')) : realDisk.open(path, mode); } };
    const probe = createWriteProbe({ directory, clock, disk });
    expect(await Promise.all(Array.from({ length: 100 }, () => probe()))).toEqual(Array.from({ length: 100 }, () => true));
    isFull = true;
    expect(await probe()).toBe(true);
    expect(opened).toBe(1);
    await clock.advance(5_000);
    expect(await probe()).toBe(false);
    isFull = false;
    await clock.advance(5_000);
    expect(await probe()).toBe(true);
    expect(await realDisk.list(`${directory}/users`)).toEqual([]);
  });

  test('a disk that hangs is no, and is not asked again while it hangs', async () => {
    let opened = 0;
    const disk = { ...realDisk, open: () => { opened += 1; return new Promise<never>(() => undefined); } };
    const probe = createWriteProbe({ directory: temporaryFolder(), clock, disk });
    for (let count = 0; count < 3; count += 1) {
      const answer = probe();
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      await clock.advance(6_000);
      expect(await answer).toBe(false);
    }
    expect(opened).toBe(1);
  });
});
