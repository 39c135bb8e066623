// A deposit is on its way; one message that is edited as confirmations come in.
import { showHeld } from '../../text/orderFigures.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import { isCredited, isEnded, type DepositState } from '../../model/payments/deposit.js';
import type { Rich } from '../../model/message.js';
import type { Decimal } from '../../model/money.js';
import type { Say } from '../../text/index.js';
import { outside } from '../../text/outside.js';
import { join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

export interface DepositSeen {
  readonly depositId: string;
  readonly currency: CurrencyCode;
  /** Net of the fee. */
  readonly amount: Decimal;
  readonly txid?: string;
  readonly confirmations?: number;
  /** How many confirmations credit it. */
  readonly needed?: number;
  readonly state: DepositState;
}

/** The key of the one message of a deposit. */
export const depositKey = (depositId: string): string => `deposit:${depositId}`;

export const depositSeen: NotificationKind<DepositSeen> = {
  name: 'depositSeen',
  loudness: 'loud',
  isNumbered: true,
  group: 'deposits',
  breaksThrough: false,
  droppable: false,
  countsAs: 'others',
  render(data, context) {
    // When it was credited before it could be announced, depositCredited alone tells it.
    if (isCredited(data.state) && !Object.hasOwn(context.user.messages, depositKey(data.depositId))) return undefined;
    return { text: join([firstLine(context.say, data, context.present?.placesOf(data.currency)), ...lateLine(context), ...details(context.say, data)]) };
  },
};

function firstLine(say: Say, { amount, currency, state }: DepositSeen, places: number | undefined): Rich {
  const values = { amount: showHeld(say, amount, currency, places), state: outside(state) };
  if (isCredited(state)) return say('deposit.credited', values);
  return say(isEnded(state) ? 'deposit.refusedState' : 'deposit.seen', values);
}

function details(say: Say, data: DepositSeen): Rich[] {
  const pending = !isCredited(data.state) && !isEnded(data.state);
  return [
    ...(pending ? [progress(say, data)] : []),
    ...(data.txid === undefined ? [] : [say('line.transaction', { value: outside(data.txid) })]),
    say('line.deposit', { value: outside(data.depositId) }),
  ];
}

function progress(say: Say, { confirmations, needed, state }: DepositSeen): Rich {
  if (confirmations !== undefined && needed !== undefined) return say('deposit.confirmationsOf', { count: confirmations, needed });
  if (confirmations !== undefined) return say('deposit.confirmations', { count: confirmations });
  return state === 'submitted' ? say('deposit.waiting') : say('deposit.state', { state: outside(state) });
}
