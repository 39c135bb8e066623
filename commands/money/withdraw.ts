// /withdraw: coin, amount and beneficiary by buttons or in one line, then a card; only its Confirm and a code of the exchange send it.
import type { Reply, Request } from '../../src/bot/command.js';
import { currentOf } from '../../src/actions/pressing/renewQuote.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import { availableOf } from '../../src/model/balance.js';
import type { ActionRequest } from '../../src/model/draft.js';
import { codeStep, isCodeWords, runData } from '../../src/model/callback.js';
import type { Currency } from '../../src/model/trading/market.js';
import { UserError } from '../../src/model/errors.js';
import { ZERO, type Decimal } from '../../src/model/money.js';
import { unreadIn } from '../../src/model/rows.js';
import type { Dialog } from '../../src/model/user.js';
import { findWithdrawalBreach } from '../../src/model/payments/withdrawalRules.js';
import { showCode, showMoney } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { readingsWithin } from '../../src/words/amount.js';
import { networkMark, parseWithdrawal, type ParsedWithdrawal, type WithdrawalWords } from '../../src/words/parseWithdrawal.js';
import { outside } from '../../src/text/outside.js';
import { sameDayNote } from '../../src/text/cards/withdrawCard.js';
import { askForCode, takeCode, type CodeRules } from './codeDialog.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { explainBreach, prepareWithdrawal, readTerms, warnOfTwin } from './prepareWithdrawal.js';
import { unknownCurrency } from '../answers/unknownCoin.js';
import { tryReadings } from '../answers/workingReadings.js';
import { matching, noneToAsk, randOfCoin, refusalOf, takesOther, unreadWords, unusable } from './judgeWithdrawal.js';
import { amountOf, askAmount, askBeneficiary, askCoin, askReading, isAddressSound, noBeneficiary } from './withdrawSteps.js';

/** How long an amount is waited for, ms. */
const amountLifeMs = 10 * 60_000;

export const withdraw: CapeCommand = {
  name: 'withdraw', aliases: ['w'], family: 'money', access: 'linked', where: 'private', offered: 'card', inPractice: 'barred', secretAnswers: [codeStep],
  summary: 'help.withdraw', usage: 'withdraw [<amount>] [<coin>] [to <beneficiary>]',
  examples: () => ['withdraw', 'withdraw 0.1 btc', 'withdraw R500 to FNB'],
  run: async (request, core) => {
    const [first, id = ''] = request.words;
    if (isCodeWords(request.words)) return askForCode(request, core, otpRules, id);
    if (request.user.dialog !== undefined && request.user.dialog.forCode !== true) await core.setDialog(request, undefined);
    if (first === 'sameday' && request.via === 'button') return changeSameDay(request, core, id);
    if (first === 'redo' && request.via === 'button') return drawAgain(request, core, id);
    return proceed(request, core, request.rest);
  },
  answer: (request, dialog, core) => (dialog.step === codeStep ? takeCode(request, core, otpRules, dialog) : amountCame(request, core, dialog)),
};

/** A code with a leading zero loses it on the way (PROTOCOL.md section 4): it would be refused and used up. */
const otpRules: CodeRules = {
  command: 'withdraw',
  ask: (say) => say('code.askOtp'),
  fault: (say, code) => (!/^[0-9]{6}$/.test(code) ? say('code.otpShape') : code.startsWith('0') ? say('code.otpZero') : undefined),
  explain: ({ user }, _core, result) => (result.kind === 'barred' && result.bar === 'own.twin' && result.draft.request.kind === 'withdraw'
    ? warnOfTwin(speak(user.settings.language), result.draft.request) : undefined),
};

async function proceed(request: Request, core: Core, rest: string): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const parsed = parseWithdrawal(rest);
  if (parsed.kind !== 'words') return unread(say, request, core, parsed);
  const { words } = parsed;
  if (words.coin !== undefined || words.to === undefined) return withWords(say, request, core, words);
  // Whom it goes to says what it is of, and with that how its number is to be read.
  const [only, ...more] = matching(await core.accounts.beneficiaries(request.user.id), words);
  const read = only === undefined || more.length > 0 ? parsed : parseWithdrawal(rest, only.currency);
  return read.kind === 'words' ? withWords(say, request, core, read.words) : unread(say, request, core, read);
}

