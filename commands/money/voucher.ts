// /voucher: redeems a voucher by steps, and keeps the change vouchers that come back.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { RedeemVoucher } from '../../src/model/draft.js';
import { UserError } from '../../src/model/errors.js';
import type { Button, Rich } from '../../src/model/message.js';
import { decimalPlaces, isAbove, isBelow, isPositive, type Decimal } from '../../src/model/money.js';
import type { PaymentMethod } from '../../src/model/payments/paymentMethod.js';
import { vouchersPerUserLimit, type Dialog, type KeptVoucher } from '../../src/model/user.js';
import { voucherPinField } from '../../src/model/payments/voucher.js';
import { changed } from '../../src/storage/store.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { showRand, showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { readAmountText } from '../../src/words/amount.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { fittingButton } from '../answers/buttonRows.js';
import type { CapeCommand, Core } from '../core.js';
import { methodRow } from './methodRow.js';

const dialogLifeMs = 10 * 60_000;
/** Kept vouchers and methods that get buttons on one message. */
const rowsShown = 8;
/** Pins are printed in groups; the providers' own are 12 to 20 digits, some with letters. */
const pinShape = /^[0-9A-Za-z]{6,32}$/;

export const voucher: CapeCommand = {
  name: 'voucher', aliases: ['vouchers'], family: 'money', access: 'linked', where: 'private', offered: 'alone', inPractice: 'barred', secret: true, secretAnswers: true,
  summary: 'help.voucher', usage: 'voucher [<amount>]', examples: () => ['voucher', 'voucher R100'],
  run: async (request, core) => {
    const [what, id] = request.words;
    if (what === undefined) return overview(request, core);
    if (request.via === 'button' && id !== undefined && what === 'sum') return sumChosen(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'by') return askAmount(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'pin') return showPin(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'again') return redeemKept(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'retry') return redeemDoubtful(request, core, id);
    if (request.via === 'button' && id !== undefined && what === 'used') return forget(request, core, id);
    return wordsCame(request, core);
  },
  answer: async (request, { step, data: { method = '', amount }, sealed }, core) => {
    if (step === 'kind') return wordsCame(request, core);
    return step === 'amount' ? amountCame(request, core, method, sealed) : pinCame(request, core, method, (amount ?? '0') as Decimal);
  },
};

const pinOf = (typed: string): string => typed.replace(/[\s-]/g, '');

/** So long that it is no sum of rand: what is typed first is often the pin. */
const looksLikePin = (typed: string): boolean => /^(?=.*\d)[0-9A-Za-z]{10,32}$/.test(pinOf(typed));

/** A pin that came before its amount waits in the dialog under this. */
const sealPin = ({ user, rest }: Request, core: Core): Dialog['sealed'] => ({ [voucherPinField]: core.accounts.sealPart(user.id, voucherPinField, pinOf(rest)) });

/** An amount, or a pin, before a kind of voucher was chosen. */
async function wordsCame(request: Request, core: Core): Promise<Reply> {
  const [method, ...others] = await voucherMethods(request, core);
  if (method !== undefined && others.length === 0) return amountCame(request, core, method.id);
  const shown = await overview(request, core);
  if (method === undefined || !looksLikePin(request.rest)) return shown;
  await setStep(request, core, 'kind', {}, sealPin(request, core));
  return { ...shown, text: join([speak(request.user.settings.language)('voucher.pinFirst'), shown.text], '\n\n') };
}

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
    ...methods.slice(0, rowsShown).map((one) => [{ label: say('voucher.redeem', { name: outside(one.name, 40) }).text, data: runData(`voucher by ${one.id}`) }]),
    ...kept.map((one) => [{ label: say('voucher.showPinOf', { amount: showRand(say, one.amount) }).text, data: runData(`voucher pin ${one.id}`) }]),
  ];
  return {
    text: join([
      methods.length === 0 ? say('voucher.noMethods') : join([say('voucher.heading'), ...methods.map((one) => methodRow(say, one))]),
      kept.length === 0 ? '' : join([say('voucher.kept'), ...kept.map((one) => say(one.expiry === undefined ? 'voucher.row' : 'voucher.rowExpires', {
        amount: showRand(say, one.amount), time: showTime(say, one.at, core.clock.now(), timeZone), expiry: outside(one.expiry ?? '', 40),
      }))]),
    ], '\n\n'),
    buttons,
  };
}

