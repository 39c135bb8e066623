// Strangers come last: few are answered, few wait, and those who are known notice nothing of them.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createStrangers, strangersPerSecond, strangersWaitingLimit, waitingPerStrangerLimit } from '../../../src/bot/receiving/strangers.js';
import { readIncoming, type Incoming } from '../../../src/bot/incoming.js';
import { newUser } from '../../../src/model/user.js';
import { createFakeClock } from '../../support/fakeClock.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { command, recordingLog, reply, startBot, type BotAtWork } from '../startBot.js';
import { textUpdate } from './webhook/webhookAtWork.js';

const words = (updateId: number, userId: number): Incoming => readIncoming(textUpdate(updateId, '/start', userId))!;

describe('the lane of strangers', () => {
  test('answers two within any second, keeps fifty waiting, and counts in the log those it drops', async () => {
    const clock = createFakeClock();
    const lines: string[] = [];
    const turns: number[] = [];
    const lane = createStrangers({ clock, log: recordingLog(lines), onTurn: () => turns.push(clock.monotonic()) });
    const taken = Array.from({ length: 10_000 }, (_, number) => lane.take(words(number, 1000 + number))).filter(Boolean);
    expect(taken).toHaveLength(strangersPerSecond);
    await clock.advance(60_000);
    expect(turns).toHaveLength(strangersWaitingLimit);
    const at = turns.map((turn) => turn - (turns[0] ?? 0));
    expect(at.every((one, index) => one - (at[index - strangersPerSecond] ?? -Infinity) >= 1000)).toBe(true);
    expect(lines).toEqual([JSON.stringify({ level: 'warn', event: 'strangers not answered', count: 10_000 - strangersPerSecond - strangersWaitingLimit })]);
  });

  test('gives nobody the room of the others, and carries out in the order it came what one of them sends', async () => {
    const clock = createFakeClock();
    const turns: number[] = [];
    const lane = createStrangers({ clock, log: recordingLog([]), onTurn: ({ updateId }) => turns.push(updateId) });
    lane.take(words(1, 1));
    lane.take(words(2, 2));
    for (let id = 3; id < 20; id += 1) lane.take(words(id, 3));
    lane.take(words(20, 4));
    expect(lane.isWaiting(3)).toBe(true);
    await clock.advance(5000);
    expect(turns).toEqual([...Array.from({ length: waitingPerStrangerLimit }, (_, index) => 3 + index), 20]);
    expect(lane.isWaiting(3)).toBe(false);
  });
});

describe('a bot to which strangers write', () => {
  let running: BotAtWork | undefined;
  afterEach(async () => { await running?.stop(); });
  const start = command('start', async () => reply('hello'));

  test.each([['everybody may use', 'everyone' as const], ['few may use', new Set([7])]])('that %s answers those it knows at once, and makes no record of the crowd', async (_who, allowedUsers) => {
    const store = createMemoryStore();
    await store.create(newUser(7, 7, 'Thandi', 0));
    running = await startBot([start, command('echo', async ({ rest }) => reply(rest))], { store, allowedUsers });
    const { peer } = running;
    for (let number = 0; number < 3000; number += 1) peer.write(1000 + number, '/start');
    peer.write(7, '/echo here');
    await peer.until(() => peer.textsTo(7).includes('here'), 5000);
    const toOthers = peer.callsOf('sendMessage').filter((call) => call.payload['chat_id'] !== 7);
    expect(toOthers.length).toBeLessThan(20);
    expect([...store.all()].length).toBeLessThan(20);
  });

  test('a new person hears the answers to all they sent at once, and is known from then on', async () => {
    const store = createMemoryStore();
    running = await startBot([start, command('echo', async ({ rest }) => reply(rest))], { store });
    const { peer } = running;
    peer.push(textUpdate(901, '/start', 8), 901);
    for (const word of ['one', 'two', 'three', 'four']) peer.write(8, `/echo ${word}`);
    await peer.until(() => peer.textsTo(8).length === 5, 8000);
    expect([peer.textsTo(8), store.read(8)?.id]).toEqual([['hello', 'one', 'two', 'three', 'four'], 8]);
  });
});