/** A button for each reading that leads on, by the decimals of the coin where it is known; where none does, why. */
async function askOf(say: Say, request: Request, core: Core, parsed: Extract<ParsedWithdrawal, { kind: 'ask' }>): Promise<Reply> {
  const currency = parsed.coin === undefined || parsed.coin === 'zar' ? undefined : await core.markets.findCurrency(parsed.coin);
  const possible = currency === undefined ? parsed.choices : readingsWithin(parsed.choices, currency.precision);
  const tried = await tryReadings(parsed.why, possible, async ({ words }) => {
    const read = parseWithdrawal(words);
    return read.kind === 'words' ? refusalOf(say, request, core, withdraw, read.words) : undefined;
  });
  return tried.kind === 'refused' ? tried.refusal.reply : askReading(say, parsed, tried.readings, currency?.id);
}

function unread(say: Say, request: Request, core: Core, parsed: Exclude<ParsedWithdrawal, { kind: 'words' }>): Reply | Promise<Reply> {
  if (parsed.kind === 'ask') return askOf(say, request, core, parsed);
  if (parsed.why === 'randForCoin') return randOfCoin(say, request, core, parsed);
  return misused(say(`number.${parsed.why}`, { typed: outside(parsed.typed, 40) }), withdraw, request, core);
}

