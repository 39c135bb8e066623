// /pay: reads an invoice from a text or a photo, shows what it says and costs, and pays it once the user's PIN is given.
import type { ConfirmResult } from '../src/actions/actions.js';
import type { Reply, Request } from '../src/bot/command.js';
import { decodeQr, isPng } from '../src/lightning/decodeQr.js';
import { mentionsInvoice } from '../src/lightning/readInvoice.js';
import type { Dialog } from '../src/model/user.js';
import { speak, type TextKey } from '../src/text/index.js';
import { explainRefusal } from '../src/text/refusals.js';
import { clean } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';
import { pinRefusal } from './pinRefusal.js';
import { pinFirst, preparePayment } from './preparePayment.js';

/** How long the bot waits for the PIN, ms: as long as a card's quotes can be renewed. */
const codeLifeMs = 6 * 60_000;

export const pay: CapeCommand = {
  name: 'pay', aliases: ['lightning'], family: 'money', access: 'linked', where: 'private', inPractice: 'barred',
  summary: 'help.pay', usage: 'pay <invoice> [your own note]', examples: () => ['pay lnbc500u1…'],
  recognises: mentionsInvoice,
  secretAnswers: ['code'],
  async run(request, core) {
    const say = speak(request.user.settings.language);
    const [first, draftId] = request.words;
    if (request.via === 'button' && first === 'code' && draftId !== undefined) return askPin(request, core, draftId);
    if (request.rest === '') return misused(say('pay.how'), pay, request, core);
    return preparePayment(request.rest, pay, request, core);
  },
  async picture(request, image, core) {
    const say = speak(request.user.settings.language);
    if (isPng(image)) return { text: say('pay.png') };
    const text = decodeQr(image);
    if (text === undefined) return { text: say('pay.noQr') };
    if (!mentionsInvoice(text)) return { text: say('pay.qrOther', { value: clean(text, 100) }) };
    return preparePayment(text, pay, request, core);
  },
  async answer(request, dialog, core) {
    const say = speak(request.user.settings.language);
    const digits = request.rest.replace(/\s/gu, '');
    if (!/^\d{6}$/.test(digits)) return { text: say('pay.pinShape'), forceReply: true };
    const result = await core.actions.confirm(request.user.id, dialog.data['draftId'] ?? '', undefined, digits);
    // After a wrong PIN the question stands; after anything else it is over.
    if (!(result.kind === 'wrongPin' && result.verdict.kind === 'wrong')) await core.setDialog(request.user.id, undefined);
    return answerTo(result, request, core);
  },
};

const plainAnswers: Readonly<Partial<Record<ConfirmResult['kind'], TextKey>>> = {
  alreadyUsed: 'pay.cardUsed', expired: 'pay.cardOver', unknownDraft: 'pay.cardOver', askedAgain: 'pay.feeChanged', locked: 'bot.toast.locked',
};

/** Once it is claimed the card itself says how it goes. */
function answerTo(result: ConfirmResult, { user }: Request, core: Core): Reply | readonly Reply[] {
  const say = speak(user.settings.language);
  if (result.kind === 'claimed') return [];
  if (result.kind === 'barred') return { text: explainRefusal(say, [result.bar]) };
  if (result.kind !== 'wrongPin') return { text: say(plainAnswers[result.kind] ?? 'pay.notSent') };
  if (result.verdict.kind === 'none') return pinFirst(user.settings.language);
  return { text: pinRefusal(say, result.verdict, user.settings.timeZone, core.clock.now()), forceReply: result.verdict.kind === 'wrong' };
}

/** The card's Confirm leads here: the PIN is the last thing asked for. */
async function askPin({ user }: Request, core: Core, draftId: string): Promise<Reply> {
  const say = speak(user.settings.language);
  const draft = Object.hasOwn(user.drafts, draftId) ? user.drafts[draftId] : undefined;
  if (draft?.request.kind !== 'payInvoice' || draft.state === 'expired' || draft.state === 'dismissed') return { text: say('pay.cardOver') };
  if (draft.state !== 'drafted' && draft.state !== 'replaced') return { text: say('pay.cardUsed') };
  if (user.pin === undefined) return pinFirst(user.settings.language);
  const now = core.clock.now();
  const until = user.pin.blockedUntil ?? 0;
  if (until > now) return { text: pinRefusal(say, { kind: 'blocked', until }, user.settings.timeZone, now) };
  const dialog: Dialog = { command: 'pay', step: 'code', data: { draftId }, expiresAt: now + codeLifeMs };
  await core.setDialog(user.id, dialog);
  return { text: say('pay.askPin'), forceReply: true };
}
