// Finding the market, currency or order a request names, with the refusal of each when there is none.
import { notFound, refusal } from './apiError.js';
import { parseDecimal, type Decimal } from '../decimals.js';
import type { Currency } from '../money/currencyList.js';
import type { Market } from '../trading/marketList.js';
import type { Member } from '../members.js';
import type { Order } from '../trading/order.js';
import type { Parameters } from './parameters.js';
import type { Venue } from '../venue.js';

/** The market a public path names, or public.market.doesnt_exist. */
export function publicMarket(venue: Venue, parameters: Parameters): Market {
  const market = venue.markets.find((known) => known.id === parameters.text('market'));
  if (market === undefined) throw refusal('public.market.doesnt_exist');
  return market;
}

/** The currency a request names, or a refusal with that code. */
export function currencyOf(venue: Venue, id: string | null, code: string): Currency {
  const currency = venue.currencies.find((known) => known.id === id);
  if (currency === undefined) throw refusal(code);
  return currency;
}

/** The member's order named by number or UUID in the path, or the 404 (the misspelling is upstream's own). */
export function orderOf(venue: Venue, parameters: Parameters, member: Member): Order {
  const id = parameters.text('id') ?? '';
  if (!/^(\d{1,15}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/.test(id)) throw refusal('market.order.invaild_id_or_uuid');
  const order = venue.desk.find(member.uid, id);
  if (order === null) throw notFound();
  return order;
}

/** A parameter that must be there: `{codes}.missing_{name}` or `{codes}.empty_{name}` otherwise. */
export function required(parameters: Parameters, name: string, codes: string): string {
  const text = parameters.text(name);
  if (text === null) throw refusal(`${codes}.missing_${name}`);
  if (text.trim() === '') throw refusal(`${codes}.empty_${name}`);
  return text;
}

/** A positive decimal that must be there. */
export function positiveDecimal(parameters: Parameters, name: string, codes: string): Decimal {
  const value = parseDecimal(required(parameters, name, codes));
  if (value === null) throw refusal(`${codes}.non_decimal_${name}`);
  if (!value.isPositive() || value.isZero()) throw refusal(`${codes}.non_positive_${name}`);
  return value;
}

/** Keeps the items whose field equals the filter, when the filter was sent. */
export function filtered<T>(items: T[], wanted: string | null, field: (item: T) => string | null): T[] {
  return wanted === null ? items : items.filter((item) => field(item) === wanted);
}
