// The fee rates an account is known to pay, learnt from its own trades: per market, side and role (AccountState.feeRates).
import { isAbove, type Decimal } from '../money.js';
import type { MarketId } from './market.js';
import type { Side } from './order.js';

/** Whether an order stood on the book or came to it. */
export type Role = 'maker' | 'taker';

/** A fraction, of what is received and off it or of what is given and beside it; negative for a rebate. */
export interface FeeRate {
  readonly rate: Decimal;
  readonly of: 'received' | 'given';
}

/** What is known of one market and side; a role nothing is known of is absent. */
export type RoleRates = Readonly<Partial<Record<Role, FeeRate>>>;

/** The name a rate is kept under; the exchange takes its fee off what is received, so the other way carries a word more. */
export const feeRateKey = (market: MarketId, side: Side, role: Role, of: FeeRate['of'] = 'received'): string =>
  `${market}:${side}:${role}${of === 'given' ? ':given' : ''}`;

/** What an account is known to pay of this market and side. */
export function roleRatesOf({ feeRates }: { readonly feeRates: Readonly<Record<string, Decimal>> }, market: MarketId, side: Side): RoleRates {
  const [maker, taker] = [rateOf(feeRates, market, side, 'maker'), rateOf(feeRates, market, side, 'taker')];
  return { ...(maker === undefined ? {} : { maker }), ...(taker === undefined ? {} : { taker }) };
}

function rateOf(rates: Readonly<Record<string, Decimal>>, market: MarketId, side: Side, role: Role): FeeRate | undefined {
  for (const base of ['received', 'given'] as const) {
    const key = feeRateKey(market, side, role, base);
    const rate = Object.hasOwn(rates, key) ? rates[key] : undefined;
    if (rate !== undefined) return { rate, of: base };
  }
  return undefined;
}

/** The largest fraction that may be charged beside what is given; undefined where nothing is. */
export function onTopOf(rates: RoleRates): Decimal | undefined {
  return Object.values(rates).filter((one) => one.of === 'given').map((one) => one.rate)
    .reduce<Decimal | undefined>((most, rate) => (most === undefined || isAbove(rate, most) ? rate : most), undefined);
}
