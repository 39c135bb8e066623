// /voucher: redeems a voucher by steps, and keeps the change vouchers that come back.
import type { Reply, Request } from '../src/bot/command.js';
import { runData } from '../src/model/callback.js';
import type { Button } from '../src/model/message.js';
import { isAbove, isBelow, type Decimal } from '../src/model/money.js';
import type { PaymentMethod } from '../src/model/paymentMethod.js';
import { vouchersPerUserLimit, type Dialog, type KeptVoucher } from '../src/model/user.js';
import { voucherPinField } from '../src/model/voucher.js';
import { changed } from '../src/storage/store.js';
import { draftCard } from '../src/text/draftCard.js';
import { showRand, showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { parseNumber } from '../src/text/parseAmount.js';
import { clean, join } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { methodRow } from './methodRow.js';

const dialogLifeMs = 10 * 60_000;
/** Kept vouchers and methods that get buttons on one message. */
const rowsShown = 8;
/** Pins are printed in groups; the providers' own are 12 to 20 digits, some with letters. */
const pinShape = /^[0-9A-Za-z]{6,32}$/;

export const voucher: CapeCommand = {
  name: 'voucher', aliases: ['vouchers'], family: 'money', access: 'linked', where: 'private', inPractice: 'barred', secret: true, secretAnswers: ['pin'],
  summary: 'help.voucher', usage: 'voucher [<amount>]', examples: () => ['voucher', 'voucher R100'],
  run: async (request, core) => {
    const [what, id] = request.words;
    if (what === undefined) return overview(request, core);
    if (request.via === 'button' && id !== undefined && what === 'by') return askAmount(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'pin') return showPin(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'again') return redeemKept(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'used') return forget(request, core, id);
    const [method, ...others] = await voucherMethods(request, core);
    if (method === undefined || others.length > 0) return overview(request, core);
    return amountCame(request, core, method.id, request.rest);
  },
  answer: async (request, dialog, core) => {
    const { method, amount } = dialog.data;
    if (dialog.step === 'amount') return amountCame(request, core, method ?? '', request.rest);
    return pinCame(request, core, method ?? '', (amount ?? '0') as Decimal);
  },
};

const voucherMethods = async (request: Request, core: Core): Promise<readonly PaymentMethod[]> =>
  (await core.accounts.paymentMethods(request.user.id)).filter((one) => one.type === 'voucher');

const findMethod = async (request: Request, core: Core, id: string): Promise<PaymentMethod | undefined> =>
  (await voucherMethods(request, core)).find((one) => one.id === id);

async function overview(request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const methods = await voucherMethods(request, core);
  const kept = [...(request.user.vouchers ?? [])].reverse().slice(0, rowsShown);
  const { timeZone } = request.user.settings;
  const buttons: Button[][] = [
    ...methods.slice(0, rowsShown).map((one) => [{ label: say('voucher.redeem', { name: clean(one.name, 40) }).text, data: runData(`voucher by ${one.id}`) }]),
    ...kept.map((one) => [{ label: say('voucher.showPinOf', { amount: showRand(say, one.amount) }).text, data: runData(`voucher pin ${one.id}`) }]),
  ];
  return {
    text: join([
      methods.length === 0 ? say('voucher.noMethods') : join([say('voucher.heading'), ...methods.map((one) => methodRow(say, one))]),
      kept.length === 0 ? '' : join([say('voucher.kept'), ...kept.map((one) => say(one.expiry === undefined ? 'voucher.row' : 'voucher.rowExpires', {
        amount: showRand(say, one.amount), time: showTime(say, one.at, core.clock.now(), timeZone), expiry: clean(one.expiry ?? '', 40),
      }))]),
    ], '\n\n'),
    buttons,
  };
}

function setStep(request: Request, core: Core, step: 'amount' | 'pin', data: Dialog['data']): Promise<void> {
  return core.setDialog(request.user.id, { command: 'voucher', step, data, expiresAt: core.clock.now() + dialogLifeMs });
}

async function askAmount(request: Request, core: Core, methodId: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const method = await findMethod(request, core, methodId);
  if (method === undefined) return { text: say('voucher.methodGone') };
  await setStep(request, core, 'amount', { method: method.id });
  return { text: join([methodRow(say, method), say('voucher.askAmount')]), forceReply: true };
}

async function amountCame(request: Request, core: Core, methodId: string, typed: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const method = await findMethod(request, core, methodId);
  if (method === undefined) return { text: say('voucher.methodGone') };
  const amount = readRand(typed);
  const { minAmount, maxAmount } = method;
  const isOutside = amount !== undefined && ((minAmount !== undefined && isBelow(amount, minAmount)) || (maxAmount !== undefined && isAbove(amount, maxAmount)));
  if (amount === undefined || isOutside) {
    await setStep(request, core, 'amount', { method: method.id });
    return { text: join([say(amount === undefined ? 'voucher.badAmount' : 'voucher.outside', { typed: clean(typed, 40) }), methodRow(say, method)]), forceReply: true };
  }
  await setStep(request, core, 'pin', { method: method.id, amount });
  return { text: say('voucher.askPin', { amount: showRand(say, amount), name: clean(method.name, 40) }), forceReply: true };
}

/** "R100", "100", "100.50": rand to the cent; what has two readings is not taken. */
function readRand(typed: string): Decimal | undefined {
  const read = parseNumber(typed.trim().replace(/^r\s*/i, '').replace(/\s*(zar|rand)$/i, ''), { rand: true });
  return read.kind === 'exact' && /^\d+(\.\d{1,2})?$/.test(read.value) && isAbove(read.value, '0' as Decimal) ? read.value : undefined;
}

async function pinCame(request: Request, core: Core, methodId: string, amount: Decimal): Promise<Reply> {
  const say = speak(request.user.settings.language);
  if ((request.user.vouchers?.length ?? 0) >= vouchersPerUserLimit) return { text: say('voucher.tooMany', { limit: vouchersPerUserLimit }) };
  const pin = request.rest.replace(/[\s-]/g, '');
  if (!pinShape.test(pin)) return { text: say('voucher.badPin'), forceReply: true };
  const method = await findMethod(request, core, methodId);
  await core.setDialog(request.user.id, undefined);
  if (method === undefined) return { text: say('voucher.methodGone') };
  return card(request, core, method, amount, { pin: core.accounts.sealPart(request.user.id, voucherPinField, pin), tail: pin.slice(-4) });
}

async function card(request: Request, core: Core, method: PaymentMethod, amount: Decimal, { pin, tail }: { readonly pin: KeptVoucher['pin']; readonly tail: string }): Promise<Reply> {
  const draft = await core.actions.draft(request.user.id, { kind: 'redeemVoucher', voucher: { paymentMethodId: method.id, amount, pin }, methodName: method.name, pinTail: tail });
  const shown = draftCard(speak(request.user.settings.language), draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone });
  return { ...shown, draftId: draft.id };
}

