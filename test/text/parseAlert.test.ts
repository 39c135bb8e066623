import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAlert } from '../../src/text/parseAlert.js';
import { decimal } from '../../src/model/money.js';

const minute = 60_000;
const hour = 60 * minute;
const price = (coin: string, direction: string, threshold: string) => ({ kind: 'priceCrosses', coin, direction, threshold });
const move = (coin: string, direction: string, percent: string, windowMs = hour) => ({ kind: 'percentMove', coin, direction, percent, windowMs });

describe('the words of an alert', () => {
  it.each([
    ['btc > 900000', price('btc', 'above', '900000')], ['btc<800 000', price('btc', 'below', '800000')], ['btc above R900000', price('btc', 'above', '900000')], ['eth under 40k', price('eth', 'below', '40000')], ['btc >= 1', price('btc', 'above', '1')], ['btc => 900000', price('btc', 'above', '900000')], ['btc =< 900k', price('btc', 'below', '900000')], ['btc onder 800 000', price('btc', 'below', '800000')], ['btc phezu 900k', price('btc', 'above', '900000')],
    ['BTC 900k', { kind: 'level', coin: 'BTC', threshold: '900000' }], ['btc at R900 000', { kind: 'level', coin: 'btc', threshold: '900000' }], ['1inch 5', { kind: 'level', coin: '1inch', threshold: '5' }], ['btc nine hundred thousand rand', { kind: 'level', coin: 'btc', threshold: '900000' }],
    ['btc 5%', { kind: 'move', coin: 'btc', percent: '5', windowMs: hour }], ['btc 0,5 persent 4h', { kind: 'move', coin: 'btc', percent: '0.5', windowMs: 4 * hour }],
    ['btc +5% 1h', move('btc', 'up', '5')], ['eth -3% 24h', move('eth', 'down', '3', 24 * hour)], ['btc +-4% 30m', move('btc', 'both', '4', 30 * minute)], ['btc ±4%', move('btc', 'both', '4')], ['btc +/-0,5 % in 2 hours', move('btc', 'both', '0.5', 2 * hour)], ['BTC/ZAR −2.5% within 90 min', move('BTC/ZAR', 'down', '2.5', 90 * minute)],
    ['btc close 1h > 900000', { kind: 'candleClose', coin: 'btc', direction: 'above', threshold: '900000', periodMinutes: 60 }], ['btc closes 15M below R900 000.50', { kind: 'candleClose', coin: 'btc', direction: 'below', threshold: '900000.5', periodMinutes: 15 }],
    ['btc spread > 1%', { kind: 'spread', coin: 'btc', direction: 'above', percent: '1' }], ['btc spread<0.2', { kind: 'spread', coin: 'btc', direction: 'below', percent: '0.2' }],
    ['order 173757 0.3%', { kind: 'orderNear', orderId: '173757', percent: '0.3' }], ['order #173757 within 0.3 %', { kind: 'orderNear', orderId: '173757', percent: '0.3' }], ['orders 0.3%', { kind: 'orderNear', percent: '0.3' }], ['orders 5 %', { kind: 'orderNear', percent: '5' }],
    ['balance btc < 50000 sats', { kind: 'balanceBelow', coin: 'btc', threshold: '0.0005' }], ['balance btc < 0.1 btc', { kind: 'balanceBelow', coin: 'btc', threshold: '0.1' }], ['balance zar < 500 rand', { kind: 'balanceBelow', coin: 'zar', threshold: '500' }],
    ['btc > 900000 zar', { kind: 'priceCrosses', coin: 'btc', direction: 'above', threshold: '900000' }], ['btc > 900 000 rand', { kind: 'priceCrosses', coin: 'btc', direction: 'above', threshold: '900000' }], ['btc > ZAR900000', { kind: 'priceCrosses', coin: 'btc', direction: 'above', threshold: '900000' }],
    ['balance btc < 0.1', { kind: 'balanceBelow', coin: 'btc', threshold: '0.1' }], ['balance btc < 100 mbtc', { kind: 'balanceBelow', coin: 'btc', threshold: '0.1' }], ['balance btc < 5 mbtc', { kind: 'balanceBelow', coin: 'btc', threshold: '0.005' }], ['balance btc < 0.1btc', { kind: 'balanceBelow', coin: 'btc', threshold: '0.1' }], ['balance btc < 5 bitcoin', { kind: 'balanceBelow', coin: 'btc', threshold: '5' }], ['balance 1inch < 5 1inch', { kind: 'balanceBelow', coin: '1inch', threshold: '5' }], ['balance zar < R500', { kind: 'balanceBelow', coin: 'zar', threshold: '500' }], ['balance zar below 1 250.50', { kind: 'balanceBelow', coin: 'zar', threshold: '1250.5' }],
    ['btc', { kind: 'coin', coin: 'btc' }], ['BTC/ZAR', { kind: 'coin', coin: 'BTC/ZAR' }],
  ])('"%s" are understood', (typed, words) => {
    expect(parseAlert(typed)).toEqual({ kind: 'alert', words });
  });

  it.each([
    ['btc > 900000 every', 15 * minute, '0.5'], ['btc > 900000 every 4h', 4 * hour, '0.5'], ['btc +5% 1h every 90m', 90 * minute, '0.5'], ['btc spread > 1% every band 2%', 15 * minute, '2'], ['balance btc < 1 every 1d band 0.1', 24 * hour, '0.1'],
  ])('"%s" repeat', (typed, everyMs, band) => {
    expect(parseAlert(typed)).toMatchObject({ kind: 'alert', repeat: { everyMs, band } });
  });

  it.each([
    ['btc > 800,000', 'zar', ['btc > 800000', 'btc > 800']], ['btc > 800.000 every 4h', 'zar', ['btc > 800000 every 4h', 'btc > 800 every 4h']], ['btc close 1h < 1,250', 'zar', ['btc close 1h < 1250', 'btc close 1h < 1.25']],
    ['btc +1,005% 1h', '%', ['btc +1005% 1h', 'btc +1.0050% 1h']], ['balance btc < 50,000 sats', 'btc', ['balance btc < 50000 sats']], ['balance btc < 1,005', 'btc', ['balance btc < 1005', 'balance btc < 1.0050']], ['balance btc < 1.500 mbtc', 'btc', ['balance btc < 1.5', 'balance btc < 0.0015']], ['balance btc < 5m btc', 'btc', ['balance btc < 0.0050', 'balance btc < 5000000']], ['balance zar < 1.500', 'zar', ['balance zar < 1500', 'balance zar < 1.5']],
    ['orders 1,005%', '%', ['orders 1005%', 'orders 1.0050%']], ['btc > 1,000,000', 'zar', ['btc > 1000000']], ['balance btc < 50.000 sats', 'btc', ['balance btc < 50000 sats']], ['balance xrp < 1.000', 'xrp', ['balance xrp < 1000', 'balance xrp < 1']], ['btc 800,000', 'zar', ['btc 800000', 'btc 800']], ['btc > $500', 'zar', ['btc > 500']],
  ])('"%s" are asked about, and the choices are words with one reading', (typed, unit, words) => {
    const parsed = parseAlert(typed);
    expect(parsed).toMatchObject({ kind: 'ask', unit, choices: words.map((one) => ({ words: one })) });
    for (const one of words) expect(parseAlert(one).kind).toBe('alert');
  });

  it.each([
    ['btc close 7h > 5', { why: 'badPeriod' }], ['btc +5% soon', { why: 'badWindow' }], ['btc > 5 every now and then', { why: 'badEvery' }], ['btc > 5 every 4h band x', { why: 'badBand' }], ['balance btc > 5', { why: 'balanceAbove' }], ['balance < 5', { why: 'balanceForm' }], ['balance', { why: 'balanceForm' }], ['balance btc 5', { why: 'balanceForm' }],
    ['btc > abc', { kind: 'wrongNumber', number: 'price', why: 'digits' }], ['btc >', { kind: 'wrongNumber', number: 'price', why: 'empty' }], ['btc > 0', { kind: 'wrongNumber', why: 'zero' }], ['btc > -5', { why: 'sign' }], ['btc +0% 1h', { kind: 'wrongNumber', number: 'percent', why: 'zero' }],
    ['balance btc < x', { kind: 'wrongNumber', number: 'amount' }], ['btc > 900\ufeff000', { kind: 'wrongNumber', why: 'invisible' }], ['balance eth < 50000 sats', { kind: 'wrong', why: 'balanceUnit' }], ['balance btc < R500', { kind: 'wrong', why: 'balanceUnit' }], ['balance btc < 5 xbtc', { kind: 'wrongNumber', why: 'digits' }], ['order 173757', { kind: 'wrongNumber', number: 'percent', why: 'empty' }], ['orders', { kind: 'wrongNumber', why: 'empty' }], ['x'.repeat(201), { why: 'noComparison' }],
  ])('"%s" are answered with what is wrong', (typed, expected) => {
    expect(parseAlert(typed)).toMatchObject({ ...('kind' in expected ? {} : { kind: expect.stringMatching(/^wrong/) }), ...expected });
  });

  it('of any content are read without an error and without a guess', () => {
    const part = fc.constantFrom('btc', ' ', '>', '<', '+', '-', '%', '5', '0.3', '1,000', 'close', 'every', 'band', 'order', 'balance', 'spread', '1h', 'R', '±', 'x');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(part, { maxLength: 12 }).map((parts) => parts.join(' '))), (typed) => {
      const parsed = parseAlert(typed);
      if (parsed.kind === 'ask') expect(parsed.choices.length).toBeGreaterThan(0);
      else if (parsed.kind === 'alert' && 'threshold' in parsed.words) expect(decimal(parsed.words.threshold)).toBe(parsed.words.threshold);
    }), { numRuns: 2000 });
  });
});
