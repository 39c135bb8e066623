// /withdrawals: money that went out, Lightning payments included, newest first, with each one's state in plain words.
import { withdrawalRow } from '../../src/text/tables/historyRows.js';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { fittingButton, inRows } from '../answers/buttonRows.js';
import type { CapeCommand } from '../core.js';
import { badPage, historyReply, readPlace, sliceOf } from '../answers/historyList.js';
import { unknownCurrency } from '../answers/unknownCoin.js';
import { showCode } from '../../src/text/format.js';

export const withdrawals: CapeCommand = {
  name: 'withdrawals', aliases: ['withdraws'], family: 'account', access: 'linked', where: 'private', offered: 'reads',
  summary: 'help.withdrawals', usage: 'withdrawals [<coin>] [<page>]', examples: () => ['withdrawals', 'withdrawals btc', 'withdrawals zar 2'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const place = readPlace(request.words);
    if (place === undefined) return badPage(withdrawals, request, core);
    const currency = place.coin === undefined ? undefined : await core.markets.findCurrency(place.coin);
    if (place.coin !== undefined && currency === undefined) return unknownCurrency(place.coin, withdrawals, request, core);
    const { rows, more } = await core.accounts.withdrawals(request.user.id, { ...sliceOf(place), ...(currency === undefined ? {} : { currency: currency.id }) });
    const options = { now: core.clock.now(), timeZone: request.user.settings.timeZone };
    const name = currency === undefined ? undefined : showCode(currency.id);
    return historyReply(request, {
      command: 'withdrawals', id: currency?.id, page: place.page, more,
      heading: name === undefined ? say('withdrawals.heading') : say('withdrawals.headingOf', { name: name }),
      none: name === undefined ? say('withdrawals.none') : say('withdrawals.noneOf', { name: name }),
      rows: rows.map((one) => withdrawalRow(say, one, options)),
      details: inRows(rows.flatMap((one) => fittingButton(say('withdrawal.number', { id: outside(one.id, 20) }).text, `withdrawal ${one.id}`).flat())),
    });
  },
};
