// An alert on a price: above is judged on the best bid, below on the best ask, so that it is a price one could trade at.
import type { BookView } from '../../markets/markets.js';
import type { AlertOf, PriceCrossesRule } from '../../model/alert.js';
import type { Level } from '../../model/trading/market.js';
import { absolute, percentChange, ZERO } from '../../model/money.js';
import type { AlertKind, Threshold } from '../alertKind.js';
import { bandOf, checkPositive, hasLeftAt, holdsAt, leftAt } from '../limits.js';
import { countFirings, rehearsedRepeat } from '../pricePath.js';

const judged = ({ direction }: PriceCrossesRule, view: BookView | undefined): Level | undefined => (direction === 'above' ? view?.bestBid : view?.bestAsk);

function threshold(alert: AlertOf<PriceCrossesRule>): Threshold {
  const side = alert.direction === 'above' ? 'bid' : 'ask';
  const isArmed = alert.state === 'armed';
  const moves = (alert.direction === 'above') === isArmed ? 'rising' : 'falling';
  return { side, moves, price: isArmed ? alert.threshold : leftAt(alert.direction, alert.threshold, bandOf(alert)), inclusive: isArmed };
}

export const priceCrosses: AlertKind<PriceCrossesRule> = {
  name: 'priceCrosses',
  feed: 'book',
  check: (rule) => checkPositive(rule.threshold),
  market: ({ market }) => market,
  watches: (alert) => [{ market: alert.market, thresholds: [threshold(alert)] }],
  stand(alert, sight) {
    const value = judged(alert, sight.book(alert.market))?.price;
    if (value === undefined) return undefined;
    const holds = holdsAt(alert.direction, alert.threshold, value);
    const hasLeft = hasLeftAt(alert.direction, leftAt(alert.direction, alert.threshold, bandOf(alert)), value);
    return { value, holds, hasLeft, distance: holds ? ZERO : absolute(percentChange(value, alert.threshold)) };
  },
  firedData: ({ id, market, direction, threshold: at, repeat }, { standing, at: firedAt, base, quote }) =>
    ({ kind: 'priceCrosses', alertId: id, market, base, quote, direction, threshold: at, price: standing.value, firedAt, ...(repeat === undefined ? {} : { repeat }) }),
  rehearse({ direction, threshold: at }, path, repeat) {
    const { everyMs, band } = rehearsedRepeat(repeat);
    const leaving = leftAt(direction, at, band);
    return countFirings(path.points.map((point) => ({ at: point.at, holds: holdsAt(direction, at, point.price), hasLeft: hasLeftAt(direction, leaving, point.price) })), everyMs);
  },
};
