// /summary: the balance summary now, the same one that /schedule sends.
import { balanceTable } from '../src/text/balanceTable.js';
import { showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { join } from '../src/text/rich.js';
import type { CapeCommand } from './core.js';
import { valuation } from './valuation.js';

export const summary: CapeCommand = {
  name: 'summary', aliases: [], family: 'notify', access: 'linked', where: 'private',
  summary: 'help.summary', usage: 'summary', examples: () => ['summary'],
  run: async ({ user }, core) => {
    const say = speak(user.settings.language);
    const now = core.clock.now();
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: user.settings.timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(now);
    const heading = say('summary.now', { time: `${time} ${showTime(now, now, user.settings.timeZone)}` });
    return { text: join([heading, balanceTable(say, await valuation(core, user.id), now)], '\n\n') };
  },
};
