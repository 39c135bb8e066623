import { describe, expect, it } from '@jest/globals';
import { inChat, personId, token } from './openChat.js';

describe('a planned fault', () => {
  it('cuts the connection for the methods it names, as often as it says, and no others', () => inChat(async ({ call, send, telegram, user }) => {
    telegram.control.setFault({ kind: 'reset', methods: ['sendMessage'], times: 2 });
    await expect(send({})).rejects.toThrow('fetch failed');
    expect((await call('getMe')).status).toBe(200);
    await expect(send({})).rejects.toThrow('fetch failed');
    expect((await send({})).status).toBe(200);
    expect(user.messages()).toHaveLength(2);
  }));

  it('delivers the message and then drops the answer', () => inChat(async ({ send, telegram, user }) => {
    telegram.control.setFault({ kind: 'deliverThenDrop' });
    await expect(send({ text: 'sent all the same' })).rejects.toThrow('fetch failed');
    expect(user.messages().at(-1)!.text).toBe('sent all the same');
    expect(telegram.control.requests.at(-1)).toMatchObject({ method: 'sendMessage', params: { chat_id: personId } });
    expect(telegram.control.requests.at(-1)!.answer).toBeUndefined();
  }));

  it('answers 429 with the wait in the body and in the header', () => inChat(async ({ send, telegram, user }) => {
    telegram.control.setFault({ kind: 'tooMany', retryAfterSeconds: 7 });
    expect(await send({})).toEqual({ status: 429, retryAfter: '7', ok: false, error_code: 429, description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } });
    expect(user.messages()).toHaveLength(1);
  }));

  it('answers a gateway\'s page instead of JSON', () => inChat(async ({ telegram }) => {
    telegram.control.setFault({ kind: 'serverError', status: 503 });
    const response = await fetch(`${telegram.apiUrl}/bot${token}/getMe`);
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html']);
  }));

  it('slows one call down, and clearing forgets what is planned', () => inChat(async ({ call, telegram }) => {
    telegram.control.setFault({ kind: 'slow', delayMs: 120 });
    const before = performance.now();
    await call('getMe');
    expect(performance.now() - before).toBeGreaterThan(110);
    telegram.control.setFault({ kind: 'reset', times: 5 });
    telegram.control.clearFaults();
    expect((await call('getMe')).status).toBe(200);
  }));
});

describe('strict pacing', () => {
  it('lets a short burst into a chat, then asks to wait a second', () => inChat(async ({ clock, send }) => {
    for (let i = 0; i < 5; i++) expect((await send({})).status).toBe(200);
    expect(await send({})).toMatchObject({ status: 429, retryAfter: '1' });
    clock.now += 1_000;
    expect((await send({})).status).toBe(200);
  }, { strictPacing: true }));

  it('counts edits with messages, and a retry inside the wait prolongs it', () => inChat(async ({ call, clock, send, user }) => {
    for (let i = 0; i < 5; i++) await send({});
    const message_id = user.messages().at(-1)!.messageId;
    const edit = () => call('editMessageText', { chat_id: personId, message_id, text: 'y' });
    expect((await edit()).status).toBe(429);
    clock.now += 600;
    expect((await edit()).status).toBe(429);
    clock.now += 600;
    expect((await edit()).status).toBe(429);
    clock.now += 1_000;
    expect((await edit()).status).toBe(200);
  }, { strictPacing: true }));

  it('lets 30 a second out in all', () => inChat(async ({ send, telegram }) => {
    for (let id = 1; id <= 31; id++) telegram.control.user({ id, firstName: `${id}` }).sendText('hi');
    const statuses = [];
    for (let id = 1; id <= 31; id++) statuses.push((await send({ chat_id: id })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
  }, { strictPacing: true }));
});
