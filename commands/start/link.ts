// /link: asks for the API key, then the secret; both messages are deleted before anything else is done with them.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Dialog } from '../../src/model/user.js';
import { speak } from '../../src/text/index.js';
import { offerLock } from '../../src/text/lockButton.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { outside } from '../../src/text/outside.js';

/** How long the bot waits for the next part, ms. */
const dialogLifeMs = 10 * 60_000;
/** A lapsed button pressed within this time of a linking was pressed twice, ms. */
const doneLifeMs = 60_000;
/** Dialog fields under which the parts are sealed until the pair is complete. */
const keyField = 'dialog.apiKey';
const secretField = 'dialog.secret';

export const link: CapeCommand = {
  name: 'link', aliases: ['connect'], family: 'start', access: 'anyone', where: 'private', secret: true, secretAnswers: true,
  summary: 'help.link', usage: 'link [<key> <secret>]', examples: () => ['link'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    if (request.user.lock !== undefined) return refuseLocked(request, core);
    const [first, second] = request.words;
    const linked = request.user.link;
    if (request.via === 'button' && first === 'yes') return replace(request, core);
    if (request.via === 'button' && first === 'no') return keep(request, core);
    if (first !== undefined && second === undefined) return { text: say('link.onePart') };
    if (linked === undefined) return first === undefined || second === undefined ? askKey(request, core) : finish(request, core, first, second);
    const sealed = first === undefined || second === undefined ? undefined
      : { [keyField]: core.accounts.sealPart(request.user.id, keyField, first), [secretField]: core.accounts.sealPart(request.user.id, secretField, second) };
    await core.setDialog(request, dialog(core, 'replace', sealed));
    return { text: say('link.replaceAsk', { tail: outside(linked.tail) }), buttons: [[
      { label: say('link.replaceYes').text, data: runData('link yes'), style: 'danger' }, { label: say('link.replaceNo').text, data: runData('link no') },
    ]] };
  },
  answer: async (request, current, core) => {
    const say = speak(request.user.settings.language);
    if (request.user.lock !== undefined) return refuseLocked(request, core);
    const [first, second] = request.words;
    if (current.step === 'replace') return { text: say('link.replaceAsk', { tail: outside(request.user.link?.tail ?? '') }) };
    if (first === undefined) return current.step === 'secret' ? { text: say('link.askSecret') } : askKey(request, core);
    if (current.step === 'secret') return secretCame(request, core, current, first);
    if (second !== undefined) return finish(request, core, first, second);
    await core.setDialog(request, dialog(core, 'secret', { [keyField]: core.accounts.sealPart(request.user.id, keyField, first) }));
    return { text: say('link.askSecret'), forceReply: true };
  },
};

/** A thief must not bring in a key of theirs: deposits would go to their account. */
async function refuseLocked(request: Request, core: Core): Promise<Reply> {
  await core.setDialog(request, undefined);
  return { text: speak(request.user.settings.language)('lock.noLink') };
}

function dialog(core: Core, step: 'key' | 'secret' | 'replace', sealed?: Dialog['sealed']): Dialog {
  return { command: 'link', step, data: {}, expiresAt: core.clock.now() + dialogLifeMs, ...(sealed === undefined ? {} : { sealed }) };
}

async function askKey(request: Request, core: Core): Promise<Reply> {
  await core.setDialog(request, dialog(core, 'key'));
  return { text: speak(request.user.settings.language)('link.askKey'), forceReply: true };
}

async function secretCame(request: Request, core: Core, current: Dialog, secret: string): Promise<Reply> {
  const sealed = current.sealed?.[keyField];
  if (sealed === undefined) return askKey(request, core);
  return finish(request, core, core.accounts.openPart(request.user.id, keyField, sealed), secret);
}

/** The pair is complete: the dialog ends whatever comes of it, so that nothing of it stays behind. */
async function finish(request: Request, core: Core, apiKey: string, secret: string): Promise<Reply> {
  await core.setDialog(request, undefined);
  const say = speak(request.user.settings.language);
  const { tail, was, unanswered } = await core.accounts.link(request.user.id, apiKey, secret);
  return { text: join([
    say('link.done', { tail: outside(tail) }),
    ...(was === 'first' ? [] : [say(`link.${was}`)]),
    ...(unanswered === 0 ? [] : [say('link.unanswered', { count: unanswered })]),
  ], '\n\n'), ...offerLock(say, request.user) };
}

async function replace(request: Request, core: Core): Promise<Reply> {
  const current = request.user.dialog;
  if (current?.command !== 'link' || current.step !== 'replace' || current.expiresAt <= core.clock.now()) return lapsed(request, core);
  const key = current.sealed?.[keyField];
  const secret = current.sealed?.[secretField];
  if (key === undefined || secret === undefined) return { ...(await askKey(request, core)), inPlace: true };
  const { id } = request.user;
  return { ...(await finish(request, core, core.accounts.openPart(id, keyField, key), core.accounts.openPart(id, secretField, secret))), inPlace: true };
}

/** The second of two quick taps must not write over what the first has done. */
function lapsed({ user }: Request, { clock }: Core): Reply {
  const say = speak(user.settings.language);
  const isDone = user.link !== undefined && clock.now() - user.link.linkedAt < doneLifeMs;
  return isDone ? { text: say('link.isDone', { tail: outside(user.link.tail) }) } : { text: say('link.nothing'), inPlace: true };
}

async function keep(request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  await core.setDialog(request, undefined);
  const tail = request.user.link?.tail;
  return { text: tail === undefined ? say('link.stopped') : say('link.kept', { tail: outside(tail) }), inPlace: true };
}
