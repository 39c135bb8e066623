// /deposits: money that came in, newest first, with each one's state in plain words; or the one of a transaction.
import type { Reply, Request } from '../../src/bot/command.js';
import type { CurrencyCode } from '../../src/model/trading/market.js';
import { depositRow, type DepositTerms } from '../../src/text/tables/historyRows.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { explorerButton, explorerLink } from '../../src/text/tables/withdrawalDetails.js';
import type { CapeCommand, Core } from '../core.js';
import { badPage, historyReply, readPlace, sliceOf } from '../answers/historyList.js';
import { unknownCurrency } from '../answers/unknownCoin.js';
import { showCode } from '../../src/text/format.js';

export const deposits: CapeCommand = {
  name: 'deposits', aliases: [], family: 'account', access: 'linked', where: 'private', offered: 'reads',
  summary: 'help.deposits', usage: 'deposits [<coin>] [<page>] | <transaction>', examples: () => ['deposits', 'deposits btc', 'deposits zar 2'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    if (isTransaction(request.words)) return one(say, request, core);
    const place = readPlace(request.words);
    if (place === undefined) return badPage(deposits, request, core);
    const currency = place.coin === undefined ? undefined : await core.markets.findCurrency(place.coin);
    if (place.coin !== undefined && currency === undefined) return unknownCurrency(place.coin, deposits, request, core);
    const { rows, more } = await core.accounts.deposits(request.user.id, { ...sliceOf(place), ...(currency === undefined ? {} : { currency: currency.id }) });
    const terms = await termsOfDeposits(core);
    const options = { now: core.clock.now(), timeZone: request.user.settings.timeZone };
    const name = currency === undefined ? undefined : showCode(currency.id);
    return historyReply(request, {
      command: 'deposits', id: currency?.id, page: place.page, more,
      heading: name === undefined ? say('deposits.heading') : say('deposits.headingOf', { name: name }),
      none: name === undefined ? say('deposits.none') : say('deposits.noneOf', { name: name }),
      rows: rows.map((one) => depositRow(say, one, terms.get(one.currency), options)),
    });
  },
};

/** Transaction ids are long and have figures in them; no coin's name is like that. */
const isTransaction = (words: readonly string[]): boolean => words.length === 1 && /^(?=.*\d)[0-9A-Za-z]{16,128}$/.test(words[0] ?? '');

async function one(say: Say, { user, words: [txid = ''] }: Request, core: Core): Promise<Reply> {
  const deposit = await core.accounts.deposit(user.id, txid);
  if (deposit === undefined) return { text: say('deposits.unknown', { txid: outside(txid) }) };
  const currency = (await core.markets.currencies().catch(() => [])).find((each) => each.id === deposit.currency);
  const link = explorerLink(currency?.explorerTransaction, deposit.txid ?? txid);
  return {
    text: join([
      depositRow(say, deposit, currency, { now: core.clock.now(), timeZone: user.settings.timeZone }),
      say('line.transaction', { value: outside(deposit.txid ?? txid) }), say('line.deposit', { value: outside(deposit.id) }),
    ]),
    ...(link === undefined ? {} : { buttons: [[explorerButton(say, link)]] }),
  };
}

/** The list is of use without them, so a failed read is none. */
async function termsOfDeposits(core: Core): Promise<ReadonlyMap<CurrencyCode, DepositTerms>> {
  const currencies = await core.markets.currencies().catch(() => []);
  return new Map(currencies.map((one) => [one.id, one]));
}
