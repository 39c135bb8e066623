// /deposits: money that came in, newest first, with each one's state in plain words.
import type { CurrencyCode } from '../src/model/market.js';
import { depositRow } from '../src/text/historyRows.js';
import { speak } from '../src/text/index.js';
import type { CapeCommand, Core } from './core.js';
import { badPage, historyReply, readPlace, sliceOf } from './historyList.js';
import { unknownCurrency } from './unknownCoin.js';

export const deposits: CapeCommand = {
  name: 'deposits', aliases: [], family: 'account', access: 'linked', where: 'private',
  summary: 'help.deposits', usage: 'deposits [<coin>] [<page>]', examples: () => ['deposits', 'deposits btc', 'deposits zar 2'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const place = readPlace(request.words);
    if (place === undefined) return badPage(deposits, request, core);
    const currency = place.coin === undefined ? undefined : await core.markets.findCurrency(place.coin);
    if (place.coin !== undefined && currency === undefined) return unknownCurrency(place.coin, deposits, request, core);
    const { rows, more } = await core.accounts.deposits(request.user.id, { ...sliceOf(place), ...(currency === undefined ? {} : { currency: currency.id }) });
    const needed = await neededConfirmations(core);
    const options = { now: core.clock.now(), timeZone: request.user.settings.timeZone };
    const name = currency?.id.toUpperCase();
    return historyReply(request, {
      command: 'deposits', id: currency?.id, page: place.page, more,
      heading: name === undefined ? say('deposits.heading') : say('deposits.headingOf', { name }),
      none: name === undefined ? say('deposits.none') : say('deposits.noneOf', { name }),
      rows: rows.map((one) => depositRow(say, one, needed.get(one.currency), options)),
    });
  },
};

/** The list is of use without them, so a failed read is none. */
async function neededConfirmations(core: Core): Promise<ReadonlyMap<CurrencyCode, number>> {
  const currencies = await core.markets.currencies().catch(() => []);
  return new Map(currencies.flatMap((one) => (one.minConfirmations === undefined ? [] : [[one.id, one.minConfirmations] as const])));
}
