// Reads spans of time as people type them ("90m", "4 h", "1d"), and what comes after "every".
import type { AlertRepeat } from '../model/alert.js';
import { readAmountText } from './amount.js';

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const span = /^(\d{1,4}) ?(m|min|mins|minutes?|h|hours?|hrs?|d|days?)$/i;

/** In ms; undefined for what is no span. */
export function readSpan(text: string): number | undefined {
  const [, count, unit = ''] = span.exec(text.trim()) ?? [];
  const each = unitsMs[unit.slice(0, 1).toLowerCase()];
  return count === undefined || each === undefined ? undefined : Number(count) * each;
}

/** "", "4h", "band 1%" or "4h band 1%", with what is not said as in `otherwise`. */
export function readRepeat(text: string, otherwise: AlertRepeat): AlertRepeat | 'badEvery' | 'badBand' {
  const [, typedEvery = '', typedBand] = /^(.*?) ?(?:\bband ?(.*))?$/i.exec(text.trim()) ?? [];
  const everyMs = typedEvery === '' ? otherwise.everyMs : readSpan(typedEvery);
  if (everyMs === undefined) return 'badEvery';
  if (typedBand === undefined) return { everyMs, band: otherwise.band };
  const band = readAmountText(typedBand, 'percent');
  return band.kind === 'exact' ? { everyMs, band: band.amount.value } : 'badBand';
}
