// Quiet hours: while they last, pushes arrive without a sound.
import type { QuietHours } from '../../../src/model/user.js';
import type { Rich } from '../../../src/model/message.js';
import { outside } from '../../../src/text/outside.js';
import { isOffWord, put, save, type Choice, type Seen, type Setting } from './setting.js';
import { concat } from '../../../src/text/rich.js';

const usual: readonly QuietHours[] = [{ from: '22:00', to: '07:00' }, { from: '23:00', to: '06:00' }];

const show = ({ from, to }: QuietHours): Rich => concat(outside(from), '–', outside(to));
const shown = ({ say, user }: Seen): Rich => (user.settings.quietHours === undefined ? say('settings.isOff') : show(user.settings.quietHours));
const isSame = (a: QuietHours, b: QuietHours | undefined): boolean => a.from === b?.from && a.to === b.to;

function choices({ say, user }: Seen): readonly Choice[] {
  const now = user.settings.quietHours;
  const hours = usual.map((one) => ({ label: show(one).text, words: `quiet ${one.from} ${one.to}`, isChosen: isSame(one, now) }));
  return [{ label: say('settings.off').text, words: 'quiet off', isChosen: now === undefined }, ...hours];
}

export const quiet: Setting = {
  name: 'quiet', aliases: ['quiethours'], label: 'settings.quiet.label',
  line: (seen) => seen.say('settings.quiet.line', { value: shown(seen) }),
  page: (seen) => ({ text: seen.say('settings.quiet.about', { value: shown(seen), zone: outside(seen.user.settings.timeZone) }), choices: choices(seen), perRow: 3 }),
  async take(seen, words) {
    if (isOffWord(words)) {
      await save(seen, (settings) => put(settings, 'quietHours', undefined));
      return { kind: 'changed', line: (say) => say('settings.quiet.noneSet') };
    }
    const hours = readHours(words.join(' '));
    if (hours === undefined) return { kind: 'wrong', why: seen.say('settings.badQuiet', { typed: outside(words.join(' '), 40) }) };
    await save(seen, (settings) => put(settings, 'quietHours', hours));
    return { kind: 'changed', line: (say) => say('settings.quiet.set', { value: show(hours), zone: outside(seen.user.settings.timeZone) }) };
  },
};

/** "22:00 07:00", "22:00-7:00", "22h00 to 07h00"; undefined for anything else, also for two equal times. */
export function readHours(typed: string): QuietHours | undefined {
  const match = /^([01]?\d|2[0-3])[:h.]([0-5]\d)(?: ?[-–—] ?| to | )([01]?\d|2[0-3])[:h.]([0-5]\d)$/i.exec(typed);
  if (match === null) return undefined;
  const time = (hour: string | undefined, minute: string | undefined): string => `${(hour ?? '').padStart(2, '0')}:${minute ?? ''}`;
  const hours = { from: time(match[1], match[2]), to: time(match[3], match[4]) };
  return hours.from === hours.to ? undefined : hours;
}
