// The user's time zone: every time shown, summaries and quiet hours follow it.
import { showTime } from '../../src/text/format.js';
import { clean } from '../../src/text/rich.js';
import { save, type Seen, type Setting } from './setting.js';

/** Offered as buttons; any other can be typed. */
export const usualZones = [
  'Africa/Johannesburg', 'Africa/Windhoek', 'Africa/Maputo', 'Africa/Harare', 'Africa/Lagos', 'Africa/Nairobi',
  'Africa/Cairo', 'Indian/Mauritius', 'Europe/London', 'Europe/Lisbon', 'Europe/Berlin', 'Asia/Dubai',
] as const;

const timeIn = ({ core, say }: Seen, zone: string): string => showTime(say, core.clock.now(), core.clock.now(), zone);

export const timezone: Setting = {
  name: 'timezone', aliases: ['time-zone', 'time_zone', 'zone', 'tz'], label: 'settings.zone.label',
  line: (seen) => seen.say('settings.zone.line', { timeZone: seen.user.settings.timeZone, time: timeIn(seen, seen.user.settings.timeZone) }),
  page: (seen) => ({
    text: seen.say('settings.zone.about', { timeZone: seen.user.settings.timeZone, time: timeIn(seen, seen.user.settings.timeZone) }),
    choices: usualZones.map((zone) => ({ label: `${zone.split('/')[1] ?? zone} ${timeIn(seen, zone)}`, words: `timezone ${zone}`, isChosen: seen.user.settings.timeZone === zone })), perRow: 2,
  }),
  async take(seen, words) {
    const zone = words.length === 1 ? canonicalZone(words[0]) : undefined;
    if (zone === undefined) return { kind: 'wrong', why: seen.say('settings.badZone', { zone: clean(words.join(' '), 40) }) };
    await save(seen, (settings) => ({ ...settings, timeZone: zone }));
    return { kind: 'changed', line: (say) => say('settings.timeZone', { timeZone: zone, time: timeIn(seen, zone) }) };
  },
};

/** The zone as IANA writes it, whatever case it was typed in; undefined for what is none. Offsets such as +02:00 are refused: they know no summer time. */
export function canonicalZone(typed: string | undefined): string | undefined {
  // One class of characters and a bound: with nested repeats a long name of dashes would keep the program busy for ever.
  if (typed === undefined || !/^[A-Za-z][A-Za-z0-9/_+-]{0,60}$/.test(typed)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
