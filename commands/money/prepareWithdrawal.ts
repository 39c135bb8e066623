// The way from what was chosen to a withdrawal's card: fresh funds, the quote, every rule, then the draft. It cannot send.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import { runData } from '../../src/model/callback.js';
import type { ActionRequest } from '../../src/model/draft.js';
import { UserError } from '../../src/model/errors.js';
import type { Currency } from '../../src/model/trading/market.js';
import { isAbove, isBelow, isNegative, isZero, minus, times, type Decimal } from '../../src/model/money.js';
import { quoteEndsAt, type WithdrawQuote } from '../../src/model/payments/withdrawQuote.js';
import { findWithdrawalBreach, withdrawalRoom, type AskedWithdrawal, type WithdrawalBreach, type WithdrawalRoom } from '../../src/model/payments/withdrawalRules.js';
import { heldIn, unreadIn, type Rows } from '../../src/model/rows.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { showCode, showMoney } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { showHeld, showFee } from '../../src/text/orderFigures.js';
import { networkMark } from '../../src/words/parseWithdrawal.js';
import { outside } from '../../src/text/outside.js';
import { join, type Shown } from '../../src/text/rich.js';
import { fittingButton } from '../answers/buttonRows.js';
import type { Core } from '../core.js';
import { askNetwork, wordsFor } from './withdrawSteps.js';

/** Withdrawals read to know how much of the limits is left. */
const recentCount = 96;

/** What has been chosen, and what is known of it. */
export interface Chosen {
  readonly currency: Currency;
  readonly amount: Decimal;
  readonly available: Decimal;
  readonly to: Beneficiary;
  readonly network?: string;
  readonly note?: string;
  readonly again: boolean;
}

/** The card, or what keeps it from being drawn. @throws as the exchange's reads */
export async function prepareWithdrawal(request: Request, core: Core, chosen: Chosen): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const { currency, amount, available, to } = chosen;
  const [quotes, room, prices] = await Promise.all([
    core.accounts.withdrawQuotes(request.user.id, currency.id), readRoom(request, core, currency), core.markets.prices([currency.id]),
  ]);
  const quote = pickQuote(quotes, chosen.network);
  if (quote === 'which') return whichNetwork(say, chosen, quotes, room);
  if (quote === 'gone') return networkGone(say, chosen, quotes);
  const asked = { amount, available, room, fee: quote?.fee ?? currency.withdrawFee };
  if (isNegative(asked.fee)) return { text: say('payout.badFee', { fee: showFee(say, asked.fee, currency.id) }) };
  const breach = findWithdrawalBreach(currency, asked);
  if (breach !== undefined) return explainBreach(say, currency, asked, breach, to);
  return drawCard(say, request, core, withdrawalOf(core, chosen, quote, prices.get(currency.id)?.price));
}

/** Only networks over which the amount can go; where there is none, why. */
function whichNetwork(say: Say, { currency, amount, available, to, again }: Chosen, quotes: readonly WithdrawQuote[], room: WithdrawalRoom): Reply {
  const breachAt = (fee: Decimal): WithdrawalBreach | undefined => findWithdrawalBreach(currency, { amount, available, room, fee });
  const able = quotes.filter(({ fee }) => !isNegative(fee) && breachAt(fee) === undefined);
  const fee = leastFee(quotes);
  const breach = able.length > 0 || fee === undefined ? undefined : breachAt(fee);
  if (fee !== undefined && breach !== undefined) return explainBreach(say, currency, { amount, available, room, fee }, breach, to);
  return askNetwork(say, currency, amount, to, able.length > 0 ? able : quotes, again);
}

/** Of the quotes that can be taken. */
const leastFee = (quotes: readonly WithdrawQuote[]): Decimal | undefined =>
  quotes.map(({ fee }) => fee).filter((fee) => !isNegative(fee)).reduce<Decimal | undefined>((least, fee) => (least === undefined || isBelow(fee, least) ? fee : least), undefined);

/** The fee and the limits of now, for offers that will not be refused; what cannot be read is taken from the exchange's list. */
export async function readTerms(request: Request, core: Core, currency: Currency): Promise<{ readonly fee: Decimal; readonly room: WithdrawalRoom }> {
  const [quotes, room] = await Promise.all([core.accounts.withdrawQuotes(request.user.id, currency.id).catch(() => []), readRoom(request, core, currency)]);
  return { fee: leastFee(quotes) ?? currency.withdrawFee, room };
}

/** What the words say of a draft, for a button that draws it anew. */
export function wordsOfDraft({ withdrawal, facts }: Extract<ActionRequest, { kind: 'withdraw' }>, again: boolean): string {
  const network = facts.blockchain === undefined ? {} : { network: networkMark(facts.blockchain) };
  return wordsFor(withdrawal.amount, withdrawal.currency, { to: { kind: 'id', id: withdrawal.beneficiaryId }, ...network, again });
}