function setStep(request: Request, core: Core, step: 'kind' | 'amount' | 'pin', data: Dialog['data'], sealed?: Dialog['sealed']): Promise<void> {
  return core.setDialog(request, { command: 'voucher', step, data, ...(sealed === undefined ? {} : { sealed }), expiresAt: core.clock.now() + dialogLifeMs });
}

async function askAmount(request: Request, core: Core, methodId: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const method = await findMethod(request, core, methodId);
  if (method === undefined) return { text: say('voucher.methodGone') };
  const full = noPlace(request);
  if (full !== undefined) return full;
  const { dialog } = request.user;
  const pin = dialog?.command === 'voucher' && dialog.step === 'kind' && dialog.expiresAt > core.clock.now() ? dialog.sealed : undefined;
  return asksAmount(request, core, method, pin, [methodRow(say, method), say('voucher.askAmount')]);
}

async function asksAmount(request: Request, core: Core, method: PaymentMethod, pin: Dialog['sealed'], lines: readonly Rich[]): Promise<Reply> {
  await setStep(request, core, 'amount', { method: method.id }, pin);
  return { text: join(lines), forceReply: true };
}

/** Nothing typed is repeated: a pin is often given where an amount was asked for. */
async function amountCame(request: Request, core: Core, methodId: string, pin?: Dialog['sealed']): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const method = await findMethod(request, core, methodId);
  if (method === undefined) return { text: say('voucher.methodGone') };
  const full = noPlace(request);
  if (full !== undefined) return full;
  const row = methodRow(say, method);
  if (looksLikePin(request.rest)) return asksAmount(request, core, method, sealPin(request, core), [say('voucher.pinFirst'), row, say('voucher.askAmount')]);
  const read = readRand(request.rest);
  if (read.length === 0) return asksAmount(request, core, method, pin, [say('voucher.badAmount'), row]);
  const allowed = read.filter(({ value }) => isWithin(method, value));
  const [first, ...others] = allowed;
  if (first === undefined) return asksAmount(request, core, method, pin, [say('voucher.outside'), row]);
  if (!first.isSure) return { ...await asksAmount(request, core, method, pin, [say(others.length > 0 ? 'voucher.whichAmount' : 'voucher.oneAmount')]), buttons: allowed.flatMap(({ value }) => fittingButton(showRand(say, value), `voucher sum ${value}`)) };
  const amount = first.value;
  const known = pin?.[voucherPinField];
  if (known !== undefined) return cardFor(request, core, method, amount, known);
  await setStep(request, core, 'pin', { method: method.id, amount });
  return { text: say('voucher.askPin', { amount: showRand(say, amount), name: outside(method.name, 40) }), forceReply: true };
}

const isWithin = ({ minAmount, maxAmount }: PaymentMethod, amount: Decimal): boolean =>
  (minAmount === undefined || !isBelow(amount, minAmount)) && (maxAmount === undefined || !isAbove(amount, maxAmount));

const centPlaces = 2;

/** "R100", "100", "100.50": rand to the cent. One that is sure is taken; any others are asked. */
function readRand(typed: string): readonly { readonly value: Decimal; readonly isSure: boolean }[] {
  const read = readAmountText(typed, 'setting', 'rand');
  if (read.kind === 'wrong') return [];
  const isSure = read.kind === 'exact';
  const readings = isSure ? [read.amount] : read.readings;
  return readings.filter(({ value }) => isPositive(value) && decimalPlaces(value) <= centPlaces).map(({ value }) => ({ value, isSure }));
}

/** A tap on one reading, while the amount is still waited for. */
async function sumChosen(request: Request, core: Core, sum: string): Promise<Reply> {
  const { dialog } = request.user;
  if (dialog?.command !== 'voucher' || dialog.step !== 'amount' || dialog.expiresAt <= core.clock.now()) return overview(request, core);
  return amountCame({ ...request, rest: sum }, core, dialog.data['method'] ?? '', dialog.sealed);
}

async function pinCame(request: Request, core: Core, methodId: string, amount: Decimal): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const pin = pinOf(request.rest);
  if (!pinShape.test(pin)) return { text: say('voucher.badPin'), forceReply: true };
  const method = await findMethod(request, core, methodId);
  if (method === undefined) {
    await core.setDialog(request, undefined);
    return { text: say('voucher.methodGone') };
  }
  return cardFor(request, core, method, amount, core.accounts.sealPart(request.user.id, voucherPinField, pin));
}

