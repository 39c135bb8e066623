// /withdrawal: one withdrawal in full, with a link to a page that shows its transaction.
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { withdrawalDetails } from '../../src/text/tables/withdrawalDetails.js';
import type { CapeCommand } from '../core.js';
import { misused } from '../answers/misused.js';

export const withdrawal: CapeCommand = {
  name: 'withdrawal', aliases: [], family: 'account', access: 'linked', where: 'private',
  summary: 'help.withdrawal', usage: 'withdrawal <number>',
  examples: (_core, { account }) => [`withdrawal ${Object.keys(account.withdrawals ?? {}).at(-1) ?? '3301'}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [id] = request.words;
    if (id === undefined || !/^[0-9A-Za-z-]{1,40}$/.test(id)) return misused(say('withdrawal.which'), withdrawal, request, core);
    const found = await core.accounts.withdrawal(request.user.id, id);
    if (found === undefined) return misused(say('withdrawal.unknown', { id: outside(id, 40) }), withdrawal, request, core);
    const currency = (await core.markets.currencies()).find((one) => one.id === found.currency);
    return withdrawalDetails(say, found, currency, { now: core.clock.now(), timeZone: request.user.settings.timeZone });
  },
};
