// What /alert answers once it has saved: the exact rule, what it is judged on and how far that is, and how often it would have fired.
import type { Rehearsal, Standing } from '../../src/alerts/alerts.js';
import type { Alert, AlertRule } from '../../src/model/alert.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import { runData } from '../../src/model/callback.js';
import type { Rich } from '../../src/model/message.js';
import { alertRepeat } from '../../src/text/alertRule.js';
import { showDuration, showPeriod, showSpan, showTime } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { join, type Values } from '../../src/text/rich.js';
import { nameAlert, sayDistance, showJudged, type AlertNames } from './alertWords.js';
import type { Core } from '../core.js';

export async function sayAdded(say: Say, request: Request, core: Core, alert: Alert, rehearsal: Rehearsal): Promise<Reply> {
  const names = await nameAlert(say, core, alert);
  const standing = core.alerts.standing(request.user.id, alert);
  const repeats = alertRepeat(say, alert, alert.repeat);
  // A candle decides when it closes, whatever the price is now.
  const firesNow = standing?.holds === true && alert.kind !== 'candleClose';
  return {
    text: join([
      ...(firesNow ? [say('alert.already', names.said)] : [say('alert.saved', names.said), judgedLine(say, core, alert, names, standing)]),
      ...(repeats === undefined ? [] : [repeats]),
      // What is so already fires now: how often it would have fired says nothing of that.
      ...(firesNow ? [] : [sayRehearsal(say, request, core, rehearsal)]),
    ]),
  };
}

/** The same is watched already: what there is, as it stands. */
export async function sayKnown(say: Say, request: Request, core: Core, alert: Alert): Promise<Reply> {
  const names = await nameAlert(say, core, alert);
  const time = showTime(say, alert.until ?? 0, core.clock.now(), request.user.settings.timeZone);
  const state = alert.state === 'asleep' ? say('alert.row.asleep', { time }) : alert.state === 'waiting' ? say('alert.row.waiting') : '';
  return {
    text: join([say('alert.known', { ...names.said, state }), judgedLine(say, core, alert, names, core.alerts.standing(request.user.id, alert))]),
    ...(alert.state === 'asleep' ? { buttons: [[{ label: say('alert.rearm').text, data: runData(`alert rearm ${alert.id}`) }]] } : {}),
  };
}

function judgedLine(say: Say, core: Core, alert: Alert, names: AlertNames, standing: Standing | undefined): Rich {
  const now = standing === undefined ? whyUnknown(say, core, alert, names) : showJudged(say, alert, names.units, standing.value, standing);
  return say('alert.judged', { basis: basisOf(say, alert), now, distance: sayDistance(say, standing) });
}

function basisOf(say: Say, rule: AlertRule): Rich {
  switch (rule.kind) {
    case 'priceCrosses': return say(`alert.basis.${rule.direction}`);
    case 'percentMove': return say(`alert.basis.move.${rule.direction}`, { window: showSpan(say, rule.windowMs) });
    case 'candleClose': return say('alert.basis.close');
    case 'spread': return say('alert.basis.spread');
    case 'orderNear': return say('alert.basis.order');
    case 'balanceBelow': return say('alert.basis.balance');
  }
}

function whyUnknown(say: Say, core: Core, alert: Alert, { market }: AlertNames): Rich {
  if (alert.kind === 'balanceBelow') return say('alert.noBalances');
  if (market === undefined) return say('alert.noOpenOrders');
  if (!isEnabled(market)) return say('alert.closedNow');
  if (core.markets.book(market.id).state !== 'synced') return say('alert.unknownNow');
  return say(alert.kind === 'percentMove' ? 'alert.measuring' : 'alert.nobody');
}

function sayRehearsal(say: Say, { user }: Request, core: Core, rehearsal: Rehearsal): Rich {
  if (rehearsal.kind !== 'counted') return say(`alert.rehearsal.${rehearsal.kind}`);
  const { firings, spanMs, isWhole, coarse } = rehearsal;
  const span = isWhole ? showSpan(say, 7 * 24 * 3_600_000) : showDuration(say, spanMs);
  const last = firings.at(-1);
  const values: Values = { span, count: firings.length, last: last === undefined ? '' : showTime(say, last, core.clock.now(), user.settings.timeZone) };
  const counted = say(last === undefined ? 'alert.rehearsal.none' : firings.length === 1 ? 'alert.rehearsal.once' : 'alert.rehearsal.count', values);
  const from = coarse === undefined ? [] : [say('alert.rehearsal.coarse', { period: showPeriod(coarse.minutes), time: showTime(say, coarse.until, core.clock.now(), user.settings.timeZone) })];
  return join([counted, ...from, ...(isWhole ? [] : [say('alert.rehearsal.short')])], ' ');
}
