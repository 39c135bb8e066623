// /profit: what sales of a time earned or lost by average cost, and what is still held of the own trades against the best bid.
import type { Reply, Request } from '../../src/bot/command.js';
import { unitByName, type MarketUnit } from '../../src/markets/marketUnits.js';
import { runData } from '../../src/model/callback.js';
import type { Market, MarketId } from '../../src/model/trading/market.js';
import type { Button, Rich } from '../../src/model/message.js';
import { isPositive, type Decimal } from '../../src/model/money.js';
import { inTurns } from '../../src/pacing/inTurns.js';
import { isPractising, practiceTradesLimit } from '../../src/model/practice.js';
import { withoutSelfTrades } from '../../src/model/trading/selfTrade.js';
import { profitSteps, type Profit, type Span } from '../../src/model/trading/profit.js';
import type { Trade } from '../../src/model/trading/trade.js';
import { addDays, localDate, weekdayOf } from '../../src/schedules/localTime.js';
import { weekdays } from '../../src/model/schedule.js';
import { speak, type Say } from '../../src/text/index.js';
import { showMarket } from '../../src/text/orderFigures.js';
import { marketLines, totalLines, type ShownMarket } from '../../src/text/tables/profitLines.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { periodOf, periodsNow, readPeriod, type PeriodWords, type Reading } from './exportPeriod.js';
import { cutNote, periodName, readHistory, readingLimitMs } from './historyReading.js';
import { misused } from '../answers/misused.js';
import { unknownMarket } from '../answers/unknownCoin.js';

/** Markets told of in one message; further ones follow in the next. */
const marketsPerMessage = 5;
/** Markets named in one line. */
const foreignShown = 6;
const wordsShown = 40;
const nameShown = 20;

type Unit = Market | MarketUnit;

export const profit: CapeCommand = {
  name: 'profit', aliases: ['pnl'], family: 'account', access: 'linked', where: 'private', offered: 'reads', inPractice: 'works',
  summary: 'help.profit', usage: 'profit [<coin>] [today|week|month|2026-03|2026]', examples: () => ['profit', 'profit btc week', 'profit 2026'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const { coin, time } = readWords(request.words);
    const words = timeOf(time, core.clock.now(), request.user.settings.timeZone);
    if (words.kind === 'wrong') {
      const values = { ...words.values, words: time.join(' ') };
      const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, outside(value, wordsShown)]));
      return misused(say(words.key === 'export.badWords' ? 'profit.badWords' : words.key, shown), profit, request, core);
    }
    const market = coin === '' ? undefined : await core.markets.find(coin);
    const asked = request.via === 'button' ? quietAtFirst(request) : request;
    return coin !== '' && market === undefined ? unknownMarket(coin, profit, request, core) : answer(say, asked, core, words, market);
  },
};

/** A button's own message is edited: only a reading that takes long is told of in another. */
function quietAtFirst(request: Request): Request {
  let told = 0;
  return { ...request, progress: (text) => (told++ === 0 ? Promise.resolve() : request.progress(text)) };
}

const timeShape = /^(today|week|month|year|ever|all|to|-?\d[\d-]*)$/i;

/** Words that can only be a time are the time, wherever they stand; the others are the coin. */
function readWords(words: readonly string[]): { readonly coin: string; readonly time: readonly string[] } {
  return { coin: words.filter((word) => !timeShape.test(word)).join(' '), time: words.filter((word) => timeShape.test(word)) };
}

/** As for /export, and the day, week (from Monday), month and tax year that are now; no words are this month. */
function timeOf(words: readonly string[], now: number, timeZone: string): Reading {
  const today = localDate(now, timeZone);
  const { month, taxYear } = periodsNow(now, timeZone);
  const monday = addDays(today, -weekdays.indexOf(weekdayOf(today)));
  const named: Readonly<Record<string, PeriodWords>> = {
    today: { kind: 'days', first: today, last: today }, week: { kind: 'days', first: monday, last: addDays(monday, 6) }, year: { kind: 'taxYear', year: taxYear },
  };
  const [first = 'month', ...more] = words.map((word) => word.toLowerCase());
  return (more.length === 0 ? named[first] : undefined) ?? readPeriod([first === 'month' ? month : first, ...more]);
}

export interface ProfitRead {
  readonly profit: Profit;
  readonly unitOf: (market: MarketId) => Unit;
  /** False when older trades may be missing. */
  readonly complete: boolean;
  /** What of it is not known. */
  readonly notes: readonly Rich[];
}

/** All own trades, newest first, and what is said where older ones may be missing. */
interface OwnTrades {
  readonly rows: readonly Trade[];
  readonly complete: boolean;
  readonly cut: readonly Rich[];
}
type ReadTrades = (say: Say, request: Request, core: Core) => Promise<OwnTrades>;

