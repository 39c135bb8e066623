import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { postedOrders, startStage, stored, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const right = '271828';

it('a locked account sends nothing until the PIN opens it, over a kill, and no PIN stays behind anywhere', async () => {
  const { person, sandbox } = stage;
  await person.ask('/pin', /Send me the new PIN/);
  const digits = [person.send(right)];
  await person.hear(/once more/);
  digits.push(person.send(right));
  await person.hear(/PIN set/);

  const card = await person.ask('/buy 0.001 btc @ 820000', /Valid/);
  await person.ask('/lock', /Locked\./);
  const { queryId } = await person.user.tap(card.messageId, 'Confirm');
  expect((await person.user.waitForAnswer(queryId, 5000)).text).toMatch(/Locked: nothing was sent/);
  await sandbox.program().end('SIGKILL');
  await sandbox.startAgain();
  await person.connected();

  const { apiKey, secret } = sandbox.exchange.control.createAccount({ balances: { zar: '7' } });
  await person.ask(`/link ${apiKey} ${secret}`, /locked, so no API key can be linked/);
  await person.ask('/status', /Locked since/);
  await person.ask('/unlock', /Send me your PIN/);
  digits.push(person.send('314159'));
  await person.hear(/4 more tries/);
  digits.push(person.send(right));
  await person.hear(/Unlocked/);
  expect(postedOrders(sandbox)).toHaveLength(0);

  const again = await person.ask('/buy 0.001 btc @ 820000', /Valid/);
  await person.tap(again, 'Confirm');
  await until(() => postedOrders(sandbox).length === 1, 'the order is sent');
  expect(digits.map((id) => person.user.messages().find((message) => message.messageId === id)?.deleted)).toEqual(digits.map(() => true));
  expect([stored(sandbox.folder), sandbox.program().output()].filter((place) => place.includes(right))).toEqual([]);
});
