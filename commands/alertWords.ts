// An alert's rule in words and the price it is judged on, shared by /alert and /alerts.
import type { Alert } from '../src/model/alert.js';
import type { Market } from '../src/model/market.js';
import type { Rich } from '../src/model/message.js';
import type { Decimal } from '../src/model/money.js';
import type { BookView } from '../src/markets/markets.js';
import { showMoney } from '../src/text/format.js';
import type { Say } from '../src/text/index.js';

/** "rises to R900 000.00 or above". */
export function alertRule(say: Say, alert: Pick<Alert, 'direction' | 'threshold'>, market: Pick<Market, 'quote'>): Rich {
  return say(`alert.rule.${alert.direction}`, { threshold: showMoney(alert.threshold, market.quote) });
}

/** The best bid for "above", the best ask for "below"; undefined while the book is not in sync. */
export function judgedOn(view: BookView, direction: Alert['direction']): Decimal | undefined {
  if (view.state !== 'synced') return undefined;
  return (direction === 'above' ? view.bestBid : view.bestAsk)?.price;
}
