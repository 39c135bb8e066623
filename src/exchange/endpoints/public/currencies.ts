// GET /public/currencies: the currencies and their rules (API.txt, All Currencies).
import type { Endpoint } from '../../endpoint.js';
import type { Currency } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { readCurrency } from '../../wire/currency.js';
import { asList } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';

export interface CurrenciesInput {
  /** The exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  readonly type?: 'coin' | 'fiat';
}

export const currencies: Endpoint<CurrenciesInput, Rows<Currency>> = {
  name: 'currencies', method: 'GET', access: 'public', effect: 'read',
  path: () => '/public/currencies',
  query: ({ limit, page, type }) => ({ limit, page, type }),
  parse: (body, _input, report) => readRows(asList(body, 'currencies'), { kind: 'currency', read: readCurrency, report }),
};
