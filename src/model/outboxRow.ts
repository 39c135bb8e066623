// A message owed to a user: kind and data, not text; wording is decided when it is sent.
import type { ChatId, MessageId } from './message.js';

export interface OutboxRow {
  /** Derived from the event, so that a replay adds nothing. */
  readonly id: string;
  /** Name of a member of notifications/kinds. */
  readonly kind: string;
  /** Plain JSON, as that kind defines it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** When the event happened and when the row was written, ms since 1970: their distance is how late it is. */
  readonly eventAt: number;
  readonly createdAt: number;
  /** Rows of one key share one message: the first sends it, later ones edit it. */
  readonly messageKey?: string;
  /** Sends a new message for the key even if one exists, because it must make a sound; the old one is edited no more. */
  readonly fresh?: boolean;
  /** It has left, or is about to, and nothing says that it did not arrive: it is sent again with a mark. */
  readonly claimed?: boolean;
  readonly attempts: number;
}

/** The Telegram message that stands for a key. */
export interface SentMessage {
  readonly chatId: ChatId;
  readonly messageId: MessageId;
  /** ms since 1970 */
  readonly sentAt: number;
}

/** More rows than this for one user and the oldest that may be folded are folded; fills and deposits are never dropped. */
export const outboxRowsLimit = 1000;
/** Sent messages remembered per user, newest kept. */
export const sentMessagesLimit = 200;
/** Ids of delivered rows remembered per user, newest kept. */
export const deliveredRowsLimit = 1000;

/** The ids of the rows a user has been told with these added, at most deliveredRowsLimit of them: a replayed event adds nothing. */
export function rememberDelivered(delivered: readonly string[], ids: readonly string[]): readonly string[] {
  return [...delivered, ...ids].slice(-deliveredRowsLimit);
}
