// The entities of a text as Telegram keeps them. Which links are taken, and how they are kept, was told by its own library, TDLib.
import { describe, expect, it } from '@jest/globals';
import type { Entity } from '../../../src/sandbox/telegram/index.js';
import { inChat, type ApiAnswer, type OpenChat } from './openChat.js';

type Fields = Record<string, unknown>;
const all = { offset: 0, length: 5 };
const kept = ({ result }: ApiAnswer): Entity[] | undefined => (result as { entities?: Entity[] }).entities;
const sendWith = ({ send }: OpenChat, fields: Fields): Promise<ApiAnswer> => send({ text: 'hello', entities: [{ ...all, ...fields }] });

describe('a link', () => {
  const taken: [given: string, stored: string][] = [
    ['https://a.b/c?d=e&f', 'https://a.b/c?d=e&f'], ['t.me/x', 'http://t.me/x'], ['ya.ru', 'http://ya.ru/'],
    ['HTTPS://EXAMPLE.com:443/Q', 'https://example.com:443/Q'], ['http://u:p@a.b', 'http://u:p@a.b/'], ['http://[::1]/x', 'http://[::1]/x'],
    ['a.b/%20%zz c', 'http://a.b/%20%zz%20c'], ['a%2e.b', 'http://a%2e.b/'],
    ['tg://resolve?domain=x', 'tg://resolve?domain=x'], ['tg:x#y', 'tg://x/#y'], ['ton://a/b', 'ton://a/b'],
  ];
  it.each(taken)('to %j is kept as %j', (url, stored) => inChat(async (chat) => {
    expect(kept(await sendWith(chat, { type: 'text_link', url }))).toEqual([{ type: 'text_link', ...all, url: stored }]);
  }));

  const refused: [given: string, reason: string][] = [
    ['bad', 'Wrong HTTP URL'], ['', 'URL host is empty'], ['http://.', 'Host is invalid'], ['http://a b', 'Disallowed character in URL host'],
    ['http://a.b:0/', 'Wrong port number specified in the URL'], ['http://[::g]/x', 'Wrong IPv6 address specified in the URL'],
    ['ftp://a.b', 'Unsupported URL protocol'], ['a%2.b', 'Wrong percent-encoded symbol in URL host'],
    ['tg://a.b:1', 'Wrong tg URL'], ['ton://a.b', 'Unallowed characters in URL host'],
  ];
  it.each(refused)('to %j is refused: %s', (url, reason) => inChat(async (chat) => {
    const description = `Bad Request: entity URL '${url}' is invalid: ${reason}`;
    expect(await sendWith(chat, { type: 'text_link', url })).toMatchObject({ status: 400, description });
  }));

  it.each(['tg://user?id=7', 'tg:user?id=7'])('to %j names a person', (url) => inChat(async (chat) => {
    const user = { id: 7, is_bot: false, first_name: '' };
    expect(kept(await sendWith(chat, { type: 'text_link', url }))).toEqual([{ type: 'text_mention', ...all, user }]);
  }));
});

describe('an entity', () => {
  const noNumber = 'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number';
  it.each<[string, Fields, string]>([
    ['a time in a format nobody knows', { type: 'date_time', unix_time: 5, date_time_format: 'q' }, 'invalid date format used'],
    ['a time without its moment', { type: 'date_time' }, 'can\'t parse MessageEntity: Can\'t find field "unix_time"'],
    ['an emoji numbered 0', { type: 'custom_emoji', custom_emoji_id: '0' }, noNumber],
    ['an emoji beyond 64 bits', { type: 'custom_emoji', custom_emoji_id: '9999999999999999999' }, noNumber],
    ['a person without an id', { type: 'text_mention', user: {} }, 'user not found'],
  ])('cannot be %s', (_case, fields, words) => inChat(async (chat) => {
    expect(await sendWith(chat, fields)).toMatchObject({ status: 400, description: `Bad Request: ${words}` });
  }));

  it.each<[string, Fields]>([
    ['a time', { type: 'date_time', unix_time: 5 }],
    ['a time with its format', { type: 'date_time', unix_time: 5, date_time_format: 'wDT' }],
    ['a relative time', { type: 'date_time', unix_time: 5, date_time_format: 'r' }],
    ['an emoji', { type: 'custom_emoji', custom_emoji_id: '5' }],
    ['a block of a language', { type: 'pre', language: 'js' }],
    ['a quotation', { type: 'expandable_blockquote' }],
  ])('can be %s', (_case, fields) => inChat(async (chat) => {
    expect(kept(await sendWith(chat, fields))).toEqual([{ ...all, ...fields }]);
  }));

  const of = (type: string, offset: number, length: number): Fields => ({ type, offset, length });
  it('stands before those it holds, and what the text itself shows is left out of code', () => inChat(async ({ send }) => {
    const given = [of('code', 6, 5), of('italic', 0, 5), of('bold', 0, 5), of('blockquote', 0, 14), of('url', 0, 5), of('spoiler', 3, 0)];
    expect(kept(await send({ text: 'hello /help /go', entities: given }))).toEqual([
      of('blockquote', 0, 14), of('bold', 0, 5), of('italic', 0, 5), of('code', 6, 5), of('bot_command', 12, 3),
    ]);
  }));

  it('follows its words when white space and carriage returns around them go', () => inChat(async ({ send }) => {
    const { result } = await send({ text: ' \r\n a\r\n\tb  ', entities: [of('bold', 4, 1), of('code', 8, 3)] });
    expect(result).toMatchObject({ text: 'a\n b', entities: [of('bold', 0, 1), of('code', 3, 1)] });
  }));
});

describe('a parse mode', () => {
  const media = { type: 'photo', media: 'any', caption: '<b>x</b>', parse_mode: 'HTML' };
  const article = { type: 'article', id: 'a', title: 'BTC', input_message_content: { message_text: '<b>x</b>', parse_mode: 'HTML' } };
  it.each<[string, Fields]>([
    ['sendMessage', { text: '<b>x</b>', parse_mode: 'HTML' }], ['editMessageText', { text: '*x*', parse_mode: 'MarkdownV2' }],
    ['sendPhoto', { caption: '*x*', parse_mode: 'Markdown' }], ['sendDocument', { caption: 'x', parse_mode: 'none' }],
    ['editMessageCaption', { caption: 'x', parse_mode: 'HTML' }], ['editMessageMedia', { media }],
    ['answerInlineQuery', { inline_query_id: '1', results: [article] }], ['answerCallbackQuery', { text: '<b>x</b>', parse_mode: 'HTML' }],
  ])('of %s %j is refused', (method, parameters) => inChat(async ({ call, user }) => {
    const description = 'Bad Request: parse_mode is not understood here: send entities';
    expect(await call(method, { chat_id: user.id, message_id: 1, ...parameters })).toMatchObject({ status: 400, description });
  }));

  it('that is empty is none, and its signs are words', () => inChat(async ({ send }) => {
    expect((await send({ text: '<b>x</b>', parse_mode: '' })).result).toMatchObject({ text: '<b>x</b>' });
  }));
});
