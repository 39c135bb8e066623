// An alert on a move: the best bid against the lowest of the time just past, the best ask against the highest of it.
import { moveWindowBounds, type AlertOf, type PercentMoveRule } from '../../model/alert.js';
import { UserError } from '../../model/errors.js';
import { absolute, isBelow, minus, percentChange, ZERO, type Decimal } from '../../model/money.js';
import type { AlertKind, Sight, Standing } from '../alertKind.js';
import { checkPercent, holdsAt, lessPercent, morePercent } from '../limits.js';
import { countMoves } from '../pastMoves.js';
import { rehearsedRepeat } from '../pricePath.js';

/** A price must stay above zero, so it cannot fall by all of it. */
const percentBounds = { least: '0.1', up: '1000', down: '99' } as const;

/** One way a move can go: from the reference to where it fires. */
interface Way {
  readonly direction: 'up' | 'down';
  readonly reference: Decimal;
  readonly firesAt: Decimal;
}

function waysOf(alert: AlertOf<PercentMoveRule>, sight: Sight): readonly Way[] {
  const { lowestBid, highestAsk } = sight.extremes(alert.market, alert.windowMs, alert.since ?? 0);
  const up = alert.direction === 'down' || lowestBid === undefined ? [] : [{ direction: 'up' as const, reference: lowestBid, firesAt: morePercent(lowestBid, alert.percent) }];
  const down = alert.direction === 'up' || highestAsk === undefined ? [] : [{ direction: 'down' as const, reference: highestAsk, firesAt: lessPercent(highestAsk, alert.percent) }];
  return [...up, ...down];
}

function standOf({ direction, reference, firesAt }: Way, value: Decimal, percent: Decimal): Standing {
  const holds = holdsAt(direction === 'up' ? 'above' : 'below', firesAt, value);
  const change = percentChange(reference, value);
  const short = minus(percent, direction === 'up' ? change : minus(ZERO, change));
  return { value, holds, hasLeft: !holds, distance: holds ? ZERO : absolute(short), move: { change, reference } };
}

export const percentMove: AlertKind<PercentMoveRule> = {
  name: 'percentMove',
  feed: 'book',
  startsAnew: true,
  check({ direction, percent, windowMs }) {
    if (windowMs < moveWindowBounds.least || windowMs > moveWindowBounds.most) return new UserError('alert.badWindow');
    return checkPercent(percent, percentBounds.least, direction === 'up' ? percentBounds.up : percentBounds.down);
  },
  market: ({ market }) => market,
  watches(alert, sight) {
    const thresholds = waysOf(alert, sight).map(({ direction, firesAt }) =>
      ({ side: direction === 'up' ? 'bid' : 'ask', moves: direction === 'up' ? 'rising' : 'falling', price: firesAt, inclusive: true } as const));
    return [{ market: alert.market, thresholds }];
  },
  stand(alert, sight) {
    const view = sight.book(alert.market);
    const standings = waysOf(alert, sight).flatMap((way) => {
      const value = (way.direction === 'up' ? view?.bestBid : view?.bestAsk)?.price;
      return value === undefined ? [] : [standOf(way, value, alert.percent)];
    });
    return standings.toSorted((a, b) => (isBelow(a.distance, b.distance) ? -1 : 1))[0];
  },
  firedData: ({ id, market, percent, windowMs, repeat }, { standing, at, base, quote }) =>
    ({ kind: 'percentMove', alertId: id, market, base, quote, percent, windowMs, change: standing.move?.change ?? ZERO, reference: standing.move?.reference ?? standing.value, price: standing.value, firedAt: at, ...(repeat === undefined ? {} : { repeat }) }),
  rehearse: (rule, path, repeat) => countMoves(rule, path.points, rehearsedRepeat(repeat).everyMs),
};
