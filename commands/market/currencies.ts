// /currencies: of every currency whether deposits and withdrawals are open, fees, minimums and confirmations.
import { speak } from '../../src/text/index.js';
import { currencyEntry } from '../../src/text/tables/marketRows.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand } from '../core.js';
import { isPageWord, pageButtons, pageOf } from '../answers/page.js';
import { unknownCurrency } from '../answers/unknownCoin.js';

export const currencies: CapeCommand = {
  name: 'currencies', aliases: ['coins'], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads',
  summary: 'help.currencies', usage: 'currencies [<coin> | <page>]', examples: () => ['currencies', 'currencies btc'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    if (request.rest !== '' && !isPageWord(request.rest)) {
      const currency = await core.markets.findCurrency(request.rest);
      return currency === undefined ? unknownCurrency(request.rest, currencies, request, core) : { text: currencyEntry(say, currency, true) };
    }
    const all = await core.markets.currencies();
    if (all.length === 0) return { text: say('currencies.none'), inPlace: true };
    const page = pageOf(all, request.words[0]);
    const foot = page.count > 1 ? say('list.page', { page: page.number, pages: page.count }) : '';
    const text = join([say('currencies.heading', { count: all.length }), ...page.rows.map((one) => currencyEntry(say, one, false)), foot], '\n\n');
    return { text, buttons: pageButtons('currencies', page), inPlace: true };
  },
};
