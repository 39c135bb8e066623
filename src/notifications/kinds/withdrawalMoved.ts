// A withdrawal is on its way: one message that is edited as it moves, and a new one, which an edit is not, to be heard when it has come to its end.
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { btcToSats, isZero, type Decimal } from '../../model/money.js';
import { isGivenBack, isWithdrawalStopped, type WithdrawalState } from '../../model/payments/withdrawal.js';
import { showMoney, showSats } from '../../text/format.js';
import { shortId, withdrawalState } from '../../text/tables/historyRows.js';
import type { Say } from '../../text/index.js';
import { offerLock } from '../../text/lockButton.js';
import { showFee } from '../../text/orderFigures.js';
import { outside } from '../../text/outside.js';
import { join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

export interface WithdrawalMoved {
  readonly withdrawalId: string;
  readonly currency: CurrencyCode;
  /** What leaves the account, fee included. */
  readonly amount: Decimal;
  readonly fee: Decimal;
  /** What arrives: amount less fee. */
  readonly receives: Decimal;
  readonly destination?: string;
  /** True for a Lightning payment: its destination is an invoice, which is not kept. */
  readonly lightning?: true;
  readonly txid?: string;
  readonly confirmations?: number;
  /** How many confirmations complete it. */
  readonly needed?: number;
  readonly state: WithdrawalState;
  /** True for the message that tells the end, false for the one that is edited on the way. */
  readonly end: boolean;
}

/** The key of the messages of a withdrawal. */
export const withdrawalKey = (withdrawalId: string): string => `withdrawal:${withdrawalId}`;

export const withdrawalMoved: NotificationKind<WithdrawalMoved> = {
  name: 'withdrawalMoved',
  loudness: 'loud',
  isNumbered: true,
  group: 'withdrawals',
  breaksThrough: true,
  droppable: false,
  countsAs: 'others',
  render(data, context) {
    const { say } = context;
    const lock = isGivenBack(data.state) ? {} : offerLock(say, context.user);
    const isShown = Object.hasOwn(context.user.messages, withdrawalKey(data.withdrawalId));
    // When it ended before it could be announced, the message of its end alone tells it.
    if (!data.end && isWithdrawalStopped(data.state) && !isShown) return undefined;
    // Otherwise the details stand on the message that was edited; where the money went is said again.
    if (data.end && isShown) return { text: join([say('withdrawal.endOf', { what: firstLine(say, data), id: outside(data.withdrawalId) }), ...(data.state === 'succeed' ? destination(say, data) : []), ...lateLine(context)]), ...lock };
    return { text: join([firstLine(say, data), ...lateLine(context), ...details(say, data)]), ...lock };
  },
};

function firstLine(say: Say, data: WithdrawalMoved): Rich {
  const { amount, currency, state } = data;
  if (data.lightning === true) return firstLineOfPayment(say, data);
  const values = { amount: showMoney(say, amount, currency) };
  if (state === 'succeed') return say('withdrawal.done', values);
  if (isGivenBack(state)) return say('withdrawal.givenBack', values);
  return say(state === 'errored' ? 'withdrawal.errored' : 'withdrawal.moving', values);
}

/** What the payee gets, as the invoice said it: whole sats. */
function firstLineOfPayment(say: Say, { receives, state }: WithdrawalMoved): Rich {
  const inSats = btcToSats(receives);
  const values = { amount: inSats === undefined ? showMoney(say, receives, 'btc') : say('figure.sats', { count: showSats(say, inSats) }) };
  if (state === 'succeed') return say('payment.done', values);
  if (isGivenBack(state)) return say('payment.givenBack', values);
  return say(state === 'errored' ? 'payment.errored' : 'payment.moving', values);
}

const destination = (say: Say, { destination: to, lightning }: WithdrawalMoved): readonly Rich[] =>
  (to === undefined || lightning === true ? [] : [say('withdrawal.destination', { value: outside(to) })]);

function details(say: Say, data: WithdrawalMoved): Rich[] {
  if (data.lightning === true) return detailsOfPayment(say, data);
  return [
    ...progress(say, data),
    ...destination(say, data),
    ...(data.txid === undefined ? [] : [say('line.transaction', { value: outside(data.txid) })]),
    say('line.withdrawal', { value: outside(data.withdrawalId) }),
  ];
}

function detailsOfPayment(say: Say, data: WithdrawalMoved): Rich[] {
  const { amount, currency, fee, state, txid, withdrawalId } = data;
  const values = { value: showMoney(say, amount, currency), fee: showFee(say, fee, currency) };
  return [
    ...(isGivenBack(state) ? [say('withdrawal.called', { state: outside(state) })] : [say(isZero(fee) ? 'payment.costNoFee' : 'payment.cost', values)]),
    ...(state === 'errored' ? [say('withdrawal.notBack')] : []),
    ...(isWithdrawalStopped(state) ? [] : [say('withdrawal.state', { state: withdrawalState(say, state) })]),
    ...(txid === undefined ? [] : [say('payment.hash', { value: shortId(txid) })]),
    say('line.withdrawal', { value: outside(withdrawalId) }),
  ];
}

/** What matters of the state it is in: where the money is. */
function progress(say: Say, data: WithdrawalMoved): Rich[] {
  const { currency, fee, receives, state } = data;
  const values = { receives: showMoney(say, receives, currency), fee: showFee(say, fee, currency) };
  if (isGivenBack(state)) return [say('withdrawal.called', { state: outside(state) })];
  if (state === 'succeed') return [say(isZero(fee) ? 'withdrawal.arrivedWhole' : 'withdrawal.arrived', values)];
  if (state === 'errored') return [say('withdrawal.notBack')];
  return [
    say('withdrawal.state', { state: withdrawalState(say, state) }), ...confirmed(say, data),
    say(isZero(fee) ? 'withdrawal.arrivesWhole' : 'withdrawal.arrives', values),
  ];
}

/** Nothing while the network has not confirmed it at all: the state says where it stands. */
function confirmed(say: Say, { confirmations: count, needed }: WithdrawalMoved): Rich[] {
  if (count === undefined || count === 0) return [];
  return [needed === undefined ? say('deposit.confirmations', { count }) : say('deposit.confirmationsOf', { count, needed })];
}
