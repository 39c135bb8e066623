// One person's whole record: the unit that is stored, changed atomically and made durable.
import { emptyAccount, type AccountState, type Link, type Sealed } from './account.js';
import type { Alert } from './alert.js';
import type { Draft } from './draft.js';
import type { Decimal } from './money.js';
import type { ChatId, UserId } from './message.js';
import type { OutboxRow, SentMessage } from './outboxRow.js';
import type { Schedule } from './schedule.js';

export interface Settings {
  /** IANA name. */
  readonly timeZone: string;
  /** Code of a member of text/; English where it lags. */
  readonly language: string;
  /** How far the best price may move between card and tap, in per cent; absent: defaultMoveLimit. */
  readonly moveLimit?: Decimal;
  /** The most a market order may cost against the best price, in per cent; absent: defaultSlippageCeiling. */
  readonly slippageCeiling?: Decimal;
}

/** A question the bot has asked and waits to have answered by the next message. */
export interface Dialog {
  /** Name of the command that asked. */
  readonly command: string;
  readonly step: string;
  /** Plain JSON; secrets only sealed. */
  readonly data: Readonly<Record<string, string>>;
  readonly sealed?: Readonly<Record<string, Sealed>>;
  /** ms since 1970 */
  readonly expiresAt: number;
}

/** A time without the exchange or Telegram that this user has been, or will be, told of. */
export interface Incident {
  readonly what: 'exchange' | 'telegram';
  /** ms since 1970 */
  readonly since: number;
}

/** An update taken from Telegram and not yet handled; kept so that its offset may move. */
export interface InboxRow {
  readonly updateId: number;
  readonly update: unknown;
  /** ms since 1970 */
  readonly receivedAt: number;
  readonly tries: number;
}

export interface UserRecord {
  readonly format: 1;
  readonly id: UserId;
  /** The private chat with this user. */
  readonly chatId: ChatId;
  readonly firstName: string;
  /** ms since 1970 */
  readonly createdAt: number;
  readonly settings: Settings;
  readonly link?: Link;
  readonly dialog?: Dialog;
  readonly account: AccountState;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly alerts: Readonly<Record<string, Alert>>;
  readonly schedule?: Schedule;
  readonly inbox: readonly InboxRow[];
  /** Update ids already handled, oldest first; bounded by handledUpdatesLimit. */
  readonly handled: readonly number[];
  readonly outbox: readonly OutboxRow[];
  /** Ids of rows already delivered, oldest first, so that a replayed event adds nothing. */
  readonly delivered: readonly string[];
  /** By message key. */
  readonly messages: Readonly<Record<string, SentMessage>>;
  /** The incident that is open, at most one; its end is told on the same message, also after a restart. */
  readonly incident?: Incident;
  /** Telegram says this user cannot be written to; rows are kept until the next /start. */
  readonly parked?: { readonly reason: string; readonly since: number };
}

export const handledUpdatesLimit = 200;
export const inboxRowsLimit = 50;
export const defaultTimeZone = 'Africa/Johannesburg';

/** A new user's record. `now` is ms since 1970. */
export function newUser(id: UserId, chatId: ChatId, firstName: string, now: number): UserRecord {
  return {
    format: 1, id, chatId, firstName, createdAt: now,
    settings: { timeZone: defaultTimeZone, language: 'en' },
    account: emptyAccount, drafts: {}, alerts: {}, inbox: [], handled: [], outbox: [], delivered: [], messages: {},
  };
}
