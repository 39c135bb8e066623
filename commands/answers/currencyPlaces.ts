// How many decimals each currency is shown with, by the exchange's own list.
import type { Core } from '../core.js';
import type { CurrencyCode } from '../../src/model/trading/market.js';

export type PlacesOf = (currency: CurrencyCode) => number | undefined;

/** Never fails: without the list nothing is known of any, and what is held is shown all the same. */
export async function currencyPlaces({ markets }: Pick<Core, 'markets'>): Promise<PlacesOf> {
  const list = await markets.currencies().catch(() => []);
  const places = new Map(list.map(({ id, precision }) => [id, precision]));
  return (currency) => places.get(currency);
}