/** The amount alone, or any words that would follow /withdraw. */
async function amountCame(request: Request, core: Core, dialog: Dialog): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const { coin, to: id } = dialog.data;
  const parsed = parseWithdrawal(request.rest, coin);
  if (parsed.kind === 'words' && parsed.words.size !== undefined) {
    await core.setDialog(request, undefined);
    return withWords(say, request, core, { ...(id === undefined ? {} : { to: { kind: 'id' as const, id } }), ...parsed.words });
  }
  if (parsed.kind === 'ask') return askOf(say, request, core, { ...parsed, choices: parsed.choices.map((one) => ({ ...one, words: id === undefined || /#\d|\bto /.test(one.words) ? one.words : `${one.words} #${id}` })) });
  return unread(say, request, core, parsed.kind === 'wrong' ? parsed : { kind: 'wrong', why: 'digits', typed: request.rest });
}

async function withWords(say: Say, request: Request, core: Core, words: WithdrawalWords): Promise<Reply> {
  const { id: userId } = request.user;
  const all = words.to === undefined ? [] : await core.accounts.beneficiaries(userId);
  const named = matching(all, words);
  // Among those that cannot be read may be the one that is meant.
  if (words.to !== undefined && unreadIn(all) > 0 && named.length === 0) throw new UserError('error.unreadRows');
  if (words.to?.kind === 'id' && named.length === 0) return { text: say('withdraw.gone') };
  const only = named.length === 1 ? named[0] : undefined;
  const coin = words.coin ?? only?.currency;
  const [currencies, balances] = await Promise.all([core.markets.currencies(), core.accounts.balances(userId)]);
  if (coin === undefined) return askCoin(say, balances, currencies, (one) => readTerms(request, core, one), words.size);
  const currency = await core.markets.findCurrency(coin);
  if (currency === undefined) return await unreadWords(say, request, core, withdraw, words) ?? unknownCurrency(coin, withdraw, request, core);
  const other = named.every((one) => one.currency !== currency.id) ? named[0] : undefined;
  if (other !== undefined) return takesOther(say, request, core, other, currency.id);
  const available = availableOf(balances, currency.id);
  return withCurrency(say, request, core, words, { currency, available, named: words.to?.kind === 'id' ? named : named.filter((one) => one.currency === currency.id) });
}

interface Known {
  readonly currency: Currency;
  readonly available: Decimal;
  readonly named: readonly Beneficiary[];
}

async function withCurrency(say: Say, request: Request, core: Core, words: WithdrawalWords, known: Known): Promise<Reply> {
  const { currency, available, named } = known;
  const only = named.length === 1 ? named[0] : undefined;
  if (!currency.withdrawalEnabled) return { text: say('withdraw.breach.disabled', { currency: showCode(currency.id) }) };
  if (words.size === undefined) {
    const terms = { available, ...await readTerms(request, core, currency) };
    const none = noneToAsk(say, currency, terms, only);
    if (none !== undefined) return none;
    const data = { coin: currency.id, ...(only === undefined ? {} : { to: only.id }) };
    await core.setDialog(request, { command: 'withdraw', step: 'amount', data, expiresAt: core.clock.now() + amountLifeMs });
    return askAmount(say, currency, terms, only);
  }
  const amount = amountOf(words.size, available, currency);
  if (only === undefined || findWithdrawalBreach(currency, { amount, available, fee: ZERO, room: {} }) !== undefined) {
    // What is offered has the fee and the limits to keep as well; with one beneficiary they are looked at with its quote.
    const asked = { amount, available, ...await readTerms(request, core, currency) };
    const breach = findWithdrawalBreach(currency, asked);
    if (breach !== undefined) return explainBreach(say, currency, asked, breach, only);
  }
  if (only === undefined) return chooseBeneficiary(say, request, core, words, known, amount);
  return unusable(say, only) ?? prepareWithdrawal(request, core, {
    currency, amount, available, to: only, again: words.again, ...(words.network === undefined ? {} : { network: words.network }),
  });
}

async function chooseBeneficiary(say: Say, request: Request, core: Core, { to }: WithdrawalWords, { currency, named }: Known, amount: Decimal): Promise<Reply> {
  const all = await core.accounts.beneficiaries(request.user.id, currency.id);
  const active = all.filter((one) => one.state === 'active' && isAddressSound(one));
  if (active.length === 0) return noBeneficiary(say, currency, all.filter((one) => one.state === 'pending'));
  const values = { amount: showMoney(say, amount, currency.id) };
  if (to?.kind !== 'name') return askBeneficiary(say('withdraw.where', values), currency, amount, active);
  const name = outside(to.name, 64);
  const meant = named.filter((one) => isAddressSound(one));
  return askBeneficiary(say(meant.length > 0 ? 'withdraw.whichOf' : 'withdraw.noneFits', { ...values, name }), currency, amount, meant.length > 0 ? meant : active);
}

/** A new card with the other choice; the old one is dismissed. */
async function changeSameDay(request: Request, core: Core, draftId: string): Promise<Reply> {
  const drafts = core.store.read(request.user.id)?.drafts ?? {};
  const known = Object.hasOwn(drafts, draftId) ? drafts[draftId] : undefined;
  const draft = known === undefined ? undefined : currentOf(drafts, known);
  if (draft?.state !== 'drafted' || draft.request.kind !== 'withdraw') return codeOver(speak(request.user.settings.language));
  const { note } = draft.request.withdrawal;
  const reply = await drawAnew(request, core, draft.request, note === sameDayNote ? undefined : sameDayNote);
  if (reply.draftId !== undefined) await core.actions.dismiss(request.user.id, draft.id, { chatId: request.user.chatId, messageId: request.messageId });
  return reply;
}

/** A new card for what was refused for its code; the refused one stays as it is. */
async function drawAgain(request: Request, core: Core, draftId: string): Promise<Reply> {
  const drafts = core.store.read(request.user.id)?.drafts ?? {};
  const draft = Object.hasOwn(drafts, draftId) ? drafts[draftId] : undefined;
  if (draft?.state !== 'refused' || draft.request.kind !== 'withdraw') return codeOver(speak(request.user.settings.language));
  return drawAnew(request, core, draft.request, draft.request.withdrawal.note);
}

const codeOver = (say: Say): Reply => ({ text: say('code.over'), buttons: [[{ label: say('code.again').text, data: runData('withdraw') }]] });

/** The same withdrawal by what is true now: its balance, its beneficiary, a new quote. */
async function drawAnew(request: Request, core: Core, { withdrawal, facts }: Extract<ActionRequest, { kind: 'withdraw' }>, note: string | undefined): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const [currency, all, balances] = await Promise.all([
    core.markets.findCurrency(withdrawal.currency), core.accounts.beneficiaries(request.user.id, withdrawal.currency), core.accounts.balances(request.user.id),
  ]);
  const to = all.find((one) => one.id === withdrawal.beneficiaryId);
  if (to === undefined && unreadIn(all) > 0) throw new UserError('error.unreadRows');
  if (currency === undefined || to === undefined) return { text: say('withdraw.gone') };
  if (!currency.withdrawalEnabled) return { text: say('withdraw.breach.disabled', { currency: showCode(currency.id) }) };
  const available = availableOf(balances, currency.id);
  return unusable(say, to) ?? prepareWithdrawal(request, core, {
    currency, amount: withdrawal.amount, available, to, again: facts.again === true,
    ...(facts.blockchain === undefined ? {} : { network: networkMark(facts.blockchain) }), ...(note === undefined ? {} : { note }),
  });
}
