// The questions on the way to a withdrawal's card: which coin, how much, to whom, over which network. Every answer is in a button's words.
import type { Reply } from '../../src/bot/command.js';
import type { Balance } from '../../src/model/balance.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import type { Currency } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { decimal, decimalPlaces, dividedBy, isBelow, isPositive, round, times, type Decimal } from '../../src/model/money.js';
import type { WithdrawQuote } from '../../src/model/payments/withdrawQuote.js';
import { beneficiaryLabel } from '../../src/text/tables/beneficiaryRows.js';
import { showAmount, showCode, showMoney, showNumber, showRand } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import type { Choice } from '../../src/text/reading/readSize.js';
import { showAvailable, showFee } from '../../src/text/orderFigures.js';
import { unmistakable } from '../../src/text/reading/parseAmount.js';
import { networkMark, type ParsedWithdrawal, type WithdrawalWords } from '../../src/text/reading/parseWithdrawal.js';
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

export function askCoin(say: Say, balances: readonly Balance[], currencies: readonly Currency[]): Reply {
  const known = new Set(currencies.map((one) => one.id));
  const held = balances.filter((one) => isPositive(one.available) && known.has(one.currency)).slice(0, choicesLimit);
  if (held.length === 0) return { text: say('withdraw.nothing'), inPlace: true };
  const buttons = held.flatMap((one) => fittingButton(showAvailable(say, one.available, one.currency), wordsFor(undefined, one.currency)).flat());
  return { text: say('withdraw.which'), buttons: inRows(buttons), inPlace: true };
}

/** Shares that are at least the smallest amount; anything else is typed. */
export function askAmount(say: Say, currency: Currency, available: Decimal, to: Beneficiary | undefined): Reply {
  const who = to === undefined ? {} : { to: { kind: 'id' as const, id: to.id } };
  const offered = shares.map((percent) => ({ percent, amount: shareOf(available, percent, currency) }))
    .filter(({ amount }) => isPositive(amount) && !isBelow(amount, currency.minWithdrawAmount));
  const buttons = offered.flatMap(({ percent, amount }) => fittingButton(
    say(percent === '100' ? 'withdraw.all' : 'withdraw.share', { percent: outside(percent), amount: showMoney(say, amount, currency.id) }).text, wordsFor(amount, currency.id, who),
  ).flat());
  const values = { available: showAvailable(say, available, currency.id) };
  const example = showExample(say, currency, offered[1]?.amount ?? currency.minWithdrawAmount);
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
    say('withdraw.networkButton', { network: outside(quote.blockchain ?? '', 40), fee: showFee(say, quote.fee, currency.id) }).text,
    wordsFor(amount, currency.id, { to: { kind: 'id', id: to.id }, network: networkMark(quote.blockchain ?? ''), again }),
  ));
  return { text: say('withdraw.network', { amount: showMoney(say, amount, currency.id), name: outside(to.name, 64) }), buttons, inPlace: true };
}

/** A number with two readings: one button for each. */
export function askReading(say: Say, { typed, choices, coin }: Extract<ParsedWithdrawal, { kind: 'ask' }>): Reply {
  return {
    text: say('withdraw.ask.number', { typed: outside(typed, 40) }),
    buttons: choices.flatMap((choice) => fittingButton(showReading(say, choice, coin), `w ${choice.words}`)),
  };
}

/** Every decimal, and the unit where it is known. */
function showReading(say: Say, { value, rand }: Choice, coin: string | undefined): string {
  if (rand) return showRand(say, value, Math.max(2, decimalPlaces(value)));
  return coin === undefined ? showNumber(say, value) : showAmount(say, value, coin);
}