/** The warning that the same is on its way, with a way on for whoever has looked. */
export function warnOfTwin(say: Say, request: Extract<ActionRequest, { kind: 'withdraw' }>): Reply {
  return {
    text: say('payout.twin'),
    buttons: [[{ label: say('withdraw.lookFirst').text, data: runData('withdrawals') }], ...fittingButton(say('withdraw.again').text, wordsOfDraft(request, true))],
  };
}

/** Without the limits nothing is read; a read that fails leaves them to the exchange. */
async function readRoom({ user }: Request, core: Core, currency: Currency): Promise<WithdrawalRoom> {
  if (currency.withdrawLimit24h === undefined && currency.withdrawLimit72h === undefined) return {};
  const now = core.clock.now();
  try {
    const { rows } = await core.accounts.withdrawals(user.id, { currency: currency.id, from: 0, count: recentCount });
    return withdrawalRoom(currency, rows, now);
  } catch {
    return withdrawalRoom(currency, [], now);
  }
}

/**
 * `which` where there are several and none was named, `gone` where the one that was named is not among them; undefined where there
 * is none. @throws UserError where the one that was named may be a quote that cannot be read
 */
function pickQuote(quotes: Rows<WithdrawQuote>, network: string | undefined): WithdrawQuote | 'which' | 'gone' | undefined {
  if (network === undefined) return heldIn(quotes) > 1 ? 'which' : quotes[0];
  const named = quotes.find((one) => networkMark(one.blockchain ?? '') === network);
  if (named === undefined && unreadIn(quotes) > 0) throw new UserError('error.unreadRows');
  return named ?? 'gone';
}

/** What was named is never swapped for what there is: the user chooses anew. */
function networkGone(say: Say, { currency, amount, to, network = '', again }: Chosen, quotes: readonly WithdrawQuote[]): Reply {
  const values = { network: outside(network, 12), currency: showCode(currency.id) };
  const offered = quotes.filter((one) => one.blockchain !== undefined && !isNegative(one.fee) && isAbove(amount, one.fee));
  if (offered.length === 0) return { text: say('withdraw.networkGone', values), inPlace: true };
  const question = askNetwork(say, currency, amount, to, offered, again);
  return { ...question, text: join([say('withdraw.networkGone', values), question.text]) };
}

/** Which rule is broken, and the nearest amount as a button. */
export function explainBreach(say: Say, currency: Currency, { amount, available, fee, room }: AskedWithdrawal, { rule, nearest }: WithdrawalBreach, to?: Beneficiary): Reply {
  const show = (value: Decimal): Shown => showMoney(say, value, currency.id);
  const text = say(`withdraw.breach.${rule}`, {
    amount: show(amount), available: showHeld(say, available, currency.id, currency.precision), minimum: show(currency.minWithdrawAmount), fee: showFee(say, fee, currency.id),
    currency: showCode(currency.id), places: currency.precision,
    room: rule === 'limit24h' ? show(room.within24h ?? available) : show(room.within72h ?? available),
  });
  if (nearest === undefined) return { text };
  const words = wordsFor(nearest, currency.id, to === undefined ? {} : { to: { kind: 'id', id: to.id } });
  return { text, buttons: fittingButton(say('withdraw.use', { amount: show(nearest) }).text, words) };
}

function withdrawalOf(core: Core, { currency, amount, available, to, note, again }: Chosen, quote: WithdrawQuote | undefined, price: Decimal | undefined): Extract<ActionRequest, { kind: 'withdraw' }> {
  const fee = quote?.fee ?? currency.withdrawFee;
  const receives = minus(amount, fee);
  const expiresAt = quote === undefined ? undefined : quoteEndsAt(quote, core.clock.now());
  return {
    kind: 'withdraw',
    withdrawal: {
      currency: currency.id, amount, beneficiaryId: to.id,
      ...(note === undefined ? {} : { note }), ...(quote === undefined ? {} : { quoteId: quote.id }),
    },
    facts: {
      quote: { fee, renewals: 0, ...(expiresAt === undefined ? {} : { expiresAt }) }, receives, beneficiaryName: to.name, destination: to.data, places: currency.precision,
      leftAfter: minus(available, amount), ...(quote?.blockchain === undefined ? {} : { blockchain: quote.blockchain }),
      ...(price === undefined || isZero(price) ? {} : { randValue: times(receives, price) }), ...(again ? { again: true as const } : {}),
    },
  };
}

async function drawCard(say: Say, request: Request, core: Core, asked: Extract<ActionRequest, { kind: 'withdraw' }>): Promise<Reply> {
  try {
    const draft = await core.actions.draft(request.user.id, asked);
    // A message of its own: with two taps on one question, one card must not write over what became of the other.
    return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
  } catch (error) {
    if (error instanceof UserError && error.key === 'payout.twin') return warnOfTwin(say, asked);
    throw error;
  }
}
