// /pin: sets, changes and removes the PIN; every message with a digit of it is deleted before anything else is done with it.
//
//   none set:  new -> repeat -> set            change: old -> new -> repeat -> set
//   remove:    old -> removed                  forgot: API key -> secret -> removed
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Rich } from '../../src/model/message.js';
import { isPin, isTrivialPin } from '../../src/model/pin.js';
import type { Dialog } from '../../src/model/user.js';
import { speak } from '../../src/text/index.js';
import { offerLock } from '../../src/text/lockButton.js';
import type { TextKey } from '../../src/text/language.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { pinRefusal } from './pinRefusal.js';

/** How long the bot waits for the next part, ms. */
const dialogLifeMs = 5 * 60_000;
/** Fields under which the parts are sealed until both are there. */
const newField = 'pin.new';
const keyField = 'pin.apiKey';

type Step = 'new' | 'repeat' | 'old' | 'key' | 'secret';
const questions: Readonly<Record<Step, TextKey>> = { new: 'pin.askNew', repeat: 'pin.askAgain', old: 'pin.askOld', key: 'pin.askKey', secret: 'pin.askSecret' };

export const pin: CapeCommand = {
  name: 'pin', aliases: [], family: 'settings', access: 'anyone', where: 'private', whileLocked: true, secret: true, secretAnswers: true,
  summary: 'help.pin', usage: 'pin [change | remove | forgot]', examples: () => ['pin'],
  run: async (request, core) => {
    const { user } = request;
    const say = speak(user.settings.language);
    const what = request.words[0]?.toLowerCase();
    if (what === 'forgot' && user.pin !== undefined) return user.link === undefined ? { text: say('pin.forgotUnlinked') } : ask(request, core, 'key');
    if (user.lock !== undefined) return { text: say(user.pin === undefined ? 'pin.lockedNone' : 'pin.locked') };
    if (user.pin === undefined) return what !== undefined && /^\d+$/.test(what) ? takeNew(request, core, what) : ask(request, core, 'new', { first: say('pin.what') });
    if (what === 'change' || what === 'remove') return ask(request, core, 'old', { data: { then: what } });
    return show(request);
  },
  answer: async (request, dialog, core) => {
    const { user } = request;
    const typed = request.rest.trim();
    if (dialog.step === 'key') return ask(request, core, 'secret', { sealed: { [keyField]: core.accounts.sealPart(user.id, keyField, typed) } });
    if (dialog.step === 'secret') return proveForgotten(request, core, dialog, typed);
    if (user.lock !== undefined) return end(request, core, 'pin.locked');
    if (dialog.step === 'old') return checkOld(request, core, dialog, typed);
    return dialog.step === 'repeat' ? takeRepeat(request, core, dialog, typed) : takeNew(request, core, typed);
  },
};

function show({ user }: Request): Reply {
  const say = speak(user.settings.language);
  const button = (key: TextKey, words: string) => ({ label: say(key).text, data: runData(words) });
  return { text: join([say('pin.isSet'), say('pin.what')], '\n\n'), buttons: [[button('pin.change', 'pin change'), button('pin.remove', 'pin remove')], [button('pin.forgot', 'pin forgot')]] };
}

interface Asked extends Partial<Pick<Dialog, 'data' | 'sealed'>> {
  /** Said before the question. */
  readonly first?: Rich;
}

async function ask(request: Request, core: Core, step: Step, { first, data = {}, sealed }: Asked = {}): Promise<Reply> {
  const { user } = request;
  const say = speak(user.settings.language);
  const forCode = step === 'key' || step === 'secret' ? {} : { forCode: true as const };
  await core.setDialog(request, { command: 'pin', step, data, ...forCode, expiresAt: core.clock.now() + dialogLifeMs, ...(sealed === undefined ? {} : { sealed }) });
  return { text: join([...(first === undefined ? [] : [first]), say(questions[step])], '\n\n'), forceReply: true };
}

/** The dialog ends first, so that nothing of it stays behind whatever comes of the rest. */
async function end(request: Request, core: Core, key: TextKey): Promise<Reply> {
  await core.setDialog(request, undefined);
  return { text: speak(request.user.settings.language)(key) };
}

/** As end, for what has become of the PIN: whoever did not do it has the lock at hand. */
const endChanged = async (request: Request, core: Core, key: TextKey): Promise<Reply> =>
  ({ ...(await end(request, core, key)), ...offerLock(speak(request.user.settings.language), request.user) });

async function takeNew(request: Request, core: Core, typed: string): Promise<Reply> {
  const { id, settings } = request.user;
  const say = speak(settings.language);
  if (!isPin(typed)) return ask(request, core, 'new', { first: say('pin.bad') });
  if (isTrivialPin(typed)) return ask(request, core, 'new', { first: say('pin.trivial') });
  return ask(request, core, 'repeat', { sealed: { [newField]: core.accounts.sealPart(id, newField, typed) } });
}

async function takeRepeat(request: Request, core: Core, dialog: Dialog, typed: string): Promise<Reply> {
  const { id, settings, pin: before } = request.user;
  const sealed = dialog.sealed?.[newField];
  if (sealed === undefined || core.accounts.openPart(id, newField, sealed) !== typed) {
    return ask(request, core, 'new', { first: speak(settings.language)('pin.notSame') });
  }
  await core.pins.set(id, typed);
  return endChanged(request, core, before === undefined ? 'pin.set' : 'pin.changed');
}

async function checkOld(request: Request, core: Core, { data }: Dialog, typed: string): Promise<Reply> {
  const { id, settings } = request.user;
  const say = speak(settings.language);
  const verdict = await core.pins.check(id, typed);
  if (verdict.kind === 'wrong') return ask(request, core, 'old', { data, first: pinRefusal(say, verdict, settings.timeZone, core.clock.now()) });
  if (verdict.kind !== 'right') {
    await core.setDialog(request, undefined);
    return { text: pinRefusal(say, verdict, settings.timeZone, core.clock.now()), ...offerLock(say, request.user) };
  }
  if (data['then'] !== 'remove') return ask(request, core, 'new');
  await core.pins.remove(id);
  return endChanged(request, core, 'pin.removed');
}

/** Whoever has the key pair could move the money without this bot, so the pair may stand in for the PIN. */
async function proveForgotten(request: Request, core: Core, dialog: Dialog, secret: string): Promise<Reply> {
  const { id, lock } = request.user;
  const sealed = dialog.sealed?.[keyField];
  const isPair = sealed !== undefined && core.accounts.isLinkedPair(id, core.accounts.openPart(id, keyField, sealed), secret);
  if (!isPair) return end(request, core, 'pin.notPair');
  await core.pins.remove(id);
  return endChanged(request, core, lock === undefined ? 'pin.forgotten' : 'pin.forgottenLocked');
}
