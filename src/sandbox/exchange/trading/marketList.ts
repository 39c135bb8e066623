// The four markets, exactly as in the sample of the API document.
import { decimal, railsText, type Decimal } from '../decimals.js';

export interface Market {
  id: string;
  name: string;
  base: string;
  quote: string;
  minPrice: Decimal;
  maxPrice: Decimal;
  minAmount: Decimal;
  amountPrecision: number;
  pricePrecision: number;
  state: string;
  /** Where the seeded book stands when the exchange starts. */
  startPrice: Decimal;
  /** A usual order size of other traders, in base currency. */
  usualVolume: Decimal;
}

type Row = [base: string, min: string, max: string, minAmount: string, precision: number, start: string, usual: string];

const ROWS: Row[] = [
  ['btc', '200000.0', '1200000.0', '0.00001', 8, '835000', '0.05'],
  ['eth', '10000.0', '100000.0', '0.0001', 8, '42000', '0.8'],
  ['xrp', '1.0', '100.0', '1.0', 6, '12', '1500'],
  ['usdc', '14.0', '29.0', '0.5', 2, '18.5', '900'],
];

/** A fresh copy of the market list, in the order the exchange lists them. */
export function marketList(): Market[] {
  return ROWS.map(([base, min, max, minAmount, amountPrecision, start, usual]) => ({
    id: `${base}zar`, name: `${base.toUpperCase()}/ZAR`, base, quote: 'zar',
    minPrice: decimal(min), maxPrice: decimal(max), minAmount: decimal(minAmount),
    amountPrecision, pricePrecision: 2, state: 'enabled', startPrice: decimal(start), usualVolume: decimal(usual),
  }));
}

/** One market as GET /public/markets shows it. */
export function marketBody(market: Market): Record<string, unknown> {
  return {
    id: market.id, name: market.name, base_unit: market.base, quote_unit: market.quote,
    min_price: railsText(market.minPrice), max_price: railsText(market.maxPrice), min_amount: railsText(market.minAmount),
    amount_precision: market.amountPrecision, price_precision: market.pricePrecision, state: market.state,
  };
}