const keptOf = ({ user }: Request, id: string): KeptVoucher | undefined => user.vouchers?.find((one) => one.id === id);

/** Under a spoiler, because the chat stays open on a desk. */
function showPin(request: Request, core: Core, id: string): Reply {
  const say = speak(request.user.settings.language);
  const kept = keptOf(request, id);
  if (kept === undefined) return { text: say('voucher.gone') };
  const pin = core.accounts.openPart(request.user.id, voucherPinField, kept.pin);
  return {
    text: join([say('voucher.pinOf', { amount: showRand(say, kept.amount), pin: clean(pin, 40) }), ...(kept.expiry === undefined ? [] : [say('voucher.changeExpires', { expiry: clean(kept.expiry, 40) })])]),
    buttons: [[{ label: say('voucher.redeemIt').text, data: runData(`voucher again ${id}`) }, { label: say('voucher.used').text, data: runData(`voucher used ${id}`) }]],
  };
}

async function redeemKept(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const kept = keptOf(request, id);
  if (kept === undefined) return { text: say('voucher.gone') };
  const [method, ...others] = await voucherMethods(request, core);
  if (method === undefined || others.length > 0) return { text: say('voucher.whichMethod') };
  const tail = core.accounts.openPart(request.user.id, voucherPinField, kept.pin).slice(-4);
  return card(request, core, method, kept.amount, { pin: kept.pin, tail });
}

async function forget(request: Request, core: Core, id: string): Promise<Reply> {
  await core.store.update(request.user.id, (record) => changed(record.vouchers === undefined ? record : { ...record, vouchers: record.vouchers.filter((one) => one.id !== id) }));
  return { text: speak(request.user.settings.language)('voucher.forgotten'), inPlace: true };
}
