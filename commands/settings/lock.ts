// /lock: from any device and without a question, nothing can be confirmed any more but cancelling.
import { runData } from '../../src/model/callback.js';
import { withLock } from '../../src/model/lock.js';
import { showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand } from '../core.js';

/** So soon after the lock it is news still: it is written before it is answered (bot/receiving/locksFirst.ts), ms. */
const newsMs = 10_000;

/** `/freeze` is one's own lock, whatever stands behind it. */
export const lock: CapeCommand = {
  name: 'lock', aliases: ['freeze'], family: 'settings', access: 'anyone', where: 'private', offered: 'alone', whileLocked: true, locks: true,
  summary: 'help.lock', usage: 'lock', examples: () => ['lock'],
  run: async ({ user, updateId }, core) => {
    const say = speak(user.settings.language);
    const now = core.clock.now();
    const { since, hasPin } = await core.store.update(user.id, (record) => {
      const locked = withLock(record, now, updateId);
      return { record: locked, result: { since: locked.lock?.since ?? now, hasPin: record.pin !== undefined } };
    });
    const first = now - since < newsMs ? say('lock.done') : say('lock.already', { time: showTime(say, since, now, user.settings.timeZone) });
    return {
      text: join([first, say('lock.stillWorks'), say(hasPin ? 'lock.opensWithPin' : 'lock.opensWithoutPin')], '\n\n'),
      buttons: [[{ label: say('lock.ordersButton').text, data: runData('orders') }]],
    };
  },
};
