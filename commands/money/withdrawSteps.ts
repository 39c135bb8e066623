// The questions on the way to a withdrawal's card: which coin, how much, to whom, over which network. Every answer is in a button's words.
import type { Reply } from '../../src/bot/command.js';
import type { Balance } from '../../src/model/balance.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import { networkName } from '../../src/model/payments/network.js';
import { addressFault, splitTag } from '../../src/model/payments/addressChecks.js';
import type { Currency } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { decimal, dividedBy, isPositive, round, times, ZERO, type Decimal } from '../../src/model/money.js';
import { findWithdrawalBreach, type AskedWithdrawal } from '../../src/model/payments/withdrawalRules.js';
import type { WithdrawQuote } from '../../src/model/payments/withdrawQuote.js';
import { beneficiaryLabel } from '../../src/text/tables/beneficiaryRows.js';
import { showMoney, showNumber, showRand, showCode } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { askAmount as askWhich, showChoice } from '../../src/text/choices.js';
import { showHeld, showFee } from '../../src/text/orderFigures.js';
import { unmistakable } from '../../src/words/digits.js';
import { networkMark, type ParsedWithdrawal, type WithdrawalSize, type WithdrawalWords } from '../../src/words/parseWithdrawal.js';
import type { Choice } from '../../src/words/readSize.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { fittingButton, inRows } from '../answers/buttonRows.js';

/** Coins and beneficiaries offered at once; the rest can be typed. */
const choicesLimit = 24;
const shares = ['25', '50', '75', '100'] as const;
/** A share is cut to this many decimals at most, so that its amount fits a button. */
const sharePlaces = 8;

