// What the bot says of its own accord: that a command may not be run here, or is none, or came too late.
import { currentOf } from '../../actions/pressing/renewQuote.js';
import { fitsRun, removeData, runData, stopData } from '../../model/callback.js';
import type { MessageId, Rich } from '../../model/message.js';
import type { Dialog, UserRecord } from '../../model/user.js';
import { nameOfDraft } from '../../text/cards/draftCard.js';
import { showDuration } from '../../text/format.js';
import { concat, plain } from '../../text/rich.js';
import { lockButton } from '../../text/lockButton.js';
import { speak, type Say } from '../../text/index.js';
import { questionId, type QuestionBar } from './codeQuestions.js';
import type { Command, Reply } from '../command.js';
import type { TypedCommand } from '../commandList.js';
import { outside } from '../../text/outside.js';

/** For a private command used in a group: the way to the private chat. */
export function privateOnly(say: Say, botName: string, command: string): Reply {
  return { text: say('bot.privateOnly'), buttons: [[{ label: say('bot.openPrivate').text, url: `https://t.me/${botName}?start=${command}` }]] };
}

/** For a command that needs the account. `linkCommand` is the command that links one, if there is. */
export const linkFirst = (say: Say, linkCommand: string | undefined): Reply => offeringLink(say, 'bot.linkFirst', linkCommand);

/** To somebody whose record could not be read when the program started, before anything else is answered. */
export const recordDamaged = (say: Say, linkCommand: string | undefined): Reply => offeringLink(say, 'bot.recordDamaged', linkCommand);

function offeringLink(say: Say, key: 'bot.linkFirst' | 'bot.recordDamaged', linkCommand: string | undefined): Reply {
  const text = say(key);
  if (linkCommand === undefined) return { text };
  return { text, buttons: [[{ label: say('bot.linkButton').text, data: runData(linkCommand) }], [{ label: say('practice.button.try').text, data: runData('practice') }]] };
}

/** For a command that would touch the real account while practice is on. */
export const practiceFirst = (say: Say): Reply => ({ text: say('practice.barred'), buttons: [[{ label: say('practice.button.off').text, data: runData('practice off') }]] });

/** For a button of a practice card while practice is off: it never does the same for real. */
export const practiceIsOff = (say: Say): Reply => ({ text: say('practice.isOff'), buttons: [[{ label: say('practice.button.on').text, data: runData('practice on') }]] });

/** For a command that somebody else wrote; a lock is one tap away all the same. */
export const forwardedCommand = (say: Say, isLock: boolean): Reply => ({ text: say('bot.forwarded'), ...(isLock ? { buttons: [[lockButton(say)]] } : {}) });

/** For a command that a locked account does not run. */
export const lockedReply = (say: Say): Reply => ({ text: say('surface.locked') });

/** For a command that is none; what `nearest` lets be offered is, with the words typed where it takes them and they fit a button. */
export function unknownCommand(say: Say, typed: TypedCommand, nearest: Pick<Command<never>, 'name' | 'offered' | 'secret'> | undefined): Reply {
  if (nearest?.offered === undefined) return { text: say('bot.unknownCommand') };
  const name = typeof nearest.offered === 'object' ? nearest.offered.instead : nearest.name;
  const takesWords = (nearest.offered === 'reads' || nearest.offered === 'card') && nearest.secret !== true;
  const words = takesWords && typed.words.length > 0 ? `${name} ${typed.words.join(' ')}` : name;
  const fitting = fitsRun(words) ? words : name;
  return { text: say('bot.unknownNearest', { name: outside(name) }), buttons: [[{ label: `/${fitting}`, data: runData(fitting) }]] };
}

/** For an answer that came after its question had expired. */
export function dialogExpired(say: Say, command: string): Reply {
  return { text: say('bot.dialogExpired'), buttons: [[{ label: `/${command}`, data: runData(command) }]] };
}

/** For what may be a code and came when none was asked for, or while `isOther`, another question, is open. Never repeats it. */
export function lateCode(say: Say, command: string | undefined, isOther: boolean): Reply {
  if (isOther) return { text: say('bot.lateCodeOther') };
  return { text: say('bot.lateCode'), ...(command === undefined ? {} : { buttons: [[{ label: `/${command}`, data: runData(command) }]] }) };
}

export const deleteItYourself = (say: Say): Reply => ({ text: say('bot.deleteYourself') });

/** Once a message that held a secret is gone, or could not be taken out. `linkCommand` is offered to one who typed a pair. */
export function secretRemoved(say: Say, isGone: boolean, linkCommand: string | undefined): Reply {
  if (!isGone) return { text: say('secret.stays') };
  return linkCommand === undefined ? { text: say('secret.gone') } : offeringKey(say, linkCommand);
}

const offeringKey = (say: Say, linkCommand: string): Reply => ({ text: say('secret.gone'), buttons: [[{ label: say('bot.linkButton').text, data: runData(linkCommand) }]] });

/** For what may be a secret, or may be none: nothing of it is repeated. At most `removedLimit` messages. */
export const offerRemoval = (say: Say, messageIds: readonly MessageId[]): Reply => ({ text: say('secret.offer'), buttons: [[{ label: say('secret.delete').text, data: removeData(messageIds) }]] });

/** In place of the offer. */
export const messagesRemoved = (say: Say, isGone: boolean): Reply => ({ text: say(isGone ? 'secret.deleted' : 'secret.stays'), inPlace: true });

/** For somebody else's words where one's own are asked for. */
export const forwardedAnswer = (say: Say): Reply => ({ text: say('secret.forwarded') });

/** What a question for a code is for: the card in a few words, or the command that asks. */
export function nameOfQuestion(say: Say, { drafts }: UserRecord, { command, data }: Dialog): Rich {
  const draftId = data['draftId'] ?? '';
  const draft = Object.hasOwn(drafts, draftId) ? drafts[draftId] : undefined;
  return draft === undefined ? concat(plain('/'), outside(command)) : nameOfDraft(say, currentOf(drafts, draft));
}

/** For a command that would have asked something while a code is asked for, or was until a moment ago. `again` is what asks the same again, as typed without the slash. */
export function questionBarred(user: UserRecord, bar: QuestionBar, again: string, now: number): Reply {
  const say = speak(user.settings.language);
  if (bar.kind === 'asked') {
    return { text: say('code.isAsked', { what: nameOfQuestion(say, user, bar.dialog) }), buttons: [[{ label: say('code.stop').text, data: stopData(questionId(bar.dialog)) }]] };
  }
  return { text: say('code.justLeft', { time: showDuration(say, bar.until - now) }), ...(fitsRun(again) ? { buttons: [[{ label: say('code.again').text, data: runData(again) }]] } : {}) };
}

/** Takes the place of the message with the Stop button; `what` is missing where that question was over already. */
export const codeStopped = (say: Say, what: Rich | undefined): Reply => ({ text: what === undefined ? say('code.nothingAsked') : say('code.stopped', { what }), inPlace: true });

/** A toast is plain text. */
export const toastReply = (text: Rich): Reply => ({ text });
