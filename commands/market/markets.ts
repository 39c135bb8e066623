// /markets: every market with its state, smallest order, price limits and precisions; or those of one coin.
import { speak } from '../../src/text/index.js';
import { marketRow } from '../../src/text/tables/marketRows.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand } from '../core.js';
import { isPageWord, pageButtons, pageOf } from '../answers/page.js';
import { unknownMarket } from '../answers/unknownCoin.js';

export const markets: CapeCommand = {
  name: 'markets', aliases: ['market'], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads',
  summary: 'help.markets', usage: 'markets [<coin> | <page>]', examples: () => ['markets', 'markets btc'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    if (request.rest !== '' && !isPageWord(request.rest)) {
      const market = await core.markets.find(request.rest);
      return market === undefined ? unknownMarket(request.rest, markets, request, core) : { text: marketRow(say, market) };
    }
    const all = await core.markets.list();
    if (all.length === 0) return { text: say('market.none'), inPlace: true };
    const page = pageOf(all, request.words[0]);
    const foot = page.count > 1 ? say('list.page', { page: page.number, pages: page.count }) : '';
    const text = join([say('markets.heading', { count: all.length }), ...page.rows.map((market) => marketRow(say, market)), foot], '\n\n');
    return { text, buttons: pageButtons('markets', page), inPlace: true };
  },
};
