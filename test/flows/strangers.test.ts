// A crowd that nobody knows writes to the bot; whoever has linked an account notices nothing of it.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startStage, type Stage } from '../support/startSandbox.js';

const crowd = 1500;
let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

it('answers the linked user within moments while strangers write, and few of those', async () => {
  const { person, sandbox } = stage;
  const strangers = Array.from({ length: crowd }, (_, number) => stage.another(10_000 + number, 'Sipho'));
  for (const stranger of strangers) stranger.user.sendText('/start');
  const began = performance.now();
  // A message for each stranger, thirty a second, would take the best part of a minute.
  await person.ask('/price btc', /BTC\/ZAR/);
  await person.ask('/help', /\/price/);
  const tookMs = performance.now() - began;
  const answered = new Set(sandbox.telegram.control.requests.filter(({ method }) => method === 'sendMessage').map(({ params }) => Number(params['chat_id'])).filter((id) => id >= 10_000));
  expect(tookMs).toBeLessThan(10_000);
  expect(answered.size).toBeLessThanOrEqual(2 + Math.ceil(tookMs / 1000) * 2);
});
