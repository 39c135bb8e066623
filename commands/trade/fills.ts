// /fills: the user's own trades, newest first, of one market or of all.
import { unitByName } from '../../src/markets/marketUnits.js';
import type { Market } from '../../src/model/trading/market.js';
import { fillRow } from '../../src/text/tables/historyRows.js';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import type { CapeCommand } from '../core.js';
import { deskOf } from './desk.js';
import { badPage, historyReply, readPlace, sliceOf } from '../answers/historyList.js';
import { unknownMarket } from '../answers/unknownCoin.js';

export const fills: CapeCommand = {
  name: 'fills', aliases: ['mytrades'], family: 'trade', access: 'linked', where: 'private', offered: 'reads', inPractice: 'works',
  summary: 'help.fills', usage: 'fills [<coin>] [<page>]', examples: () => ['fills', 'fills btc', 'fills btc 2'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const place = readPlace(request.words);
    if (place === undefined) return badPage(fills, request, core);
    const market = place.coin === undefined ? undefined : await core.markets.find(place.coin);
    if (place.coin !== undefined && market === undefined) return unknownMarket(place.coin, fills, request, core);
    const { rows, more } = await deskOf(core, request.user).reads.trades(request.user.id, { ...sliceOf(place), ...(market === undefined ? {} : { market: market.id }) });
    const markets = new Map((await core.markets.list()).map((one): [string, Market] => [one.id, one]));
    const options = { now: core.clock.now(), timeZone: request.user.settings.timeZone };
    const name = market === undefined ? undefined : outside(market.name, 40);
    return historyReply(request, {
      command: 'fills', id: market?.id, page: place.page, more,
      heading: name === undefined ? say('fills.heading') : say('fills.headingOf', { name }),
      none: name === undefined ? say('fills.none') : say('fills.noneOf', { name }),
      rows: rows.map((trade) => fillRow(say, trade, markets.get(trade.market) ?? unitByName(trade.market), options)),
    });
  },
};
