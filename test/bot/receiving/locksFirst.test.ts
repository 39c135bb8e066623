// A lock is carried out before everything its owner, or whoever holds the owner's phone, has sent besides.
import { afterEach, describe, expect, test } from '@jest/globals';
import { lockAnswerEveryMs } from '../../../src/bot/receiving/locksFirst.js';
import { systemClock } from '../../../src/model/clock.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';
import { command, reply, startBot } from '../startBot.js';
import { startWebhook, textUpdate } from './webhook/webhookAtWork.js';

let running: { readonly stop: () => Promise<void> } | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const lock = command('lock', async () => reply('locked'), { aliases: ['freeze'], locks: true });
const echo = command('echo', async ({ rest }) => reply(rest));

/** A command that waits until it is let go, so that all its sender writes besides waits behind it. */
function gate(): { readonly slow: ReturnType<typeof command>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { slow: command('slow', async () => { await opened; return reply('slow done'); }), open: () => open() };
}

async function knownStore(): Promise<MemoryStore> {
  const store = createMemoryStore();
  await store.create(newUser(7, 7, 'Thandi', 0));
  return store;
}

const lockOf = (store: MemoryStore): UserRecord['lock'] => store.read(7)?.lock;

describe.each(['polling', 'webhook'] as const)('by %s', (way) => {
  /** Starts a bot that a person has used before, and gives a way to write to it. */
  async function start(commands: Parameters<typeof startBot>[0], more: Parameters<typeof startBot>[1] = {}) {
    const store = await knownStore();
    let id = 500;
    if (way === 'polling') {
      const atWork = await startBot(commands, { store, ...more });
      running = atWork;
      return { ...atWork, store, send: async (text: string, extra: object = {}) => { atWork.peer.write(7, text, { extra: { text, ...extra } }); }, tap: async (data: string) => { atWork.peer.press(7, data); } };
    }
    const atWork = await startWebhook(commands, { store, ...more });
    running = atWork;
    const send = async (text: string, extra: object = {}): Promise<void> => {
      const update = textUpdate((id += 1), text) as { message: object };
      await atWork.post(JSON.stringify({ ...update, message: { ...update.message, ...extra } }));
    };
    return { ...atWork, store, send, tap: async (data: string) => { await atWork.press((id += 1), data); } };
  }

  test('a lock is durable and answered while the line is full, a command hangs and far too much was sent', async () => {
    const waiting = gate();
    const { peer, store, send } = await start([lock, waiting.slow, echo]);
    await send('/slow');
    const flood = Array.from({ length: 200 }, (_, number) => send(`/echo ${number}`));
    await send('/lock');
    await peer.until(() => lockOf(store) !== undefined && peer.textsTo(7).includes('locked'));
    expect(peer.textsTo(7)).not.toContain('slow done');
    await Promise.all(flood);
    waiting.open();
  });

  test.each([['an alias', '/freeze'], ['with words behind it', '/lock now please'], ['in capitals', '/LOCK']])('a lock is known again as %s', async (_how, text) => {
    const { peer, store, send } = await start([lock]);
    await send(text);
    await peer.until(() => lockOf(store) !== undefined);
  });

  test('a tap on a Lock button counts as the word, past what one may tap', async () => {
    const { peer, store, send, tap } = await start([lock, echo]);
    await send('/echo first');
    await Promise.all(Array.from({ length: 150 }, () => tap('do:echo again')));
    await tap('do:lock');
    await peer.until(() => lockOf(store) !== undefined && peer.textsTo(7).includes('locked'));
  });

  test('what is forwarded locks nothing and is not followed, and a tap does it all the same', async () => {
    const { peer, store, send, tap } = await start([lock, echo]);
    await send('/lock', { forward_origin: { type: 'user', date: 1, sender_user: { id: 9, is_bot: false, first_name: 'Sipho' } } });
    await send('/echo 5', { forward_date: 1 });
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)).toEqual(['A forwarded message is not followed. Write it yourself if you want it done.', 'A forwarded message is not followed. Write it yourself if you want it done.']);
    expect(lockOf(store)).toBeUndefined();
    expect(JSON.stringify(peer.callsOf('sendMessage')[0]!.payload['reply_markup'])).toContain('do:lock');
    await tap('do:lock');
    await peer.until(() => lockOf(store) !== undefined);
  });

  test('a hundred locks are answered once, and no more of them written than one may send', async () => {
    let writes = 0;
    const { peer, store, send } = await start([lock, echo]);
    await send('/lock');
    await peer.until(() => peer.textsTo(7).includes('locked'));
    store.onChange(() => { writes += 1; });
    await Promise.all(Array.from({ length: 100 }, () => send('/lock')));
    await send('/echo end');
    await peer.until(() => peer.callsOf('sendMessage').length >= 2);
    expect(peer.textsTo(7).filter((text) => text === 'locked')).toHaveLength(1);
    expect(writes).toBeLessThan(70);
  });

  test('a lock after an unlock is answered again at once, and one of a locked account after 10 s', async () => {
    let later = 0;
    const { peer, store, send } = await start([lock], { clock: { ...systemClock, monotonic: () => systemClock.monotonic() + later } });
    const answers = (): number => peer.textsTo(7).filter((text) => text === 'locked').length;
    await send('/lock');
    await peer.until(() => answers() === 1);
    await store.update(7, ({ lock: _lock, ...record }) => ({ record, result: undefined }));
    await send('/lock');
    await peer.until(() => answers() === 2 && lockOf(store) !== undefined);
    await send('/lock');
    await pause(30);
    expect(answers()).toBe(2);
    later = lockAnswerEveryMs;
    await send('/lock');
    await peer.until(() => answers() === 3);
  });
});

test('a lock that was written and not yet answered when the program ended is answered at the next start, once', async () => {
  const store = await knownStore();
  const first = await startBot([command('lock', () => new Promise(() => undefined), { locks: true })], { store });
  first.peer.write(7, '/lock', { updateId: 900 });
  await first.peer.until(() => lockOf(store) !== undefined);
  expect(store.read(7)!.inbox.map((row) => row.updateId)).toEqual([900]);
  await first.bot.stop();
  running = await startBot([lock], { store, peer: first.peer });
  first.peer.write(7, '/lock', { updateId: 900 });
  await first.peer.until(() => first.peer.textsTo(7).includes('locked') && store.read(7)!.handled.includes(900));
  await pause(30);
  expect([first.peer.textsTo(7), store.read(7)!.inbox]).toEqual([['locked'], []]);
});

test('a lock that cannot be stored is refused to come again, by webhook', async () => {
  const store = await knownStore();
  let isBroken = true;
  const failing: MemoryStore = { ...store, update: (id, change) => (isBroken ? Promise.reject(new Error('no space')) : store.update(id, change)) };
  const atWork = await startWebhook([lock], { store: failing });
  running = atWork;
  expect(await atWork.write(901, '/lock')).toBe(503);
  isBroken = false;
  expect([await atWork.write(901, '/lock'), lockOf(store)?.askedBy]).toEqual([200, 901]);
});
