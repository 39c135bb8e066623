// A chat with no bot behind it, open in a browser: what the bot would send is sent by the check itself.
import { deepEqual } from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import type { PanelAction, Suggestion } from '../../src/sandbox/telegram/index.js';
import { packIndexed } from '../../src/pictures/png.js';
import { inChat, personId, token, type OpenChat } from '../sandbox/telegram/openChat.js';
import { openPage, phone, type Screen } from './browser.js';
import { troubleOf } from './check.js';

export interface ChatPage {
  readonly chat: OpenChat;
  readonly page: Page;
  /** The newest message on the page. */
  readonly newest: Locator;
  /** The same chat on another screen. */
  readonly on: (screen: Screen) => Promise<Page>;
  /** Calls a method with a file; gives the message id. */
  readonly upload: (method: string, fields: Readonly<Record<string, string>>, file: UploadFile) => Promise<number>;
  /** Sends a message; gives its id. */
  readonly say: (text: string, more?: Record<string, unknown>) => Promise<number>;
}

export interface UploadFile { readonly part: string; readonly name: string; readonly bytes: Uint8Array }

export type Piece = string | Within;
export interface Within { readonly entity: { readonly type: string; readonly url?: string }; readonly pieces: readonly Piece[] }
export const within = (type: string, ...pieces: readonly Piece[]): Within => ({ entity: { type }, pieces });

/** A text with its entities, as the bot sends it. */
export function marked(...pieces: readonly Piece[]): { readonly text: string; readonly entities: readonly object[] } {
  const entities: object[] = [];
  let text = '';
  const add = (piece: Piece): void => {
    if (typeof piece === 'string') {
      text += piece;
      return;
    }
    const offset = text.length;
    piece.pieces.forEach(add);
    entities.push({ ...piece.entity, offset, length: text.length - offset });
  };
  pieces.forEach(add);
  return { text, entities };
}

const pageUser = { id: personId, firstName: 'Ann', languageCode: 'en' };

export const hostile = '<img src=x onerror="document.title=1"> \u202Egpj.exe & <b>bold</b>';
export const suggestions: readonly Suggestion[] = [
  { group: 'First steps', label: 'Say hello', text: '/start' },
  { group: 'First steps', label: 'Fill in', text: '/link ', send: false, copy: [{ label: 'API key', text: 'abc123' }] },
  { group: 'Trade', label: hostile, text: '/orders' },
];
const panel: readonly PanelAction[] = [
  { label: 'Deposit', group: 'Money', run: async () => 'R1 000 arrived.' },
  { label: 'Cut the sockets', group: 'Faults', run: async () => { throw new Error('Nothing to cut.'); } },
  { label: 'Another deposit', group: 'Money', run: async () => hostile },
];

/** One colour all over. */
export const picture = (width: number, height: number): Promise<Uint8Array> => packIndexed({ width, height, colours: [0x1f6f8b], pixels: new Uint8Array(width * height) });

/** Runs a check in a fresh chat, on a light phone; nothing may have gone wrong on any page at the end. */
export async function inChatPage(browser: Browser, prove: (world: ChatPage) => Promise<void>): Promise<void> {
  await inChat(async (chat) => {
    const contexts: { close: () => Promise<void> }[] = [];
    const troubles: (readonly string[])[] = [];
    const on = async (screen: Screen): Promise<Page> => {
      const { page, context } = await openPage(browser, chat.telegram.pageUrl, screen);
      contexts.push(context);
      troubles.push(troubleOf(page));
      return page;
    };
    try {
      const page = await on({ ...phone, scheme: 'light' });
      await prove({ chat, page, on, newest: page.locator('.message').last(), upload: uploadTo(chat), say: sayIn(chat) });
      deepEqual(troubles.flat(), []);
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
    }
  }, { pageUser, suggestions, panel });
}

const uploadTo = ({ telegram }: OpenChat): ChatPage['upload'] => async (method, fields, { part, name, bytes }) => {
  const form = new FormData();
  for (const [key, value] of Object.entries({ chat_id: String(personId), ...fields })) form.set(key, value);
  form.set(part, new Blob([Uint8Array.from(bytes)]), name);
  const response = await fetch(`${telegram.apiUrl}/bot${token}/${method}`, { method: 'POST', body: form });
  return idOf(await response.json());
};

const sayIn = (chat: OpenChat): ChatPage['say'] => async (text, more = {}) => idOf(await chat.send({ text, ...more }));

function idOf(answer: unknown): number {
  const { ok, result, description } = answer as { ok: boolean; result?: { message_id: number }; description?: string };
  if (!ok || result === undefined) throw new Error(`Telegram refused: ${String(description)}`);
  return result.message_id;
}
