// When the balance summary comes: the words of /schedule, as a setting.
import type { Schedule } from '../../src/model/schedule.js';
import { UserError } from '../../src/model/errors.js';
import type { Rich } from '../../src/model/message.js';
import { describeSchedule, readSchedule } from '../schedule.js';
import { isOffWord, type Seen, type Setting } from './setting.js';

const usual = ['daily 07:00', 'daily 08:00', 'daily 18:00', 'weekly mon 08:00', 'weekly fri 17:00'] as const;

function shown({ say, user }: Seen): Rich {
  return user.schedule === undefined ? say('settings.isOff') : describeSchedule(say, user.schedule, user.settings.timeZone);
}

const wordsOf = ({ every, weekday, time }: Schedule): string => (every === 'day' ? `daily ${time}` : `weekly ${weekday ?? ''} ${time}`);

export const summaryTime: Setting = {
  name: 'summary', aliases: ['schedule', 'summaries'], label: 'settings.summary.label',
  line: (seen) => seen.say('settings.summary.line', { value: shown(seen) }),
  page: (seen) => {
    const { say, user } = seen;
    const now = user.schedule === undefined ? undefined : wordsOf(user.schedule);
    const times = usual.map((words) => ({ label: words, words: `summary ${words}`, isChosen: now === words }));
    return { text: say('settings.summary.about', { value: shown(seen) }), choices: [{ label: say('settings.off').text, words: 'summary off', isChosen: now === undefined }, ...times], perRow: 2 };
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
    return { kind: 'changed', line: (speak) => speak('settings.summary.set', { value: describeSchedule(speak, saved, user.settings.timeZone) }) };
  },
};
