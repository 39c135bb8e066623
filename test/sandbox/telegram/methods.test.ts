import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { methods } from '../../../src/sandbox/telegram/methods/index.js';
import { inChat, personId } from './openChat.js';

describe('the list of methods', () => {
  it('holds every method file of the folder once', () => {
    const folder = join('src', 'sandbox', 'telegram', 'methods');
    const files = readdirSync(folder).filter((file) => /: Method = \{/.test(readFileSync(join(folder, file), 'utf8')));
    expect(methods.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });
});

describe('the smaller methods', () => {
  const table: [string, Record<string, unknown>, unknown][] = [
    ['sendChatAction', { chat_id: personId, action: 'typing' }, { result: true }],
    ['sendChatAction', { chat_id: personId, action: 'dancing' }, { description: 'Bad Request: wrong parameter action in request' }],
    ['getWebhookInfo', {}, { result: { url: '', pending_update_count: 1 } }],
    ['answerInlineQuery', { inline_query_id: '1', results: [] }, { description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' }],
    ['getFile', { file_id: 'nobody-sent-it' }, { description: 'Bad Request: invalid file_id' }],
    ['sendPhoto', { chat_id: personId }, { description: 'Bad Request: there is no photo in the request' }],
    ['pinChatMessage', { chat_id: personId, message_id: 1 }, { status: 404, error_code: 404, description: 'Not Found: method not found' }],
  ];
  it.each(table)('%s %j is answered as Telegram answers it', (method, parameters, answer) => inChat(async ({ call }) => {
    expect(await call(method, parameters)).toMatchObject(answer as object);
  }));
});
