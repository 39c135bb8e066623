// /lock: from any device and without a question, nothing can be confirmed any more but cancelling.
import { runData } from '../../src/model/callback.js';
import { showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand } from '../core.js';

export const lock: CapeCommand = {
  name: 'lock', aliases: ['freeze'], family: 'settings', access: 'anyone', where: 'private', offered: 'alone', whileLocked: true,
  summary: 'help.lock', usage: 'lock', examples: () => ['lock'],
  run: async ({ user }, core) => {
    const say = speak(user.settings.language);
    const now = core.clock.now();
    const { since, hasPin } = await core.store.update(user.id, (record) => {
      const kept = record.lock ?? { since: now };
      return { record: record.lock === undefined ? { ...record, lock: kept } : record, result: { since: kept.since, hasPin: record.pin !== undefined } };
    });
    const first = since === now ? say('lock.done') : say('lock.already', { time: showTime(say, since, now, user.settings.timeZone) });
    return {
      text: join([first, say('lock.stillWorks'), say(hasPin ? 'lock.opensWithPin' : 'lock.opensWithoutPin')], '\n\n'),
      buttons: [[{ label: say('lock.ordersButton').text, data: runData('orders') }]],
    };
  },
};
