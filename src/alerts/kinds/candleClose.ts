// An alert on the price a candle closes at, as the exchange's own k-lines tell it.
import { closePeriods, type CandleCloseRule } from '../../model/alert.js';
import { UserError } from '../../model/errors.js';
import { absolute, percentChange, ZERO } from '../../model/money.js';
import type { AlertKind } from '../alertKind.js';
import { bandOf, checkPositive, hasLeftAt, holdsAt, leftAt } from '../limits.js';
import { countFirings, rehearsedRepeat } from '../pricePath.js';

const minuteMs = 60_000;

export const candleClose: AlertKind<CandleCloseRule> = {
  name: 'candleClose',
  feed: 'candles',
  check: (rule) => (closePeriods.includes(rule.periodMinutes) ? checkPositive(rule.threshold) : new UserError('alert.badPeriod')),
  market: ({ market }) => market,
  watches: () => [],
  candles: ({ market, periodMinutes }) => ({ market, period: periodMinutes }),
  /** Between closes the live book stands in, for showing how far it is and whether arming again must wait; it never fires. */
  stand(alert, sight) {
    const view = sight.book(alert.market);
    const value = sight.candle?.close ?? (alert.direction === 'above' ? view?.bestBid : view?.bestAsk)?.price;
    if (value === undefined) return undefined;
    const holds = holdsAt(alert.direction, alert.threshold, value);
    const hasLeft = hasLeftAt(alert.direction, leftAt(alert.direction, alert.threshold, bandOf(alert)), value);
    return { value, holds, hasLeft, distance: holds ? ZERO : absolute(percentChange(value, alert.threshold)) };
  },
  firedData: ({ id, market, direction, threshold, periodMinutes, repeat }, { standing, at, base, quote }) =>
    ({ kind: 'candleClose', alertId: id, market, base, quote, direction, threshold, periodMinutes, price: standing.value, firedAt: at, ...(repeat === undefined ? {} : { repeat }) }),
  rehearse({ direction, threshold, periodMinutes }, path, repeat) {
    const { everyMs, band } = rehearsedRepeat(repeat);
    const leaving = leftAt(direction, threshold, band);
    const periodMs = periodMinutes * minuteMs;
    const closes = new Map(path.candles.map(({ at, close }) => [at - (at % periodMs), close]));
    // The newest candle is still being made.
    const closed = [...closes].slice(0, -1).map(([at, close]) => ({ at: at + periodMs, holds: holdsAt(direction, threshold, close), hasLeft: hasLeftAt(direction, leaving, close) }));
    return countFirings(closed, everyMs);
  },
};
