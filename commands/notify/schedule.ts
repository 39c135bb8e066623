// /schedule: sends the balance summary every day or every week at a time in the user's own zone.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Rich } from '../../src/model/message.js';
import { weekdays, type Schedule, type Weekday } from '../../src/model/schedule.js';
import { showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { switchOn, withOffNotice } from './switchedOff.js';
import type { Part } from '../../src/text/rich.js';

type Wanted = Pick<Schedule, 'every' | 'weekday' | 'time'>;

export const schedule: CapeCommand = {
  name: 'schedule', aliases: [], family: 'notify', access: 'anyone', where: 'private', offered: 'alone',
  summary: 'help.schedule', usage: 'schedule daily 08:00 | weekly mon 08:00 | off',
  examples: () => ['schedule daily 08:00', 'schedule weekly mon 08:00', 'schedule off'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [every] = request.words.map((word) => word.toLowerCase());
    if (every === undefined) return show(say, request, core);
    if (every === 'on' && request.via === 'button') return { ...show(say, { ...request, user: await switchOn(say, request, core, 'summaries') }, core), inPlace: true };
    if (every === 'off' || every === 'stop') return { text: (await core.schedules.clear(request.user.id)) ? say('schedule.off') : say('schedule.none') };
    const wanted = readSchedule(say, request.words);
    if ('text' in wanted) return misused(wanted, schedule, request, core);
    if (request.user.link === undefined) return { text: say('link.needed') };
    const saved = await core.schedules.set(request.user.id, wanted);
    return withOffNotice(say, request.user, 'summaries', { text: say('schedule.set', { when: describeSchedule(say, saved, request.user.settings.timeZone), next: next(say, request, core) }) });
  },
};

/** What is scheduled, or why the words cannot be read. */
export function readSchedule(say: Say, words: readonly string[]): Wanted | Rich {
  const [every, ...rest] = words.map((word) => word.toLowerCase());
  const time = rest.at(-1);
  if (every === 'daily' && rest.length <= 1) return readTime(say, time, { every: 'day' });
  if (every !== 'weekly' || rest.length > 2) return say('schedule.badWords', { words: outside(words.join(' '), 40) });
  const [named] = rest;
  if (named === undefined) return say('schedule.noDay');
  const day = weekdays.find((one) => named.startsWith(one));
  return day === undefined ? say('schedule.badDay', { day: outside(named, 20) }) : readTime(say, rest.length === 2 ? time : undefined, { every: 'week', weekday: day });
}

function readTime(say: Say, time: string | undefined, rest: Omit<Wanted, 'time'>): Wanted | Rich {
  if (time === undefined) return say('schedule.noTime');
  const match = /^([01]?\d|2[0-3])[:h.]([0-5]\d)$/.exec(time);
  if (match === null) return say('schedule.badTime', { time: outside(time, 20) });
  return { ...rest, time: `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}` };
}

function show(say: Say, request: Request, core: Core): Reply {
  const current = request.user.schedule;
  if (current === undefined) return misused(say('schedule.none'), schedule, request, core);
  return withOffNotice(say, request.user, 'summaries', { text: say('schedule.show', { when: describeSchedule(say, current, request.user.settings.timeZone), next: next(say, request, core) }) });
}

function next(say: Say, request: Request, core: Core): Part {
  const at = core.schedules.nextAt(request.user.id);
  return at === undefined ? '' : showTime(say, at, core.clock.now(), request.user.settings.timeZone);
}

/** "every Monday at 08:00 (Africa/Johannesburg)". */
export function describeSchedule(say: Say, current: Wanted, zone: string): Rich {
  const weekday = (day: Weekday): Rich => say(`weekday.${day}`);
  return current.every === 'day' || current.weekday === undefined
    ? say('schedule.day', { time: outside(current.time), zone: outside(zone) })
    : say('schedule.week', { weekday: weekday(current.weekday), time: outside(current.time), zone: outside(zone) });
}
