// The owner locks while whoever has the owner's Telegram writes thirty messages a second.
import { afterEach, expect, it } from '@jest/globals';
import { postedOrders, startStage, stored, until, type Stage } from '../support/startSandbox.js';

const publicUrl = 'https://bot.example.com';
const everyMs = 33;

let stage: Stage | undefined;
afterEach(() => stage?.sandbox.stop());

it.each([['polling', {}], ['webhook', { PUBLIC_URL: publicUrl, PORT: '0' }]])('by %s the lock stands and a card that was open sends nothing', async (way, settings) => {
  stage = await startStage({ settings });
  const { person, sandbox } = stage;
  if (way === 'webhook') {
    const port = /"event":"listening","port":(\d+)/.exec(sandbox.program().output())?.[1];
    sandbox.telegram.control.leadOrigin(publicUrl, Number(port));
  }
  await person.link();
  const card = await person.ask('/buy 0.001 btc @ 820000', /Valid/);
  const flood = setInterval(() => person.user.sendText('/trades btc'), everyMs);
  try {
    await until(() => true, 'the line is full', 3000);
    person.user.sendText('/lock');
    // A second is meant; a laden machine is given more. Without a first pass it takes as long as the flood, and never comes.
    await until(() => /"lock":\s*\{/.test(stored(sandbox.folder)), 'the lock is on the disk');
    const { queryId } = await person.user.tap(card.messageId, 'Confirm');
    expect((await person.user.waitForAnswer(queryId, 10_000)).text).toMatch(/Locked|Too many|^$/);
  } finally {
    clearInterval(flood);
  }
  await person.hear(/Locked\./, 20_000);
  expect(postedOrders(sandbox)).toEqual([]);
}, 60_000);
