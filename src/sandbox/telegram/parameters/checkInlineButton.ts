// Checks one inline keyboard button: its text, its style and the one thing it does.
import { checkLink } from '../format/link.js';
import { codePoints } from '../format/sentText.js';
import { badRequest } from '../refusal.js';
import type { Chat } from '../state/chats.js';
import type { InlineButton } from '../wire.js';

type Given = Record<string, unknown>;

const styles = ['danger', 'success', 'primary'];
const otherActions = [
  'switch_inline_query', 'switch_inline_query_current_chat', 'switch_inline_query_chosen_chat', 'disabled',
];

/** Checks and returns a button (PLATFORM.md 1.4). Throws the 400 Telegram answers. */
export function checkInlineButton(given: unknown, chat: Chat): InlineButton {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('InlineKeyboardButton must be an Object');
  const fields = given as Given;
  const text = readText(fields, 'text');
  if (text === undefined) throw wrong('Can\'t find field "text"');
  const button: InlineButton = { ...fields, text };
  const style = readText(fields, 'style');
  if (style !== undefined && !styles.includes(style)) throw wrong('invalid button style specified');
  checkAction(fields, chat);
  return button;
}

/** When several actions are given the first of this order counts, as in the real server. */
function checkAction(button: Given, chat: Chat): void {
  const url = readText(button, 'url');
  const data = readText(button, 'callback_data');
  if (url) checkUrl(url);
  else if (data) checkData(data);
  else if (button['pay'] === true || button['callback_game'] !== undefined) throw badRequest('BUTTON_TYPE_INVALID');
  else if (button['login_url'] !== undefined) throw badRequest('BOT_DOMAIN_INVALID');
  else if (button['web_app'] !== undefined) checkWebApp(button['web_app'], chat);
  else if (button['copy_text'] !== undefined) checkCopyText(button['copy_text']);
  else if (!otherActions.some((name) => button[name] !== undefined)) {
    throw wrong('Text buttons are unallowed in the inline keyboard');
  }
}

function checkUrl(url: string): void {
  const checked = checkLink(url);
  if (!checked.ok) throw badRequest(`inline keyboard button URL '${url}' is invalid: ${checked.reason}`);
}

function checkData(data: string): void {
  if (Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID');
}

function checkWebApp(given: unknown, chat: Chat): void {
  if (typeof given !== 'object' || given === null) throw wrong('Field "web_app" must be of type Object');
  const url = readText(given as Given, 'url');
  if (url === undefined) throw wrong('Can\'t find field "url"');
  const checked = checkLink(url, true);
  if (!checked.ok) throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: ${checked.reason}`);
  if (chat.type !== 'private') throw badRequest('BUTTON_TYPE_INVALID');
}

function checkCopyText(given: unknown): void {
  if (typeof given !== 'object' || given === null) throw wrong('Field "copy_text" must be of type Object');
  const text = readText(given as Given, 'text');
  if (text === undefined) throw wrong('Can\'t find field "text"');
  if (text === '' || codePoints(text) > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID');
}

function readText(fields: Given, name: string): string | undefined {
  const value = fields[name];
  if (value !== undefined && typeof value !== 'string') throw wrong(`Field "${name}" must be of type String`);
  return value;
}

function wrong(reason: string): Error {
  return badRequest(`can't parse inline keyboard button: ${reason}`);
}
