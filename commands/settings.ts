// /settings: shows what is set and changes the time zone.
import type { Reply, Request } from '../src/bot/command.js';
import { changed } from '../src/storage/store.js';
import { showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { clean } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';
import { describeSchedule } from './schedule.js';

export const settings: CapeCommand = {
  name: 'settings', aliases: [], family: 'settings', access: 'anyone', where: 'private',
  summary: 'help.settings', usage: 'settings [timezone Continent/City]', examples: () => ['settings timezone Europe/London', 'settings'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [what, value] = request.words;
    if (what === undefined) return show(request, core);
    if (!/^time_?-?zone$/i.test(what)) return misused(say('settings.unknown', { words: clean(what, 40) }), settings, request, core);
    const zone = canonicalZone(value);
    if (zone === undefined) return misused(say('settings.badZone', { zone: clean(value ?? '', 40) }), settings, request, core);
    await core.store.update(request.user.id, (record) => changed({ ...record, settings: { ...record.settings, timeZone: zone } }));
    return { text: say('settings.timeZone', { timeZone: zone, time: showTime(core.clock.now(), core.clock.now(), zone) }) };
  },
};

function show({ user }: Request, core: Core): Reply {
  const say = speak(user.settings.language);
  const { timeZone } = user.settings;
  return { text: say('settings.show', {
    timeZone, time: showTime(core.clock.now(), core.clock.now(), timeZone), language: 'English',
    schedule: user.schedule === undefined ? say('settings.noSchedule') : describeSchedule(say, user.schedule, timeZone),
  }) };
}

/** The zone as IANA writes it, whatever case it was typed in; undefined for what is none. Offsets such as +02:00 are refused: they know no summer time. */
function canonicalZone(typed: string | undefined): string | undefined {
  if (typed === undefined || !/^[A-Za-z]+([/_+-][A-Za-z0-9_+-]+)*$/.test(typed)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
