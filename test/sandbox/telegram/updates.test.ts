import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Update } from '../../../src/sandbox/telegram/index.js';
import { inChat, personId, type ApiAnswer } from './openChat.js';

const ids = ({ result }: ApiAnswer): number[] => (result as Update[]).map(({ update_id: id }) => id);
const texts = ({ result }: ApiAnswer): unknown[] => (result as Update[]).map(({ message }) => message?.text);
const webhookActive = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

describe('getUpdates', () => {
  it('gives the same updates again until an offset confirms them', () => inChat(async ({ call, telegram, user }) => {
    user.sendText('two');
    const first = await call('getUpdates');
    expect(texts(first)).toEqual(['/start', 'two']);
    expect(ids(await call('getUpdates'))).toEqual(ids(first));
    expect(texts(await call('getUpdates', { limit: 1 }))).toEqual(['/start']);
    expect(texts(await call('getUpdates', { offset: ids(first)[1]! }))).toEqual(['two']);
    expect(ids(await call('getUpdates', { offset: ids(first)[1]! + 1 }))).toEqual([]);
    expect(telegram.control.pendingUpdates()).toBe(0);
  }));

  it('drops all but the last ones for a negative offset', () => inChat(async ({ call, user }) => {
    user.sendText('two');
    user.sendText('three');
    expect(texts(await call('getUpdates', { offset: -1 }))).toEqual(['three']);
    expect(texts(await call('getUpdates'))).toEqual(['three']);
  }));

  it('waits for an update and answers the moment it comes', () => inChat(async ({ call, user }) => {
    await call('getUpdates', { offset: -1 });
    const [{ update_id: last }] = (await call('getUpdates')).result as [Update];
    const open = call('getUpdates', { offset: last + 1, timeout: 50 });
    setTimeout(() => user.sendText('late'), 30);
    expect(texts(await open)).toEqual(['late']);
  }));

  it('tells the older of two polls about the conflict, and serves the newer', () => inChat(async ({ call, user }) => {
    const older = call('getUpdates', { offset: 800_000_000, timeout: 20 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const newer = call('getUpdates', { offset: 800_000_000, timeout: 1 });
    expect(await older).toMatchObject({ status: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' });
    expect((await newer).status).toBe(200);
    user.sendText('x');
  }));

  it('leaves out the kinds the bot does not allow, from then on', () => inChat(async ({ call, user }) => {
    await call('getUpdates', { offset: -1, allowed_updates: ['message'] });
    await user.tapData(1, 'x');
    user.sendText('hello');
    expect(texts(await call('getUpdates'))).toEqual(['/start', 'hello']);
  }));

  it('forgets a press after 150 seconds and a message after a day', () => inChat(async ({ call, clock, user }) => {
    await user.tapData(1, 'x');
    clock.now += 150_000;
    expect(texts(await call('getUpdates'))).toEqual(['/start']);
    clock.now += 24 * 3_600_000;
    expect(texts(await call('getUpdates'))).toEqual([]);
  }));

  it('delivers an update again on request, with its old number', () => inChat(async ({ call, telegram }) => {
    const [id] = ids(await call('getUpdates'));
    await call('getUpdates', { offset: id! + 1 });
    telegram.control.redeliver('last');
    expect(ids(await call('getUpdates', { offset: id! + 1 }))).toEqual([id]);
    expect(ids(await call('getUpdates', { offset: id! + 1 }))).toEqual([]);
  }));

  it('delivers the next updates twice when told to', () => inChat(async ({ call, telegram, user }) => {
    const [id] = ids(await call('getUpdates'));
    telegram.control.setFault({ kind: 'duplicateUpdates', times: 1 });
    user.sendText('twice');
    user.sendText('once');
    expect(texts(await call('getUpdates', { offset: id! + 1 }))).toEqual(['twice', 'once']);
    expect(texts(await call('getUpdates', { offset: id! + 3 }))).toEqual(['twice']);
    expect(texts(await call('getUpdates', { offset: id! + 3 }))).toEqual([]);
  }));

  it('is refused while a webhook is set', () => inChat(async ({ call }) => {
    expect(await call('setWebhook', { url: 'http://127.0.0.1:9/hook' })).toMatchObject({ ok: true, result: true, description: 'Webhook was set' });
    expect(await call('getUpdates')).toMatchObject({ status: 409, description: webhookActive });
    expect(await call('deleteWebhook')).toMatchObject({ result: true, description: 'Webhook was deleted' });
    expect((await call('getUpdates')).status).toBe(200);
  }));
});

describe('the webhook', () => {
  it('gets each update with the secret header, again after a failure, and runs the method in its answer', async () => {
    const seen: { text: unknown; secret: unknown }[] = [];
    const bot = createServer((request, response) => {
      void (async () => {
        const body = Buffer.concat(await request.toArray() as Buffer[]).toString('utf8');
        seen.push({ text: (JSON.parse(body) as Update).message?.text, secret: request.headers['x-telegram-bot-api-secret-token'] });
        if (seen.length === 1) response.writeHead(500, { 'Retry-After': '0' }).end();
        else response.end(JSON.stringify({ method: 'sendMessage', chat_id: personId, text: `answer ${seen.length}` }));
      })();
    });
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    const { port } = bot.address() as AddressInfo;
    await inChat(async ({ call, telegram, user }) => {
      await call('setWebhook', { url: `http://127.0.0.1:${port}/hook`, secret_token: 'abc_1' });
      user.sendText('two');
      await user.waitForMessage(({ text }) => text === 'answer 3', 5_000);
      expect(seen).toEqual(['/start', '/start', 'two'].map((text) => ({ text, secret: 'abc_1' })));
      expect(telegram.control.botIsListening()).toBe(true);
    });
    bot.close();
  });

  it('delivers to a public address at the port of this machine it leads to, until then finds no such host, and never leaves this machine', async () => {
    let arrived = 0;
    const bot = createServer((request, response) => {
      request.resume();
      arrived += Number(request.url === '/hook');
      response.end();
    });
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    await inChat(async ({ call, telegram, user }) => {
      const url = 'https://bot.example.com/hook';
      await call('setWebhook', { url });
      expect(await call('setWebhook', { url })).toMatchObject({ ok: true, description: 'Webhook is already set' });
      expect((await call('getWebhookInfo')).result).toMatchObject({ url, pending_update_count: 1, last_error_message: 'Failed to resolve host: Name or service not known' });
      telegram.control.leadOrigin('https://bot.example.com', (bot.address() as AddressInfo).port);
      await call('deleteWebhook');
      await call('setWebhook', { url });
      user.sendText('two');
      while (telegram.control.pendingUpdates() > 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
      expect(arrived).toBe(2);
    });
    bot.close();
  });

  it.each(['http://example.com/hook', 'nonsense', 'https://example.com:8080/hook'])('refuses the address %s', (url) => inChat(async ({ call }) => {
    expect((await call('setWebhook', { url })).status).toBe(400);
  }));
});
