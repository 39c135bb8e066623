// /alerts: a user's alerts by market, the nearest first, with the distance in per cent, a Delete button each and Re-arm where it helps.
import type { Standing } from '../../src/alerts/alerts.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { alertsPerUserLimit, type Alert } from '../../src/model/alert.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import { isBelow } from '../../src/model/money.js';
import { isFinal } from '../../src/model/trading/order.js';
import { showSpan, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { join, type Shown } from '../../src/text/rich.js';
import { alert } from './alert.js';
import { actOnAlert, isAlertAct } from './alertActs.js';
import { nameAlert, sayDistance, showJudged, type AlertNames } from './alertWords.js';
import type { CapeCommand, Core } from '../core.js';
import { pageButtons, pageOf } from '../answers/page.js';
import { switchOn, withOffNotice } from './switchedOff.js';
import { outside } from '../../src/text/outside.js';

interface Row {
  readonly alert: Alert;
  readonly names: AlertNames;
  readonly standing: Standing | undefined;
}

export const alerts: CapeCommand = {
  name: 'alerts', aliases: [], family: 'notify', access: 'anyone', where: 'private', offered: 'reads',
  summary: 'help.alerts', usage: 'alerts [<page>]', examples: () => ['alerts'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [act, id, page] = request.words;
    if (request.via === 'button' && act === 'on') {
      const user = await switchOn(say, request, core, 'alerts');
      return alerts.run({ ...request, user, words: [], rest: '' }, core);
    }
    const done = request.via === 'button' && id !== undefined && isAlertAct(act) ? await actOnAlert(say, request, core, act, id) : undefined;
    const rows = byMarket(await Promise.all(core.alerts.list(request.user.id).map((one) => describe(say, request, core, one))));
    const news = done === undefined ? [] : [done];
    if (rows.length === 0) return { text: join([...news, say('alert.none', { example: outside(`/${alert.examples(core, request.user)[0] ?? ''}`) })]), inPlace: true };
    return withOffNotice(say, request.user, 'alerts', draw(say, request, core, rows, { news, page: done === undefined ? act : page }));
  },
};

async function describe(say: Say, request: Request, core: Core, one: Alert): Promise<Row> {
  return { alert: one, names: await nameAlert(say, core, one), standing: core.alerts.standing(request.user.id, one) };
}

/** Groups by market, the one with the nearest alert first; what cannot be told, and then what rests, comes last. */
function byMarket(rows: readonly Row[]): readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows.toSorted(nearestFirst)) groups.set(row.names.group.text, [...groups.get(row.names.group.text) ?? [], row]);
  return [...groups.values()].flat();
}

function nearestFirst({ alert: one, standing: a }: Row, { alert: other, standing: b }: Row): number {
  const [rests, otherRests] = [one.state === 'resting', other.state === 'resting'];
  if (rests !== otherRests) return rests ? 1 : -1;
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.distance === b.distance ? 0 : isBelow(a.distance, b.distance) ? -1 : 1;
}

function draw(say: Say, request: Request, core: Core, rows: readonly Row[], { news, page: word }: { readonly news: readonly Rich[]; readonly page: string | undefined }): Reply {
  const page = pageOf(rows, word);
  const lines = page.rows.flatMap((row, index) => [
    ...(row.names.group.text === page.rows[index - 1]?.names.group.text ? [] : [say('alert.group', { name: row.names.group })]),
    line(say, request, core, row),
  ]);
  return {
    text: join([...news, say('alert.heading', { count: rows.length, limit: alertsPerUserLimit }), ...lines, ...(page.count > 1 ? [say('alert.page', { page: page.number, pages: page.count })] : [])]),
    buttons: [...page.rows.map((row) => buttons(say, row, page.number)), ...pageButtons('alerts', page)],
    inPlace: true,
  };
}

function line(say: Say, request: Request, core: Core, { alert: one, names, standing }: Row): Rich {
  const time = (at: number): Shown => showTime(say, at, core.clock.now(), request.user.settings.timeZone);
  const mark = one.state === 'resting' ? '💤' : one.state === 'asleep' ? '😴' : '🔔';
  return join([
    say('alert.row', { mark, rule: names.said.rule, distance: sayDistance(say, standing) }),
    ...(one.repeat === undefined ? [] : [say('alert.row.repeats', { every: showSpan(say, one.repeat.everyMs) })]),
    ...(one.state === 'resting' && one.fired !== undefined ? [say('alert.row.rested', { time: time(one.fired.at), value: showJudged(say, one, names.units, one.fired.price) })] : []),
    ...(one.state === 'waiting' ? [say('alert.row.waiting')] : []),
    ...(one.state === 'asleep' ? [say('alert.row.asleep', { time: time(one.until ?? 0) })] : []),
    ...(one.undelivered === undefined ? [] : [say('alert.row.undelivered', { time: time(one.undelivered) })]),
    ...(isOrderGone(request, one) ? [say('alert.row.orderGone')] : []),
  ], '');
}

/** Its order was filled or cancelled: nothing can come near it any more. */
function isOrderGone({ user }: Request, one: Alert): boolean {
  if (one.kind !== 'orderNear' || one.order === undefined) return false;
  const tracked = Object.hasOwn(user.account.orders, one.order.id) ? user.account.orders[one.order.id] : undefined;
  return tracked === undefined || isFinal(tracked.order.state);
}

function buttons(say: Say, { alert: one, names }: Row, page: number): Button[] {
  const button = (act: 'delete' | 'rearm'): Button => ({ label: say(`alert.button.${act}`, { rule: names.short }).text, data: runData(`alerts ${act} ${one.id} ${page}`) });
  return one.state === 'resting' || one.state === 'asleep' ? [button('rearm'), button('delete')] : [button('delete')];
}
