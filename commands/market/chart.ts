// /chart: candles of a market as a picture whose buttons change it in place; own orders, average and alerts only in private.
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import { runData } from '../../src/model/callback.js';
import type { Candle, CandlePeriod, Market } from '../../src/model/trading/market.js';
import type { Button, Rich } from '../../src/model/message.js';
import { isPositive } from '../../src/model/money.js';
import { slotsLimit, summarise, visibleCandles, type CandleSummary } from '../../src/pictures/candles.js';
import { chartSvg } from '../../src/pictures/chart.js';
import { drawPng } from '../../src/pictures/drawPng.js';
import { showDay, showMoney, showTime, showRate } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { concat, join, type Shown } from '../../src/text/rich.js';
import { readOwnLines } from './chartLines.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { unknownMarket } from '../answers/unknownCoin.js';

/** As typed and as written on the buttons. */
const periods: Readonly<Record<string, CandlePeriod>> = {
  '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60, '2h': 120, '4h': 240, '6h': 360, '12h': 720, '1d': 1440, '3d': 4320, '1w': 10_080,
};
const periodNames = Object.keys(periods);
const defaultPeriod = '1h';
/** What is shown when neither words nor settings name a market. */
const defaultMarket = 'btc';
const buttonsPerRow = 4;
const minuteMs = 60_000;
/** Older than this, a date is not clear without its year, ms. */
const halfYearMs = 183 * 24 * 60 * minuteMs;
const nameShown = 40;

export const chart: CapeCommand = {
  name: 'chart', aliases: ['c', 'candles'], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads', whileLocked: true,
  summary: 'help.chart', usage: 'chart [<coin>] [<period>]', examples: () => ['chart btc 4h', 'chart eth', 'chart 1d'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const named = request.words.filter(isPeriodWord);
    const [period = defaultPeriod] = named.map((word) => word.toLowerCase());
    if (named.length > 1) return misused(say('chart.twoPeriods', { periods: outside(periodNames.join(', ')) }), chart, request, core);
    const minutes = Object.hasOwn(periods, period) ? periods[period] : undefined;
    if (minutes === undefined) return misused(say('chart.badPeriod', { words: outside(period, nameShown), periods: outside(periodNames.join(', ')) }), chart, request, core);
    const words = request.words.filter((word) => !isPeriodWord(word)).join(' ');
    const market = await findMarket(words, request, core);
    return market === undefined ? unknownMarket(words === '' ? defaultMarket : words, chart, request, core) : show(say, request, core, { market, period, minutes });
  },
};

/** "4h" and also "7h", so that it is answered with the lengths there are instead of being looked up as a coin. */
const isPeriodWord = (word: string): boolean => /^\d{1,5}(m|min|h|d|w)$/i.test(word);

async function findMarket(words: string, { user }: Request, core: Core): Promise<Market | undefined> {
  if (words !== '') return core.markets.find(words);
  const own = user.settings.defaultMarket;
  return (own === undefined ? undefined : await core.markets.find(own)) ?? core.markets.find(defaultMarket);
}

interface Wanted {
  readonly market: Market;
  readonly period: string;
  readonly minutes: CandlePeriod;
}

async function show(say: Say, request: Request, core: Core, wanted: Wanted): Promise<Reply> {
  const { market, minutes, period } = wanted;
  const candles = visibleCandles(await core.markets.candles(market.id, minutes, slotsLimit, 'person'), minutes);
  const summary = summarise(candles);
  const name = outside(market.name, nameShown);
  const buttons = periodButtons(say, market, period);
  const closed = isEnabled(market) ? [] : [say('order.closed', { name })];
  if (summary === undefined) return { text: join([...closed, say('chart.none', { name, period: outside(period) })]), buttons, inPlace: true };
  const own = await readOwnLines(say, request, core, market, summary.last);
  const now = core.clock.now();
  const svg = chartSvg({
    say, title: say('chart.title', { name, period: outside(period) }).text, base: market.base, quote: market.quote, periodMinutes: minutes,
    candles, lines: own.lines, timeZone: request.user.settings.timeZone,
  });
  return { text: join([...closed, caption(say, request, core, wanted, summary), ...quietNote(say, request, core, wanted, candles), ...own.notes, say('list.asOf', { time: showTime(say, now, now, request.user.settings.timeZone) })]), picture: { png: await drawPng(svg) }, buttons, inPlace: true };
}

function caption(say: Say, { user }: Request, core: Core, { market, period, minutes }: Wanted, { from, high, last, low, to, changePercent }: CandleSummary): Rich {
  const money = (value: CandleSummary['last']): Shown => showMoney(say, value, market.quote);
  const now = core.clock.now();
  const time = (at: number): Shown => (now - at < halfYearMs ? showTime(say, at, now, user.settings.timeZone) : showDay(say, at, user.settings.timeZone));
  return say('chart.caption', {
    name: outside(market.name, nameShown), period: outside(period), last: money(last), high: money(high), low: money(low), from: time(from), to: time(Math.min(to + minutes * minuteMs, now)),
    change: concat(isPositive(changePercent) ? '+' : '', showRate(say, changePercent)),
  });
}

/** A picture ends with the last candle there is; when that is not of now it says so. */
function quietNote(say: Say, { user }: Request, core: Core, { minutes }: Wanted, candles: readonly Candle[]): readonly Rich[] {
  const end = (candles.at(-1)?.at ?? 0) + minutes * minuteMs;
  return core.clock.now() - end < minutes * minuteMs ? [] : [say('chart.quiet', { time: showTime(say, end, core.clock.now(), user.settings.timeZone) })];
}

/** The period shown is marked; each button carries market and period, so that it works after a restart. */
function periodButtons(say: Say, market: Market, shown: string): Button[][] {
  const all = periodNames.map((period): Button => ({ label: period === shown ? `• ${period}` : period, data: runData(`chart ${market.id} ${period}`) }));
  const rows = Array.from({ length: Math.ceil(all.length / buttonsPerRow) }, (_, row) => all.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow));
  return [...rows, [{ label: say('list.refresh').text, data: runData(`chart ${market.id} ${shown}`) }]];
}
