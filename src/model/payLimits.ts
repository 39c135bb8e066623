// How much may leave over Lightning, where the exchange asks for no code (RELIABILITY.md T10, T23).
import { decimal, sum, ZERO, type Decimal } from './money.js';
import type { PaidInvoice, Settings } from './user.js';

/** What holds until a user sets something else, and the bounds of what can be set, sats. */
export const defaultPayDayLimit = decimal('200000');
export const payDayLimitBounds = { least: decimal('1000'), most: decimal('100000000') } as const;
/** The window of the limit, ms. */
export const payDayMs = 24 * 3_600_000;

/** Sats that left, or may have left, in the day before `now` (ms since 1970). */
export function paidWithinDay(payments: Readonly<Record<string, PaidInvoice>>, now: number): Decimal {
  const counted = Object.values(payments).filter((one) => one.state !== 'failed' && now - one.at < payDayMs);
  return counted.length === 0 ? ZERO : sum(counted.map((one) => one.amountSat));
}

export const payDayLimitOf = (settings: Settings): Decimal => settings.payDayLimit ?? defaultPayDayLimit;
