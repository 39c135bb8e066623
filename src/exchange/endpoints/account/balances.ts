// GET /account/balances: what the account holds of every currency (API.txt, All balances).
import type { Endpoint } from '../../endpoint.js';
import type { Balance } from '../../../model/balance.js';
import { readBalance } from '../../wire/balance.js';
import { asList } from '../../wire/fields.js';

export interface BalancesInput {
  /** The exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  readonly nonzero?: boolean;
}

export const balances: Endpoint<BalancesInput, readonly Balance[]> = {
  name: 'balances', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/account/balances',
  query: ({ limit, page, nonzero }) => ({ limit, page, nonzero }),
  parse: (body) => asList(body, 'balances').map(readBalance),
};
