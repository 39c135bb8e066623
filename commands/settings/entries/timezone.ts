// The user's time zone: every time shown, summaries and quiet hours follow it.
import { showTime } from '../../../src/text/format.js';
import { outside } from '../../../src/text/outside.js';
import { save, type Seen, type Setting } from './setting.js';
import type { Shown } from '../../../src/text/rich.js';

/** Offered as buttons; any other can be typed. */
export const usualZones = [
  'Africa/Johannesburg', 'Africa/Windhoek', 'Africa/Maputo', 'Africa/Harare', 'Africa/Lagos', 'Africa/Nairobi',
  'Africa/Cairo', 'Indian/Mauritius', 'Europe/London', 'Europe/Lisbon', 'Europe/Berlin', 'Asia/Dubai',
] as const;

const timeIn = ({ core, say }: Seen, zone: string): Shown => showTime(say, core.clock.now(), core.clock.now(), zone);

export const timezone: Setting = {
  name: 'timezone', aliases: ['time-zone', 'time_zone', 'zone', 'tz'], label: 'settings.zone.label',
  line: (seen) => seen.say('settings.zone.line', { timeZone: outside(seen.user.settings.timeZone), time: timeIn(seen, seen.user.settings.timeZone) }),
  page: (seen) => ({
    text: seen.say('settings.zone.about', { timeZone: outside(seen.user.settings.timeZone), time: timeIn(seen, seen.user.settings.timeZone) }),
    choices: usualZones.map((zone) => ({ label: `${zone.split('/')[1] ?? zone} ${timeIn(seen, zone)}`, words: `timezone ${zone}`, isChosen: seen.user.settings.timeZone === zone })), perRow: 2,
  }),
  async take(seen, words) {
    const zone = findZone(words.join('_'));
    if (zone === undefined) return { kind: 'wrong', why: seen.say('settings.badZone', { zone: outside(words.join(' '), 40) }) };
    await save(seen, (settings) => ({ ...settings, timeZone: zone }));
    return { kind: 'changed', line: (say) => say('settings.timeZone', { timeZone: outside(zone), time: timeIn(seen, zone) }) };
  },
};

/** What people call a zone that has another name. */
const localNames: ReadonlyMap<string, string> = new Map(['sast', 'south_africa', 'cape_town', 'kaapstad', 'ikapa', 'durban', 'ethekwini', 'pretoria', 'tshwane', 'joburg', 'bloemfontein', 'gqeberha', 'port_elizabeth', 'east_london', 'polokwane', 'soweto'].map((name) => [name, 'Africa/Johannesburg']));

/** The zone meant by its name or by its last part ("London", "new york"), under the name it was typed by; undefined for what is none. Offsets such as +02:00 are refused: they know no summer time. */
function findZone(typed: string): string | undefined {
  // One class of characters and a bound: with nested repeats a long name of dashes would keep the program busy for ever.
  if (!/^[A-Za-z][A-Za-z0-9/_+-]{0,60}$/.test(typed)) return undefined;
  return localNames.get(typed.toLowerCase()) ?? namedZone(typed) ?? (typed.includes('/') ? undefined : zoneOfCity(typed));
}

/** Intl gives old names for some zones ("Asia/Calcutta" for "Asia/Kolkata"): the name stays as typed, with its capitals. */
function namedZone(typed: string): string | undefined {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
    return known.toLowerCase() === typed.toLowerCase() ? known : withCapitals(typed);
  } catch {
    return undefined;
  }
}

function zoneOfCity(typed: string): string | undefined {
  const all = Intl.supportedValuesOf('timeZone');
  const areas = [...new Set(all.map((zone) => zone.split('/')[0] ?? zone))];
  const listed = all.find((zone) => zone.split('/').at(-1)?.toLowerCase() === typed.toLowerCase());
  return listed ?? areas.map((area) => namedZone(`${area}/${withCapitals(typed)}`)).find((zone) => zone !== undefined);
}

/** What is typed in small letters throughout: "asia/kolkata" as "Asia/Kolkata", "est" as "EST". */
function withCapitals(typed: string): string {
  if (typed !== typed.toLowerCase()) return typed;
  return typed.length < 5 ? typed.toUpperCase() : typed.replace(/(^|[/_])[a-z]/g, (start) => start.toUpperCase());
}
