// /unlock: opens a locked account, with the PIN where one is set, else with one button.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import { withoutLock } from '../../src/model/lock.js';
import type { Dialog, UserRecord } from '../../src/model/user.js';
import { lockButton } from '../../src/text/lockButton.js';
import { speak, type Say } from '../../src/text/index.js';
import type { CapeCommand, Core } from '../core.js';
import { pinRefusal } from './pinRefusal.js';

/** How long the bot waits for the PIN, and how long the button works, ms. */
const questionLifeMs = 5 * 60_000;

export const unlock: CapeCommand = {
  name: 'unlock', aliases: ['unfreeze'], family: 'settings', access: 'anyone', where: 'private', whileLocked: true, secret: true, secretAnswers: true,
  summary: 'help.unlock', usage: 'unlock', examples: () => ['unlock'],
  run: async (request, core) => {
    const { user, via, words } = request;
    const say = speak(user.settings.language);
    if (user.lock === undefined) return { text: say('lock.notLocked'), inPlace: true };
    if (user.pin === undefined) return via === 'button' && words[0] === 'yes' ? pressed(request, core) : askButton(user, core);
    if (via === 'message' && words[0] !== undefined) return tryPin(request, core);
    await core.setDialog(request, question(core));
    return { text: say('lock.askPin'), forceReply: true };
  },
  answer: (request, _dialog, core) => tryPin(request, core),
};

const question = (core: Core): Dialog => ({ command: 'unlock', step: 'pin', data: {}, forCode: true, expiresAt: core.clock.now() + questionLifeMs });

function askButton({ lock, settings }: UserRecord, core: Core): Reply {
  const say = speak(settings.language);
  // The lock is part of the question: a button drawn for an earlier one must not open a later one.
  const data = runData(`unlock yes ${Math.floor(core.clock.now() / 1000)} ${lock?.since ?? 0}`);
  return { text: say('lock.ask'), buttons: [[{ label: say('lock.unlockButton').text, data, style: 'danger' }]], inPlace: true };
}

async function pressed({ user, words, updateId }: Request, core: Core): Promise<Reply> {
  const say = speak(user.settings.language);
  const age = core.clock.now() - Number(words[1] ?? 0) * 1000;
  if (!(age >= 0 && age <= questionLifeMs) || words[2] !== String(user.lock?.since)) return askButton(user, core);
  const isOpen = await core.store.update(user.id, (record) => {
    const stands = record.pin === undefined && record.lock?.since === user.lock?.since;
    const opened = stands ? withoutLock(record, core.clock.now(), updateId) : undefined;
    return { record: opened ?? record, result: opened !== undefined };
  });
  return { ...(isOpen ? opened(say) : { text: say('lock.lapsed') }), inPlace: true };
}

async function tryPin(request: Request, core: Core): Promise<Reply> {
  const { user, rest } = request;
  const say = speak(user.settings.language);
  const verdict = await core.pins.check(user.id, rest.trim());
  // Another try answers the same question.
  if (verdict.kind === 'wrong') {
    await core.setDialog(request, question(core));
    return { text: pinRefusal(say, verdict, user.settings.timeZone, core.clock.now()), forceReply: true };
  }
  await core.setDialog(request, undefined);
  if (verdict.kind !== 'right') return { text: pinRefusal(say, verdict, user.settings.timeZone, core.clock.now()) };
  const isOpen = await core.store.update(user.id, (record) => {
    const opened = withoutLock(record, core.clock.now(), request.updateId);
    return { record: opened ?? record, result: opened !== undefined };
  });
  return isOpen ? opened(say) : { text: say('lock.lapsed') };
}

const opened = (say: Say): Reply => ({ text: say('lock.opened'), buttons: [[lockButton(say)]] });
