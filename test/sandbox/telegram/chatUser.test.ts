import { describe, expect, it } from '@jest/globals';
import { printTranscript, type Update } from '../../../src/sandbox/telegram/index.js';
import { inChat, personId, png, token } from './openChat.js';

const keyboard = { inline_keyboard: [[{ text: 'Confirm', callback_data: 'yes' }, { text: 'Cancel', callback_data: 'no' }], [{ text: 'Site', url: 't.me/x' }]] };

describe('a person in the chat', () => {
  it('presses only buttons that are there', () => inChat(async ({ send, user }) => {
    await send({ reply_markup: keyboard });
    const { messageId } = user.messages().at(-1)!;
    await expect(user.tap(messageId, 'Maybe')).rejects.toThrow('no button "Maybe": [ Confirm ] [ Cancel ] [ Site ]');
    await expect(user.tap(messageId, 'C')).rejects.toThrow('several buttons match');
    await expect(user.tap(messageId, { row: 2, column: 0 })).rejects.toThrow('no button at row 2');
    await expect(user.tap(messageId, 'Site')).rejects.toThrow('not a callback button');
    await expect(user.tap(messageId, 'conf')).resolves.toHaveProperty('queryId');
    await expect(user.tap(messageId, { row: 0, column: 1 })).resolves.toBeDefined();
  }));

  it('can send data no button holds, even for a message that is gone', () => inChat(async ({ call, user }) => {
    await user.tapData(999, 'forged');
    const updates = (await call('getUpdates')).result as Update[];
    expect(updates.at(-1)!.callback_query).toMatchObject({ data: 'forged', message: { message_id: 999, date: 0 } });
  }));

  it('cannot send an empty text, one over 4096, or one to a bot they blocked', () => inChat(async ({ user }) => {
    expect(() => user.sendText('  ')).toThrow('1 to 4096');
    expect(() => user.sendText('a'.repeat(4097))).toThrow('1 to 4096');
    user.block();
    expect(() => user.sendText('x')).toThrow('blocked');
  }));

  it('sends commands, links and names marked as Telegram marks them', () => inChat(async ({ call, user }) => {
    user.sendText('/buy@capebot 5 see https://a.b/c, @ann #now a/b', { messageExtra: { forward_origin: { type: 'hidden_user' } } });
    const { message } = ((await call('getUpdates')).result as Update[]).at(-1)!;
    expect(message!.entities).toEqual([
      { type: 'bot_command', offset: 0, length: 12 }, { type: 'url', offset: 19, length: 13 },
      { type: 'mention', offset: 34, length: 4 }, { type: 'hashtag', offset: 39, length: 4 },
    ]);
    expect(message).toMatchObject({ forward_origin: { type: 'hidden_user' }, from: { id: personId, first_name: 'Ann' } });
  }));

  it('waits for a message to come, or only for what comes after a moment', () => inChat(async ({ send, telegram, user }) => {
    await send({ text: 'first' });
    expect(await user.waitForMessage(() => true, 100)).toMatchObject({ text: 'first', from: 'bot' });
    const since = telegram.control.lastSequence;
    const next = user.waitForMessage(() => true, 1_000, { since });
    await send({ text: 'second', disable_notification: true });
    expect(await next).toMatchObject({ text: 'second', silent: true });
    await expect(user.waitForMessage(({ text }) => text === 'never', 20)).rejects.toThrow('nothing matched within 20 ms');
  }));
});

describe('a picture a person sends', () => {
  it.each([
    ['a photo', {}, 'photo', 'photos'],
    ['a file', { asFile: { name: 'qr.png', type: 'image/png' } }, 'document', 'documents'],
  ])('as %s can be read by the bot where getFile says, and by nobody without the token', (_, options, kind, folder) => inChat(async ({ call, user, telegram }) => {
    user.sendPhoto(png, { caption: 'scan', ...options });
    const { message } = ((await call('getUpdates')).result as Update[]).at(-1)!;
    expect(message).toMatchObject({ caption: 'scan', [kind]: kind === 'photo' ? [{ width: 1, height: 1, file_size: png.length }] : { file_name: 'qr.png', mime_type: 'image/png' } });
    const fileId = (kind === 'photo' ? message!.photo![0]! : message!.document!).file_id;
    const { file_path: path } = (await call('getFile', { file_id: fileId })).result as { file_path: string };
    expect(path.startsWith(`${folder}/`)).toBe(true);
    const read = await fetch(`${telegram.apiUrl}/file/bot${token}/${path}`);
    expect([read.status, Buffer.from(await read.arrayBuffer())]).toEqual([200, png]);
    for (const wrong of [`bot1:wrong/${path}`, `bot${token}/photos/none`, `bot${token}/../${path}`]) expect((await fetch(`${telegram.apiUrl}/file/${wrong}`)).status).toBe(404);
  }));

  it('must be one that Telegram takes', () => inChat(async ({ user }) => {
    expect(() => user.sendPhoto(Buffer.from('no picture'))).toThrow('IMAGE_PROCESS_FAILED');
  }));
});

