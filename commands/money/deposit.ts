// /deposit: the address to send a coin to, as text, QR picture and copy button; for rand the ways there are.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { DepositAddress, DepositTerms } from '../../src/model/payments/depositAddress.js';
import { RefusedError } from '../../src/model/errors.js';
import type { Currency } from '../../src/model/trading/market.js';
import type { Button } from '../../src/model/message.js';
import { isZero } from '../../src/model/money.js';
import { qrPng } from '../../src/pictures/qr.js';
import { addressButtons, depositLines, type DepositPlace } from '../../src/text/cards/depositAddress.js';
import { speak, type Say } from '../../src/text/index.js';
import { explainRefusal } from '../../src/text/refusals.js';
import { showCode } from '../../src/text/format.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { methodRow } from './methodRow.js';
import { networkOf } from './networkOf.js';
import { unknownCurrency } from '../answers/unknownCoin.js';

const coinsPerRow = 3;
/** Coins offered as buttons; the others can be typed. */
const coinsShown = 30;

export const deposit: CapeCommand = {
  name: 'deposit', aliases: ['address'], family: 'money', access: 'linked', where: 'private', offered: 'alone', inPractice: 'barred',
  summary: 'help.deposit', usage: 'deposit <coin>', examples: () => ['deposit btc', 'deposit zar'],
  run: async (request, core) => {
    if (request.rest === '') return askCoin(request, core);
    const currency = await core.markets.findCurrency(request.rest);
    if (currency === undefined) return unknownCurrency(request.rest, deposit, request, core);
    return currency.type === 'fiat' ? rand(request, core, currency) : coin(request, core, currency);
  },
};

async function askCoin(request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const open = (await core.markets.currencies()).filter((one) => one.depositEnabled).slice(0, coinsShown);
  const buttons = open.map((one): Button => ({ label: showCode(one.id), data: runData(`deposit ${one.id}`) }));
  const rows = Array.from({ length: Math.ceil(buttons.length / coinsPerRow) }, (_, row) => buttons.slice(row * coinsPerRow, (row + 1) * coinsPerRow));
  return { text: say(open.length === 0 ? 'deposit.noneOpen' : 'deposit.which'), buttons: rows };
}

async function coin(request: Request, core: Core, currency: Currency): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const code = showCode(currency.id);
  if (!currency.depositEnabled) return { text: say('deposit.closed', { code }) };
  const found = await readAddress(request, core, currency);
  if ('refused' in found) return { text: join([say('deposit.noAddress', { code }), explainRefusal(say, found.refused)]) };
  const { address, tag } = found;
  if (address === undefined) {
    await core.accounts.awaitAddress(request.user.id, currency.id, await termsOf(request, core, currency));
    return { text: say('deposit.beingMade', { code }) };
  }
  return card(say, currency, { address, ...(tag === undefined ? {} : { tag }) }, await termsOf(request, core, currency));
}

async function readAddress(request: Request, core: Core, currency: Currency): Promise<DepositAddress | { readonly refused: readonly string[] }> {
  try {
    return await core.accounts.depositAddress(request.user.id, currency.id);
  } catch (error) {
    if (error instanceof RefusedError && error.status !== 401) return { refused: error.codes };
    throw error;
  }
}

async function card(say: Say, { id, name }: Currency, place: DepositPlace, terms: DepositTerms): Promise<Reply> {
  return {
    text: join([
      say('deposit.heading', { code: showCode(id), name: outside(name, 40) }),
      depositLines(say, id, place, terms),
      say('deposit.comparePicture'),
    ]),
    picture: { png: await qrPng(place.address) },
    buttons: addressButtons(say, place),
  };
}

async function termsOf({ user }: Request, core: Core, currency: Currency): Promise<DepositTerms> {
  const { minDepositAmount, depositFee, minConfirmations } = currency;
  const network = await networkOf(core, user.id, currency);
  return {
    ...(network === undefined ? {} : { network }),
    ...(isZero(minDepositAmount) ? {} : { least: minDepositAmount }),
    ...(isZero(depositFee) ? {} : { fee: depositFee }),
    // None at all cannot be: the field is not filled in.
    ...(minConfirmations === undefined || minConfirmations === 0 ? {} : { confirmations: minConfirmations }),
  };
}

/** A bank deposit begins on the exchange's own pages; vouchers can be redeemed here. */
async function rand(request: Request, core: Core, currency: Currency): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const code = showCode(currency.id);
  if (!currency.depositEnabled) return { text: say('deposit.closed', { code }) };
  const methods = await core.accounts.paymentMethods(request.user.id);
  const vouchers = methods.some((one) => one.type === 'voucher');
  return {
    text: join([say('deposit.rand', { code }), ...methods.map((one) => methodRow(say, one)), say('deposit.randEft')]),
    ...(vouchers ? { buttons: [[{ label: say('deposit.voucher').text, data: runData('voucher') }]] } : {}),
  };
}
