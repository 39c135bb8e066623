// GET /account/balances/{currency}: what the account holds of one currency (API.txt, Balance).
import type { Endpoint } from '../../endpoint.js';
import type { Balance } from '../../../model/balance.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import { readBalance } from '../../wire/balance.js';
import { pathPart } from '../../transport/request.js';

export interface BalanceInput {
  readonly currency: CurrencyCode;
}

/** A currency never used may be refused with 404 record.not_found (PROTOCOL.md section 3). */
export const balance: Endpoint<BalanceInput, Balance> = {
  name: 'balance', method: 'GET', access: 'signed', effect: 'read',
  path: ({ currency }) => `/account/balances/${pathPart(currency)}`,
  parse: readBalance,
};
