// /alert: stores a price to watch for; its buttons delete it or arm it again.
import type { Reply, Request } from '../src/bot/command.js';
import type { Alert } from '../src/model/alert.js';
import type { Market } from '../src/model/market.js';
import { absolute, compare, percentChange, type Decimal } from '../src/model/money.js';
import type { BookView } from '../src/markets/markets.js';
import { showMoney, showRand } from '../src/text/format.js';
import { runData } from '../src/model/callback.js';
import { speak, type Say } from '../src/text/index.js';
import { parseNumber } from '../src/text/parseAmount.js';
import { clean } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { examplePrice } from './examplePrice.js';
import { misused } from './misused.js';
import { alertRule, judgedOn } from './alertWords.js';

const comparison = /^(.+?)\s*(>=?|<=?|\babove\b|\bover\b|\bbelow\b|\bunder\b)\s*(.*)$/i;

export const alert: CapeCommand = {
  name: 'alert', aliases: ['a'], family: 'notify', access: 'anyone', where: 'private',
  summary: 'help.alert', usage: 'alert <coin> > <price>',
  examples: (core) => [`alert btc > ${examplePrice(core, 'btczar', 'ask', '900000')}`, `alert btc < ${examplePrice(core, 'btczar', 'bid', '800000')}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [first, id] = request.words;
    if (request.rest === '') return misused(undefined, alert, request, core);
    if (request.via === 'button' && id !== undefined && first === 'delete') return remove(say, request, core, id);
    if (request.via === 'button' && id !== undefined && first === 'rearm') return rearm(say, request, core, id);
    const match = comparison.exec(request.rest);
    if (match === null) return misused(say('alert.noComparison'), alert, request, core);
    const market = await core.markets.find(match[1] ?? '');
    if (market === undefined) return unknown(say, request, core, match[1] ?? '');
    const direction = /^[>ao]/i.test(match[2] ?? '') ? 'above' : 'below';
    const number = parseNumber((match[3] ?? '').replace(/^r ?/i, ''), { rand: true });
    if (number.kind === 'wrong') return misused(say('alert.noPrice', { why: say(`number.${number.why}`, { typed: clean(match[3] ?? '', 40) }) }), alert, request, core);
    if (number.kind === 'ask') return ask(say, match, number.readings);
    if (compare(number.value, '0' as Decimal) === 0) return misused(say('number.zero'), alert, request, core);
    return save(say, request, core, market, direction, number.value);
  },
};

async function unknown(say: Say, request: Request, core: Core, words: string): Promise<Reply> {
  const coins = (await core.markets.list()).map((market) => market.base.toUpperCase()).join(', ');
  return { text: say('market.unknown', { words: clean(words, 40), coins, example: `/${alert.examples(core, request.user)[0] ?? ''}` }) };
}

function ask(say: Say, match: RegExpExecArray, readings: readonly Decimal[]): Reply {
  const [, coin = '', sign = '', typed = ''] = match;
  const plainly = (value: Decimal): string => (/\.\d{3}$/.test(value) ? `${value}0` : value);
  return {
    text: say('order.ask', { typed: clean(typed, 40) }),
    buttons: readings.map((value) => [{ label: showRand(value), data: runData(`alert ${coin.slice(0, 20)} ${sign} ${plainly(value)}`) }]),
  };
}

async function save(say: Say, request: Request, core: Core, market: Market, direction: Alert['direction'], threshold: Decimal): Promise<Reply> {
  const view = core.markets.book(market.id);
  // The id comes from the update, so that a re-delivered message saves nothing twice.
  const added = await core.alerts.add(request.user.id, { id: `a${request.updateId.toString(36)}`, market: market.id, direction, threshold });
  const rule = alertRule(say, added, market);
  const now = judgedOn(view, direction);
  if (now !== undefined && holds(direction, now, threshold)) return { text: say('alert.already', { name: market.name, rule }) };
  return { text: say('alert.saved', { name: market.name, rule, basis: say(`alert.basis.${direction}`), ...distance(say, market, view, direction, threshold) }) };
}

function distance(say: Say, market: Market, view: BookView, direction: Alert['direction'], threshold: Decimal): { now: ReturnType<Say> | string; distance: ReturnType<Say> | string } {
  const now = judgedOn(view, direction);
  if (now === undefined) return { now: say(view.state === 'synced' ? 'alert.nobody' : 'alert.unknownNow'), distance: '' };
  return { now: showMoney(now, market.quote), distance: say('alert.distance', { percent: absolute(percentChange(now, threshold)) }) };
}

const holds = (direction: Alert['direction'], now: Decimal, threshold: Decimal): boolean => (direction === 'above' ? compare(now, threshold) >= 0 : compare(now, threshold) <= 0);

async function remove(say: Say, request: Request, core: Core, id: string): Promise<Reply> {
  const found = core.alerts.list(request.user.id).find((one) => one.id === id);
  const market = found === undefined ? undefined : await core.markets.find(found.market);
  if (found === undefined || market === undefined || !(await core.alerts.remove(request.user.id, id))) return { text: say('alert.gone') };
  return { text: say('alert.deleted', { name: market.name, rule: alertRule(say, found, market) }) };
}

async function rearm(say: Say, request: Request, core: Core, id: string): Promise<Reply> {
  const armed = await core.alerts.rearm(request.user.id, id);
  const market = armed === undefined ? undefined : await core.markets.find(armed.market);
  if (armed === undefined || market === undefined) return { text: say('alert.gone') };
  return { text: say(armed.state === 'waiting' ? 'alert.rearmedWaiting' : 'alert.rearmed', { name: market.name, rule: alertRule(say, armed, market) }) };
}

