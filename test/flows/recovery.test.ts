import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startProgram } from '../../src/sandbox/program.js';
import { postedOrders, startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());
afterEach(() => stage.sandbox.exchange.control.clearFaults());

const control = () => stage.sandbox.exchange.control;
const openOrders = () => control().orders(stage.sandbox.practice.uid).filter((order) => order.state === 'wait');

async function placeLimit(words: string): Promise<number> {
  const known = new Set(openOrders().map((order) => order.id));
  const card = await stage.person.ask(words, /Valid/);
  await stage.person.tap(card, 'Confirm');
  await stage.person.hear(/is open/);
  return openOrders().find((order) => !known.has(order.id))!.id;
}

describe('after kill -9', () => {
  it('a fill and a deposit made meanwhile are told once, and not as late while they are fresh', async () => {
    const id = await placeLimit('/buy 0.002 btc @ 815000');
    await stage.sandbox.program().end('SIGKILL');
    control().fillOrder(id, '0.002');
    const deposit = control().deposit(stage.sandbox.practice.uid, { currency: 'eth', amount: '0.5', requiredConfirmations: 1 });
    control().creditDeposit(deposit);
    await until(() => true, 'some time passes', 1500);
    stage.person.mark();
    await stage.sandbox.startAgain();
    expect((await stage.person.hear(/Bought 0\.002 BTC/)).text).not.toMatch(/late/);
    expect((await stage.person.hear(/0\.5 ETH received/)).text).not.toMatch(/late/);
    // A kill between Telegram's answer and its being written down may repeat a message, with the same reference: not tried here.
    await until(() => true, 'what was sent is written down', 500);
    await stage.sandbox.program().end('SIGKILL');
    await stage.sandbox.startAgain();
    await until(() => true, 'it could have been told again', 2500);
    expect(stage.person.texts().filter((text) => text.startsWith('✅ Bought 0.002 BTC') && text.includes('Filled'))).toHaveLength(1);
    expect(stage.person.texts().filter((text) => text.includes('0.5 ETH received'))).toHaveLength(1);
  });

  it('a card drawn before still sends exactly one order when tapped after', async () => {
    const card = await stage.person.ask('/buy 0.001 btc @ 814000', /Valid/);
    await stage.sandbox.program().end('SIGKILL');
    await stage.sandbox.startAgain();
    control().clearRequests();
    await Promise.all([stage.person.tap(card, 'Confirm'), stage.person.tap(card, 'Confirm')]);
    await stage.person.hear(/is open/);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });

  it('an order whose answer never came is found, not sent again', async () => {
    control().clearRequests();
    control().setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'delay', delayMs: 5000, times: 1 });
    const card = await stage.person.ask('/buy 0.001 btc @ 813000', /Valid/);
    await stage.person.tap(card, 'Confirm');
    await until(() => postedOrders(stage.sandbox).length === 1, 'the order left');
    await until(() => openOrders().some((order) => order.price === '813000.0'), 'the exchange took it');
    await stage.sandbox.program().end('SIGKILL');
    stage.person.mark();
    await stage.sandbox.startAgain();
    await stage.person.hear(/is open/);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });

  it('alerts and schedules are still there', async () => {
    await stage.person.ask('/alert btc > 990000', /best bid/);
    await stage.person.ask('/schedule daily 08:00', /every day/);
    await stage.sandbox.program().end('SIGKILL');
    await stage.sandbox.startAgain();
    await stage.person.ask('/alerts', /R990 000/);
    await stage.person.ask('/schedule', /every day at 08:00/);
  });
});

describe('a clean stop', () => {
  it('takes less than five seconds, even with an answer outstanding', async () => {
    control().setFault({ match: { path: '/account/balances' }, kind: 'delay', delayMs: 8000, times: 1 });
    stage.person.send('/balance');
    await until(() => true, 'the read is under way', 300);
    const began = Date.now();
    const exit = await stage.sandbox.program().end('SIGTERM');
    expect(exit.code).toBe(0);
    expect(Date.now() - began).toBeLessThan(5000);
    await stage.sandbox.startAgain();
  });
});

describe('while sockets are cut', () => {
  it('fills made meanwhile are told once after the reconnect', async () => {
    const id = await placeLimit('/buy 0.003 btc @ 816000');
    stage.person.mark();
    control().cutSockets('private');
    control().fillOrder(id, '0.003');
    await stage.person.hear(/Bought 0\.003 BTC/);
  });
});

