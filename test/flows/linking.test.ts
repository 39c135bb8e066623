import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStage, stored, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => { stage = await startStage(); });
afterAll(() => stage.sandbox.stop());

describe('first steps', () => {
  it('/start greets by name, says what it never asks for, and offers buttons', async () => {
    const hello = await stage.person.ask('/start', /Hello Thandi/);
    expect(hello.text).toMatch(/never ask for your password/);
    expect(hello.buttons.flat().map((button) => button.text)).toContain('Link my key');
  });

  it('the command menu is the list of commands', () => {
    expect(stage.sandbox.telegram.control.commands().map((command) => command.command)).toEqual([
      'start', 'help', 'menu', 'link', 'price', 'chart', 'book', 'trades', 'markets', 'currency', 'currencies', 'buy', 'sell', 'orders', 'order', 'move',
      'cancel', 'cancelall', 'fills', 'balance', 'deposits', 'withdrawals', 'withdrawal', 'profit', 'export', 'practice', 'unlink', 'deposit', 'voucher', 'withdraw',
      'beneficiaries', 'pay', 'receive', 'alert', 'alerts', 'summary', 'schedule', 'settings', 'status', 'pin', 'lock', 'unlock', 'forget',
    ]);
  });

  it('a button leads to linking', async () => {
    const hello = await stage.person.ask('/start', /Hello/);
    await stage.person.tap(hello, 'Link my key');
    await stage.person.hear(/Send me the API key/);
  });
});

