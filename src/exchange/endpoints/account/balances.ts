// GET /account/balances: what the account holds of every currency (API.txt, All balances).
import type { Endpoint } from '../../endpoint.js';
import type { Balance } from '../../../model/balance.js';
import type { Rows } from '../../../model/rows.js';
import { readBalance } from '../../wire/balance.js';
import { asList } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';

export interface BalancesInput {
  /** The exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  readonly nonzero?: boolean;
}

export const balances: Endpoint<BalancesInput, Rows<Balance>> = {
  name: 'balances', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/account/balances',
  query: ({ limit, page, nonzero }) => ({ limit, page, nonzero }),
  parse: (body, _input, report) => readRows(asList(body, 'balances'), { kind: 'balance', read: readBalance, report }),
};
