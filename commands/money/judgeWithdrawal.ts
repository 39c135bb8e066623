// Whom and what a withdrawal's words mean, and what stands against them before any card: for the offers, which none may lead to a refusal.
import type { Reply, Request } from '../../src/bot/command.js';
import { availableOf } from '../../src/model/balance.js';
import { runData } from '../../src/model/callback.js';
import { isPositive, type Decimal } from '../../src/model/money.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import { findWithdrawalBreach, type AskedWithdrawal, type WithdrawalBreach } from '../../src/model/payments/withdrawalRules.js';
import { unreadIn, type Rows } from '../../src/model/rows.js';
import type { Currency } from '../../src/model/trading/market.js';
import { showCode, showMoney } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { oneLine, outside } from '../../src/text/outside.js';
import { concat, join } from '../../src/text/rich.js';
import { beneficiaryLabel } from '../../src/text/tables/beneficiaryRows.js';
import { filler } from '../../src/words/lexicon/index.js';
import { findNamed, hasStop } from '../../src/words/leftover.js';
import type { WithdrawalWords } from '../../src/words/parseWithdrawal.js';
import { fittingButton } from '../answers/buttonRows.js';
import { unknownCurrency } from '../answers/unknownCoin.js';
import type { Refusal } from '../answers/workingReadings.js';
import type { CapeCommand, Core } from '../core.js';
import { explainBreach, readTerms } from './prepareWithdrawal.js';
import { amountOf, askCoin, isAddressSound, shareOf, showExample, wordsFor, workingShares } from './withdrawSteps.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;

const plainly = (name: string): string => oneLine(name).toLowerCase();

/** Whom the words may mean: by number, by whole name, else by a part of it; words that say nothing are looked past where nobody has them in a name. */
export function matching(all: Rows<Beneficiary>, { to }: Pick<WithdrawalWords, 'to'>): readonly Beneficiary[] {
  if (to === undefined) return [];
  if (to.kind === 'id') return all.filter((one) => one.id === to.id);
  const typed = plainly(to.name);
  const found = named(all, typed);
  const said = typed.split(' ').filter((word) => !filler.has(word)).join(' ');
  return found.length > 0 || said === '' || said === typed ? found : named(all, said);
}

function named(all: Rows<Beneficiary>, wanted: string): readonly Beneficiary[] {
  const active = all.filter((one) => one.state === 'active');
  const whole = active.filter((one) => plainly(one.name) === wanted);
  // One of exactly this name may be among those that cannot be read: a part of a name is no match then.
  return whole.length > 0 || unreadIn(all) > 0 ? whole : active.filter((one) => plainly(one.name).includes(wanted));
}

/** Money goes to nobody who has not been proved, and to no address that pretends to be another. */
export function unusable(say: Say, beneficiary: Beneficiary): Reply | undefined {
  const { id, name, state } = beneficiary;
  const values = { name: outside(name, 64) };
  if (state !== 'active') return { text: say('withdraw.notActive', values), buttons: [[{ label: say('beneficiary.enterPin').text, data: runData(`beneficiaries activate ${id}`) }]] };
  return isAddressSound(beneficiary) ? undefined : { text: say('withdraw.badAddress', values) };
}

/** What can leave of a currency now, with the fee and the limits of this account. @throws as the exchange's reads */
async function termsOf(request: Request, core: Core, currency: Currency): Promise<Omit<AskedWithdrawal, 'amount'>> {
  const [balances, terms] = await Promise.all([core.accounts.balances(request.user.id), readTerms(request, core, currency)]);
  return { available: availableOf(balances, currency.id), ...terms };
}

/** "/withdraw 0.5 btc to Cold wallet", with an amount that can leave; undefined where none can. */
async function exampleOf(say: Say, request: Request, core: Core, coin: string, tail: string): Promise<string | undefined> {
  const currency = await core.markets.findCurrency(coin);
  const [share] = currency === undefined ? [] : workingShares(currency, await termsOf(request, core, currency));
  return currency === undefined || share === undefined ? undefined : `/withdraw ${showExample(say, currency, share.amount)}${tail === '' ? '' : ` ${tail}`}`;
}

/** A beneficiary of another currency than the one asked for: which it takes, an example that works, and a tap that goes on with it. */
export async function takesOther(say: Say, request: Request, core: Core, beneficiary: Beneficiary, asked: string): Promise<Reply> {
  const { name, currency, id } = beneficiary;
  const text = say('withdraw.otherCurrency', { name: outside(name, 64), theirs: showCode(currency), asked: showCode(asked) });
  const example = unusable(say, beneficiary) === undefined ? await exampleOf(say, request, core, currency, `to ${name}`) : undefined;
  if (example === undefined) return { text };
  return { text: join([text, say('misused.example', { example: outside(example, 100) })]), buttons: fittingButton(say('beneficiaries.withdraw', { name: beneficiaryLabel(beneficiary) }).text, wordsFor(undefined, currency, { to: { kind: 'id', id } })) };
}

