// What a price named in words comes to right now, and what a share of the money available comes to.
import type { Market } from '../../src/model/trading/market.js';
import { decimal, dividedBy, isPositive, plus, round, times, ONE, type Decimal } from '../../src/model/money.js';
import { UserError } from '../../src/model/errors.js';
import { onTopOf, type RoleRates } from '../../src/model/trading/feeRate.js';
import type { Side } from '../../src/model/trading/order.js';
import type { BookDepth } from '../../src/markets/markets.js';
import type { OrderWords } from '../../src/words/parseOrder.js';
import type { Core } from '../core.js';

const hundred = decimal('100');
/** Places of a share before it is cut to what the market takes. */
const sharePlaces = 16;

export interface Best {
  readonly bid?: Decimal;
  readonly ask?: Decimal;
  /** ms since 1970 */
  readonly at: number;
  readonly source: BookDepth['source'];
}

/** The best bid and ask as prices. @throws as Markets.best */
export async function readBest(core: Core, market: Market): Promise<Best> {
  const { bid, ask, at, source } = await core.markets.best(market.id);
  return { at, source, ...(bid === undefined ? {} : { bid: bid.price }), ...(ask === undefined ? {} : { ask: ask.price }) };
}

/**
 * The price in rand that the words mean; undefined where the book has nobody to measure from. A step counts from the best
 * price of the order's own side, so that "-1%" for a buy stands below every other bid and takes nothing; it is rounded to the user's favour.
 */
export function priceFrom(price: NonNullable<OrderWords['price']>, side: Side, market: Pick<Market, 'pricePrecision'>, best: Best): Decimal | undefined {
  if (price.kind === 'fixed') return price.price;
  if (price.kind === 'best') return best[price.side];
  const from = side === 'buy' ? best.bid ?? best.ask : best.ask ?? best.bid;
  if (from === undefined) return undefined;
  return round(dividedBy(times(from, plus(hundred, price.percent)), hundred, sharePlaces), market.pricePrecision, side === 'buy' ? 'down' : 'up');
}

/** As priceFrom, on the book of this moment. @throws UserError('market.noBook') where there is nobody to measure from; as Markets.best */
export async function settlePrice(core: Core, market: Market, side: Side, price: NonNullable<OrderWords['price']>): Promise<Decimal> {
  if (price.kind === 'fixed') return price.price;
  const found = priceFrom(price, side, market, await readBest(core, market));
  if (found === undefined) throw new UserError('market.noBook', { name: market.name, example: `/${side} 0.01 ${market.base} @ 830000` });
  return found;
}

/**
 * The part of `available` that an order can take. The exchange takes its fee from what is received (PROTOCOL.md section 5);
 * where this account's trades say otherwise, it is kept back.
 */
export function usableOf(rates: RoleRates, available: Decimal): Decimal {
  const onTop = onTopOf(rates);
  return onTop === undefined || !isPositive(onTop) ? available : dividedBy(available, plus(ONE, onTop), sharePlaces);
}

/** What so many per cent of `usable` comes to: in the quote currency for a buy, in base cut to the market's precision for a sell. */
export function shareOf(market: Pick<Market, 'amountPrecision'>, side: Side, usable: Decimal, percent: Decimal): Decimal {
  const share = dividedBy(times(usable, percent), hundred, sharePlaces);
  return side === 'buy' ? share : round(share, market.amountPrecision, 'down');
}
