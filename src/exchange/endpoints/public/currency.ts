// GET /public/currencies/{id}: one currency and its rules (API.txt, Single Currency).
import type { Endpoint } from '../../endpoint.js';
import type { Currency, CurrencyCode } from '../../../model/trading/market.js';
import { readCurrency } from '../../wire/currency.js';
import { pathPart } from '../../transport/request.js';

export interface CurrencyInput {
  readonly id: CurrencyCode;
}

export const currency: Endpoint<CurrencyInput, Currency> = {
  name: 'currency', method: 'GET', access: 'public', effect: 'read',
  path: ({ id }) => `/public/currencies/${pathPart(id)}`,
  parse: readCurrency,
};
