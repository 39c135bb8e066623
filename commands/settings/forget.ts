// /forget: says what is kept and what it cannot reach, asks, then deletes everything there is of its user.
import type { Reply, Request } from '../../src/bot/command.js';
import { underWayUntil } from '../../src/actions/resolving/underWay.js';
import { runData } from '../../src/model/callback.js';
import { sum } from '../../src/model/money.js';
import type { UserRecord } from '../../src/model/user.js';
import { showRand, showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';

/** A pressed button older than this asks again, ms: an old message cannot delete anything by a stray tap. */
const questionLifeMs = 5 * 60_000;

export const forget: CapeCommand = {
  name: 'forget', aliases: [], family: 'settings', access: 'anyone', where: 'private',
  summary: 'help.forget', usage: 'forget', examples: () => ['forget'],
  run: async (request, core) => {
    const { user, words, via } = request;
    const say = speak(user.settings.language);
    if (via !== 'button') return ask(request, core);
    if (words[0] === 'no') return { text: say('forget.kept'), inPlace: true };
    if (words[0] !== 'yes') return ask(request, core);
    if (core.clock.now() - Number(words[1] ?? 0) * 1000 > questionLifeMs || words.slice(2).join(' ') !== shownOf(user)) return { text: say('forget.lapsed'), inPlace: true };
    // Judged once more in the deletion itself: something may have been confirmed, or the account locked, since the tap.
    const isGone = await core.accounts.forget(user.id, (record) => shownOf(record) === shownOf(user) && mayGo(record, core.clock.now()));
    return isGone ? { text: say('forget.done'), inPlace: true } : { ...ask({ user: core.store.read(user.id) ?? user }, core), inPlace: true };
  },
};

/** What a question was asked about: another record, another key or more vouchers are another question. */
const shownOf = ({ createdAt, link, vouchers }: UserRecord): string => `${createdAt} ${link?.linkedAt ?? 0} ${vouchers?.length ?? 0}`;

/** A thief with the phone must not wipe the ledger or the lock, and what is on its way must be seen to its end. */
const mayGo = (record: UserRecord, now: number): boolean => record.lock === undefined && underWayUntil(record, now) === undefined;

function ask({ user }: Pick<Request, 'user'>, { clock }: Pick<Core, 'clock'>): Reply {
  const say = speak(user.settings.language);
  const now = clock.now();
  if (user.lock !== undefined) return { text: say('forget.locked') };
  const until = underWayUntil(user, now);
  if (until !== undefined) return { text: say('forget.underWay', { time: showTime(say, until, now, user.settings.timeZone) }) };
  const vouchers = user.vouchers ?? [];
  const counts = { alerts: Object.keys(user.alerts).length, payments: Object.keys(user.payments ?? {}).length, vouchers: vouchers.length };
  return {
    text: join([
      say('forget.ask', counts),
      ...(vouchers.length === 0 ? [] : [say('forget.vouchers', { amount: showRand(say, sum(vouchers.map((one) => one.amount))) })]),
      say('forget.stays'),
    ], '\n\n'),
    buttons: [[
      { label: say('forget.yes').text, data: runData(`forget yes ${Math.floor(now / 1000)} ${shownOf(user)}`), style: 'danger' },
      { label: say('forget.no').text, data: runData('forget no') },
    ]],
  };
}
