// GET /public/markets: what can be traded (API.txt, Markets).
import type { Endpoint } from '../../endpoint.js';
import { ProtocolError } from '../../../model/errors.js';
import type { CurrencyCode, Market } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { amountOrZero, asList, asObject, integer, optionalText, text, type WireObject } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';

/** No market counts in smaller parts than 10^-30. */
const placesLimit = 30;

export interface MarketsInput {
  /** At most this many per page; the exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  readonly orderBy?: 'id' | 'position';
  readonly ordering?: 'asc' | 'desc';
  readonly base?: CurrencyCode;
  readonly quote?: CurrencyCode;
}

export const markets: Endpoint<MarketsInput, Rows<Market>> = {
  name: 'markets', method: 'GET', access: 'public', effect: 'read',
  path: () => '/public/markets',
  query: (input) => ({
    limit: input.limit, page: input.page, ordering: input.ordering, order_by: input.orderBy, base_unit: input.base, quote_unit: input.quote,
  }),
  parse: (body, _input, report) => readRows(asList(body, 'markets'), { kind: 'market', read: readMarket, report }),
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
    amountPrecision: places(from, 'amount_precision'),
    pricePrecision: places(from, 'price_precision'),
    state: text(from, 'market', 'state'),
  };
}

/** @throws ProtocolError when it is no count of decimal places. */
function places(from: WireObject, name: string): number {
  const count = integer(from, 'market', name);
  if (count < 0 || count > placesLimit) throw new ProtocolError(`market: ${name} is out of bounds`);
  return count;
}
