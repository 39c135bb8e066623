// /summary: the balance summary now, the same one that /schedule sends.
import { balanceTable } from '../../src/text/tables/balanceTable.js';
import { showDate, showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand } from '../core.js';
import { valuation } from '../account/valuation.js';

export const summary: CapeCommand = {
  name: 'summary', aliases: [], family: 'notify', access: 'linked', where: 'private', offered: 'reads',
  summary: 'help.summary', usage: 'summary', examples: () => ['summary'],
  run: async ({ user }, core) => {
    const say = speak(user.settings.language);
    const now = core.clock.now();
    const { timeZone } = user.settings;
    const heading = say('summary.now', { time: join([showDate(say, now, timeZone), showTime(say, now, now, timeZone)], ' ') });
    return { text: join([heading, balanceTable(say, await valuation(core, user.id), now)], '\n\n') };
  },
};
