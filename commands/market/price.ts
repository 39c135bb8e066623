// /price: last price, 24 h change, best bid and ask; of one coin, or of all by eight.
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import type { Market, Ticker } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { isZero } from '../../src/model/money.js';
import { freshPriceMs } from '../../src/text/tables/balanceTable.js';
import { showAmount, showChange, showCode, showDuration, showMoney } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join, type Part, type Shown } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { isPageWord, pageButtons, pageOf } from '../answers/page.js';
import { readPriceNow, showSides, type PriceNow } from './priceNow.js';
import { nameCoins } from '../answers/unknownCoin.js';

/** Longest words of others that are shown. */
const wordsShown = 40;

export const price: CapeCommand = {
  name: 'price', aliases: ['p', 'prices'], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads',
  summary: 'help.price', usage: 'price [<coin> | all [<page>]]', examples: () => ['price btc', 'price', 'price all 2'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const page = pageAsked(request);
    if (page !== undefined) return all(say, core, page);
    const words = request.rest === '' ? request.user.settings.defaultMarket ?? '' : request.rest;
    const market = await core.markets.find(words);
    if (market !== undefined) return one(say, core, market);
    const coins = (await core.markets.list()).map((each) => each.base);
    return misused(say('market.unknown', { words: outside(words, wordsShown), coins: nameCoins(coins), example: outside('/price btc') }), price, request, core);
  },
};

/** The page of all markets that was asked for; undefined for one market. Without words it is the default one, which a group has not. */
function pageAsked({ words: [first, second, ...more], user, inPrivate }: Request): string | undefined {
  if (first === undefined) return inPrivate && user.settings.defaultMarket !== undefined ? undefined : '1';
  const page = first.toLowerCase() === 'all' ? second ?? '1' : second === undefined ? first : '';
  return more.length === 0 && isPageWord(page) ? page : undefined;
}

async function one(say: Say, core: Core, market: Market): Promise<Reply> {
  const read = await readPriceNow(core, market.id);
  const { ticker, best } = read;
  const sides = { name: outside(market.name, wordsShown), ...showSides(say, read, market) };
  return { text: join([...(isEnabled(market) ? [] : [say('order.closed', { name: sides.name })]), body(say, market, ticker, sides), ...(best === undefined ? [] : age(say, best, core.clock.now()))]) };
}

function body(say: Say, market: Market, ticker: Ticker | undefined, sides: Record<'name' | 'bid' | 'ask', Part>): Rich {
  if (ticker === undefined) return say('price.noTicker', sides);
  return isZero(ticker.last) ? say('price.none', sides) : say('price.one', { ...sides, ...traded(say, market, ticker) });
}

function age(say: Say, { at, source }: NonNullable<PriceNow['best']>, now: number): readonly Rich[] {
  return now - at > freshPriceMs && source === 'depth' ? [say('price.age', { age: showDuration(say, now - at) })] : [];
}

function traded(say: Say, market: Market, ticker: Ticker): Record<'last' | 'change' | 'low' | 'high' | 'amount', Part> {
  const money = (value: Ticker['last']): Shown => showMoney(say, value, market.quote);
  return { last: money(ticker.last), change: showChange(say, ticker.changePercent) ?? outside(ticker.changePercent, wordsShown), low: money(ticker.low), high: money(ticker.high), amount: showAmount(say, ticker.amount, market.base) };
}

async function all(say: Say, core: Core, wanted: string): Promise<Reply> {
  const markets = (await core.markets.list()).filter((market) => market.state === 'enabled');
  if (markets.length === 0) return { text: say('market.none') };
  const page = pageOf(markets, wanted);
  const read = await Promise.allSettled(page.rows.map((market) => readPriceNow(core, market.id)));
  const [first] = read;
  if (first?.status === 'rejected' && read.every((one) => one.status === 'rejected')) throw first.reason;
  const rows = page.rows.map((market, index) => {
    const one = read[index];
    return row(say, market, one?.status === 'fulfilled' ? one.value : {});
  });
  const foot = page.count > 1 ? [say('list.page', { page: page.number, pages: page.count })] : [];
  return { text: join([say('price.heading'), ...rows, ...foot]), buttons: pageButtons('price all', page), inPlace: true };
}

function row(say: Say, market: Market, now: PriceNow): Rich {
  const values = { base: showCode(market.base), ...showSides(say, now, market) };
  if (now.ticker === undefined) return say('price.rowNoTicker', values);
  const { last, change } = traded(say, market, now.ticker);
  return say('price.row', { ...values, last, change });
}
