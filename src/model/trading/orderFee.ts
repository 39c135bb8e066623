// What an order will be charged: the taker's rate for what trades at once, the maker's for what waits (PROTOCOL.md section 5); pure.
import type { OrderEstimate, OrderRequest } from '../draft.js';
import { isPositive, minus, plus, sum, times, type Decimal } from '../money.js';
import type { FeeRate, Role, RoleRates } from './feeRate.js';
import { expectedTotal } from './priceLimits.js';

/** An expected fee as an order's estimate keeps it. */
export type ExpectedFee = Pick<OrderEstimate, 'fee' | 'feeWorth' | 'feeOnTop'>;

/** How much of an order trades at once, in base; undefined where no live book tells. */
export type Taking = Decimal | undefined;

interface Part {
  readonly role: Role;
  readonly volume: Decimal;
  /** In the quote currency. */
  readonly total: Decimal;
}

/** The fee of an order at these rates; nothing where the role or a rate it needs is not known. */
export function expectedFee(order: OrderRequest, figures: Pick<OrderEstimate, 'total' | 'atOnce'>, taking: Taking, rates: RoleRates): ExpectedFee {
  const whole = { volume: order.volume, total: expectedTotal(order, figures) };
  if (order.price !== undefined && order.postOnly !== true && taking === undefined && figures.atOnce === undefined) {
    // Without a live book the role is open, which is the same where both pay the same.
    const { maker, taker } = rates;
    return maker === undefined || maker.rate !== taker?.rate || maker.of !== taker.of ? {} : feeOf(order, [{ role: 'maker', ...whole }], rates);
  }
  return feeOf(order, partsOf(order, whole, figures, taking), rates);
}

function partsOf(order: OrderRequest, whole: Omit<Part, 'role'>, { atOnce }: Pick<OrderEstimate, 'atOnce'>, taking: Taking): readonly Part[] {
  const { price, volume, postOnly } = order;
  if (price === undefined) return [{ role: 'taker', ...whole }];
  const taken = postOnly === true ? undefined : atOnce ?? (taking === undefined ? undefined : { volume: taking, total: times(taking, price) });
  if (taken === undefined || !isPositive(taken.volume)) return [{ role: 'maker', ...whole }];
  const rest = minus(volume, taken.volume);
  return [{ role: 'taker', volume: taken.volume, total: taken.total }, ...(isPositive(rest) ? [{ role: 'maker', volume: rest, total: times(rest, price) } as const] : [])];
}

function feeOf({ side }: OrderRequest, parts: readonly Part[], rates: RoleRates): ExpectedFee {
  const rated = parts.flatMap((part) => {
    const rate = rates[part.role];
    return rate === undefined ? [] : [{ ...part, rate }];
  });
  const [first] = rated;
  if (first === undefined || rated.length < parts.length || rated.some(({ rate }) => rate.of !== first.rate.of)) return {};
  const { of } = first.rate;
  const isInQuote = isQuoteFee(side, of);
  const worth = sum(rated.map(({ total, rate }) => times(total, rate.rate)));
  return {
    fee: isInQuote ? worth : sum(rated.map(({ volume, rate }) => times(volume, rate.rate))),
    ...(isInQuote ? {} : { feeWorth: worth }), ...(of === 'given' ? { feeOnTop: true } : {}),
  };
}

/** True where the fee is taken in the quote currency: a sale's off what it brings, a purchase's beside what it costs. */
const isQuoteFee = (side: OrderRequest['side'], of: FeeRate['of']): boolean => (side === 'sell') === (of === 'received');

/** What an order is expected to bring, after a fee that comes off it; in base for a purchase, in the quote currency for a sale. */
export function expectedReceipt(order: OrderRequest, estimate: Pick<OrderEstimate, 'total' | 'atOnce' | 'fee' | 'feeOnTop'>): Decimal {
  const received = order.side === 'buy' ? order.volume : expectedTotal(order, estimate);
  return estimate.fee === undefined || estimate.feeOnTop === true ? received : minus(received, estimate.fee);
}

/** What an order takes of what is available, a fee that stands beside it included. */
export function givenWithFee({ side, volume }: OrderRequest, { total, fee, feeOnTop }: Pick<OrderEstimate, 'total' | 'fee' | 'feeOnTop'>): Decimal {
  const given = side === 'buy' ? total : volume;
  return fee === undefined || feeOnTop !== true ? given : plus(given, fee);
}
