// /pay: reads an invoice from a text or a photo, shows what it says and costs, and pays it once the user's PIN is given.
import { mentionsLightning } from '../../src/lightning/readInvoice.js';
import { photoMegapixelsLimit } from '../../src/pictures/unpackPhoto.js';
import { codeStep, isCodeWords } from '../../src/model/callback.js';
import { speak } from '../../src/text/index.js';
import { offerLock } from '../../src/text/lockButton.js';
import type { TextKey } from '../../src/text/language.js';
import { explainRefusal } from '../../src/text/refusals.js';
import { outside } from '../../src/text/outside.js';
import { askForCode, takeCode, type CodeRules, type Unclaimed } from './codeDialog.js';
import type { CapeCommand } from '../core.js';
import { misused } from '../answers/misused.js';
import { pinRefusal } from '../settings/pinRefusal.js';
import { pinFirst, preparePayment } from './preparePayment.js';

/** How long the bot waits for the PIN, ms: as long as a card's quotes can be renewed. */
const pinLifeMs = 6 * 60_000;

export const pay: CapeCommand = {
  name: 'pay', aliases: ['lightning'], family: 'money', access: 'linked', where: 'private', offered: 'alone', inPractice: 'barred',
  summary: 'help.pay', usage: 'pay <invoice> [<note>]', examples: () => ['pay lnbc500u1…'],
  recognises: mentionsLightning,
  secretAnswers: [codeStep],
  async run(request, core) {
    const say = speak(request.user.settings.language);
    if (request.via === 'button' && isCodeWords(request.words)) return askForCode(request, core, pinRules, request.words[1] ?? '');
    if (request.rest === '') return misused(say('pay.how'), pay, request, core);
    return preparePayment(request.rest, pay, request, core);
  },
  async picture(request, image, core) {
    const say = speak(request.user.settings.language);
    const found = await core.photos.read(image);
    if ('fault' in found) return { text: say(`picture.${found.fault}`, { limit: photoMegapixelsLimit }) };
    if (!mentionsLightning(found.text)) return { text: say('pay.qrOther', { value: outside(found.text, 100) }) };
    return preparePayment(found.text, pay, request, core);
  },
  answer: (request, dialog, core) => takeCode(request, core, pinRules, dialog),
};

/** The card's Confirm leads here: the PIN is the last thing asked for. */
const pinRules: CodeRules = {
  command: 'pay', lifeMs: pinLifeMs,
  ask: (say) => say('pay.askPin'),
  fault: (say, digits) => (/^\d{6}$/.test(digits) ? undefined : say('pay.pinShape')),
  refuse({ user }, core, draft) {
    const say = speak(user.settings.language);
    if (draft?.request.kind !== 'payInvoice' || draft.state === 'expired' || draft.state === 'dismissed') return { text: say('pay.cardOver') };
    if (draft.state !== 'drafted' && draft.state !== 'replaced') return { text: say('pay.cardUsed') };
    if (user.pin === undefined) return pinFirst(user.settings.language);
    const now = core.clock.now();
    const until = user.pin.blockedUntil ?? 0;
    return until > now ? { text: pinRefusal(say, { kind: 'blocked', until }, user.settings.timeZone, now) } : undefined;
  },
  explain({ user }, core, result) {
    const say = speak(user.settings.language);
    if (result.kind === 'barred') return { text: explainRefusal(say, [result.bar]) };
    if (result.kind !== 'wrongPin') return { text: say(plainAnswers[result.kind] ?? 'pay.notSent') };
    if (result.verdict.kind === 'none') return pinFirst(user.settings.language);
    return { text: pinRefusal(say, result.verdict, user.settings.timeZone, core.clock.now()), forceReply: result.verdict.kind === 'wrong', ...(result.verdict.kind === 'blocked' ? offerLock(say, user) : {}) };
  },
};

const plainAnswers: Readonly<Partial<Record<Unclaimed['kind'], TextKey>>> = {
  alreadyUsed: 'pay.cardUsed', expired: 'pay.cardOver', unknownDraft: 'pay.cardOver', askedAgain: 'pay.feeChanged', locked: 'bot.toast.locked',
};
