// What /alert answers where the thing to wait for is so already: whether the other way was meant, or a message at once.
import type { WantedAlert } from '../../src/alerts/alerts.js';
import type { Reply, Request } from '../../src/bot/command.js';
import type { Alert, AlertRule, Direction } from '../../src/model/alert.js';
import type { Button } from '../../src/model/message.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import { alertShort } from '../../src/text/alertRule.js';
import { showDirection } from '../../src/text/alerts/typedAlert.js';
import { showMoney, showPeriod } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { unmistakable } from '../../src/words/digits.js';
import type { Core } from '../core.js';
import { nameAlert, showJudged, type AlertNames } from './alertWords.js';

/** The word before those of an alert that is wanted although it is so already; only a button carries it. */
export const keepWord = 'keep';

/** The question; undefined where it is not so, or cannot be told. @throws as Markets.list */
export async function askAlready(say: Say, request: Request, core: Core, { id, rule, repeat }: WantedAlert): Promise<Reply | undefined> {
  const now = core.clock.now();
  const alertOf = (one: AlertRule): Alert => ({ ...one, id, state: 'armed', createdAt: now, firings: 0, ...(repeat === undefined ? {} : { repeat }) });
  const standing = core.alerts.standing(request.user.id, alertOf(rule));
  if (standing?.holds !== true) return undefined;
  const names = await nameAlert(say, core, rule);
  const value = showJudged(say, rule, names.units, standing.value, standing);
  const text = rule.kind === 'priceCrosses' || rule.kind === 'candleClose'
    ? say(`alert.isAlready.${rule.direction}`, { name: names.said.name, now: value, threshold: showMoney(say, rule.threshold, names.units.quote) })
    : say('alert.isSo', { now: value });
  const other = otherWay(rule);
  const isOtherFree = other !== undefined && core.alerts.standing(request.user.id, alertOf(other))?.holds === false;
  const keep = say(rule.kind === 'candleClose' ? 'alert.keepClose' : 'alert.keepNow').text;
  const rows = [...(isOtherFree ? [otherButton(say, other, names, tailOf(request.rest))] : []), wordsButton(keep, `alert ${keepWord} ${request.rest}`)];
  return { text, buttons: rows.filter((row) => row.length > 0) };
}

type TwoWays = Extract<AlertRule, { readonly direction: Direction }>;

/** The same the other way round; undefined for what has no other way. */
function otherWay(rule: AlertRule): TwoWays | undefined {
  if (rule.kind !== 'priceCrosses' && rule.kind !== 'candleClose' && rule.kind !== 'spread') return undefined;
  return { ...rule, direction: rule.direction === 'above' ? 'below' : 'above' };
}

function otherButton(say: Say, rule: TwoWays, { units }: AlertNames, tail: string): readonly Button[] {
  const label = rule.kind === 'priceCrosses' ? say(`alert.instead.${rule.direction}`, { threshold: showMoney(say, rule.threshold, units.quote) }).text : alertShort(say, rule, units).text;
  return wordsButton(label, `alert ${wordsOf(rule)}${tail}`);
}

function wordsOf(rule: TwoWays): string {
  const sign = showDirection(rule.direction);
  switch (rule.kind) {
    case 'priceCrosses': return `${rule.market} ${sign} ${unmistakable(rule.threshold)}`;
    case 'candleClose': return `${rule.market} close ${showPeriod(rule.periodMinutes)} ${sign} ${unmistakable(rule.threshold)}`;
    case 'spread': return `${rule.market} spread ${sign} ${unmistakable(rule.percent)}%`;
  }
}

/** " every 4h" as it was typed. */
const tailOf = (typed: string): string => / every\b.*$/i.exec(typed)?.[0] ?? '';
