// What the exchange checks before it answers a new order with 201.
import { refusal } from '../rest/apiError.js';
import { decimalsOf, parseDecimal, type Decimal } from '../decimals.js';
import type { Market } from './marketList.js';
import type { OrderRequest, OrderType, Side } from './order.js';
import type { Parameters } from '../rest/parameters.js';

/** Reads a new order from its parameters, or throws every code that applies at once (PROTOCOL.md section 3, errors). */
export function readOrderRequest(parameters: Parameters, markets: Market[]): OrderRequest {
  const codes: string[] = [];
  const market = readMarket(parameters, markets, codes);
  const side = readSide(parameters, codes);
  const type = readType(parameters, codes);
  const volume = readPositive(parameters, 'volume', codes);
  const price = readPrice(parameters, type, codes);
  if (market === null || side === null || volume === null || codes.length > 0) throw refusal(...codes);
  const request = {
    market, side, type, volume, price,
    postOnly: parameters.text('post_only') === 'true', customOrderId: parameters.text('custom_order_id'),
  };
  if (!fitsMarket(request)) throw refusal('market.order.invalid_volume_or_price');
  return request;
}

/** Precision, smallest amount and price limits: one code for all of them, as the real model validation gives. */
function fitsMarket({ market, type, volume, price, postOnly }: OrderRequest): boolean {
  if (postOnly && type === 'market') return false;
  if (volume.lt(market.minAmount) || decimalsOf(volume) > market.amountPrecision) return false;
  if (price === null) return true;
  if (decimalsOf(price) > market.pricePrecision || price.lt(market.minPrice)) return false;
  return market.maxPrice.isZero() || price.lte(market.maxPrice);
}

function readMarket(parameters: Parameters, markets: Market[], codes: string[]): Market | null {
  const id = parameters.text('market');
  if (id === null) {
    codes.push('market.order.missing_market');
    return null;
  }
  const market = markets.find((known) => known.id === id && known.state === 'enabled') ?? null;
  if (market === null) codes.push('market.market.doesnt_exist_or_not_enabled');
  return market;
}

function readSide(parameters: Parameters, codes: string[]): Side | null {
  const side = parameters.text('side');
  if (side === 'buy' || side === 'sell') return side;
  codes.push(side === null ? 'market.order.missing_side' : 'market.order.invalid_side');
  return null;
}

function readType(parameters: Parameters, codes: string[]): OrderType {
  const type = parameters.text('ord_type') ?? 'limit';
  if (type === 'limit' || type === 'market') return type;
  codes.push('market.order.invalid_type');
  return 'limit';
}

function readPrice(parameters: Parameters, type: OrderType, codes: string[]): Decimal | null {
  if (type === 'limit') return readPositive(parameters, 'price', codes);
  // The key alone is refused, even with null in it.
  if (parameters.has('price')) codes.push('market.order.market_order_price');
  return null;
}

function readPositive(parameters: Parameters, name: 'volume' | 'price', codes: string[]): Decimal | null {
  const text = parameters.text(name);
  if (text === null) {
    codes.push(`market.order.missing_${name}`);
    return null;
  }
  const value = parseDecimal(text);
  if (value === null) codes.push(`market.order.non_decimal_${name}`);
  else if (!value.isPositive() || value.isZero()) codes.push(`market.order.non_positive_${name}`);
  return value;
}
