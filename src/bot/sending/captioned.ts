// Pictures and documents as Telegram's multipart fields: bytes to upload, with the text as their caption.
import type { Buttons, Picture, Rich } from '../../model/message.js';
import type { Attachment } from '../command.js';
import { join } from '../../text/rich.js';
import { toEntities, toMarkup, type Below, type Entity } from './reply.js';
import { shorten } from './splitRich.js';

/** Telegram counts code points; UTF-16 units are never fewer (PLATFORM.md 1.4). */
export const captionLimit = 1024;
/** A few megabytes over a slow line. */
export const uploadTimeoutMs = 60_000;

/** What telegraf's client sends as one file of a multipart body. */
export interface Upload {
  readonly source: Buffer;
  readonly filename: string;
}

interface Caption {
  readonly caption: string;
  readonly caption_entities: readonly Entity[];
}

/** What goes out with its text as the caption. */
export interface Captioned {
  readonly text: Rich;
  readonly buttons?: Buttons;
  readonly picture?: Picture;
  readonly document?: Attachment;
  readonly lastLine?: Rich;
}

/** The text under a file; a longer one is shortened, but for its last line. */
export function toCaption(text: Rich, plainly = false, lastLine?: Rich): Caption {
  const fitting = lastLine === undefined ? shorten(text, captionLimit) : join([shorten(text, captionLimit - 1 - lastLine.text.length), lastLine]);
  return { caption: fitting.text, caption_entities: toEntities(fitting, plainly) };
}

export const toUpload = (name: string, bytes: Uint8Array): Upload => ({ source: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), filename: name });

const toPhoto = (picture: Picture): Upload => toUpload('picture.png', picture.png);

/** The method that sends the file, and its fields; undefined for words alone. A document goes before a picture. */
export function toSending(content: Captioned, below: Below, plainly: boolean): { readonly method: string; readonly fields: object } | undefined {
  const { document, picture, text, buttons, lastLine } = content;
  const words = { ...toCaption(text, plainly, lastLine), ...toMarkup(buttons, below, plainly) };
  if (document !== undefined) return { method: 'sendDocument', fields: { document: toUpload(document.name, document.bytes), ...words } };
  return picture === undefined ? undefined : { method: 'sendPhoto', fields: { photo: toPhoto(picture), ...words } };
}

/** The fields of editMessageMedia. */
export const toMedia = (picture: Picture, text: Rich, plainly: boolean): object => ({ media: { type: 'photo', media: toPhoto(picture), ...toCaption(text, plainly) } });
