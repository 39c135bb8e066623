// The lines of the user's own in a chart: open orders, average entry and alerts; none in a group, where others read along.
import type { Request } from '../../src/bot/command.js';
import { averageEntry } from '../../src/model/trading/averageEntry.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { absolute, compare, isPositive, minus, round, type Decimal } from '../../src/model/money.js';
import { isFinal } from '../../src/model/trading/order.js';
import { chartLinesLimit, type ChartLine } from '../../src/pictures/chart.js';
import { showAmount, showPeriod } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { showPrice } from '../../src/text/orderFigures.js';
import type { Core } from '../core.js';

/** Trades the average is worked out from: one read. */
const tradesRead = 90;

export interface OwnLines {
  /** The average first, then the nearest to the price. */
  readonly lines: readonly ChartLine[];
  /** What the caption says of them. */
  readonly notes: readonly Rich[];
}

/** Nothing in a group, without a linked account, or while the account is locked. Never rejects. */
export async function readOwnLines(say: Say, { inPrivate, user }: Request, core: Core, market: Market, last: Decimal): Promise<OwnLines> {
  if (!inPrivate || user.link === undefined || user.lock !== undefined) return { lines: [], notes: [] };
  const entry = await readEntry(say, user.id, core, market);
  const orders = Object.values(user.account.orders).map((tracked) => tracked.order).flatMap((order): ChartLine[] => {
    const isOpen = order.market === market.id && !isFinal(order.state) && isPositive(order.remainingVolume);
    if (!isOpen || order.price === undefined) return [];
    return [{ kind: order.side, price: order.price, label: say('chart.line.order', { side: say(`side.${order.side}`), amount: showAmount(say, order.remainingVolume, market.base) }).text }];
  });
  // Alerts of the kinds without a price of their own have nothing to draw a line at.
  const alerts = Object.values(user.alerts).flatMap((alert): ChartLine[] => {
    if ((alert.kind !== 'priceCrosses' && alert.kind !== 'candleClose') || alert.market !== market.id || alert.state === 'resting') return [];
    const label = alert.kind === 'priceCrosses' ? say(`chart.line.${alert.direction}`) : say('chart.line.close', { period: showPeriod(alert.periodMinutes) });
    return [{ kind: 'alert', price: alert.threshold, label: label.text }];
  });
  const distance = (line: ChartLine): Decimal => absolute(minus(line.price, last));
  const near = [...orders, ...alerts].sort((a, b) => compare(distance(a), distance(b)));
  const lines = [...entry.lines, ...near].slice(0, chartLinesLimit);
  const left = entry.lines.length + near.length - lines.length;
  return { lines, notes: [...entry.notes, ...(left === 0 ? [] : [say('chart.moreLines', { count: left })])] };
}

/** A chart is worth seeing without it, so a failed read is said and nothing more. */
async function readEntry(say: Say, userId: number, core: Core, market: Market): Promise<OwnLines> {
  try {
    const { rows, more } = await core.accounts.trades(userId, { from: 0, count: tradesRead, market: market.id });
    const price = averageEntry(rows);
    if (price === undefined) return { lines: [], notes: [] };
    const shown = round(price, market.pricePrecision, 'nearest');
    const note = say(more ? 'chart.entryOfLast' : 'chart.entry', { price: showPrice(say, price, market.quote, market.pricePrecision), count: rows.length });
    return { lines: [{ kind: 'entry', price: shown, label: say('chart.line.entry').text }], notes: [note] };
  } catch {
    return { lines: [], notes: [say('chart.entryUnread')] };
  }
}
