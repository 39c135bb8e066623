// An alert on the spread: how far the best bid and ask are apart, in per cent of the middle.
import type { AlertOf, SpreadRule } from '../../model/alert.js';
import { absolute, decimal, minus, plus, smaller, times, ZERO, type Decimal } from '../../model/money.js';
import type { AlertKind } from '../alertKind.js';
import { bandOf, checkPercent, hasLeftAt, holdsAt } from '../limits.js';
import { spreadOf } from '../../model/trading/spreadOf.js';

const half = decimal('0.5');

/** A spread is a per cent of the price already, so the band is taken off it; off half of it at most, or it could never leave. */
function leaving(alert: AlertOf<SpreadRule>): Decimal {
  const band = smaller(bandOf(alert), times(alert.percent, half));
  return alert.direction === 'above' ? minus(alert.percent, band) : plus(alert.percent, band);
}

export const spread: AlertKind<SpreadRule> = {
  name: 'spread',
  feed: 'book',
  check: ({ percent }) => checkPercent(percent, '0.01', '100'),
  market: ({ market }) => market,
  watches(alert) {
    const isArmed = alert.state === 'armed';
    const moves = (alert.direction === 'above') === isArmed ? 'rising' : 'falling';
    return [{ market: alert.market, thresholds: [{ side: 'spread', moves, price: isArmed ? alert.percent : leaving(alert), inclusive: isArmed }] }];
  },
  stand(alert, sight) {
    const view = sight.book(alert.market);
    const value = view === undefined ? undefined : spreadOf(view);
    if (value === undefined) return undefined;
    const holds = holdsAt(alert.direction, alert.percent, value);
    return { value, holds, hasLeft: hasLeftAt(alert.direction, leaving(alert), value), distance: holds ? ZERO : absolute(minus(alert.percent, value)) };
  },
  firedData: ({ id, market, direction, percent, repeat }, { standing, at, base, quote }) =>
    ({ kind: 'spread', alertId: id, market, base, quote, direction, percent, price: standing.value, firedAt: at, ...(repeat === undefined ? {} : { repeat }) }),
  rehearse: () => undefined,
};
