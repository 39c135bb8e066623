// The 24-hour ticker of a market, as the REST answers and the ticker stream show it.
import type { CandleHistory } from './candles.js';
import { railsText, ZERO, type Decimal } from '../decimals.js';

/** The members every ticker has; all are strings (PROTOCOL.md sections 2 and 3). `volume` is quote turnover, `amount` is base. */
export function tickerEntry(history: CandleHistory): Record<string, string> {
  const day = history.lastDay();
  const open = day?.open ?? ZERO;
  const last = day?.close ?? ZERO;
  const amount = day?.volume ?? ZERO;
  const turnover = day?.turnover ?? ZERO;
  const average = amount.isZero() ? ZERO : turnover.div(amount).decimalPlaces(2);
  return {
    low: railsText(day?.low ?? ZERO), high: railsText(day?.high ?? ZERO), open: railsText(open), last: railsText(last),
    volume: railsText(turnover), amount: railsText(amount), vol: railsText(turnover), avg_price: railsText(average),
    price_change_percent: changePercent(open, last),
  };
}

function changePercent(open: Decimal, last: Decimal): string {
  if (open.isZero()) return '+0.00%';
  const change = last.minus(open).div(open).times(100).toFixed(2);
  return `${change.startsWith('-') ? '' : '+'}${change}%`;
}
