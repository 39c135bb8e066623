// GET /public/markets: what can be traded (API.txt, Markets).
import type { Endpoint } from '../../endpoint.js';
import type { CurrencyCode, Market } from '../../../model/trading/market.js';
import { amountOrZero, asList, asObject, integer, optionalText, text } from '../../wire/fields.js';

export interface MarketsInput {
  /** At most this many per page; the exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  readonly orderBy?: 'id' | 'position';
  readonly ordering?: 'asc' | 'desc';
  readonly base?: CurrencyCode;
  readonly quote?: CurrencyCode;
}

export const markets: Endpoint<MarketsInput, readonly Market[]> = {
  name: 'markets', method: 'GET', access: 'public', effect: 'read',
  path: () => '/public/markets',
  query: (input) => ({
    limit: input.limit, page: input.page, ordering: input.ordering, order_by: input.orderBy, base_unit: input.base, quote_unit: input.quote,
  }),
  parse: (body) => asList(body, 'markets').map(readMarket),
};

function readMarket(value: unknown): Market {
  const from = asObject(value, 'market');
  const base = text(from, 'market', 'base_unit').toLowerCase();
  const quote = text(from, 'market', 'quote_unit').toLowerCase();
  return {
    id: text(from, 'market', 'id').toLowerCase(),
    name: optionalText(from, 'name') ?? `${base}/${quote}`.toUpperCase(),
    base,
    quote,
    minPrice: amountOrZero(from, 'market', 'min_price'),
    maxPrice: amountOrZero(from, 'market', 'max_price'),
    minAmount: amountOrZero(from, 'market', 'min_amount'),
    amountPrecision: integer(from, 'market', 'amount_precision'),
    pricePrecision: integer(from, 'market', 'price_precision'),
    state: text(from, 'market', 'state'),
  };
}
