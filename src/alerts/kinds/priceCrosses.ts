// An alert on a price: above is judged on the best bid, below on the best ask, so that it is a price one could trade at.
import type { BookView } from '../../markets/markets.js';
import type { PriceCrossesAlert } from '../../model/alert.js';
import { UserError } from '../../model/errors.js';
import type { Level } from '../../model/market.js';
import { isAbove, isBelow, isPositive } from '../../model/money.js';
import type { AlertKind } from '../alertKind.js';

export type PriceCrossesWanted = Pick<PriceCrossesAlert, 'market' | 'direction' | 'threshold'>;

type Rule = Pick<PriceCrossesAlert, 'direction' | 'threshold'>;

const judged = ({ direction }: Rule, view: BookView): Level | undefined => (direction === 'above' ? view.bestBid : view.bestAsk);

const holdsAt = ({ direction, threshold }: Rule, { price }: Level): boolean =>
  direction === 'above' ? !isBelow(price, threshold) : !isAbove(price, threshold);

export const priceCrosses: AlertKind<PriceCrossesAlert, PriceCrossesWanted> = {
  name: 'priceCrosses',
  parse: (wanted) => (isPositive(wanted.threshold) ? wanted : new UserError('number.zero')),
  describe: ({ market, direction, threshold }) => ({ key: `alert.rule.${direction}`, values: { market, threshold } }),
  market: ({ market }) => market,
  thresholds({ direction, threshold, state }) {
    const side = direction === 'above' ? 'bid' : 'ask';
    const isArmed = state === 'armed';
    const moves = (direction === 'above') === isArmed ? 'rising' : 'falling';
    return [{ side, moves, price: threshold, inclusive: isArmed }];
  },
  trigger(alert, view) {
    const level = judged(alert, view);
    return level !== undefined && holdsAt(alert, level) ? level.price : undefined;
  },
  isTriggered(alert, view) {
    const level = judged(alert, view);
    return level === undefined ? undefined : holdsAt(alert, level);
  },
  firedData: ({ id, market, direction, threshold }, { price, at, base, quote }) =>
    ({ alertId: id, market, base, quote, direction, threshold, price, firedAt: at }),
};