/** The words that carry on from here; `w` is the short name of /withdraw, because a button has 64 bytes. */
export function wordsFor(amount: Decimal | undefined, coin: string, more: Pick<WithdrawalWords, 'to' | 'network'> & { readonly again?: boolean } = {}): string {
  const to = more.to?.kind === 'id' ? `#${more.to.id}` : undefined;
  const parts = ['w', amount === undefined ? undefined : unmistakable(amount), coin, to, more.network === undefined ? undefined : `on ${more.network}`, more.again === true ? 'again' : undefined];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** What a share of the available sum comes to. */
export function shareOf(available: Decimal, percent: string | number, currency: Currency): Decimal {
  const share = dividedBy(times(available, decimal(String(percent))), decimal('100'), 16);
  return round(share, Math.min(currency.precision, sharePlaces), 'down');
}

/** What was said comes to this much of a coin. */
export const amountOf = (size: WithdrawalSize, available: Decimal, currency: Currency): Decimal => (size.kind === 'share' ? shareOf(available, size.percent, currency) : size.amount);

/** A coin held, what is available of it, and what was said before the coin as an amount of it; all of it where nothing was. */
interface HeldCoin {
  readonly listed: Currency;
  readonly available: Decimal;
  readonly amount: Decimal;
}

/** So few coins have their fees and limits looked at, each by a read of its own; of more the exchange's list tells. */
const coinsLookedAt = 6;

/** The coins held of which as much can leave; `size` is what was said before the coin, and is of the coin that is chosen. */
export async function askCoin(say: Say, balances: readonly Balance[], currencies: readonly Currency[], termsOf: (currency: Currency) => Promise<Pick<AskedWithdrawal, 'fee' | 'room'>>, size?: WithdrawalSize): Promise<Reply> {
  const known = new Map(currencies.map((one) => [one.id, one]));
  const held = balances.flatMap(({ currency, available }): readonly HeldCoin[] => {
    const listed = known.get(currency);
    return listed === undefined || !isPositive(available) ? [] : [{ listed, available, amount: size === undefined ? shareOf(available, '100', listed) : amountOf(size, available, listed) }];
  });
  if (held.length === 0) return { text: say('withdraw.nothing'), inPlace: true };
  const mayLeave = ({ listed, available, amount }: HeldCoin, terms: Pick<AskedWithdrawal, 'fee' | 'room'>): boolean => {
    const breach = findWithdrawalBreach(listed, { amount, available, ...terms });
    return breach === undefined || (size === undefined && breach.nearest !== undefined);
  };
  const able = held.filter((one) => mayLeave(one, { fee: ZERO, room: {} }));
  const looked = able.length > coinsLookedAt ? able.map((one) => mayLeave(one, { fee: one.listed.withdrawFee, room: {} })) : await Promise.all(able.map(async (one) => mayLeave(one, await termsOf(one.listed))));
  const offered = able.filter((_, index) => looked[index] === true);
  if (offered.length === 0) return { text: say(size === undefined ? 'withdraw.noneAble' : 'withdraw.noneOfSize'), inPlace: true };
  const buttons = offered.slice(0, choicesLimit).flatMap(({ listed, available, amount }) => fittingButton(size === undefined ? showHeld(say, available, listed.id, listed.precision) : showMoney(say, amount, listed.id), wordsFor(size === undefined ? undefined : amount, listed.id)).flat());
  return { text: say('withdraw.which'), buttons: inRows(buttons), inPlace: true };
}

/** Shares that break no rule, by what is known of the fee and the limits. */
export function workingShares(currency: Currency, { available, fee, room }: Omit<AskedWithdrawal, 'amount'>): readonly { readonly percent: string; readonly amount: Decimal }[] {
  return shares.map((percent) => ({ percent, amount: shareOf(available, percent, currency) }))
    .filter(({ amount }) => isPositive(amount) && findWithdrawalBreach(currency, { amount, available, fee, room }) === undefined);
}

/** One of the working shares or more is offered; anything else is typed. */
export function askAmount(say: Say, currency: Currency, terms: Omit<AskedWithdrawal, 'amount'>, to: Beneficiary | undefined): Reply {
  const who = to === undefined ? {} : { to: { kind: 'id' as const, id: to.id } };
  const { available } = terms;
  const offered = workingShares(currency, terms);
  const buttons = offered.flatMap(({ percent, amount }) => fittingButton(
    say(percent === '100' ? 'withdraw.all' : 'withdraw.share', { percent: outside(percent), amount: showMoney(say, amount, currency.id) }).text, wordsFor(amount, currency.id, who),
  ).flat());
  const values = { available: showHeld(say, available, currency.id, currency.precision) };
  const example = showExample(say, currency, (offered[1] ?? offered[0])?.amount ?? currency.minWithdrawAmount);
  return {
    text: join([
      to === undefined ? say('withdraw.howMuch', values) : say('withdraw.howMuchTo', { ...values, name: outside(to.name, 64) }),
      ...rulesOf(say, currency), say('withdraw.typeAmount', { example: outside(example) }),
    ]),
    buttons: inRows(buttons, 2),
    inPlace: true,
  };
}

export const showExample = (say: Say, currency: Currency, amount: Decimal): string => (currency.id === 'zar' ? showRand(say, amount) : `${showNumber(say, amount)} ${currency.id}`);

function rulesOf(say: Say, currency: Currency): readonly Rich[] {
  const { withdrawLimit24h: day, withdrawLimit72h: days } = currency;
  return [
    say('withdraw.rules', { minimum: showMoney(say, currency.minWithdrawAmount, currency.id), fee: showFee(say, currency.withdrawFee, currency.id) }),
    ...(day === undefined ? [] : [say('withdraw.limit24h', { value: showMoney(say, day, currency.id) })]),
    ...(days === undefined ? [] : [say('withdraw.limit72h', { value: showMoney(say, days, currency.id) })]),
  ];
}

/** One row each, because names are long; `text` asks. */
export function askBeneficiary(text: Rich, currency: Currency, amount: Decimal, among: readonly Beneficiary[]): Reply {
  const buttons = among.slice(0, choicesLimit).flatMap((one) => fittingButton(beneficiaryLabel(one).text, wordsFor(amount, currency.id, { to: { kind: 'id', id: one.id } })));
  return { text, buttons, inPlace: true };
}

/** Nobody is offered whose address would be refused. */
export function isAddressSound({ currency, data }: Beneficiary): boolean {
  const fault = data['address'] === undefined ? undefined : addressFault(currency, splitTag(data['address']).address);
  return fault !== 'notAscii' && fault !== 'characters';
}

/** The way out where there is nobody to withdraw to: adding one, or the pin of one that waits. */
export function noBeneficiary(say: Say, currency: Currency, pending: readonly Beneficiary[]): Reply {
  const code = showCode(currency.id);
  return {
    text: say('withdraw.none', { currency: code }),
    buttons: [
      ...pending.slice(0, choicesLimit).flatMap((one) => fittingButton(say('withdraw.enterPin', { name: beneficiaryLabel(one) }).text, `beneficiaries activate ${one.id}`)),
      ...fittingButton(say('withdraw.add', { currency: code }).text, `beneficiaries add ${currency.id}`),
    ],
    inPlace: true,
  };
}

export function askNetwork(say: Say, currency: Currency, amount: Decimal, to: Beneficiary, quotes: readonly WithdrawQuote[], again: boolean): Reply {
  const buttons = quotes.flatMap((quote) => fittingButton(
    say('withdraw.networkButton', { network: outside(networkName(quote.blockchain ?? ''), 40), fee: showFee(say, quote.fee, currency.id) }).text,
    wordsFor(amount, currency.id, { to: { kind: 'id', id: to.id }, network: networkMark(quote.blockchain ?? ''), again }),
  ));
  return { text: say('withdraw.network', { amount: showMoney(say, amount, currency.id), name: outside(to.name, 64) }), buttons, inPlace: true };
}

/** A number with two readings: one button for each of `possible`. `code` is the coin's, where the exchange is known to have it. */
export function askReading(say: Say, asked: Extract<ParsedWithdrawal, { kind: 'ask' }>, possible: readonly Choice[], code: string | undefined): Reply {
  const { typed, coin, why } = asked;
  return {
    text: why === 'number' && possible.length > 1 ? say('withdraw.ask.number', { typed: outside(typed, 40) }) : askWhich(say, asked),
    buttons: possible.flatMap((choice) => fittingButton(showChoice(say, choice, code ?? coin), `w ${choice.words}`)),
  };
}
