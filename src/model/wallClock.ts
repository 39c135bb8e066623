// What the clocks of a time zone show, by Intl alone; pure.

/** Zones whose format is kept: making one is slow. */
const formatsLimit = 100;
const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a zone Intl does not know */
export function wallFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  if (formats.size >= formatsLimit) formats.clear();
  formats.set(timeZone, made);
  return made;
}

/** What the zone's clocks show at an instant, in whole seconds and as if it were UTC, ms. @throws as wallFormat */
export function wallMs(at: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of wallFormat(timeZone).formatToParts(at)) parts[type] = value;
  const number = (type: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'): number => Number(parts[type]);
  return Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'), number('second'));
}
