import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTelegraf, createTelegramApi } from '../../../src/bot/telegram/telegramApi.js';
import { createTelegramSender, type TelegramSender } from '../../../src/bot/sending/telegramSender.js';
import { silentLog } from '../../../src/model/log.js';
import { sentAgain } from '../../../src/notifications/again.js';
import { speak } from '../../../src/text/index.js';
import { bold, plain } from '../../../src/text/rich.js';
import { peerToken, startTelegramPeer, type Fault, type TelegramPeer } from '../../support/telegramPeer.js';
import { fastClock } from '../startBot.js';

let peer: TelegramPeer;
let sender: TelegramSender;
const senderTo = (url: string): TelegramSender => createTelegramSender(createTelegramApi(createTelegraf(peerToken, url), fastClock, () => undefined), fastClock, silentLog);

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
    ['to what is already shown', bad('message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'), { kind: 'sent', messageId: 5, unchanged: true }],
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
  const text = { text: `${'a'.repeat(4000)}\n${'b'.repeat(4000)}`, marks: [] };
  expect(await sender.send({ ...push, text, buttons: [[{ label: 'Go', data: 'do:go' }]] })).toMatchObject({ kind: 'sent', messageId: 2 });
  const [one, two] = peer.callsOf('sendMessage');
  expect([String(one!.payload['text'])[0], String(two!.payload['text'])[0]]).toEqual(['a', 'b']);
  expect([one!.payload['reply_markup'], two!.payload['reply_markup']]).toEqual([undefined, expect.anything()]);
});

test('an edit that waits behind another call is replaced by a later one of the same message', async () => {
  const blocker = sender.send(push);
  const edits = await Promise.all([1, 2, 3].map((count) => sender.edit({ chatId: 7, messageId: 5 }, { text: { text: `edit ${String(count)}`, marks: [] }, priority: 'push' })));
  await blocker;
  expect(edits).toEqual([1, 2, 3].map(() => ({ kind: 'sent', messageId: 5 })));
  expect(peer.callsOf('editMessageText').map((call) => call.payload['text'])).toEqual(['edit 3']);
});

test('removing a message that is gone is no error', async () => {
  peer.fault = () => ({ status: 400, description: 'Bad Request: message to delete not found' });
  await expect(sender.remove({ chatId: 7, messageId: 5 })).resolves.toBeUndefined();
});

