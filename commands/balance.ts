// /balance: every non-zero currency, available and in orders apart, its value in rand, the total first.
import { balanceTable } from '../src/text/balanceTable.js';
import { speak } from '../src/text/index.js';
import type { CapeCommand } from './core.js';
import { deskOf } from './desk.js';
import { valuation } from './valuation.js';

export const balance: CapeCommand = {
  name: 'balance', aliases: ['bal', 'balances'], family: 'account', access: 'linked', where: 'private', inPractice: 'works',
  summary: 'help.balance', usage: 'balance', examples: () => ['balance'],
  run: async ({ user }, core) => ({ text: balanceTable(speak(user.settings.language), await valuation({ ...core, accounts: deskOf(core, user).reads }, user.id), core.clock.now()) }),
};