describe('an inline query', () => {
  const article = { type: 'article', id: 'a', title: 'BTC', input_message_content: { message_text: 'R1', entities: [{ type: 'bold', offset: 0, length: 2 }] } };

  it('reaches the bot, and its answer the person, once', () => inChat(async ({ call, user }) => {
    const asked = user.askInline('btc', 1_000);
    const { inline_query: query } = ((await call('getUpdates')).result as Update[]).at(-1)!;
    expect(query).toMatchObject({ query: 'btc', from: { id: personId } });
    expect(await call('answerInlineQuery', { inline_query_id: query!.id, results: [article], cache_time: 10 })).toMatchObject({ result: true });
    expect(await asked).toEqual({ results: [{ id: 'a', title: 'BTC', description: '', text: 'R1', entities: [{ type: 'bold', offset: 0, length: 2 }] }], cacheSeconds: 10, personal: false });
    expect((await call('answerInlineQuery', { inline_query_id: query!.id, results: [] })).description).toContain('query is too old');
  }));

  it.each<[string, object[], string]>([
    ['two results of one id', [article, article], 'RESULT_ID_DUPLICATE'],
    ['a result without a title', [{ ...article, title: '' }], 'RESULT_TITLE_EMPTY'],
    ['a result without words', [{ ...article, input_message_content: { message_text: '' } }], 'text must be non-empty'],
    ['51 results', Array.from({ length: 51 }, (_, index) => ({ ...article, id: String(index) })), 'RESULTS_TOO_MUCH'],
  ])('is not answered with %s', (_, results, description) => inChat(async ({ call, user }) => {
    const asked = user.askInline('btc', 200).catch(() => 'nothing');
    const { inline_query: query } = ((await call('getUpdates')).result as Update[]).at(-1)!;
    expect((await call('answerInlineQuery', { inline_query_id: query!.id, results })).description).toContain(description);
    expect(await asked).toBe('nothing');
  }));

  it('older than 30 s is forgotten', () => inChat(async ({ call, user, clock }) => {
    void user.askInline('btc', 100).catch(() => undefined);
    const { inline_query: query } = ((await call('getUpdates')).result as Update[]).at(-1)!;
    clock.now += 30_000;
    expect((await call('answerInlineQuery', { inline_query_id: query!.id, results: [] })).description).toContain('query is too old');
  }));
});

describe('a group', () => {
  it('lets the bot hear commands, its name and replies to it, and nothing else', () => inChat(async ({ call, user }) => {
    const chatId = -1001;
    user.joinGroup(chatId);
    expect((await call('sendMessage', { chat_id: chatId, text: 'hello group' })).status).toBe(200);
    const replyTo = user.messages(chatId).at(-1)!.messageId;
    for (const text of ['chatter', '/price', '/price@capebot', '/price@otherbot', 'you there @capebot?']) user.sendText(text, { chatId });
    user.sendText('indeed', { chatId, replyTo });
    const heard = ((await call('getUpdates')).result as Update[]).flatMap(({ message }) => (message?.chat.id === chatId ? [message.text] : []));
    expect(heard).toEqual(['/price', '/price@capebot', 'you there @capebot?', 'indeed']);
  }));
});

describe('the transcript', () => {
  it('prints the chat as a person would tell it', () => inChat(async ({ call, send, telegram, user }) => {
    const lines: string[] = [];
    const end = printTranscript(telegram.control, personId, (line) => lines.push(line));
    const secret = user.sendText('my key');
    await call('deleteMessage', { chat_id: personId, message_id: secret });
    await send({ text: 'Buy?\nR500.00', reply_markup: keyboard });
    const { messageId } = user.messages().at(-1)!;
    const { queryId } = await user.tap(messageId, 'Confirm');
    await call('answerCallbackQuery', { callback_query_id: queryId, text: 'Placed' });
    await call('editMessageText', { chat_id: personId, message_id: messageId, text: 'Bought' });
    end();
    user.sendText('unheard');
    expect(lines).toEqual([
      'You: my key', '(You: message deleted)', 'Bot: Buy?', '     R500.00', '     [ Confirm ] [ Cancel ]', '     [ Site ]',
      'You tap: [ Confirm ]', '(toast: Placed)', 'Bot (edited): Bought',
    ]);
  }));
});
