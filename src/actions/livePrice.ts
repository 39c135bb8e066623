// What the live book says of an order at the moment it is asked.
import type { AtOnce, OrderRequest } from '../model/draft.js';
import type { Decimal } from '../model/money.js';

/** What the live book says of an order now. */
export interface LivePrice {
  /** The best price of the side it would trade with; absent when nobody stands there. */
  readonly best?: Decimal;
  /** What the whole size would cost or fetch; absent when the book is too thin for it. */
  readonly walk?: { readonly total: Decimal; readonly averagePrice: Decimal; readonly worstPrice: Decimal };
  /** What of a limit order would trade at once; absent when it does not reach the best price. */
  readonly atOnce?: AtOnce;
  /** How much of a limit order would trade at once, in base; also at the best price itself. Absent for a market order. */
  readonly taking?: Decimal;
}

/** The live book's word on an order, or undefined when the book is not in sync and live: an older price is no answer. */
export type ReadLivePrice = (order: OrderRequest, pricePrecision: number) => LivePrice | undefined;
