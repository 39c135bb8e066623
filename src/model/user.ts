// One person's whole record: the unit that is stored, changed atomically and made durable.
import { emptyAccount, type AccountState, type Link, type Sealed } from './account.js';
import type { Alert } from './alert.js';
import type { Draft } from './draft.js';
import type { Decimal, Sats } from './money.js';
import type { MarketId } from './trading/market.js';
import type { ChatId, MessageId, UserId } from './message.js';
import type { OutboxRow, SentMessage } from './outboxRow.js';
import type { DepositTerms } from './payments/depositAddress.js';
import type { PracticeAccount } from './practice.js';
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
  /** What "/price" and "/chart" without words mean. */
  readonly defaultMarket?: MarketId;
  /** Balances worth less than this, in rand, are folded into one line; absent: none are. */
  readonly dustLimit?: Decimal;
  /** The most one order may be worth, in rand; absent: no ceiling. */
  readonly orderCeiling?: Decimal;
  /** The most that may leave over Lightning in 24 hours; absent: defaultPayDayLimit. */
  readonly payDayLimit?: Sats;
  /** By name of a notification kind; absent: as loud as the kind is by itself. */
  readonly loudness?: Readonly<Record<string, Loudness>>;
  /** While it lasts, what does not matter at once makes no sound. */
  readonly quietHours?: QuietHours;
}

export type Loudness = 'loud' | 'silent' | 'off';

/** What a user can make loud, silent or switch off, as a person would name it; the kinds of one group are set together and equally loud by themselves. */
export type NoticeGroup = 'fills' | 'ends' | 'deposits' | 'withdrawals' | 'alerts' | 'summaries' | 'outages';

/** Local times of day as "22:00"; from later than to spans midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** The second factor for money that leaves without a code of the exchange. */
export interface Pin {
  /** scrypt of the digits, sealed: a stolen file alone does not let anybody try the million of them. */
  readonly hash: Sealed;
  /** base64url, 16 bytes */
  readonly salt: string;
  /** Wrong tries since the last right one. */
  readonly wrong: number;
  /** ms since 1970 until which no PIN is looked at. */
  readonly blockedUntil?: number;
  /** ms since 1970 */
  readonly setAt: number;
}

/** A Lightning invoice that was, or may have been, paid; kept for ever, so that no hash is paid twice. */
export interface PaidInvoice {
  readonly amountSat: Sats;
  /** In whole sats, rounded up: as quoted until the history tells. Absent in what was stored before fees were counted. */
  readonly fee?: Sats;
  /** ms since 1970 just before the first byte left. */
  readonly at: number;
  readonly draftId: string;
  /** `failed`: certainly not paid, and may be tried again. */
  readonly state: 'sending' | 'paid' | 'failed';
}

/** A voucher for what was left of another one: worth money to whoever knows its pin. */
export interface KeptVoucher {
  readonly id: string;
  /** In rand. */
  readonly amount: Decimal;
  /** As the exchange words it. */
  readonly expiry?: string;
  readonly pin: Sealed;
  /** ms since 1970 */
  readonly at: number;
}

/** An invoice of this user's that waits to be paid; its card turns to paid when the money arrives. */
export interface AwaitedInvoice {
  /** Hex. */
  readonly paymentHash: string;
  /** Empty once it is paid or expired: nothing shows it any more. */
  readonly bolt: string;
  readonly amountSat: Sats;
  /** The update that asked for it, so that its re-delivery makes no other. */
  readonly askedBy: number;
  readonly note?: string;
  /** What part is turned into rand when it is paid; 1 is all of it. */
  readonly conversionPart?: Decimal;
  /** No part of it makes an order that turns it into rand, so that none is offered. */
  readonly noConversion?: true;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly expiresAt: number;
  /** Where it was asked for in rand: that sum, and the rand for one BTC it was worked out at. */
  readonly rand?: { readonly amount: Decimal; readonly price: Decimal };
  readonly state: 'waiting' | 'paid' | 'expired';
}

/** Set and opened in model/lock.ts only. */
export interface Lock {
  /** ms since 1970 */
  readonly since: number;
  /** The newest update that asked for it; absent in what was stored before that was noted. */
  readonly askedBy?: number;
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
  /** It asks for a code or a PIN: digits that come after its end are deleted too (bot/codeQuestions.ts). */
  readonly forCode?: true;
  /** The messages that ask, once sent, oldest first. */
  readonly messageIds?: readonly MessageId[];
}

/** That a code or a PIN was asked for, so that one that comes late does not stay in the chat. */
export interface CodeAsked {
  /** Name of the command that asked last. */
  readonly command: string;
  /** ms since 1970 until which digits alone are taken for one. */
  readonly until: number;
  /** False once digits came, as an answer or late. */
  readonly isAwaited: boolean;
  /** The messages that asked for one, oldest first. */
  readonly messageIds: readonly MessageId[];
  /** ms since 1970 until which nothing else is asked, because one was stopped, lapsed or left without its answer. */
  readonly heldUntil?: number;
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
  readonly codeAsked?: CodeAsked;
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
  /** Absent: money that leaves without a code of the exchange is off. */
  readonly pin?: Pin;
  /** Set while the user has locked the account: no money moves but back to rest. */
  readonly lock?: Lock;
  /** By payment hash, hex. */
  readonly payments?: Readonly<Record<string, PaidInvoice>>;
  /** By payment hash, hex; ended ones are forgotten after a day. */
  readonly invoices?: Readonly<Record<string, AwaitedInvoice>>;
  /** Deposit addresses the exchange is still making, by currency: ms since 1970 when they were first asked for. */
  readonly awaitedAddresses?: Readonly<Record<string, number>>;
  /** On what terms they will take deposits, by currency, as told when they were asked for. */
  readonly awaitedTerms?: Readonly<Record<string, DepositTerms>>;
  /** Change vouchers, oldest first. */
  readonly vouchers?: readonly KeptVoucher[];
  /** Play money; absent until practice is first switched on. */
  readonly practice?: PracticeAccount;
  /** The incident that is open, at most one; its end is told on the same message, also after a restart. */
  readonly incident?: Incident;
  /** Telegram says this user cannot be written to; rows are kept until the next /start. */
  readonly parked?: { readonly reason: string; readonly since: number };
}

/** Change vouchers kept per user; none is ever dropped: with so many no further voucher is begun. */
export const vouchersPerUserLimit = 100;
export const handledUpdatesLimit = 200;
export const inboxRowsLimit = 50;
export const defaultTimeZone = 'Africa/Johannesburg';
export const defaultLanguage = 'en';

/** A new user's record. `now` is ms since 1970; `language` is the code of a member of text/. */
export function newUser(id: UserId, chatId: ChatId, firstName: string, now: number, language = defaultLanguage): UserRecord {
  return {
    format: 1, id, chatId, firstName, createdAt: now,
    settings: { timeZone: defaultTimeZone, language },
    account: emptyAccount, drafts: {}, alerts: {}, inbox: [], handled: [], outbox: [], delivered: [], messages: {},
  };
}
