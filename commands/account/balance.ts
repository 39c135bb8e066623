// /balance: every non-zero currency, available and in orders apart, its value in rand, the total of all first.
import { runData } from '../../src/model/callback.js';
import { balanceTable } from '../../src/text/tables/balanceTable.js';
import { speak } from '../../src/text/index.js';
import type { CapeCommand } from '../core.js';
import { deskOf } from '../trade/desk.js';
import { pageButtons, pageOf } from '../answers/page.js';
import { valuation } from './valuation.js';

export const balance: CapeCommand = {
  name: 'balance', aliases: ['bal', 'balances'], family: 'account', access: 'linked', where: 'private', offered: 'reads', inPractice: 'works',
  summary: 'help.balance', usage: 'balance [<page>]', examples: () => ['balance'],
  run: async ({ user, words }, core) => {
    const say = speak(user.settings.language);
    const valued = await valuation({ ...core, accounts: deskOf(core, user).reads }, user.id);
    const page = pageOf(valued.rows, words[0]);
    const foot = page.count > 1 ? { foot: say('list.page', { page: page.number, pages: page.count }) } : {};
    return {
      text: balanceTable(say, valued, core.clock.now(), { rows: page.rows, ...foot }),
      buttons: [...pageButtons('balance', page), [{ label: say('list.refresh').text, data: runData(`balance ${page.number}`) }]], inPlace: true,
    };
  },
};
