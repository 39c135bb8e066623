import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { OUTAGE_SECONDS: '2' } });
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const some = (ms: number) => until(() => true, 'some time passes', ms);
/** Back-off has grown with the outage: a return may be noticed late. */
const returnMs = 15_000;

async function placeLimit(words: string): Promise<number> {
  const card = await stage.person.ask(words, /Valid/);
  await stage.person.tap(card, 'Confirm');
  await stage.person.hear(/is open/);
  return control().orders(stage.sandbox.practice.uid).findLast((order) => order.state === 'wait')!.id;
}

const banners = (words: RegExp): readonly string[] => stage.person.texts().filter((text) => words.test(text));

it('an outage of the exchange is one message for the one who asked meanwhile, edited with what came late, also over a kill', async () => {
  const quiet = stage.another(502);
  await quiet.ask('/start', /Confirm/);
  const id = await placeLimit('/buy 0.002 btc @ 815000');
  control().maintenance(true);
  control().cutSockets('private');
  await some(500);
  stage.person.send('/balance');
  const open = await stage.person.hear(/Exchange unreachable since \d\d:\d\d\./);
  // A kill between Telegram's answer and its being written down would send the banner again: not tried here.
  await some(500);
  await stage.sandbox.program().end('SIGKILL');
  control().fillOrder(id, '0.002');
  await stage.sandbox.startAgain();
  stage.person.mark();
  control().maintenance(false);
  const over = await stage.person.hear(/Exchange unreachable \d\d:\d\d to \d\d:\d\d: 1 fill delivered late, none lost\./, returnMs);
  expect(over.messageId).toBe(open.messageId);
  expect(banners(/Bought 0\.002 BTC[\s\S]*Filled/)).toHaveLength(1);
  expect(banners(/unreachable/)).toHaveLength(1);
  expect(quiet.texts().filter((text) => text.includes('unreachable'))).toEqual([]);
});

it('an outage of Telegram is one message for the one to whom something waited', async () => {
  const id = await placeLimit('/buy 0.003 btc @ 816000');
  await some(1500);
  stage.sandbox.telegram.control.setFault({ kind: 'serverError', status: 502, methods: ['sendMessage', 'editMessageText'], times: 1000 });
  stage.person.mark();
  control().fillOrder(id, '0.003');
  await some(3500);
  stage.sandbox.telegram.control.clearFaults();
  await stage.person.hear(/Bought 0\.003 BTC/, returnMs);
  await stage.person.hear(/Telegram took no messages from me \d\d:\d\d to \d\d:\d\d: 1 fill delivered late, none lost\./, returnMs);
  expect(banners(/Telegram/)).toHaveLength(1);
});
