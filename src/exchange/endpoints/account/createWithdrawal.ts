// POST /account/withdraws: sends money to an active beneficiary (API.txt, New withdrawal).
import type { Endpoint } from '../../endpoint.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import { ZERO, type Decimal } from '../../../model/money.js';
import type { Withdrawal } from '../../../model/payments/withdrawal.js';
import { asObject, optionalAmount, optionalText, present, text } from '../../wire/fields.js';
import { optionalTime } from '../../wire/time.js';

export interface CreateWithdrawalInput {
  /** The code as shown by the app; sent as text so that a leading zero stays (PROTOCOL.md section 4). */
  readonly otp: string;
  readonly beneficiaryId: string;
  readonly currency: CurrencyCode;
  /** Fee included (PROTOCOL.md section 3, shapes). */
  readonly amount: Decimal;
  /** Rand only: "same_day_rtc" is faster. */
  readonly note?: string;
  /** Of a withdrawQuote not yet expired, to keep its fee (API.txt, Withdraw quote). */
  readonly quoteId?: string;
}

/** What was asked stands in for what the answer leaves out; `createdAt` is 0 where it does not say. Without an id it is unreadable. */
export const createWithdrawal: Endpoint<CreateWithdrawalInput, Withdrawal> = {
  name: 'createWithdrawal', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/account/withdraws',
  body: (input) => ({
    otp: input.otp, beneficiary_id: input.beneficiaryId, currency: input.currency, amount: input.amount, note: input.note, quote_id: input.quoteId,
  }),
  parse: (body, input) => {
    const from = asObject(body, 'withdrawal');
    return {
      id: text(from, 'withdrawal', 'id', 'tid'),
      currency: optionalText(from, 'currency')?.toLowerCase() ?? input.currency,
      amount: optionalAmount(from, 'withdrawal', 'amount') ?? input.amount,
      fee: optionalAmount(from, 'withdrawal', 'fee') ?? ZERO,
      state: optionalText(from, 'state') ?? 'submitted',
      createdAt: optionalTime(from, 'created_at') ?? 0,
      ...present({ txid: optionalText(from, 'blockchain_txid', 'txid'), destination: optionalText(from, 'rid'), note: optionalText(from, 'note') }),
    };
  },
};
