// Which question a text answers, and what must not stand in the chat although nobody is asking for it any more: a code or PIN that comes late.
import type { MessageId } from '../model/message.js';
import type { Dialog, UserRecord } from '../model/user.js';

/** For this long after a code was asked for, or came, digits alone are taken for one, ms: as long as its question stays open. */
export const lateCodeMs = 10 * 60_000;
/** Messages remembered that ask the open question; an older one is then any message. */
const messagesPerQuestionLimit = 5;
/** Messages remembered that ever asked for a code. */
const codeMessagesLimit = 20;

/** Codes of the exchange, its mailed pins and the user's own PIN, however they are grouped. */
const looksLikeCode = (text: string): boolean => /^\d{4,8}$/.test(text.replace(/[\s\u00a0-]/g, ''));

/**
 * answer: to the open question. lateCode: maybe a code, and none is asked for. earlierQuestion: it replies to a code's
 * question in whose place another stands. free: no answer to anything.
 */
export type Place = 'answer' | 'lateCode' | 'earlierQuestion' | 'free';

/** A reply says itself which question it means; Telegram makes one of an answer to the newest question. `now` is ms since 1970. */
export function placeText({ dialog, codeAsked }: UserRecord, text: string, replyTo: MessageId | undefined, now: number): Place {
  const isToOpen = replyTo !== undefined && dialog?.messageIds?.includes(replyTo) === true;
  const isToEarlier = replyTo !== undefined && !isToOpen && codeAsked?.messageIds.includes(replyTo) === true;
  if (dialog?.forCode === true) return isToEarlier ? 'earlierQuestion' : 'answer';
  const isDue = codeAsked !== undefined && now < codeAsked.until && looksLikeCode(text);
  // One that is still owed may come as a reply to whatever was asked next, because that is where Telegram puts it.
  if (isToEarlier || (isDue && (!isToOpen || codeAsked.isAwaited))) return 'lateCode';
  return dialog === undefined ? 'free' : 'answer';
}

/** The record in this dialog, or in none. */
export function inDialog(record: UserRecord, dialog: Dialog | undefined, now: number): UserRecord {
  const { dialog: before, ...rest } = record;
  if (dialog === undefined) return before === undefined ? record : rest;
  if (dialog.forCode !== true) return { ...rest, dialog };
  return { ...rest, dialog, codeAsked: { command: dialog.command, until: now + lateCodeMs, isAwaited: true, messageIds: record.codeAsked?.messageIds ?? [] } };
}

/** Once the message that asks was sent; the same record where nothing is asked. */
export function withQuestion(record: UserRecord, messageId: MessageId): UserRecord {
  const { dialog, codeAsked } = record;
  if (dialog === undefined || dialog.messageIds?.includes(messageId) === true) return record;
  const asked = { ...record, dialog: { ...dialog, messageIds: [...(dialog.messageIds ?? []), messageId].slice(-messagesPerQuestionLimit) } };
  if (dialog.forCode !== true || codeAsked === undefined) return asked;
  return { ...asked, codeAsked: { ...codeAsked, messageIds: [...codeAsked.messageIds, messageId].slice(-codeMessagesLimit) } };
}

/** Once a text came that may be the code; another of its shape may follow. */
export function withCodeCome(record: UserRecord, now: number): UserRecord {
  return record.codeAsked === undefined ? record : { ...record, codeAsked: { ...record.codeAsked, isAwaited: false, until: now + lateCodeMs } };
}
