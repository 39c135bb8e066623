// The bounds of how an alert may repeat.
import { bandBounds, everyBounds, type AlertRepeat } from '../model/alert.js';
import { UserError } from '../model/errors.js';
import { checkPercent } from './limits.js';

export function checkRepeat({ everyMs, band }: AlertRepeat): UserError | undefined {
  if (everyMs < everyBounds.least || everyMs > everyBounds.most) return new UserError('alert.badEvery');
  return checkPercent(band, bandBounds.least, bandBounds.most);
}
