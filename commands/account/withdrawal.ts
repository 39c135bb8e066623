// /withdrawal: one withdrawal in full, with a link to a page that shows its transaction.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Rich } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { withdrawalDetails } from '../../src/text/tables/withdrawalDetails.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';

export const withdrawal: CapeCommand = {
  name: 'withdrawal', aliases: [], family: 'account', access: 'linked', where: 'private', offered: 'reads',
  summary: 'help.withdrawal', usage: 'withdrawal <number>',
  examples: (_core, user) => [`withdrawal ${latestOf(user) ?? '3301'}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [id] = request.words;
    if (id === undefined || !/^[0-9A-Za-z-]{1,40}$/.test(id)) return withExample(say('withdrawal.which'), request, core);
    const found = await core.accounts.withdrawal(request.user.id, id);
    if (found === undefined) return withExample(say('withdrawal.unknown', { id: outside(id, 40) }), request, core);
    const currency = (await core.markets.currencies()).find((one) => one.id === found.currency);
    return withdrawalDetails(say, found, currency, { now: core.clock.now(), timeZone: request.user.settings.timeZone });
  },
};

const latestOf = ({ account }: UserRecord): string | undefined => Object.keys(account.withdrawals ?? {}).at(-1);

/** Where there is no withdrawal yet the example's number is made up, and a tap on it would find nothing. */
function withExample(why: Rich, request: Request, core: Core): Reply {
  const answer = misused(why, withdrawal, request, core);
  return latestOf(request.user) === undefined ? { text: answer.text } : answer;
}