/** Rand of a coin is none of it. */
export async function randOfCoin(say: Say, request: Request, core: Core, { typed, coin, tail }: { readonly typed: string; readonly coin: string; readonly tail: string }): Promise<Reply> {
  const text = say('withdraw.randForCoin', { typed: outside(typed, 40) });
  const example = await exampleOf(say, request, core, coin, tail);
  return { text: example === undefined ? text : join([text, say('misused.example', { example: outside(example, 100) })]) };
}

const isFarOff = ({ rule }: WithdrawalBreach): boolean => rule === 'minimum' || rule === 'fee';

/** What typing the words would be refused with; undefined where they lead to a card or to another question. @throws as the exchange's reads */
export async function refusalOf(say: Say, request: Request, core: Core, command: CapeCommand, words: WithdrawalWords): Promise<Refusal | undefined> {
  const all = words.to === undefined ? [] : await core.accounts.beneficiaries(request.user.id);
  const meant = matching(all, words);
  const only = meant.length === 1 ? meant[0] : undefined;
  const coin = words.coin ?? only?.currency;
  if (coin === undefined) {
    const [currencies, balances] = await Promise.all([core.markets.currencies(), core.accounts.balances(request.user.id)]);
    const reply = await askCoin(say, balances, currencies, (one) => readTerms(request, core, one), words.size);
    return (reply.buttons ?? []).length > 0 ? undefined : { reply, isUnlikely: false };
  }
  const currency = await core.markets.findCurrency(coin);
  const refused = (reply: Reply): Refusal => ({ reply, isUnlikely: false });
  if (currency === undefined) return refused(await unknownCurrency(coin, command, request, core));
  const other = meant.length > 0 && meant.every((one) => one.currency !== currency.id) ? meant[0] : undefined;
  if (other !== undefined) return refused(await takesOther(say, request, core, other, currency.id));
  const against = await breachOf(say, request, core, currency, words, only);
  if (against !== undefined) return against;
  const reply = only === undefined ? undefined : unusable(say, only);
  return reply === undefined ? undefined : refused(reply);
}

async function breachOf(say: Say, request: Request, core: Core, currency: Currency, { size }: WithdrawalWords, to: Beneficiary | undefined): Promise<Refusal | undefined> {
  const terms = await termsOf(request, core, currency);
  if (size === undefined) return undefined;
  const asked = { ...terms, amount: amountOf(size, terms.available, currency) };
  const breach = findWithdrawalBreach(currency, asked);
  return breach === undefined ? undefined : { reply: explainBreach(say, currency, asked, breach, to), isUnlikely: isFarOff(breach) };
}

/** Why no amount of it can be asked for now; undefined where one can. */
export function noneToAsk(say: Say, currency: Currency, terms: Omit<AskedWithdrawal, 'amount'>, to: Beneficiary | undefined): Reply | undefined {
  if (workingShares(currency, terms).length > 0) return undefined;
  if (!isPositive(terms.available)) return { text: say('withdraw.nothing') };
  const asked = { ...terms, amount: shareOf(terms.available, '100', currency) };
  const breach = findWithdrawalBreach(currency, asked);
  return breach === undefined ? undefined : explainBreach(say, currency, asked, breach, to);
}

/** Words beside the coin that are none of a withdrawal's: which they are, and a tap with what was read; undefined where there is no one coin among them. */
export async function unreadWords(say: Say, request: Request, core: Core, command: CapeCommand, words: WithdrawalWords): Promise<Reply | undefined> {
  const found = words.coin === undefined ? undefined : await findNamed(words.coin, (some) => core.markets.findCurrency(some));
  if (found === undefined || found.left.length === 0) return undefined;
  const { found: currency, left } = found;
  const shown = { words: outside(left.join(' '), typedShown) };
  if (hasStop(request.rest)) return { text: say('withdraw.leftoverStop', shown) };
  const line = say('withdraw.leftover', shown);
  const all = await core.accounts.beneficiaries(request.user.id);
  const [only, ...more] = matching(all, { to: words.to ?? { kind: 'name', name: left.join(' ') } }).filter((one) => one.currency === currency.id);
  const to = only === undefined || more.length > 0 ? undefined : only;
  const read: WithdrawalWords = { ...words, coin: currency.id, ...(to === undefined ? {} : { to: { kind: 'id', id: to.id } }) };
  const refusal = await refusalOf(say, request, core, command, read);
  if (refusal !== undefined) return { ...refusal.reply, text: join([line, refusal.reply.text]) };
  return { text: line, buttons: await tapOf(request, core, currency, words, to, say) };
}

async function tapOf(request: Request, core: Core, currency: Currency, { size }: WithdrawalWords, to: Beneficiary | undefined, say: Say): Promise<NonNullable<Reply['buttons']>> {
  const available = availableOf(await core.accounts.balances(request.user.id), currency.id);
  const amount: Decimal | undefined = size === undefined ? undefined : amountOf(size, available, currency);
  const of = amount === undefined ? showCode(currency.id) : showMoney(say, amount, currency.id);
  const label = to === undefined ? concat(of) : concat(of, ' · ', beneficiaryLabel(to));
  return fittingButton(label.text, wordsFor(amount, currency.id, to === undefined ? {} : { to: { kind: 'id', id: to.id } }));
}