describe('linking', () => {
  it('refuses a wrong pair in plain words and stores nothing', async () => {
    const { apiKey } = stage.sandbox.practice;
    const typed = stage.person.send(`/link ${apiKey} 00000000000000000000000000000000`);
    await stage.person.hear(/secret|key/i);
    expect(stage.person.user.messages().find((message) => message.messageId === typed)?.deleted).toBe(true);
    expect(stored(stage.sandbox.folder)).not.toContain('"tail"');
  });

  it('asks for the key, then the secret, deletes both messages first, and proves the pair', async () => {
    const { apiKey, secret } = stage.sandbox.practice;
    await stage.person.ask('/link', /Send me the API key/);
    const first = stage.person.send(apiKey);
    await stage.person.hear(/secret of that key/);
    const second = stage.person.send(secret);
    await stage.person.hear(/Linked: the key ending in/);
    for (const id of [first, second]) expect(stage.person.user.messages().find((message) => message.messageId === id)?.deleted).toBe(true);
    const events = stage.person.user.events();
    const deleted = events.findIndex((event) => event.kind === 'delete' && event.messageId === second);
    const answered = events.findIndex((event) => event.kind === 'message' && event.message.text.includes('Linked'));
    expect(deleted).toBeLessThan(answered);
  });

  it('keeps the secret out of files, logs and chats', () => {
    const { apiKey, secret } = stage.sandbox.practice;
    const calls = JSON.stringify(stage.sandbox.telegram.control.requests.filter((request) => request.method.toLowerCase() !== 'getupdates').map((request) => request.params));
    for (const place of [stored(stage.sandbox.folder), stage.sandbox.program().output(), calls]) {
      expect(place).not.toContain(secret);
      expect(place).not.toContain(apiKey);
    }
    expect(stage.sandbox.program().output()).not.toContain(stage.sandbox.settings['BOT_TOKEN']);
  });

  it('asks before a second key replaces the first, and keeps the first when told so', async () => {
    const other = stage.sandbox.exchange.control.createAccount({ balances: { zar: '7' } });
    const asked = await stage.person.ask(`/link ${other.apiKey} ${other.secret}`, /Replace it/);
    await stage.person.tap(asked, 'Keep it');
    await stage.person.hear(/stays linked/);
    const again = await stage.person.ask(`/link ${other.apiKey} ${other.secret}`, /Replace it/);
    const data = path.join(stage.sandbox.folder, 'data');
    const sealedBefore = /"link":\{"apiKey":"(v1\.[^"]+)","secret":"(v1\.[^"]+)"/.exec(stored(data))?.slice(1) ?? [];
    await Promise.all([stage.person.tap(again, 'Replace it'), stage.person.tap(again, 'Replace it')]);
    const linked = await stage.person.hear(new RegExp(`Linked: the key ending in ${other.apiKey.slice(-4)}[\\s\\S]*another account`));
    await stage.person.hear(/is linked; there is nothing more to replace/);
    expect(stage.person.user.messages().find((message) => message.messageId === linked.messageId)?.text).toMatch(/^✅ Linked/);
    expect([sealedBefore.length, sealedBefore.filter((sealed) => stored(data).includes(sealed))]).toEqual([2, []]);
    expect((await stage.person.ask('/balance', /Total/)).text).toContain('R7.00');
  });

  it('/unlink asks, destroys the key and closes the stream', async () => {
    const asked = await stage.person.ask('/unlink', /Destroy the stored key/);
    await stage.person.tap(asked, 'Destroy it');
    await stage.person.hear(/key is destroyed/);
    await until(() => stage.sandbox.exchange.control.openSockets().every((socket) => socket.scope !== 'private'), 'the private stream is closed');
    expect(stored(path.join(stage.sandbox.folder, 'data', 'users'))).not.toMatch(/"link"/);
    await stage.person.ask('/balance', /\/link/);
  });

  it('is refused in a group, with the way to the private chat', async () => {
    stage.person.user.joinGroup(-1001);
    stage.person.mark();
    stage.person.user.sendText('/link a b', { chatId: -1001 });
    const answer = await stage.person.user.waitForMessage((message) => message.from === 'bot', 5000, { chatId: -1001 });
    expect(answer.text + JSON.stringify(answer.buttons)).toMatch(/private|t\.me/i);
    expect(stage.person.user.messages(-1001).find((message) => message.text.includes('/link'))?.deleted ?? true).toBeDefined();
  });
});

describe('/forget', () => {
  it('leaves nothing on the disk, tells nothing more, and /start begins anew', async () => {
    const { person, sandbox } = stage;
    const { control } = sandbox.exchange;
    const own = control.createAccount({ balances: { zar: '50000', btc: '1' } });
    const gone = stage.another(7_654_321, 'Nomvula');
    await gone.link(own);
    await gone.ask('/alert btc > 990000', /best bid/);
    await gone.ask('/schedule daily 08:00', /every day/);
    await gone.ask('/buy 0.001 btc @ 820000', /Valid/);
    const kept = stored(path.join(sandbox.folder, 'data'));
    expect(['Nomvula', '7654321', own.apiKey.slice(-4)].filter((word) => !kept.includes(word))).toEqual([]);

    const asked = await gone.ask('/forget', /Delete everything I keep about you\?/);
    await gone.tap(asked, 'Delete everything');
    expect((await gone.hear(/Done: everything I kept about you is deleted/)).messageId).toBe(asked.messageId);
    const names = readdirSync(path.join(sandbox.folder, 'data', 'users'));
    const left = names.join() + stored(path.join(sandbox.folder, 'data'));
    expect(['Nomvula', '7654321', own.secret, own.apiKey, `"tail":"${own.apiKey.slice(-4)}"`].filter((word) => left.includes(word))).toEqual([]);
    await until(() => control.openSockets().every((socket) => socket.scope !== 'private'), 'the private stream is closed');

    // Neither a button of before nor the exchange brings anything back.
    await gone.tap(asked, 'Delete everything').catch(() => undefined);
    control.creditDeposit(control.deposit(own.uid, { currency: 'eth', amount: '0.5', requiredConfirmations: 1 }));
    await sandbox.program().end('SIGTERM');
    await sandbox.startAgain();
    expect(readdirSync(path.join(sandbox.folder, 'data', 'users'))).toEqual(names);
    expect(gone.texts().filter((text) => text.includes('0.5 ETH'))).toEqual([]);
    expect((await gone.ask('/start', /Hello Nomvula/)).text).toMatch(/To begin, link an API key/);
    await gone.ask('/alerts', /no alert/i);
    await person.ask('/status', /Status/);
  });
});
