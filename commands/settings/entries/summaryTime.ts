// When the balance summary comes: the words of /schedule, as a setting.
import type { Schedule } from '../../../src/model/schedule.js';
import { UserError } from '../../../src/model/errors.js';
import type { Rich } from '../../../src/model/message.js';
import type { Say } from '../../../src/text/index.js';
import { join } from '../../../src/text/rich.js';
import { describeSchedule, readSchedule } from '../../notify/schedule.js';
import { offLines } from '../../notify/switchedOff.js';
import { isOffWord, type Seen, type Setting } from './setting.js';
import { outside } from '../../../src/text/outside.js';

const usual: readonly Pick<Schedule, 'every' | 'weekday' | 'time'>[] = [
  { every: 'day', time: '07:00' }, { every: 'day', time: '08:00' }, { every: 'day', time: '18:00' },
  { every: 'week', weekday: 'mon', time: '08:00' }, { every: 'week', weekday: 'fri', time: '17:00' },
];

function shown({ say, user }: Seen): Rich {
  return user.schedule === undefined ? say('settings.isOff') : describeSchedule(say, user.schedule, user.settings.timeZone);
}

const wordsOf = ({ every, weekday, time }: (typeof usual)[number]): string => (every === 'day' ? `daily ${time}` : `weekly ${weekday ?? ''} ${time}`);

function labelOf(say: Say, { weekday, time }: (typeof usual)[number]): string {
  return weekday === undefined ? say('settings.summary.daily', { time: outside(time) }).text : say('settings.summary.weekly', { weekday: say(`weekday.${weekday}`), time: outside(time) }).text;
}

export const summaryTime: Setting = {
  name: 'summary', aliases: ['schedule', 'summaries'], label: 'settings.summary.label',
  line: (seen) => seen.say('settings.summary.line', { value: shown(seen) }),
  page: (seen) => {
    const { say, user } = seen;
    const now = user.schedule === undefined ? undefined : wordsOf(user.schedule);
    const times = usual.map((one) => ({ label: labelOf(say, one), words: `summary ${wordsOf(one)}`, isChosen: now === wordsOf(one) }));
    const off = user.schedule === undefined ? [] : offLines(say, user, 'summaries');
    const on = off.map(() => ({ label: say('summaries.switchOn').text, words: 'notify summaries loud' }));
    return { text: join([say('settings.summary.about', { value: shown(seen) }), ...off]), choices: [...on, { label: say('settings.off').text, words: 'summary off', isChosen: now === undefined }, ...times], perRow: 2 };
  },
  async take(seen, words) {
    const { core, say, user } = seen;
    if (user.lock !== undefined) throw new UserError('lock.noSettings');
    if (isOffWord(words)) {
      await core.schedules.clear(user.id);
      return { kind: 'changed', line: (speak) => speak('schedule.off') };
    }
    const wanted = readSchedule(say, words);
    if ('text' in wanted) return { kind: 'wrong', why: wanted };
    if (user.link === undefined) return { kind: 'wrong', why: say('link.needed') };
    const saved = await core.schedules.set(user.id, wanted);
    return { kind: 'changed', line: (speak) => join([speak('settings.summary.set', { value: describeSchedule(speak, saved, user.settings.timeZone) }), ...offLines(speak, user, 'summaries')], ' ') };
  },
};
