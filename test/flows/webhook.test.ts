// The real program behind a public address: Telegram posts, a kill or a restart loses nothing and repeats nothing.
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startStage, until, type Stage } from '../support/startSandbox.js';

const publicUrl = 'https://bot.example.com';
let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { PUBLIC_URL: publicUrl, PORT: '0' } });
  lead();
}, 30_000);
afterAll(() => stage.sandbox.stop());

const telegram = () => stage.sandbox.telegram.control;
const calls = (method: string) => telegram().requests.filter((request) => request.method === method);
const received = (): Promise<void> => until(() => telegram().pendingUpdates() === 0, 'the program said 200');

/** Stands for the proxy: the program says which port it has got. */
function lead(): void {
  telegram().leadOrigin(publicUrl, portOf());
}

const portOf = (): number => Number(/"event":"listening","port":(\d+)/.exec(stage.sandbox.program().output())?.[1]);

/** Connections that never send a whole request, each opened again as soon as it is ended. Gives what ends them. */
function dribble(count: number): () => void {
  const sockets = new Set<Socket>();
  let hasEnded = false;
  const open = (): void => {
    if (hasEnded) return;
    const socket = connect(portOf(), '127.0.0.1', () => socket.write('POST /telegram HTTP/1.1\r\nHost: x\r\n'));
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      setTimeout(open, 5);
    });
  };
  for (let one = 0; one < count; one += 1) open();
  return () => {
    hasEnded = true;
    for (const socket of sockets) socket.destroy();
  };
}

async function startAgain(settings?: Record<string, string>): Promise<void> {
  await stage.sandbox.startAgain(settings);
  lead();
}

it('answers what is posted to it, and polls never', async () => {
  await stage.person.ask('/start', /Hello Thandi/);
  await received();
  expect(calls('setWebhook').map((call) => String(call.params['url']))).toEqual([expect.stringMatching(/^https:\/\/bot\.example\.com\/telegram\/[\w-]{43}$/)]);
  expect(calls('getUpdates')).toEqual([]);
});

it('hears Telegram while four hundred slow connections want its port', async () => {
  const end = dribble(400);
  // Longer than a connection of Telegram's is kept between two deliveries: each of these needs a new one.
  const idleMs = 6000;
  try {
    for (let time = 0; time < 2; time += 1) {
      await until(() => true, 'the connection of the last delivery is closed', idleMs);
      await stage.person.ask('/help', /\/price/);
    }
  } finally {
    end();
  }
  await received();
  expect(telegram().failedDelivery()).toBeUndefined();
}, 60_000);

it('handles once what it had received and not answered when it was killed, also when Telegram posts it again', async () => {
  const answer = /BTC\/ZAR has not been traded yet/;
  stage.sandbox.exchange.control.setFault({ match: { path: '/public/markets/btczar/trades' }, kind: 'delay', delayMs: 8000, times: 1 });
  stage.person.send('/trades btc');
  await received();
  await until(() => stage.sandbox.exchange.control.requests.some((request) => request.path.endsWith('/trades')), 'the handling has begun');
  await stage.sandbox.program().end('SIGKILL');
  await startAgain();
  await stage.person.hear(answer);
  telegram().redeliver('last');
  await received();
  await stage.person.ask('/start', /Hello Thandi/);
  expect(stage.person.texts().filter((text) => answer.test(text))).toHaveLength(1);
});

it('leaves the webhook set when it stops, takes up what came meanwhile, and polls for it when PUBLIC_URL is gone', async () => {
  expect(await stage.sandbox.program().end('SIGTERM')).toMatchObject({ code: 0 });
  expect(calls('deleteWebhook')).toEqual([]);
  stage.person.send('/help');
  await until(() => true, 'Telegram has tried', 100);
  expect(telegram().pendingUpdates()).toBe(1);
  await startAgain({ PUBLIC_URL: '' });
  await stage.person.hear(/\/price/);
  expect(calls('deleteWebhook').map((call) => String(call.params['drop_pending_updates']))).toEqual(['false']);
  expect(stage.sandbox.program().output()).not.toMatch(/somebody else/);
});
