// The questions on the way to a withdrawal's card: which coin, how much, to whom, over which network. Every answer is in a button's words.
import type { Reply } from '../../src/bot/command.js';
import type { Balance } from '../../src/model/balance.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import { networkName } from '../../src/model/payments/network.js';
import { addressFault, splitTag } from '../../src/model/payments/addressChecks.js';
import type { Currency } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { decimal, dividedBy, isBelow, isPositive, round, times, type Decimal } from '../../src/model/money.js';
import { findWithdrawalBreach, type AskedWithdrawal } from '../../src/model/payments/withdrawalRules.js';
import type { WithdrawQuote } from '../../src/model/payments/withdrawQuote.js';
import { beneficiaryLabel } from '../../src/text/tables/beneficiaryRows.js';
import { showMoney, showNumber, showRand, showCode } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { askAmount as askWhich, showChoice } from '../../src/text/choices.js';
import { readingsWithin } from '../../src/words/amount.js';
import { showHeld, showFee } from '../../src/text/orderFigures.js';
import { unmistakable } from '../../src/words/digits.js';
import { networkMark, type ParsedWithdrawal, type WithdrawalSize, type WithdrawalWords } from '../../src/words/parseWithdrawal.js';
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

/** The coins held; `size` is what was said before the coin, and is of the coin that is chosen. */
export function askCoin(say: Say, balances: readonly Balance[], currencies: readonly Currency[], size?: WithdrawalSize): Reply {
  const known = new Map(currencies.map((one) => [one.id, one]));
  const held = balances.flatMap(({ currency, available }) => {
    const listed = known.get(currency);
    return listed === undefined || !isPositive(available) ? [] : [{ listed, available }];
  });
  if (held.length === 0) return { text: say('withdraw.nothing'), inPlace: true };
  // What is too little, or cannot leave now, is offered only where it is all there is: the next screen then says why.
  const able = held.filter(({ listed, available }) => {
    const amount = size === undefined ? available : amountOf(size, available, listed);
    return listed.withdrawalEnabled && !isBelow(amount, listed.minWithdrawAmount) && !isBelow(available, amount);
  });
  const offered = (able.length === 0 ? held : able).slice(0, choicesLimit);
  const buttons = offered.flatMap(({ listed, available }) => fittingButton(showHeld(say, available, listed.id, listed.precision), wordsFor(size === undefined ? undefined : amountOf(size, available, listed), listed.id)).flat());
  return { text: say('withdraw.which'), buttons: inRows(buttons), inPlace: true };
}

/** Shares that break no rule, by what is known of the fee and the limits; anything else is typed. */
export function askAmount(say: Say, currency: Currency, { available, fee, room }: Omit<AskedWithdrawal, 'amount'>, to: Beneficiary | undefined): Reply {
  const who = to === undefined ? {} : { to: { kind: 'id' as const, id: to.id } };
  const offered = shares.map((percent) => ({ percent, amount: shareOf(available, percent, currency) }))
    .filter(({ amount }) => isPositive(amount) && findWithdrawalBreach(currency, { amount, available, fee, room }) === undefined);
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

const showExample = (say: Say, currency: Currency, amount: Decimal): string => (currency.id === 'zar' ? showRand(say, amount) : `${showNumber(say, amount)} ${currency.id}`);

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

/** A number with two readings: one button for each. */
export function askReading(say: Say, asked: Extract<ParsedWithdrawal, { kind: 'ask' }>, currency: Pick<Currency, 'id' | 'precision'> | undefined): Reply {
  const { typed, choices, coin, why } = asked;
  const possible = currency === undefined || coin === 'zar' ? choices : readingsWithin(choices, currency.precision);
  return {
    text: why === 'number' && possible.length > 1 ? say('withdraw.ask.number', { typed: outside(typed, 40) }) : askWhich(say, asked),
    buttons: possible.flatMap((choice) => fittingButton(showChoice(say, choice, currency?.id ?? coin), `w ${choice.words}`)),
  };
}