describe('what cannot start', () => {
  const run = async (settings: Record<string, string>): Promise<{ code: number | null; output: string }> => {
    const program = startProgram({ ...stage.sandbox.settings, DATA_DIR: path.join(stage.sandbox.folder, 'elsewhere'), ...settings }, stage.sandbox.folder);
    const { code } = await program.exited;
    return { code, output: program.output() };
  };

  it.each<[string, Record<string, string>, RegExp]>([
    ['no token', { BOT_TOKEN: '' }, /BOT_TOKEN/],
    ['a short master key', { MASTER_KEY: 'c2hvcnQ=' }, /MASTER_KEY.*keygen/],
    ['nobody allowed', { ALLOWED_USERS: '' }, /ALLOWED_USERS/],
    ['plain http to a far host', { CAPE_REST_URL: 'http://example.com' }, /CAPE_REST_URL/],
  ])('%s: one sentence and status 78', async (_name, settings, sentence) => {
    const { code, output } = await run(settings);
    expect(code).toBe(78);
    expect(output).toMatch(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('a wrong token: one sentence that names it and does not show it', async () => {
    const wrong = `123456:${'A'.repeat(35)}`;
    const { code, output } = await run({ BOT_TOKEN: wrong });
    expect(code).toBe(78);
    expect(output).toMatch(/BOT_TOKEN/);
    expect(output).not.toContain(wrong);
  });

  it('a second process on the same folder: one sentence, and the first goes on', async () => {
    const { code, output } = await run({ DATA_DIR: stage.sandbox.settings['DATA_DIR'] ?? '' });
    expect(code).not.toBe(0);
    expect(output).toMatch(new RegExp(String(stage.sandbox.program().pid)));
    await stage.person.ask('/status', /Status/);
  });

  it('another master key: one sentence, and no record is touched', async () => {
    await stage.sandbox.program().end('SIGTERM');
    const { code, output } = await run({ DATA_DIR: stage.sandbox.settings['DATA_DIR'] ?? '', MASTER_KEY: Buffer.alloc(32, 7).toString('base64') });
    expect(code).toBe(78);
    expect(output).toMatch(/MASTER_KEY/);
    await stage.sandbox.startAgain();
    await stage.person.ask('/balance', /Total/);
  });

  it('a changed master key: what the old one sealed is sealed anew at the start, and the old one is of no use any more', async () => {
    const { settings } = stage.sandbox;
    const [old, changed] = [settings['MASTER_KEY'] ?? '', Buffer.alloc(32, 8).toString('base64')];
    await stage.sandbox.program().end('SIGTERM');
    const program = await stage.sandbox.startAgain({ MASTER_KEY: changed, OLD_MASTER_KEYS: old });
    await stage.person.ask('/balance', /Total/);
    expect(program.output()).toMatch(/"event":"sealed anew under MASTER_KEY","users":1,"remaining":0/);
    for (const key of [old, changed]) expect(program.output()).not.toContain(key.slice(0, -1));
    await program.end('SIGTERM');
    expect(await run({ DATA_DIR: settings['DATA_DIR'] ?? '' })).toMatchObject({ code: 78, output: expect.stringMatching(/MASTER_KEY/) });
    // And back, which needs the changed key: what was sealed anew is under that one.
    await stage.sandbox.startAgain({ OLD_MASTER_KEYS: changed });
    await stage.person.ask('/balance', /Total/);
  });

  it('a damaged user file is set aside under a name that says so, and the others go on', async () => {
    await stage.sandbox.program().end('SIGTERM');
    const users = path.join(stage.sandbox.settings['DATA_DIR'] ?? '', 'users');
    mkdirSync(users, { recursive: true });
    writeFileSync(path.join(users, '4242.json'), '{"format":1,"check":"00');
    await stage.sandbox.startAgain();
    const damaged = readdirSync(users).find((name) => name.startsWith('4242.json.damaged'));
    expect(readFileSync(path.join(users, damaged ?? ''), 'utf8')).toBe('{"format":1,"check":"00');
    await stage.person.ask('/balance', /Total/);
    await stage.another(4242).ask('/start', /damaged on my disk, or changed by somebody else, and is set aside/);
  });
});
