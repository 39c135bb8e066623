// How much may leave over Lightning in a day.
import { decimal } from './money.js';

/** What holds until a user sets something else, and the bounds of what can be set, sats. */
export const defaultPayDayLimit = decimal('200000');
export const payDayLimitBounds = { least: decimal('1000'), most: decimal('100000000') } as const;