/** What is left of the voucher needs a place to be kept in. */
const noPlace = ({ user }: Request): Reply | undefined =>
  ((user.vouchers?.length ?? 0) >= vouchersPerUserLimit ? { text: speak(user.settings.language)('voucher.tooMany', { limit: vouchersPerUserLimit }) } : undefined);

async function cardFor(request: Request, core: Core, method: PaymentMethod, amount: Decimal, pin: KeptVoucher['pin']): Promise<Reply> {
  await core.setDialog(request, undefined);
  return noPlace(request) ?? card(request, core, method, amount, pin);
}

/** The card, or the warning that the same pin is on its way, with a way on for whoever has looked. */
async function card(request: Request, core: Core, method: PaymentMethod, amount: Decimal, pin: KeptVoucher['pin'], more: Pick<RedeemVoucher, 'keptId' | 'again'> = {}): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const tail = core.accounts.openPart(request.user.id, voucherPinField, pin).slice(-4);
  try {
    const draft = await core.actions.draft(request.user.id, { kind: 'redeemVoucher', voucher: { paymentMethodId: method.id, amount, pin }, methodName: method.name, pinTail: tail, ...more });
    return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
  } catch (error) {
    if (!(error instanceof UserError) || error.key !== 'voucher.twin') throw error;
    return {
      text: say('voucher.twin'),
      buttons: [[{ label: say('start.button.balance').text, data: runData('balance') }], ...fittingButton(say('voucher.sendAgain').text, `voucher retry ${String(error.values['draftId'])}`)],
    };
  }
}

/** A new card of a voucher whose end is not known: whoever asks for it has been told. */
async function redeemDoubtful(request: Request, core: Core, draftId: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const draft = Object.hasOwn(request.user.drafts, draftId) ? request.user.drafts[draftId] : undefined;
  if (draft?.request.kind !== 'redeemVoucher') return { text: say('voucher.gone') };
  const { voucher: { paymentMethodId, amount, pin }, keptId } = draft.request;
  const method = await findMethod(request, core, paymentMethodId);
  if (method === undefined) return { text: say('voucher.methodGone') };
  return card(request, core, method, amount, pin, { again: true, ...(keptId === undefined ? {} : { keptId }) });
}

const keptOf = ({ user }: Request, id: string): KeptVoucher | undefined => user.vouchers?.find((one) => one.id === id);

/** Under a spoiler, because the chat stays open on a desk. */
async function showPin(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const kept = keptOf(request, id);
  if (kept === undefined) return { text: say('voucher.gone') };
  const pin = core.accounts.openPart(request.user.id, voucherPinField, kept.pin);
  return {
    text: join([say('voucher.pinOf', { amount: showRand(say, kept.amount), pin: outside(pin, 40) }), ...(kept.expiry === undefined ? [] : [say('voucher.changeExpires', { expiry: outside(kept.expiry, 40) })])]),
    buttons: [[...(await mayRedeem(request, core, kept.amount) ? [{ label: say('voucher.redeemIt').text, data: runData(`voucher again ${id}`) }] : []), { label: say('voucher.used').text, data: runData(`voucher used ${id}`) }]],
  };
}

/** True where one kind of voucher takes this sum, and where that cannot be read now. */
async function mayRedeem(request: Request, core: Core, amount: Decimal): Promise<boolean> {
  const methods = await voucherMethods(request, core).catch(() => undefined);
  return methods === undefined || (methods.length === 1 && methods.every((one) => isWithin(one, amount)));
}

async function redeemKept(request: Request, core: Core, id: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const kept = keptOf(request, id);
  if (kept === undefined) return { text: say('voucher.gone') };
  const [method, ...others] = await voucherMethods(request, core);
  if (method === undefined || others.length > 0) return { text: say('voucher.whichMethod') };
  if (!isWithin(method, kept.amount)) return { text: join([say('voucher.outside'), methodRow(say, method)]) };
  return card(request, core, method, kept.amount, kept.pin, { keptId: id });
}

async function forget(request: Request, core: Core, id: string): Promise<Reply> {
  await core.store.update(request.user.id, (record) => changed(record.vouchers === undefined ? record : { ...record, vouchers: record.vouchers.filter((one) => one.id !== id) }));
  return { text: speak(request.user.settings.language)('voucher.forgotten'), inPlace: true };
}
