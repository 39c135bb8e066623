// /alerts: a user's alerts, the nearest first, with the distance in per cent, a Delete button each and Re-arm for those that rest.
import type { Reply, Request } from '../src/bot/command.js';
import { alertsPerUserLimit, type Alert } from '../src/model/alert.js';
import { runData } from '../src/model/callback.js';
import type { Market } from '../src/model/market.js';
import type { Button, Rich } from '../src/model/message.js';
import { absolute, compare, percentChange, type Decimal } from '../src/model/money.js';
import { showMoney, showTime } from '../src/text/format.js';
import { speak, type Say } from '../src/text/index.js';
import { join } from '../src/text/rich.js';
import { alert } from './alert.js';
import { alertRule, judgedOn } from './alertWords.js';
import type { CapeCommand, Core } from './core.js';
import { pageButtons, pageOf } from './page.js';

interface Row {
  readonly alert: Alert;
  readonly market: Pick<Market, 'name' | 'base' | 'quote'>;
  /** Per cent from the price it is judged on; undefined while the book is not in sync. */
  readonly distance: Decimal | undefined;
}

export const alerts: CapeCommand = {
  name: 'alerts', aliases: [], family: 'notify', access: 'anyone', where: 'private',
  summary: 'help.alerts', usage: 'alerts [page]', examples: () => ['alerts'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const rows = (await Promise.all(core.alerts.list(request.user.id).map((one) => describe(core, one)))).sort(nearestFirst);
    if (rows.length === 0) return { text: say('alert.none', { example: `/${alert.examples(core, request.user)[0] ?? ''}` }), inPlace: true };
    return draw(say, request, rows, core.clock.now());
  },
};

async function describe(core: Core, one: Alert): Promise<Row> {
  const market = await core.markets.find(one.market);
  const now = judgedOn(core.markets.book(one.market), one.direction);
  return {
    alert: one, market: market ?? { name: one.market, base: one.market, quote: 'zar' },
    distance: now === undefined ? undefined : absolute(percentChange(now, one.threshold)),
  };
}

function nearestFirst(a: Row, b: Row): number {
  if (a.distance === undefined || b.distance === undefined) return Number(a.distance === undefined) - Number(b.distance === undefined);
  return compare(a.distance, b.distance);
}

function draw(say: Say, request: Request, rows: readonly Row[], now: number): Reply {
  const page = pageOf(rows, request.words[0]);
  return {
    text: join([say('alert.heading', { count: rows.length, limit: alertsPerUserLimit }), ...page.rows.map((row) => line(say, request, row, now))]),
    buttons: [...page.rows.map((row) => buttons(say, row)), ...pageButtons('alerts', page)],
    inPlace: true,
  };
}

function line(say: Say, request: Request, row: Row, now: number): Rich {
  const { fired, state } = row.alert;
  const rested = state === 'resting' && fired !== undefined
    ? say('alert.row.rested', { time: showTime(say, fired.at, now, request.user.settings.timeZone), price: showMoney(fired.price, row.market.quote) })
    : state === 'waiting' ? say('alert.row.waiting') : '';
  const distance = row.distance === undefined ? '' : say('alert.distance', { percent: row.distance });
  return join([say('alert.row', { mark: state === 'resting' ? '💤' : '🔔', name: row.market.name, rule: alertRule(say, row.alert, row.market), distance }), rested], '');
}

function buttons(say: Say, row: Row): Button[] {
  const values = { name: row.market.base.toUpperCase(), sign: row.alert.direction === 'above' ? '>' : '<', threshold: showMoney(row.alert.threshold, row.market.quote) };
  const remove: Button = { label: say('alert.button.delete', values).text, data: runData(`alert delete ${row.alert.id}`) };
  const rearm: Button = { label: say('alert.button.rearm', values).text, data: runData(`alert rearm ${row.alert.id}`) };
  return row.alert.state === 'resting' ? [rearm, remove] : [remove];
}
