// Texts and buttons as Telegram's fields: entities instead of a parse mode, so that no text can break a message.
import { callbackDataLimit, noData } from '../../model/callback.js';
import type { Button, Buttons, Mark, MessageContent, Rich } from '../../model/message.js';
import type { Keyboard } from '../command.js';

/** Phones show eight in a row comfortably; Telegram drops those past twelve without a word (PLATFORM.md 1.4). */
const buttonsPerRow = 8;
const rowsLimit = 100;
const labelLimit = 60;
const copyTextLimit = 256;
const entitiesLimit = 100;

export interface Entity {
  readonly type: Exclude<Mark['type'], 'time'> | 'date_time';
  readonly offset: number;
  readonly length: number;
  readonly unix_time?: number;
}

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
  readonly style?: string;
}

/** What can stand under a message when it has no buttons. */
export interface Below {
  /** A reply field. */
  readonly forceReply?: boolean;
  readonly keyboard?: Keyboard;
}

export type Markup =
  | { readonly inline_keyboard: readonly (readonly InlineButton[])[] }
  | { readonly force_reply: true }
  | { readonly keyboard: readonly (readonly { readonly text: string }[])[]; readonly is_persistent: true; readonly resize_keyboard: true }
  | { readonly remove_keyboard: true };

export interface TextFields {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly link_preview_options: { readonly is_disabled: true };
  readonly reply_markup?: Markup;
}

/**
 * The fields of one message. `text` fits already (splitRich). Offsets stay in UTF-16 units, as Telegram counts them.
 * @param plainly leaves out what old servers may refuse: colours, copy buttons and marked times.
 */
export function toFields(text: Rich, buttons: Buttons | undefined, below: Below = {}, plainly = false): TextFields {
  return { text: text.text, entities: toEntities(text, plainly), link_preview_options: { is_disabled: true }, ...toMarkup(buttons, below, plainly) };
}

/** By these nothing of others is tapped, and what is hidden stays so; the rest only change the look. */
const isNeeded = ({ type }: Mark): boolean => type === 'code' || type === 'pre' || type === 'spoiler';

/** As many as Telegram takes, in their order: where there are more, those go first that only change the look. */
function keptMarks(all: readonly Mark[]): readonly Mark[] {
  if (all.length <= entitiesLimit) return all;
  const needed = all.filter(isNeeded).slice(0, entitiesLimit);
  const kept = new Set([...needed, ...all.filter((mark) => !isNeeded(mark)).slice(0, entitiesLimit - needed.length)]);
  return all.filter((mark) => kept.has(mark));
}

/** The words of a time stay as they are (no `date_time_format`): a client that knows such marks shows its own zone when they are tapped. */
export const toEntities = ({ marks }: Rich, plainly = false): readonly Entity[] => keptMarks(marks.filter((mark) => !plainly || mark.type !== 'time'))
  .map(({ type, offset, length, unixTime }): Entity => (type === 'time' ? { type: 'date_time', offset, length, unix_time: unixTime ?? 0 } : { type, offset, length }));

/** Buttons where there are any, else what stands below. */
export function toMarkup(buttons: Buttons | undefined, { forceReply, keyboard }: Below, plainly: boolean): { readonly reply_markup?: Markup } {
  const rows = buttons === undefined ? [] : toKeyboard(buttons, plainly);
  if (rows.length > 0) return { reply_markup: { inline_keyboard: rows } };
  if (keyboard === 'off') return { reply_markup: { remove_keyboard: true } };
  if (keyboard !== undefined) {
    return { reply_markup: { keyboard: keyboard.map((row) => row.map((text) => ({ text }))), is_persistent: true, resize_keyboard: true } };
  }
  return forceReply === true ? { reply_markup: { force_reply: true } } : {};
}

/** True when the message uses fields that an older server may refuse. */
export const usesNewFields = (content: MessageContent): boolean => content.text.marks.some((mark) => mark.type === 'time')
  || (content.buttons ?? []).some((row) => row.some((button) => 'copyText' in button || 'style' in button));

function toKeyboard(buttons: Buttons, plainly: boolean): readonly (readonly InlineButton[])[] {
  const rows: InlineButton[][] = [];
  for (const row of buttons) {
    const shown = row.filter((button) => isPossible(button) && (!plainly || !('copyText' in button))).map((button) => toButton(button, plainly));
    for (let from = 0; from < shown.length; from += buttonsPerRow) rows.push(shown.slice(from, from + buttonsPerRow));
  }
  return rows.slice(0, rowsLimit);
}

/** A button without data does nothing, and one that Telegram refuses would cost the whole message. */
function isPossible(button: Button): boolean {
  if ('data' in button) return button.data !== noData && Buffer.byteLength(button.data) <= callbackDataLimit;
  return !('copyText' in button) || button.copyText !== '';
}

function toButton(button: Button, plainly: boolean): InlineButton {
  const text = shortLabel(button.label);
  if ('url' in button) return { text, url: button.url };
  if ('copyText' in button) return { text, copy_text: { text: button.copyText.slice(0, copyTextLimit) } };
  return { text, callback_data: button.data, ...(button.style === undefined || plainly ? {} : { style: button.style }) };
}

function shortLabel(label: string): string {
  const characters = Array.from(label);
  return characters.length <= labelLimit ? label : `${characters.slice(0, labelLimit - 1).join('')}…`;
}
