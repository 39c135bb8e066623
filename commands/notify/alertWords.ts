// How an alert is named in /alert and /alerts: its subject, its rule, what its market trades, and the value it is judged on.
import type { Standing } from '../../src/alerts/alerts.js';
import type { AlertRule } from '../../src/model/alert.js';
import type { CurrencyCode, Market } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { isPositive, round, type Decimal } from '../../src/model/money.js';
import { alertRule, alertShort, alertSubject } from '../../src/text/alertRule.js';
import type { AlertUnits } from '../../src/text/alerts/alertText.js';
import { showMoney, showNumber, showPercent } from '../../src/text/format.js';
import { showHeld } from '../../src/text/orderFigures.js';
import type { Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { currencyPlaces } from '../answers/currencyPlaces.js';
import type { Core } from '../core.js';
import { concat, type Part } from '../../src/text/rich.js';

export interface AlertNames {
  /** For sentences: name is "BTC/ZAR", or what the sentence is about where it is no market. */
  readonly said: Readonly<Record<'name' | 'rule', Rich>>;
  /** "BTC > R900 000.00" */
  readonly short: Rich;
  /** The heading it stands under in a list. */
  readonly group: Rich;
  readonly units: AlertUnits;
  readonly market: Market | undefined;
}

/** The market a rule belongs to, if it is one. */
function marketIdOf(rule: AlertRule): string | undefined {
  if (rule.kind === 'orderNear') return rule.order?.market;
  return rule.kind === 'balanceBelow' ? undefined : rule.market;
}

/** @throws as Markets.list */
export async function nameAlert(say: Say, core: Core, rule: AlertRule): Promise<AlertNames> {
  const id = marketIdOf(rule);
  const market = id === undefined ? undefined : await core.markets.find(id);
  const units = rule.kind === 'balanceBelow' ? await heldUnits(core, rule.currency) : { base: market?.base ?? id ?? '', quote: market?.quote ?? 'zar' };
  const marketName = market?.name ?? id?.toUpperCase() ?? '';
  const group = rule.kind === 'balanceBelow' ? say('alert.group.balances') : id === undefined ? say('alert.group.orders') : outside(marketName, 40);
  return { said: { name: alertSubject(say, rule, marketName), rule: alertRule(say, rule, units) }, short: alertShort(say, rule, units), group, units, market };
}

async function heldUnits(core: Core, currency: CurrencyCode): Promise<AlertUnits> {
  const places = (await currencyPlaces(core))(currency);
  return { base: currency, quote: currency, ...(places === undefined ? {} : { places }) };
}

/** A value a rule is judged on: a price, a spread, a move so far, a balance. */
export function showJudged(say: Say, rule: AlertRule, { base, quote, places }: AlertUnits, value: Decimal, standing?: Standing): Part {
  if (rule.kind === 'spread') return showPercent(say, value);
  if (standing?.move !== undefined) return concat(isPositive(standing.move.change) ? '+' : '', showPercent(say, standing.move.change));
  return rule.kind === 'balanceBelow' ? showHeld(say, value, base, places) : showMoney(say, value, quote);
}

/** " (7.81 % away)", rounded up so that what has not fired is never shown as there; " (so right now)"; nothing where it cannot be told. */
export function sayDistance(say: Say, standing: Standing | undefined): Part {
  if (standing === undefined) return '';
  return standing.holds ? say('alert.soNow') : say('alert.distance', { percent: showNumber(say, round(standing.distance, 2, 'up')) });
}
