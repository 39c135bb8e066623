import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTelegraf, createTelegramApi } from '../../src/bot/telegramApi.js';
import { createTelegramSender } from '../../src/bot/telegramSender.js';
import { silentLog } from '../../src/model/log.js';
import type { Sender } from '../../src/notifications/sender.js';
import { bold, plain } from '../../src/text/rich.js';
import { peerToken, startTelegramPeer, type Fault, type TelegramPeer } from '../support/telegramPeer.js';
import { fastClock } from './startBot.js';

let peer: TelegramPeer;
let sender: Sender;
const senderTo = (url: string): Sender => createTelegramSender(createTelegramApi(createTelegraf(peerToken, url), fastClock, () => undefined), fastClock, silentLog);

beforeEach(async () => {
  peer = await startTelegramPeer();
  sender = senderTo(peer.url);
});
afterEach(() => peer.close());

const push = { chatId: 7, text: plain('hello'), priority: 'push' } as const;

describe('what became of a message', () => {
  const bad = (description: string): Fault => ({ status: 400, description: `Bad Request: ${description}` });

  test.each<[string, Fault, object]>([
    ['a user who blocked the bot', { status: 403, description: 'Forbidden: bot was blocked by the user' }, { kind: 'blocked' }],
    ['a deleted account', { status: 403, description: 'Forbidden: user is deactivated' }, { kind: 'blocked' }],
    ['a user who never began', { status: 403, description: "Forbidden: bot can't initiate conversation with a user" }, { kind: 'blocked' }],
    ['an unknown chat', bad('chat not found'), { kind: 'blocked' }],
    ['a group that moved', { status: 400, description: 'Bad Request: group chat was upgraded to a supergroup chat', parameters: { migrate_to_chat_id: -1001 } }, { kind: 'chatMoved', chatId: -1001 }],
    ['a message too long', bad('message is too long'), { kind: 'refused', reason: 'Bad Request: message is too long' }],
    ['a revoked token', { status: 401, description: 'Unauthorized' }, { kind: 'unknown' }],
    ['too many', { status: 429, description: 'Too Many Requests: retry after 3', parameters: { retry_after: 3 } }, { kind: 'retryAfter', ms: 3000 }],
    ['a 500', { status: 500, description: 'Internal Server Error: restart' }, { kind: 'unknown' }],
    ['a 502 page', { status: 502, html: true }, { kind: 'unknown' }],
    ['a 200 page', { status: 200, html: true }, { kind: 'unknown' }],
    ['a reset', 'reset', { kind: 'unknown' }],
    ['no answer for 15 s', 'hang', { kind: 'unknown', reason: 'timeout' }],
  ])('of a send to %s', async (_, fault, result) => {
    peer.fault = () => fault;
    expect(await sender.send(push)).toMatchObject(result);
    expect(peer.callsOf('sendMessage')).toHaveLength(1);
  });

  test.each<[string, Fault | undefined, object]>([
    ['that works', undefined, { kind: 'sent', messageId: 5 }],
    ['to what is already shown', bad('message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'), { kind: 'sent', messageId: 5 }],
    ['of a message that is gone', bad('message to edit not found'), { kind: 'gone' }],
    ['of a message too old', bad("message can't be edited"), { kind: 'gone' }],
    ['that is refused', bad('BUTTON_DATA_INVALID'), { kind: 'refused' }],
  ])('of an edit %s', async (_, fault, result) => {
    peer.fault = () => fault;
    expect(await sender.edit({ chatId: 7, messageId: 5 }, push)).toMatchObject(result);
  });

  test('that cannot have left for want of a connection is to be tried later, never taken for perhaps sent', async () => {
    const nowhere = senderTo('http://127.0.0.1:1');
    expect(await nowhere.send(push)).toMatchObject({ kind: 'retryAfter' });
  });
});

test('a message goes with its marks, silent when asked', async () => {
  expect(await sender.send({ ...push, text: bold('hello'), silent: true, replyTo: 3 })).toMatchObject({ kind: 'sent' });
  expect(peer.callsOf('sendMessage')[0]!.payload).toEqual({
    chat_id: 7, text: 'hello', entities: [{ type: 'bold', offset: 0, length: 5 }], link_preview_options: { is_disabled: true },
    disable_notification: true, reply_parameters: { message_id: 3, allow_sending_without_reply: true },
  });
});

test('a message refused with new fields is sent once more without them', async () => {
  peer.fault = ({ payload }) => (JSON.stringify(payload).includes('"style"') ? { status: 400, description: 'Bad Request: unknown field style' } : undefined);
  const result = await sender.send({ ...push, buttons: [[{ label: 'Go', data: 'do:go', style: 'primary' }]] });
  expect(result).toMatchObject({ kind: 'sent' });
  expect(peer.callsOf('sendMessage')).toHaveLength(2);
});

test('a text too long for one message goes as several in order, the buttons under the last', async () => {
  const text = plain(`${'a'.repeat(4000)}\n${'b'.repeat(4000)}`);
  expect(await sender.send({ ...push, text, buttons: [[{ label: 'Go', data: 'do:go' }]] })).toMatchObject({ kind: 'sent', messageId: 2 });
  const [one, two] = peer.callsOf('sendMessage');
  expect([String(one!.payload['text'])[0], String(two!.payload['text'])[0]]).toEqual(['a', 'b']);
  expect([one!.payload['reply_markup'], two!.payload['reply_markup']]).toEqual([undefined, expect.anything()]);
});

test('an edit that waits behind another call is replaced by a later one of the same message', async () => {
  const blocker = sender.send(push);
  const edits = await Promise.all([1, 2, 3].map((count) => sender.edit({ chatId: 7, messageId: 5 }, { text: plain(`edit ${String(count)}`), priority: 'push' })));
  await blocker;
  expect(edits).toEqual([1, 2, 3].map(() => ({ kind: 'sent', messageId: 5 })));
  expect(peer.callsOf('editMessageText').map((call) => call.payload['text'])).toEqual(['edit 3']);
});

test('removing a message that is gone is no error', async () => {
  peer.fault = () => ({ status: 400, description: 'Bad Request: message to delete not found' });
  await expect(sender.remove({ chatId: 7, messageId: 5 })).resolves.toBeUndefined();
});
