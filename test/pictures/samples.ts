// Candles and charts for the tests of pictures/.
import { decimal } from '../../src/model/money.js';
import type { Candle } from '../../src/model/trading/market.js';
import type { ChartInput, ChartLine } from '../../src/pictures/chart.js';
import { speak } from '../../src/text/index.js';

export const hourMs = 3_600_000;
export const firstAt = Date.UTC(2026, 10, 20, 22, 0, 0);

/** Hourly; prices run from 100 to 120 and back, a falling candle after each two rising ones. */
export function hours(count: number, over: (index: number) => Partial<Candle> = () => ({})): Candle[] {
  return Array.from({ length: count }, (_, index) => {
    const low = 100 + (index % 20);
    const isFalling = index % 3 === 2;
    return {
      at: firstAt + index * hourMs, open: decimal(String(isFalling ? low + 3 : low + 1)), close: decimal(String(isFalling ? low + 1 : low + 3)),
      high: decimal(String(low + 4)), low: decimal(String(low)), volume: decimal(String(1 + (index % 7))), ...over(index),
    };
  });
}

export const aLine = (price: string, over: Partial<ChartLine> = {}): ChartLine => ({ kind: 'buy', price: decimal(price), label: 'Buy 0.5 BTC', ...over });

export const aChart = (over: Partial<ChartInput> = {}): ChartInput => ({
  say: speak('en'), title: 'BTC/ZAR · 1h', base: 'btc', quote: 'zar', periodMinutes: 60, candles: hours(48), lines: [], timeZone: 'Africa/Johannesburg', ...over,
});

/** The texts of a picture, in the order drawn. */
export const textsOf = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => (match[1] ?? '').replaceAll('\u00a0', ' '));
