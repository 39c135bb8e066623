// Which question a text answers, and what must not stand in the chat although nobody is asking for it any more: a code or PIN that comes late.
//
// A code answers exactly one question. Two hands may be in one chat, the owner's and a thief's: while a code is asked for no
// second question opens, and for a while after one went without its answer none does, so that digits meant for one never
// answer another.
import { isLateCode } from '../../model/secrets/lateCode.js';
import type { MessageId } from '../../model/message.js';
import type { Dialog, UserRecord } from '../../model/user.js';

/** For this long after a code was asked for, or came, digits alone are taken for one, ms: as long as its question stays open. */
export const lateCodeMs = 10 * 60_000;
/** For this long after a question for a code was stopped, lapsed or left, nothing else is asked, ms: its digits may be on their way. */
export const codeHoldMs = 30_000;
/** Messages remembered that ask the open question; an older one is then any message. */
const messagesPerQuestionLimit = 5;
/** Messages remembered that ever asked for a code. */
const codeMessagesLimit = 20;

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
  if (isToEarlier) return 'lateCode';
  // An open question takes its answer first: a destination tag and an amount are digits too.
  if (dialog !== undefined && now < dialog.expiresAt) return 'answer';
  if (isLateCode(codeAsked, text, now)) return 'lateCode';
  return dialog === undefined ? 'free' : 'answer';
}

/** Why nothing may be asked now. asked: the code of this dialog is waited for; left: one was, until a moment ago. */
export type QuestionBar = { readonly kind: 'asked'; readonly dialog: Dialog } | { readonly kind: 'left'; readonly until: number };

/** Names one question for its Stop button. */
export const questionId = ({ expiresAt }: Dialog): string => expiresAt.toString(36);

/** The same thing asked again: of the same command, step and card. */
const isSameQuestion = (one: Dialog, other: Dialog | undefined): boolean =>
  other !== undefined && one.command === other.command && one.step === other.step
  && JSON.stringify(Object.entries(one.data).sort()) === JSON.stringify(Object.entries(other.data).sort());

/** The question for a code that is open at `now`, ms since 1970. */
export const openCode = ({ dialog }: UserRecord, now: number): Dialog | undefined => (dialog?.forCode === true && now < dialog.expiresAt ? dialog : undefined);

/** When the hold ends that a question for a code leaves behind which goes without its answer, ms since 1970. */
const holdEnd = ({ expiresAt }: Dialog, now: number): number => Math.min(now, expiresAt) + codeHoldMs;

/** Why `next` may not be asked; undefined when it may. `answered` is the question whose answer is being handled: what it leads to may be asked. */
export function barOf(record: UserRecord, next: Dialog, now: number, answered?: Dialog): QuestionBar | undefined {
  const open = openCode(record, now);
  const { dialog, codeAsked } = record;
  if (open !== undefined && isSameQuestion(open, answered)) return undefined;
  if (open !== undefined) return isSameQuestion(open, next) ? undefined : { kind: 'asked', dialog: open };
  const lapsed = dialog?.forCode === true ? holdEnd(dialog, now) : 0;
  const until = Math.max(lapsed, codeAsked?.heldUntil ?? 0);
  // A clock that was set back holds nobody for longer than the hold.
  return now < until && until <= now + codeHoldMs ? { kind: 'left', until } : undefined;
}

/** The record in this dialog, or in none; `answered` as for barOf. */
export function inDialog(record: UserRecord, dialog: Dialog | undefined, now: number, answered?: Dialog): UserRecord {
  const { dialog: before, ...rest } = withHold(record, dialog, now, answered);
  if (dialog === undefined) return before === undefined ? record : rest;
  if (dialog.forCode !== true) return { ...rest, dialog };
  const { codeAsked } = rest;
  return { ...rest, dialog, codeAsked: { ...codeAsked, command: dialog.command, until: now + lateCodeMs, isAwaited: true, messageIds: codeAsked?.messageIds ?? [] } };
}

/** Notes that a question for a code goes without its answer, where it does. */
function withHold(record: UserRecord, next: Dialog | undefined, now: number, answered: Dialog | undefined): UserRecord {
  const { dialog, codeAsked } = record;
  if (dialog?.forCode !== true || codeAsked === undefined || isSameQuestion(dialog, answered) || isSameQuestion(dialog, next)) return record;
  const heldUntil = holdEnd(dialog, now);
  return { ...record, codeAsked: { ...codeAsked, heldUntil, until: Math.max(codeAsked.until, heldUntil) } };
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
