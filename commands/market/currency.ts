// /currency: of one currency whether deposits and withdrawals are open, fees, minimums and confirmations.
import { speak } from '../../src/text/index.js';
import { currencyEntry } from '../../src/text/tables/marketRows.js';
import type { CapeCommand } from '../core.js';
import { misused } from '../answers/misused.js';
import { unknownCurrency } from '../answers/unknownCoin.js';

export const currency: CapeCommand = {
  name: 'currency', aliases: ['coin'], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads',
  summary: 'help.currency', usage: 'currency <coin>', examples: () => ['currency btc', 'currency zar'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    if (request.rest === '') return misused(say('currency.which'), currency, request, core);
    const found = await core.markets.findCurrency(request.rest);
    return found === undefined ? unknownCurrency(request.rest, currency, request, core) : { text: currencyEntry(say, found, true) };
  },
};
