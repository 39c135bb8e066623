// What an event moves of one currency: into the account, or out of it.
import type { Decimal } from '../money.js';
import type { CurrencyCode } from './market.js';
import type { Side } from './order.js';

export interface Flow {
  readonly way: 'in' | 'out';
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}

/** What fills move, without their fees: of a purchase the coin comes and its price goes, of a sale the other way round. */
export function flowsOfFills(side: Side, { base, quote }: { readonly base: CurrencyCode; readonly quote: CurrencyCode }, volume: Decimal, total: Decimal): readonly [Flow, Flow] {
  const isBuy = side === 'buy';
  return [{ way: isBuy ? 'in' : 'out', currency: base, amount: volume }, { way: isBuy ? 'out' : 'in', currency: quote, amount: total }];
}
