// A chart says what the candles say, tells up from down twice, and lets no outside text become markup.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimal } from '../../src/model/money.js';
import { slotsLimit, summarise, visibleCandles } from '../../src/pictures/candles.js';
import { chartLinesLimit, chartSvg } from '../../src/pictures/chart.js';
import { aChart, aLine, firstAt, hourMs, hours, textsOf } from './samples.js';

const rectsWith = (svg: string, attributes: string): number => svg.split('<rect ').filter((one) => one.includes(attributes)).length;

describe('a chart', () => {
  it('writes the title, the last price, the change, round prices, hours of the zone and the highest volume', () => {
    const texts = textsOf(chartSvg(aChart()));
    expect(texts.slice(0, 3)).toEqual(['BTC/ZAR · 1h', '▲ +6.93%', 'R108.00']);
    expect(texts).toEqual(expect.arrayContaining(['R100', 'R105', 'R115', 'R120', '12:00', '22 Nov', '7.00', 'BTC']));
  });

  it('writes the hours of another zone differently', () => {
    const times = (timeZone: string) => textsOf(chartSvg(aChart({ candles: hours(10), timeZone }))).filter((one) => /^\d\d:\d\d$/.test(one));
    expect([times('UTC'), times('Asia/Kolkata')]).toEqual([['04:00'], ['04:30', '08:30', '12:30']]);
  });

  it.each([['zar', 'R11.80'], ['usdc', '11.8']])('writes prices against %s as %s', (quote, label) => {
    const candles = hours(3, (index) => ({ open: decimal('11.6'), high: decimal('12.1'), low: decimal('11.5'), close: decimal(`12.0${index}`) }));
    expect(textsOf(chartSvg(aChart({ candles, quote })))).toContain(label);
  });

  it('draws rising candles hollow and falling ones filled, besides the colours', () => {
    const svg = chartSvg(aChart({ candles: hours(6) }));
    expect([rectsWith(svg, 'fill="#ffffff" stroke="#0b8a5f"'), rectsWith(svg, 'fill="#cc3340" stroke="#cc3340"')]).toEqual([4, 2]);
  });

  it.each([
    ['one candle', hours(1)],
    ['a market that has not moved', hours(3, () => ({ open: decimal('5'), high: decimal('5'), low: decimal('5'), close: decimal('5'), volume: decimal('0') }))],
    ['a price of zero', hours(2, () => ({ open: decimal('0'), high: decimal('0'), low: decimal('0'), close: decimal('0') }))],
    ['tiny prices', hours(4, (index) => ({ open: decimal('0.00000011'), high: decimal('0.00000013'), low: decimal('0.0000001'), close: decimal(`0.0000001${index}`) }))],
    ['huge prices', hours(4, () => ({ high: decimal('9'.repeat(30)) }))],
  ])('can be drawn of %s', (_what, candles) => {
    const svg = chartSvg(aChart({ candles, lines: [aLine('1'), aLine('1000000')] }));
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('refuses to be drawn of nothing', () => expect(() => chartSvg(aChart({ candles: [] }))).toThrow(TypeError));

  it('marks a time without trades with a line at the price it stood at', () => {
    const whole = hours(8);
    const dashes = (candles: typeof whole) => chartSvg(aChart({ candles })).split('stroke="#9aa5b1"').length - 1;
    expect([dashes(whole), dashes(whole.filter((_, index) => index !== 3 && index !== 4))]).toEqual([0, 1]);
  });

  it('lets no text of others become markup', () => {
    const svg = chartSvg(aChart({ title: '<script>&"\'\u202e\u0000\ufffe', base: '<b>', lines: [aLine('110', { label: '</text><rect/>' })] }));
    expect(svg).toContain('&lt;script&gt;&amp;&quot;&#39;');
    expect(svg).toContain('&lt;/text&gt;&lt;rect/&gt;');
    expect(svg).not.toMatch(/<script|<b>|\u202e|\u0000|\ufffe/);
  });
});

describe('a line of the user’s own', () => {
  const shown = (prices: readonly string[]) => textsOf(chartSvg(aChart({ lines: prices.map((price) => aLine(price)) })));

  it.each([
    ['inside the candles', '110', ['Buy 0.5 BTC', 'R110.00']],
    ['15% of their range above them', '126', ['Buy 0.5 BTC', 'R126.00']],
    ['15% of their range below them', '97', ['Buy 0.5 BTC', 'R97.00']],
  ])('%s widens the axis at most and is labelled with its price', (_where, price, texts) => expect(shown([price])).toEqual(expect.arrayContaining(texts)));

  it.each([['above', '127', '▲ Buy 0.5 BTC · R127.00'], ['below', '96', '▼ Buy 0.5 BTC · R96.00'], ['far above', '5000', '▲ Buy 0.5 BTC · R5 000.00']])(
    'further %s is an arrow at the edge with its price, and the axis stays', (_where, price, label) => {
      expect(shown([price])).toContain(label);
      expect(shown([price]).filter((one) => /^R1[0-2][05]$/.test(one))).toEqual(['R100', 'R105', 'R115', 'R120']);
    });

  it('is drawn for the first few only', () => {
    const prices = Array.from({ length: chartLinesLimit + 3 }, (_, index) => String(101 + index));
    expect(shown(prices).filter((one) => one === 'Buy 0.5 BTC')).toHaveLength(chartLinesLimit);
  });
});

describe('the candles shown', () => {
  it('are the last periods, oldest first, one each', () => {
    const all = hours(slotsLimit + 10);
    const shown = visibleCandles([...all, all[20]!].reverse(), 60);
    expect(shown.map((candle) => candle.at)).toEqual(all.slice(10).map((candle) => candle.at));
  });

  it('leave out what is further back than the picture reaches, however few there are', () => {
    const candles = [{ ...hours(1)[0]!, at: firstAt - 1000 * hourMs }, ...hours(2)];
    expect(visibleCandles(candles, 60)).toHaveLength(2);
  });

  it('are summed up from the first open to the last close', () => {
    expect(summarise(hours(48))).toEqual({ last: '108', high: '123', low: '100', changePercent: '6.93', from: firstAt, to: firstAt + 47 * hourMs });
    expect(summarise([])).toBeUndefined();
  });
});

it('whatever the candles and lines, every coordinate is a number inside the picture', () => {
  const price = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => decimal((cents / 100).toFixed(2)));
  const candle = fc.tuple(fc.integer({ min: 0, max: 200 }), price, price, price, price).map(([slot, ...prices]) => {
    const sorted = [...prices].sort((a, b) => Number(a) - Number(b));
    return { at: firstAt + slot * hourMs, low: sorted[0] ?? prices[0], high: sorted[3] ?? prices[0], open: prices[1], close: prices[2], volume: prices[0] };
  });
  fc.assert(fc.property(fc.array(candle, { minLength: 1, maxLength: 40 }), fc.array(price, { maxLength: 12 }), (candles, lines) => {
    const svg = chartSvg(aChart({ candles: visibleCandles(candles, 60), lines: lines.map((one) => aLine(one)) }));
    const ys = [...svg.matchAll(/ y="([^"]*)"/g)].map((match) => Number(match[1]));
    const xs = [...svg.matchAll(/ x="([^"]*)"/g)].map((match) => Number(match[1]));
    expect([ys.every((y) => y >= 0 && y <= 440), xs.every((x) => x >= 0 && x <= 640)]).toEqual([true, true]);
  }), { numRuns: 100 });
});