describe('a picture', () => {
  const png = Buffer.from('89504e470d0a1a0a-not-really', 'latin1');
  const pictured = { ...push, picture: { png } } as const;
  const bad = (description: string): Fault => ({ status: 400, description: `Bad Request: ${description}` });
  const refusing = (method: string, description: string) => {
    peer.fault = (call) => (call.method === method ? bad(description) : undefined);
  };

  test('goes as an upload with its text, marks and buttons, and answers a message', async () => {
    expect(await sender.send({ ...pictured, text: bold('hello'), silent: true, replyTo: 3, buttons: [[{ label: 'Go', data: 'do:go', style: 'primary' }]] })).toEqual({ kind: 'sent', messageId: 1 });
    expect(peer.callsOf('sendPhoto')[0]!.payload).toEqual({
      method: 'sendPhoto', chat_id: 7, photo: { file: 'picture.png', bytes: png }, caption: 'hello', caption_entities: [{ type: 'bold', offset: 0, length: 5 }],
      disable_notification: true, reply_parameters: { message_id: 3, allow_sending_without_reply: true },
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'do:go', style: 'primary' }]] },
    });
  });

  test.each([[1023, 1023, false], [1024, 1024, false], [1025, 1024, true]])('with a text of %i characters has a caption of %i at the most', async (length, most, isShortened) => {
    await sender.send({ ...pictured, text: { text: 'a'.repeat(length), marks: [] } });
    const caption = String(peer.callsOf('sendPhoto')[0]!.payload['caption']);
    expect([caption.length <= most, caption.endsWith('…')]).toEqual([true, isShortened]);
  });

  test.each([900, 940, 1024, 4000])('with a text of %i characters that is sent again says so in its caption', async (length) => {
    await sender.send(sentAgain(speak('en'), { ...pictured, text: { text: 'a'.repeat(length), marks: [] } }, 'row'));
    const caption = String(peer.callsOf('sendPhoto')[0]!.payload['caption']);
    expect([caption.startsWith('aaa'), caption.length <= 1024]).toEqual([true, true]);
    expect(caption).toMatch(/\nSent again \(ref [0-9a-f]{4}\): it may have reached you before\.$/);
  });

  test('that Telegram refuses is left out, and its words and the line that they are sent again arrive whole', async () => {
    refusing('sendPhoto', 'IMAGE_PROCESS_FAILED');
    await sender.send(sentAgain(speak('en'), { ...pictured, text: { text: 'a'.repeat(2000), marks: [] } }, 'row'));
    expect(peer.callsOf('sendMessage').map((call) => call.payload['text'])).toEqual([expect.stringMatching(/^a{2000}\nSent again \(ref/)]);
  });

  test('that Telegram refuses is left out, and its words arrive whole', async () => {
    refusing('sendPhoto', 'IMAGE_PROCESS_FAILED');
    const text = { text: 'a'.repeat(2000), marks: [] };
    expect(await sender.send({ ...pictured, text })).toMatchObject({ kind: 'sent' });
    expect(peer.callsOf('sendMessage').map((call) => call.payload['text'])).toEqual([text.text]);
  });

  test.each<[string, Fault]>([
    ['is perhaps sent', { status: 500, description: 'restart' }],
    ['has to wait', { status: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } }],
    ['is for somebody who blocked us', { status: 403, description: 'Forbidden: bot was blocked by the user' }],
  ])('that %s is not sent again as words', async (_, fault) => {
    peer.fault = () => fault;
    await sender.send(pictured);
    expect(peer.calls.map((call) => call.method)).toEqual(['sendPhoto']);
  });

  test('takes the place of another picture, with its words', async () => {
    expect(await sender.edit({ chatId: 7, messageId: 5 }, { ...pictured, text: bold('new'), buttons: [[{ label: 'Go', data: 'do:go' }]] })).toEqual({ kind: 'sent', messageId: 5 });
    const { media, reply_markup: markup, ...files } = peer.callsOf('editMessageMedia')[0]!.payload;
    expect(media).toMatchObject({ type: 'photo', media: expect.stringMatching(/^attach:\/\//), caption: 'new', caption_entities: [{ type: 'bold', offset: 0, length: 3 }] });
    expect([markup, Object.values(files)]).toEqual([{ inline_keyboard: [[{ text: 'Go', callback_data: 'do:go' }]] }, expect.arrayContaining([{ file: 'picture.png', bytes: png }])]);
  });

  test.each([
    ['there is no media in the message to edit', { kind: 'gone' }, ['editMessageMedia']],
    ['message is not modified', { kind: 'sent', messageId: 5, unchanged: true }, ['editMessageMedia']],
    ['IMAGE_PROCESS_FAILED', { kind: 'sent', messageId: 5 }, ['editMessageMedia', 'editMessageText']],
  ])('put into a message that answers "%s" ends as it should', async (description, result, methods) => {
    refusing('editMessageMedia', description);
    expect(await sender.edit({ chatId: 7, messageId: 5 }, pictured)).toEqual(result);
    expect(peer.calls.map((call) => call.method)).toEqual(methods);
  });

  test('keeps standing when only its words change', async () => {
    refusing('editMessageText', 'there is no text in the message to edit');
    expect(await sender.edit({ chatId: 7, messageId: 5 }, { ...push, text: bold('words'), buttons: [[{ label: 'Go', data: 'do:go' }]] })).toEqual({ kind: 'sent', messageId: 5 });
    expect(peer.callsOf('editMessageCaption')[0]!.payload).toEqual({
      chat_id: 7, message_id: 5, caption: 'words', caption_entities: [{ type: 'bold', offset: 0, length: 5 }], reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'do:go' }]] },
    });
    expect(peer.callsOf('editMessageText')).toHaveLength(1);
  });
});

test('a document goes under its own name with its text as the caption, and is never turned into words', async () => {
  const document = { name: 'trades 2025.csv', bytes: Buffer.from('a,b\n') };
  expect(await sender.send({ ...push, document })).toMatchObject({ kind: 'sent' });
  expect(peer.callsOf('sendDocument')[0]!.payload).toMatchObject({ document: { file: 'trades 2025.csv', bytes: document.bytes }, caption: 'hello' });
  peer.fault = () => ({ status: 400, description: 'Bad Request: file is too big' });
  expect(await sender.send({ ...push, document })).toMatchObject({ kind: 'refused' });
  expect(peer.callsOf('sendMessage')).toEqual([]);
});

test.each([
  ['keys', [['Balance', 'Orders'], ['Help']], { keyboard: [[{ text: 'Balance' }, { text: 'Orders' }], [{ text: 'Help' }]], is_persistent: true, resize_keyboard: true }],
  ['no keys any more', 'off' as const, { remove_keyboard: true }],
])('a message can bring %s', async (_, keyboard, markup) => {
  await sender.send({ ...push, keyboard });
  expect(peer.callsOf('sendMessage')[0]!.payload['reply_markup']).toEqual(markup);
});
