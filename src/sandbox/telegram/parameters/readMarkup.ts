// Reads reply_markup and checks it as Telegram does, failing where Telegram would silently drop buttons.
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import type { Chat } from '../state/chats.js';
import type { InlineKeyboard, ReplyKeyboard, ReplyMarkup } from '../wire.js';
import { checkInlineButton } from './checkInlineButton.js';

type Given = Record<string, unknown>;

/** Telegram keeps 12 buttons a row and 300 in all and drops the rest in silence (PLATFORM.md 1.4). */
const maxRow = 12;
const maxButtons = 300;
const maxMarkupBytes = 65_536;

/** The markup of a call, checked; undefined when absent. Throws the 400 Telegram answers, or one where it would drop buttons. */
export function readMarkup(call: Call, chat: Chat): ReplyMarkup | undefined {
  const given = readObject(call);
  if (given === undefined) return undefined;
  if ('inline_keyboard' in given) return readInline(given, chat);
  if ('keyboard' in given) return readReplyKeyboard(given, chat);
  checkBooleans(given, ['remove_keyboard', 'force_reply', 'selective']);
  if (given['remove_keyboard'] === true) return { remove_keyboard: true };
  if (given['force_reply'] === true) return { ...given, force_reply: true };
  return undefined;
}

/** The inline keyboard of an edit; any other markup is refused. */
export function readInlineMarkup(call: Call, chat: Chat): InlineKeyboard | undefined {
  const markup = readMarkup(call, chat);
  if (markup === undefined) return undefined;
  if (!('inline_keyboard' in markup)) throw badRequest('inline keyboard expected');
  return markup.inline_keyboard.length === 0 ? undefined : markup;
}

function readObject(call: Call): Given | undefined {
  let given: unknown;
  if (Buffer.byteLength(call.text('reply_markup')) > maxMarkupBytes) throw badRequest('reply markup is too long');
  try {
    given = call.json('reply_markup');
  } catch {
    throw badRequest("can't parse reply keyboard markup JSON object");
  }
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw badRequest('object expected as reply markup');
  return given as Given;
}

function readInline(given: Given, chat: Chat): InlineKeyboard {
  const rows = readRows(given, 'inline_keyboard');
  const keyboard = rows.map((row) => row.map((button) => checkInlineButton(button, chat)));
  checkSizes(keyboard);
  return { inline_keyboard: keyboard.filter((row) => row.length > 0) };
}

function readReplyKeyboard(given: Given, chat: Chat): ReplyKeyboard {
  checkBooleans(given, ['selective', 'one_time_keyboard', 'resize_keyboard', 'is_persistent']);
  const rows = readRows(given, 'keyboard');
  const keyboard = rows.map((row) => row.map((button) => readKeyboardButton(button, chat)));
  checkSizes(keyboard);
  return { ...given, keyboard: keyboard.filter((row) => row.length > 0) };
}

function readRows(given: Given, name: string): unknown[][] {
  const rows = given[name];
  if (!Array.isArray(rows)) throw badRequest(`field "${name}" must be of type Array`);
  return (rows as unknown[]).map((row) => {
    if (!Array.isArray(row)) throw badRequest(`field "${name}" must be an Array of Arrays`);
    return row as unknown[];
  });
}

function readKeyboardButton(given: unknown, chat: Chat): { text: string } {
  if (typeof given === 'string') return { text: given };
  const wrong = (reason: string): Error => badRequest(`can't parse keyboard button: ${reason}`);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('KeyboardButton must be an Object');
  const button = given as Given;
  const { text } = button;
  if (text === undefined) throw wrong('Can\'t find field "text"');
  if (typeof text !== 'string') throw wrong('Field "text" must be of type String');
  const personal = Object.keys(button).some((key) => key === 'web_app' || key.startsWith('request_'));
  if (personal && chat.type !== 'private') throw badRequest('BUTTON_TYPE_INVALID');
  return { ...button, text };
}

function checkSizes(keyboard: readonly (readonly { text: string }[])[]): void {
  keyboard.forEach((row, index) => {
    if (row.length > maxRow) {
      throw badRequest(`reply markup is too long: row ${index + 1} has ${row.length} buttons, Telegram keeps ${maxRow} and drops the rest in silence`);
    }
    if (row.some(({ text }) => text.trim() === '')) {
      throw badRequest(`reply markup has a button without text in row ${index + 1}, Telegram drops it in silence`);
    }
  });
  const total = keyboard.reduce((sum, row) => sum + row.length, 0);
  if (total > maxButtons) {
    throw badRequest(`reply markup is too long: ${total} buttons, Telegram keeps ${maxButtons} and drops the rest in silence`);
  }
}

function checkBooleans(given: Given, names: readonly string[]): void {
  for (const name of names) {
    const value = given[name];
    if (value !== undefined && typeof value !== 'boolean') throw badRequest(`field "${name}" must be of type Boolean`);
  }
}
