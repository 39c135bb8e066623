// A deposit is on the account: a message of its own, because the money can be used from now on.
import { showHeld, showFee } from '../../text/orderFigures.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { isZero, type Decimal, type Sats } from '../../model/money.js';
import { showSats } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { outside } from '../../text/outside.js';
import { join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

export interface DepositCredited {
  readonly depositId: string;
  readonly currency: CurrencyCode;
  /** What is available of it, net of the fee. */
  readonly amount: Decimal;
  readonly fee?: Decimal;
  readonly txid?: string;
  /** The Lightning invoice of this user's that it pays. */
  readonly invoice?: { readonly amountSat: Sats; readonly note?: string };
}

export const depositCredited: NotificationKind<DepositCredited> = {
  name: 'depositCredited',
  loudness: 'loud',
  isNumbered: true,
  group: 'deposits',
  breaksThrough: false,
  droppable: false,
  countsAs: 'deposits',
  render(data, context) {
    const { say } = context;
    const places = context.present?.placesOf(data.currency);
    return {
      text: join([
        say('deposit.available', { amount: showHeld(say, data.amount, data.currency, places) }),
        ...(data.invoice === undefined ? [] : [invoiceLine(say, data.invoice)]),
        ...lateLine(context),
        ...(data.fee === undefined || isZero(data.fee) ? [] : [say('line.depositFee', { value: showFee(say, data.fee, data.currency, places) })]),
        ...(data.txid === undefined ? [] : [say('line.transaction', { value: outside(data.txid) })]),
        say('line.deposit', { value: outside(data.depositId) }),
      ]),
    };
  },
};

function invoiceLine(say: Say, { amountSat, note }: NonNullable<DepositCredited['invoice']>): Rich {
  const amount = showSats(say, amountSat);
  return note === undefined ? say('invoice.paidBy', { amount }) : say('invoice.paidByNoted', { amount, note: outside(note) });
}
