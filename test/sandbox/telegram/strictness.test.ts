import { describe, expect, it } from '@jest/globals';
import { inChat, personId } from './openChat.js';

type Parameters = Record<string, unknown>;
const button = (fields: Parameters): Parameters => ({ reply_markup: { inline_keyboard: [[{ text: 'b', ...fields }]] } });
const row = (count: number): Parameters[] => Array.from({ length: count }, (_, i) => ({ text: `${i}`, callback_data: `${i}` }));
const entity = (fields: Parameters): Parameters => ({ text: 'hello', entities: [{ type: 'bold', offset: 0, length: 1, ...fields }] });

const refused: [string, Parameters, string][] = [
  ['no text', { text: '' }, 'message text is empty'],
  ['only spaces', { text: '  \n ' }, 'text must be non-empty'],
  ['4097 code points', { text: 'a'.repeat(4097) }, 'message is too long'],
  ['4097 emoji', { text: '😀'.repeat(4097) }, 'message is too long'],
  ['more than 32768 bytes', { text: 'a'.repeat(32769) }, 'text is too long'],
  ['an empty chat id', { chat_id: '' }, 'chat_id is empty'],
  ['an unknown chat', { chat_id: 4 }, 'chat not found'],
  ['an unknown name', { chat_id: '@nobody' }, 'chat not found'],
  ['an entity behind the text', entity({ offset: 100 }), 'entity begins after the end of the text at UTF-16 offset 100'],
  ['an entity that ends behind the text', entity({ length: 6 }), 'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 6'],
  ['an entity at a negative offset', entity({ offset: -1 }), 'receive an entity with incorrect offset -1'],
  ['an entity that splits an emoji', { text: '😀', entities: [{ type: 'bold', offset: 1, length: 1 }] }, 'entity begins in a middle of a UTF-16 symbol at byte offset 0'],
  ['an unknown entity', entity({ type: 'shout' }), "can't parse MessageEntity: Unsupported type specified"],
  ['a link entity without a URL', entity({ type: 'text_link' }), 'can\'t parse MessageEntity: Can\'t find field "url"'],
  ['a link entity with a bad URL', entity({ type: 'text_link', url: 'not-a-url' }), "entity URL 'not-a-url' is invalid: Wrong HTTP URL"],
  ['callback data of 65 bytes', button({ callback_data: 'a'.repeat(65) }), 'BUTTON_DATA_INVALID'],
  ['callback data of 33 Cyrillic letters', button({ callback_data: 'я'.repeat(33) }), 'BUTTON_DATA_INVALID'],
  ['a button that does nothing', button({}), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
  ['a button with empty data', button({ callback_data: '' }), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
  ['a button with a bad URL', button({ url: 'not-a-url' }), "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"],
  ['a button with an ftp URL', button({ url: 'ftp://example.com' }), "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol"],
  ['a Mini App button over http', button({ web_app: { url: 'http://example.com' } }), "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed"],
  ['an empty copy text', button({ copy_text: { text: '' } }), 'BUTTON_COPY_TEXT_INVALID'],
  ['a copy text of 257', button({ copy_text: { text: 'a'.repeat(257) } }), 'BUTTON_COPY_TEXT_INVALID'],
  ['an unknown button style', button({ callback_data: 'a', style: 'pink' }), "can't parse inline keyboard button: invalid button style specified"],
  ['a pay button', button({ pay: true }), 'BUTTON_TYPE_INVALID'],
  ['a button without text', { reply_markup: { inline_keyboard: [[{ callback_data: 'a' }]] } }, 'can\'t parse inline keyboard button: Can\'t find field "text"'],
  ['a keyboard that is no list', { reply_markup: { inline_keyboard: 'bad' } }, 'field "inline_keyboard" must be of type Array'],
  ['a keyboard that is one list', { reply_markup: { inline_keyboard: row(2) } }, 'field "inline_keyboard" must be an Array of Arrays'],
  ['13 buttons in a row', { reply_markup: { inline_keyboard: [row(13)] } }, 'reply markup is too long: row 1 has 13 buttons, Telegram keeps 12 and drops the rest in silence'],
  ['301 buttons', { reply_markup: { inline_keyboard: [...Array.from({ length: 30 }, () => row(10)), row(1)] } }, 'reply markup is too long: 301 buttons, Telegram keeps 300 and drops the rest in silence'],
  ['a button with an empty text', { reply_markup: { inline_keyboard: [[{ text: '', callback_data: 'a' }]] } }, 'reply markup has a button without text in row 1, Telegram drops it in silence'],
  ['markup that is not JSON', { reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
  ['markup that is a list', { reply_markup: [] }, 'object expected as reply markup'],
  ['a wordy boolean in a keyboard', { reply_markup: { keyboard: [['A']], selective: 'yes' } }, 'field "selective" must be of type Boolean'],
  ['a reply to a missing message', { reply_parameters: { message_id: 999 } }, 'message to be replied not found'],
  ['a reply without a message id', { reply_parameters: { quote: 'x' } }, 'can\'t find field "message_id"'],
  ['a wordy boolean in the preview', { link_preview_options: { is_disabled: 'yes' } }, 'field "is_disabled" must be of type Boolean'],
  ['a thread in a private chat', { message_thread_id: 5 }, 'message thread not found'],
  ['a business connection', { business_connection_id: 'x' }, 'business connection not found'],
];

const accepted: [string, Parameters][] = [
  ['4096 code points', { text: 'a'.repeat(4096) }],
  ['4096 emoji, which are 8192 UTF-16 units', { text: '😀'.repeat(4096) }],
  ['a text over 4096 that loses its white space to come down to it', { text: ` ${'a'.repeat(4096)} ` }],
  ['callback data of 64 bytes', button({ callback_data: 'я'.repeat(32) })],
  ['a copy button, a link, a style and a greyed-out button', { reply_markup: { inline_keyboard: [[{ text: 'a', copy_text: { text: 'x' } }, { text: 'b', url: 't.me/x' }, { text: 'c', callback_data: 'c', style: 'danger' }, { text: 'd', disabled: {} }]] } }],
  ['12 buttons in a row', { reply_markup: { inline_keyboard: [row(12)] } }],
  ['300 buttons', { reply_markup: { inline_keyboard: Array.from({ length: 30 }, () => row(10)) } }],
  ['markup as a JSON text', { reply_markup: JSON.stringify({ inline_keyboard: [row(1)] }) }],
  ['a reply keyboard', { reply_markup: { keyboard: [['A', { text: 'B' }]], resize_keyboard: true } }],
  ['a forced reply', { reply_markup: { force_reply: true, input_field_placeholder: 'x' } }],
  ['an optional reply to a missing message', { reply_parameters: { message_id: 999, allow_sending_without_reply: true } }],
  ['an entity up to the end of the text', entity({ length: 5 })],
];

describe('sendMessage', () => {
  it.each(refused)('refuses %s with Telegram\'s own words', (_case, parameters, words) => inChat(async ({ send }) => {
    expect(await send(parameters)).toMatchObject({ status: 400, ok: false, error_code: 400, description: `Bad Request: ${words}` });
  }));

  it.each(accepted)('takes %s', (_case, parameters) => inChat(async ({ send }) => {
    expect(await send(parameters)).toMatchObject({ status: 200, ok: true, result: { chat: { id: personId } } });
  }));

  it('is forbidden before the person has written, and while they block the bot', () => inChat(async ({ telegram, user, send }) => {
    const stranger = telegram.control.user({ id: 78, firstName: 'Ben' });
    expect(await send({ chat_id: 78 })).toMatchObject({ status: 403, description: "Forbidden: bot can't initiate conversation with a user" });
    stranger.sendText('hi');
    expect(await send({ chat_id: 78 })).toMatchObject({ status: 200 });
    user.block();
    expect(await send({})).toMatchObject({ status: 403, description: 'Forbidden: bot was blocked by the user' });
    user.unblock();
    expect(await send({})).toMatchObject({ status: 200 });
  }));
});

describe('the address of a call', () => {
  const places: [string, number, string][] = [
    ['/bot123456:wrong/getMe', 401, 'Unauthorized'], ['/botnonsense/getMe', 401, 'Unauthorized: invalid token specified'],
    ['/bot123456:practice/fly', 404, 'Not Found: method not found'], ['/bot123456:practice', 404, 'Not Found'],
  ];
  it.each(places)('%s is answered with %d', (path, status, description) => inChat(async ({ telegram }) => {
    const response = await fetch(telegram.apiUrl + path);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ ok: false, error_code: status, description });
  }));

  it('takes the method in any case, by GET with a query or by POST with a form', () => inChat(async ({ telegram }) => {
    const byQuery = await fetch(`${telegram.apiUrl}/bot123456:practice/SENDmessage?chat_id=${personId}&text=hi&disable_notification=yes`);
    const byForm = await fetch(`${telegram.apiUrl}/bot123456%3Apractice/sendMessage`, { method: 'POST', body: new URLSearchParams({ chat_id: String(personId), text: 'hi' }) });
    expect([byQuery.status, byForm.status]).toEqual([200, 200]);
  }));

  it('turns away a page of another origin', () => inChat(async ({ telegram }) => {
    const response = await fetch(telegram.pageUrl, { headers: { Origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
  }));
});

describe('editing and deleting', () => {
  const same = 'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
  const keyboard = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] };

  it('refuses an edit that changes nothing, and takes one that changes only the keyboard', () => inChat(async ({ call, send, user }) => {
    await send({ text: 'one', reply_markup: keyboard });
    const message_id = user.messages().at(-1)!.messageId;
    const edit = (parameters: Parameters) => call('editMessageText', { chat_id: personId, message_id, ...parameters });
    expect(await edit({ text: 'one', reply_markup: keyboard })).toMatchObject({ status: 400, description: same });
    const entities = [{ type: 'bold', offset: 0, length: 3 }];
    expect(await edit({ text: 'one', entities, reply_markup: keyboard })).toMatchObject({ status: 200 });
    expect(await edit({ text: 'one', entities })).toMatchObject({ status: 200 });
    expect(user.messages().at(-1)!.buttons).toEqual([]);
    expect(await edit({ text: 'one', entities })).toMatchObject({ status: 400, description: same });
  }));

  it.each([
    ['editMessageText', { text: 'y' }, 'message to edit not found'], ['deleteMessage', {}, 'message to delete not found'],
  ])('%s of a missing message is refused', (method, parameters, words) => inChat(async ({ call }) => {
    expect(await call(method, { chat_id: personId, message_id: 999, ...parameters })).toMatchObject({ status: 400, description: `Bad Request: ${words}` });
  }));

  it('refuses to edit a person\'s message or the caption of a text', () => inChat(async ({ call, send, user }) => {
    const theirs = user.messages()[0]!.messageId;
    expect((await call('editMessageText', { chat_id: personId, message_id: theirs, text: 'y' })).description).toBe("Bad Request: message can't be edited");
    await send({});
    const mine = user.messages().at(-1)!.messageId;
    expect((await call('editMessageCaption', { chat_id: personId, message_id: mine, caption: 'y' })).description).toBe('Bad Request: there is no caption in the message to edit');
  }));

  it('deletes a person\'s message in a private chat for 48 hours, not longer', () => inChat(async ({ call, clock, user }) => {
    const early = user.sendText('my key');
    const late = user.sendText('another key');
    clock.now += 48 * 3_600_000 - 1;
    expect(await call('deleteMessage', { chat_id: personId, message_id: early })).toMatchObject({ status: 200, result: true });
    clock.now += 1;
    expect(await call('deleteMessage', { chat_id: personId, message_id: late })).toMatchObject({ status: 400, description: "Bad Request: message can't be deleted for everyone" });
    expect(user.messages().map(({ deleted }) => deleted)).toEqual([false, true, false]);
  }));
});

describe('answerCallbackQuery', () => {
  it('is in time for 150 seconds and no longer', () => inChat(async ({ call, clock, send, user }) => {
    await send(button({ callback_data: 'a' }));
    const { queryId } = await user.tap(user.messages().at(-1)!.messageId, 'b');
    clock.now += 149_999;
    expect(await call('answerCallbackQuery', { callback_query_id: queryId, text: 'ok' })).toMatchObject({ result: true });
    clock.now += 1;
    expect(await call('answerCallbackQuery', { callback_query_id: queryId })).toMatchObject({ status: 400, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' });
    expect(user.callbackAnswers()).toMatchObject([{ queryId, text: 'ok', alert: false, repeated: false }]);
  }));

  it('takes 200 characters and refuses 201', () => inChat(async ({ call, user }) => {
    const { queryId } = await user.tapData(1, 'anything');
    expect(await call('answerCallbackQuery', { callback_query_id: queryId, text: 'a'.repeat(201) })).toMatchObject({ status: 400, description: 'Bad Request: MESSAGE_TOO_LONG' });
    expect(await call('answerCallbackQuery', { callback_query_id: queryId, text: 'a'.repeat(200) })).toMatchObject({ status: 200 });
  }));
});

describe('setMyCommands', () => {
  const command = (name: string, description = 'd') => ({ commands: [{ command: name, description }] });
  it.each<[string, Parameters, string]>([
    ['a capital', command('Start'), 'BOT_COMMAND_INVALID'], ['33 letters', command('a'.repeat(33)), 'command length must not exceed 32'],
    ['no description', command('a', ' '), 'command description must be non-empty'], ['a description of 257', command('a', 'd'.repeat(257)), 'command description length must not exceed 256'],
    ['101 commands', { commands: Array.from({ length: 101 }, (_, i) => ({ command: `c${i}`, description: 'd' })) }, 'BOT_COMMANDS_TOO_MUCH'],
  ])('refuses %s', (_case, parameters, words) => inChat(async ({ call }) => {
    expect((await call('setMyCommands', parameters)).description).toBe(`Bad Request: ${words}`);
  }));

  it('stores a list per scope and language, and the chat shows the narrowest', () => inChat(async ({ call, telegram }) => {
    await call('setMyCommands', command('/start', 'everyone'));
    await call('setMyCommands', { ...command('start', 'in Afrikaans'), language_code: 'af' });
    await call('setMyCommands', { ...command('start', 'only you'), scope: { type: 'chat', chat_id: personId } });
    expect(telegram.control.commands()).toEqual([{ command: 'start', description: 'everyone' }]);
    expect(telegram.control.commands(0, 'af').map(({ description }) => description)).toEqual(['in Afrikaans']);
    expect(telegram.control.commands(personId).map(({ description }) => description)).toEqual(['only you']);
  }));
});
