// GET /account/withdraws: the withdrawals of the account, Lightning payments included (API.txt, Withdrawal history).
import type { Endpoint } from '../../endpoint.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import type { Withdrawal } from '../../../model/payments/withdrawal.js';
import type { Rows } from '../../../model/rows.js';
import { asList } from '../../wire/fields.js';
import { readWithdrawal } from '../../wire/withdrawal.js';
import { readRows } from '../../wire/rows.js';

export interface ListWithdrawalsInput {
  readonly currency?: CurrencyCode;
  /** At most 100, which is the default. */
  readonly limit?: number;
  readonly state?: string;
  /** Destination address, for coins only. */
  readonly rid?: string;
  readonly page?: number;
}

export const listWithdrawals: Endpoint<ListWithdrawalsInput, Rows<Withdrawal>> = {
  name: 'listWithdrawals', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/account/withdraws',
  query: ({ currency, limit, state, rid, page }) => ({ currency, limit, state, rid, page }),
  parse: (body, _input, report) => readRows(asList(body, 'withdrawals'), { kind: 'withdrawal', read: readWithdrawal, report }),
};
