// GET /account/deposits: the deposits of the account (API.txt, Deposit history).
import type { Endpoint } from '../../endpoint.js';
import type { Deposit } from '../../../model/payments/deposit.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { readDeposit } from '../../wire/deposit.js';
import { asList } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';

export interface ListDepositsInput {
  readonly currency?: CurrencyCode;
  readonly state?: string;
  readonly txid?: string;
  /** At most 100, which is the default. */
  readonly limit?: number;
  readonly page?: number;
}

export const listDeposits: Endpoint<ListDepositsInput, Rows<Deposit>> = {
  name: 'listDeposits', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/account/deposits',
  query: ({ currency, state, txid, limit, page }) => ({ currency, state, txid, limit, page }),
  parse: (body, _input, report) => readRows(asList(body, 'deposits'), { kind: 'deposit', read: readDeposit, report }),
};
