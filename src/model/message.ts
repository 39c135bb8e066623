// What is shown in a chat, independent of Telegram: text with marks, and buttons.

/** A mark over part of a text; offset and length count UTF-16 units, as Telegram does. */
export interface Mark {
  /** time: a moment, which a client may show in its own zone. */
  readonly type: 'bold' | 'italic' | 'code' | 'pre' | 'spoiler' | 'time';
  readonly offset: number;
  readonly length: number;
  /** Of a time: seconds since 1970. */
  readonly unixTime?: number;
}

/** A text and its marks. Outside text can stand in it but can never make a mark. */
export interface Rich {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export type ButtonStyle = 'success' | 'danger' | 'primary';

/** `data` is at most 64 bytes and is looked up, never trusted. */
export type Button =
  | { readonly label: string; readonly data: string; readonly style?: ButtonStyle }
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly copyText: string };

export type Buttons = readonly (readonly Button[])[];

/** Telegram ids fit a JS number exactly (52 bits). */
export type ChatId = number;
export type MessageId = number;
export type UserId = number;

export interface MessageAddress {
  readonly chatId: ChatId;
  readonly messageId: MessageId;
}

/** A PNG above a text; the text is then its caption, which Telegram limits to 1,024 characters. */
export interface Picture {
  readonly png: Uint8Array;
}

export interface MessageContent {
  readonly text: Rich;
  readonly buttons?: Buttons;
  readonly picture?: Picture;
}
