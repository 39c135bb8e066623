// /price: last price, 24 h change, best bid and ask; of one coin or of all.
import type { Reply, Request } from '../src/bot/command.js';
import type { Level, Market, Ticker } from '../src/model/market.js';
import { isZero } from '../src/model/money.js';
import { freshPriceMs } from '../src/text/balanceTable.js';
import { showAmount, showChange, showDuration, showMoney } from '../src/text/format.js';
import { speak, type Say } from '../src/text/index.js';
import { clean, join } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';

/** Markets shown when no coin is named. */
const marketsShown = 12;
/** Longest words of others that are shown. */
const wordsShown = 40;

export const price: CapeCommand = {
  name: 'price', aliases: ['p', 'prices'], family: 'market', access: 'anyone', where: 'anywhere',
  summary: 'help.price', usage: 'price [<coin>]', examples: () => ['price btc', 'price'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const words = wanted(request);
    if (words === 'all') return all(say, core);
    const market = await core.markets.find(words);
    if (market !== undefined) return one(say, core, market);
    const coins = (await core.markets.list()).map((each) => each.base.toUpperCase()).join(', ');
    return misused(say('market.unknown', { words: clean(words, wordsShown), coins, example: '/price btc' }), price, request, core, true);
  },
};

/** What was asked for; without words the user's default market, else all of them. A group has no default. */
function wanted({ rest, user, inPrivate }: Request): string {
  if (rest !== '') return rest.toLowerCase() === 'all' ? 'all' : rest;
  return (inPrivate ? user.settings.defaultMarket : undefined) ?? 'all';
}

async function one(say: Say, core: Core, market: Market): Promise<Reply> {
  const [ticker, best] = await Promise.all([core.markets.ticker(market.id), core.markets.best(market.id)]);
  const money = (level: Level | undefined): string => (level === undefined ? say('price.noLevel').text : showMoney(say, level.price, market.quote));
  const sides = { name: clean(market.name, wordsShown), bid: money(best.bid), ask: money(best.ask) };
  const age = core.clock.now() - best.at;
  const body = isZero(ticker.last) ? say('price.none', sides) : say('price.one', { ...sides, ...traded(say, market, ticker) });
  return { text: join([body, ...(age > freshPriceMs && best.source === 'depth' ? [say('price.age', { age: showDuration(say, age) })] : [])]) };
}

function traded(say: Say, market: Market, ticker: Ticker): Record<'last' | 'change' | 'low' | 'high' | 'amount', string> {
  const money = (value: Ticker['last']): string => showMoney(say, value, market.quote);
  return { last: money(ticker.last), change: showChange(say, ticker.changePercent) ?? clean(ticker.changePercent, wordsShown), low: money(ticker.low), high: money(ticker.high), amount: showAmount(say, ticker.amount, market.base) };
}

async function all(say: Say, core: Core): Promise<Reply> {
  const markets = (await core.markets.list()).filter((market) => market.state === 'enabled').slice(0, marketsShown);
  if (markets.length === 0) return { text: say('market.none') };
  const rows = await Promise.all(markets.map(async (market) => {
    const [ticker, best] = await Promise.all([core.markets.ticker(market.id), core.markets.best(market.id)]);
    const money = (level: Level | undefined): string => (level === undefined ? say('price.noLevel').text : showMoney(say, level.price, market.quote));
    return say('price.row', { base: market.base.toUpperCase(), last: showMoney(say, ticker.last, market.quote), change: showChange(say, ticker.changePercent) ?? clean(ticker.changePercent, wordsShown), bid: money(best.bid), ask: money(best.ask) });
  }));
  return { text: join([say('price.heading'), ...rows]) };
}
