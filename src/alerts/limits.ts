// Where a value must be for an alert, and how far it must go back before the alert may fire again.
import type { Alert, Direction } from '../model/alert.js';
import { UserError } from '../model/errors.js';
import { decimal, isAbove, isBelow, isPositive, minus, ONE, plus, times, ZERO, type Decimal } from '../model/money.js';

const hundredth = decimal('0.01');

/** `value` less or more `percent` per cent of it, exact. */
export const lessPercent = (value: Decimal, percent: Decimal): Decimal => times(value, minus(ONE, times(percent, hundredth)));
export const morePercent = (value: Decimal, percent: Decimal): Decimal => times(value, plus(ONE, times(percent, hundredth)));

/** The band of an alert, in per cent; one that fires once needs none: a person arms it again. */
export const bandOf = ({ repeat }: Pick<Alert, 'repeat'>): Decimal => repeat?.band ?? ZERO;

/** Where a value is false by the band: at the threshold itself when there is none. */
export const leftAt = (direction: Direction, threshold: Decimal, band: Decimal): Decimal =>
  direction === 'above' ? lessPercent(threshold, band) : morePercent(threshold, band);

export const holdsAt = (direction: Direction, threshold: Decimal, value: Decimal): boolean =>
  direction === 'above' ? !isBelow(value, threshold) : !isAbove(value, threshold);

/** True when a value is past where it has left, on the side where the condition is false. */
export const hasLeftAt = (direction: Direction, leaving: Decimal, value: Decimal): boolean =>
  direction === 'above' ? isBelow(value, leaving) : isAbove(value, leaving);

/** Both ends count. */
export function checkPercent(percent: Decimal, least: string, most: string): UserError | undefined {
  const isWithin = !isBelow(percent, decimal(least)) && !isAbove(percent, decimal(most));
  return isWithin ? undefined : new UserError('alert.percentRange', { least, most });
}

export const checkPositive = (value: Decimal): UserError | undefined => (isPositive(value) ? undefined : new UserError('number.zero'));