/** Reads all own trades, real ones unless told otherwise, and works out what the sales of the time came to. `market`: absent for all. @throws as Accounts.longHistory */
export async function readProfit(say: Say, request: Request, core: Core, span: Span, market?: Market, readTrades: ReadTrades = readRealTrades): Promise<ProfitRead> {
  const listed = new Map((await core.markets.list()).map((one): [string, Market] => [one.id, one]));
  const unitOf = (id: MarketId): Unit => listed.get(id) ?? unitByName(id);
  const { rows, complete, cut } = await readTrades(say, request, core);
  const profit = await inTurns(profitSteps(withoutSelfTrades(rows, new Set(request.user.account.selfTrades)).filter((trade) => market === undefined || trade.market === market.id), unitOf, span));
  const names = profit.foreign.slice(0, foreignShown).map((id) => describe(unitOf(id)).name);
  return { profit, unitOf, complete, notes: unknownNotes(say, cut, [...names, ...(profit.foreign.length > foreignShown ? ['…'] : [])]) };
}

async function answer(say: Say, request: Request, core: Core, words: PeriodWords, market: Market | undefined): Promise<readonly Reply[]> {
  const span = periodOf(words, request.user.settings.timeZone);
  const { profit: { markets, total }, unitOf, notes: unknown } = await readProfit(say, request, core, span, market, isPractising(request.user) ? readPracticeTrades : readRealTrades);
  const shown = await Promise.all(markets.map(async (one) => {
    const bid = isPositive(one.held.amount) ? await bestBid(core, one.market) : undefined;
    return marketLines(say, one, { ...describe(unitOf(one.market)), ...(bid === undefined ? {} : { bid }) });
  }));
  const sold = markets.some((one) => isPositive(one.sold));
  const head = join([say('profit.heading', { period: periodName(say, words, span) }), sold ? totalLines(say, total) : say('profit.noSales')]);
  return inMessages([head, ...shown], join([...unknown, say('profit.method')]), buttons(say, request, core, market, words));
}

function describe(unit: Unit): ShownMarket {
  const { base, quote, pricePrecision } = unit;
  return { name: 'name' in unit ? unit.name : showMarket(base, quote), base, quote, pricePrecision };
}

/** As it is now; what was earned is worth telling without it, so a failed read is said and nothing more. */
async function bestBid(core: Core, market: MarketId): Promise<Decimal | undefined> {
  try {
    return (await core.markets.best(market)).bid?.price;
  } catch {
    return undefined;
  }
}

async function readRealTrades(say: Say, request: Request, core: Core): Promise<OwnTrades> {
  const history = await readHistory(say, request, core, 'trades', { from: 0 }, core.clock.monotonic() + readingLimitMs);
  return { rows: history.rows, complete: history.complete, cut: cutNote(say, history, { kind: 'ever' }, { from: 0 }, request) };
}

async function readPracticeTrades(say: Say, request: Request, core: Core): Promise<OwnTrades> {
  const { rows } = await core.practice.trades(request.user.id, { from: 0, count: practiceTradesLimit });
  const complete = rows.length < practiceTradesLimit;
  return { rows, complete, cut: complete ? [] : [say('practice.tradesKept', { limit: practiceTradesLimit })] };
}

function unknownNotes(say: Say, cut: readonly Rich[], foreign: readonly string[]): readonly Rich[] {
  return [...(foreign.length === 0 ? [] : [say('profit.foreign', { names: join(foreign.map((name) => outside(name, nameShown)), ', ') })]), ...cut, ...(cut.length === 0 ? [] : [say('profit.cut')])];
}

/** The notes and buttons stand under the last message, for they are of all of them. */
function inMessages(parts: readonly Rich[], notes: Rich, buttonRows: readonly (readonly Button[])[]): readonly Reply[] {
  const pages = Array.from({ length: Math.ceil(parts.length / marketsPerMessage) }, (_, page) => parts.slice(page * marketsPerMessage, (page + 1) * marketsPerMessage));
  return pages.map((page, index) => {
    const isLast = index === pages.length - 1;
    return { text: join(isLast ? [...page, notes] : page, '\n\n'), ...(isLast ? { buttons: buttonRows } : {}), inPlace: index === 0 };
  });
}

function buttons(say: Say, { user }: Request, core: Core, market: Market | undefined, words: PeriodWords): readonly (readonly Button[])[] {
  const [now, { timeZone }] = [core.clock.now(), user.settings];
  const { lastMonth, taxYear } = periodsNow(now, timeZone);
  const isChosen = (time: string): boolean => {
    const named = timeOf([time], now, timeZone);
    return named.kind !== 'wrong' && periodOf(named, timeZone).slug === periodOf(words, timeZone).slug;
  };
  const go = (label: Rich, time: string): Button => ({ label: isChosen(time) ? say('settings.chosen', { label }).text : label.text, data: runData(`profit ${market === undefined ? '' : `${market.id} `}${time}`) });
  return [
    [go(say('profit.button.today'), 'today'), go(say('profit.button.week'), 'week')],
    [go(say('export.button.month'), 'month'), go(say('export.button.lastMonth'), lastMonth)],
    [go(say('export.button.taxYear', { year: taxYear }), String(taxYear)), go(say('export.button.lastTaxYear', { year: taxYear - 1 }), String(taxYear - 1))],
    // /export reads the real account.
    ...(isPractising(user) ? [] : [[{ label: say('profit.button.csv').text, data: runData(`export profit ${typed(words)}`) }]]),
  ];
}

/** The time as /export reads it. */
function typed(words: PeriodWords): string {
  if (words.kind === 'days') return `${words.first} ${words.last}`;
  return words.kind === 'taxYear' ? String(words.year) : words.kind;
}
