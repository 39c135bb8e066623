import { deflateSync, crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { inChat, personId, token } from './openChat.js';

const client = (apiUrl: string): Bot => new Bot(token, { client: { apiRoot: apiUrl } });

function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

describe('a bot written with another library', () => {
  it('starts, answers a command, takes a press and edits its message', () => inChat(async ({ telegram, user }) => {
    const bot = client(telegram.apiUrl);
    bot.command('start', (context) => context.reply('hello', { reply_markup: new InlineKeyboard().text('Go', 'go') }));
    bot.callbackQuery('go', async (context) => {
      await context.answerCallbackQuery({ text: 'on it', show_alert: true });
      await context.editMessageText('done');
    });
    const running = bot.start({ drop_pending_updates: false });
    const hello = await user.waitForMessage(({ text }) => text === 'hello', 3_000);
    expect(bot.botInfo).toMatchObject({ id: 123456, is_bot: true, username: 'capebot' });
    const { queryId } = await user.tap(hello.messageId, 'Go');
    expect(await user.waitForAnswer(queryId, 3_000)).toMatchObject({ text: 'on it', alert: true });
    expect(await user.waitForMessage(({ text }) => text === 'done', 3_000)).toMatchObject({ messageId: hello.messageId, buttons: [] });
    await bot.stop();
    await running;
  }));

  it('sends a picture by upload, again by its file id, replaces it and gets its caption edited', () => inChat(async ({ telegram, user }) => {
    const { api } = client(telegram.apiUrl);
    const picture = png(40, 30);
    const sent = await api.sendPhoto(personId, new InputFile(picture, 'chart.png'), {
      caption: 'BTC', caption_entities: [{ type: 'bold', offset: 0, length: 3 }],
      reply_parameters: { message_id: user.messages()[0]!.messageId },
      reply_markup: new InlineKeyboard().copyText('Copy', 'bc1q'),
    });
    expect(sent).toMatchObject({ caption: 'BTC', caption_entities: [{ type: 'bold' }], reply_to_message: { text: '/start' } });
    expect(sent.photo).toMatchObject([{ width: 40, height: 30, file_size: picture.length }]);
    expect(user.messages().at(-1)).toMatchObject({ text: 'BTC', photo: picture, buttons: [[{ text: 'Copy', copyText: 'bc1q' }]] });
    expect((await api.sendPhoto(personId, sent.photo[0]!.file_id)).photo).toEqual(sent.photo);
    await api.editMessageCaption(personId, sent.message_id, { caption: 'ETH' });
    await api.editMessageMedia(personId, sent.message_id, { type: 'photo', media: new InputFile(png(50, 20), 'other.png'), caption: 'ZAR' });
    expect(user.messages().find(({ messageId }) => messageId === sent.message_id)).toMatchObject({ text: 'ZAR', photoSize: { width: 50, height: 20 } });
  }));

  it.each<[string, Buffer, string]>([
    ['no picture at all', Buffer.from('hello'), 'IMAGE_PROCESS_FAILED'],
    ['a picture 21 times as wide as high', png(21, 1), 'PHOTO_INVALID_DIMENSIONS'],
  ])('cannot send %s as a photo', (_case, bytes, words) => inChat(async ({ telegram }) => {
    await expect(client(telegram.apiUrl).api.sendPhoto(personId, new InputFile(bytes, 'x.png'))).rejects.toThrow(words);
  }));

  it('sends a document with a name outside ASCII', () => inChat(async ({ telegram, user }) => {
    await client(telegram.apiUrl).api.sendDocument(personId, new InputFile(Buffer.from('a;b\r\n--x\r\n'), 'État "1".csv'));
    expect(user.messages().at(-1)!.document!.bytes.toString()).toBe('a;b\r\n--x\r\n');
  }));

  it('hears 429 with its wait, and 409 when another program polls', () => inChat(async ({ telegram, call }) => {
    const bot = client(telegram.apiUrl);
    telegram.control.setFault({ kind: 'tooMany', retryAfterSeconds: 3, methods: ['sendMessage'] });
    const refusal = await bot.api.sendMessage(personId, 'x').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GrammyError);
    expect(refusal).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
    const polling = bot.api.getUpdates({ offset: 900_000_000, timeout: 30 }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await call('getUpdates');
    expect(await polling).toMatchObject({ error_code: 409 });
  }));

  it('knows it is blocked by the update and by the refusal', () => inChat(async ({ telegram, user }) => {
    const { api } = client(telegram.apiUrl);
    user.block();
    const updates = await api.getUpdates();
    expect(updates.at(-1)?.my_chat_member).toMatchObject({ chat: { id: personId }, new_chat_member: { status: 'kicked' } });
    await expect(api.sendMessage(personId, 'x')).rejects.toThrow('bot was blocked by the user');
  }));
});
