// How much may leave over Lightning, where the exchange asks for no code (RELIABILITY.md T10, T23).
import { addSats, type Sats } from '../money.js';
import type { PaidInvoice, Settings } from '../user.js';

/** What holds until a user sets something else, and the bounds of what can be set. */
export const defaultPayDayLimit = '200000' as Sats;
export const payDayLimitBounds = { least: '1000' as Sats, most: '100000000' as Sats } as const;
/** The window of the limit, ms. */
export const payDayMs = 24 * 3_600_000;

/** What left, or may have left, fees included, in the day before `now` (ms since 1970). */
export function paidWithinDay(payments: Readonly<Record<string, PaidInvoice>>, now: number): Sats {
  const counted = Object.values(payments).filter((one) => one.state !== 'failed' && now - one.at < payDayMs);
  return addSats(counted.flatMap(({ amountSat, fee }) => (fee === undefined ? [amountSat] : [amountSat, fee])));
}

export const payDayLimitOf = (settings: Settings): Sats => settings.payDayLimit ?? defaultPayDayLimit;
