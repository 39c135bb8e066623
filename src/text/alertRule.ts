// An alert's rule in words: as the end of a sentence, and short as it would be typed, for a button.
import type { AlertRepeat, AlertRule, ClosePeriod } from '../model/alert.js';
import type { CurrencyCode } from '../model/trading/market.js';
import type { Rich } from '../model/message.js';
import { showMoney, showNumber } from './format.js';
import type { Say } from './index.js';
import { clean } from './rich.js';

/** What the rule's market trades; for a balance, its currency stands in both places. */
export interface AlertUnits {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
}

const periods: Readonly<Record<ClosePeriod, string>> = { 5: '5m', 15: '15m', 30: '30m', 60: '1h', 120: '2h', 240: '4h', 360: '6h', 720: '12h', 1440: '1d', 4320: '3d', 10080: '1w' };

/** "1h", as it is typed. */
export const showPeriod = (minutes: ClosePeriod): string => periods[minutes];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** "90 min", "4 h", "7 days", in the language of `say`: exact, for times that people have chosen in whole minutes. */
export function showSpan(say: Say, ms: number): string {
  if (ms > dayMs && ms % dayMs === 0) return say('duration.days', { count: ms / dayMs }).text;
  return (ms % hourMs === 0 ? say('duration.hours', { count: ms / hourMs }) : say('duration.minutes', { count: Math.round(ms / 60_000) })).text;
}

/** "rises to R900 000.00 or above": what comes after the market's name, or after alertSubject. */
export function alertRule(say: Say, rule: AlertRule, { quote }: AlertUnits): Rich {
  switch (rule.kind) {
    case 'priceCrosses': return say(`alert.rule.${rule.direction}`, { threshold: showMoney(say, rule.threshold, quote) });
    case 'percentMove': return say(`alert.rule.move.${rule.direction}`, { percent: showNumber(say, rule.percent), window: showSpan(say, rule.windowMs) });
    case 'candleClose': return say(`alert.rule.close.${rule.direction}`, { period: showPeriod(rule.periodMinutes), threshold: showMoney(say, rule.threshold, quote) });
    case 'spread': return say(`alert.rule.spread.${rule.direction}`, { percent: showNumber(say, rule.percent) });
    case 'orderNear': return rule.order === undefined ? say('alert.rule.orders', { percent: showNumber(say, rule.percent) }) : say('alert.rule.order', { percent: showNumber(say, rule.percent), id: clean(rule.order.id, 40) });
    case 'balanceBelow': return say('alert.rule.balance', { threshold: showMoney(say, rule.threshold, rule.currency) });
  }
}

/** Who the sentence is about where it is not a market. */
export function alertSubject(say: Say, rule: AlertRule, marketName: string): string {
  if (rule.kind === 'balanceBelow') return say('alert.subject.balance', { currency: rule.currency.toUpperCase() }).text;
  return rule.kind === 'orderNear' && rule.order === undefined ? say('alert.subject.orders').text : clean(marketName, 40);
}

/** "BTC > R900 000.00": short enough for a button. */
export function alertShort(say: Say, rule: AlertRule, { base, quote }: AlertUnits): string {
  const coin = clean(base.toUpperCase(), 20);
  const sign = 'direction' in rule && rule.direction === 'above' ? '>' : '<';
  switch (rule.kind) {
    case 'priceCrosses': return say('alert.short.level', { coin, sign, level: showMoney(say, rule.threshold, quote) }).text;
    case 'percentMove': return say('alert.short.move', { coin, sign: { up: '+', down: '−', both: '±' }[rule.direction], percent: showNumber(say, rule.percent), window: showSpan(say, rule.windowMs) }).text;
    case 'candleClose': return say('alert.short.close', { coin, period: showPeriod(rule.periodMinutes), sign, level: showMoney(say, rule.threshold, quote) }).text;
    case 'spread': return say('alert.short.spread', { coin, sign, percent: showNumber(say, rule.percent) }).text;
    case 'orderNear': return say(rule.order === undefined ? 'alert.short.orders' : 'alert.short.order', { id: clean(rule.order?.id ?? '', 20), percent: showNumber(say, rule.percent) }).text;
    case 'balanceBelow': return say('alert.short.balance', { currency: rule.currency.toUpperCase(), level: showMoney(say, rule.threshold, rule.currency) }).text;
  }
}

/** "At most every 4 h, ..."; undefined for one that fires once. */
export function alertRepeat(say: Say, rule: AlertRule, repeat: AlertRepeat | undefined): Rich | undefined {
  if (repeat === undefined) return undefined;
  return say(rule.kind === 'percentMove' ? 'alert.repeatsMove' : 'alert.repeats', { every: showSpan(say, repeat.everyMs), band: showNumber(say, repeat.band) });
}
