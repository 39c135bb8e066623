// Realised profit by average cost: golden cases worked by hand, and that nothing is lost between the figures.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unitByName } from '../../../src/markets/marketUnits.js';
import { absolute, decimal, isAbove, isNegative, minus, negate, plus, sum, times } from '../../../src/model/money.js';
import { profitSteps, type MarketProfit, type Profit, type Span } from '../../../src/model/trading/profit.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { d, trade } from '../../accounts/samples.js';

const span = { from: 10, until: 20 };

/** All steps at once. */
function profitOf(trades: readonly Trade[], unitOf: typeof unitByName, when: Span): Profit {
  const steps = profitSteps(trades, unitOf, when);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const line = /^(\d+) (?:([a-z]+) )?(buy|sell) (\S+) @ (\S+) fee (?:none|(\S+) ([a-z]+))$/;

function readTrade(text: string, index: number): Trade {
  const [, at, market = 'btczar', side, amount = '', price = '', fee, currency] = line.exec(text)!;
  return trade({ id: String(index + 1), at: Number(at), market, side: side as Trade['side'], amount: d(amount), price: d(price), ...(fee === undefined ? {} : { feeAmount: d(fee), feeCurrency: currency! }) });
}

const told = (one: MarketProfit): string => ['=>', one.market, one.sold, one.unbought, one.received, one.cost, one.fees, one.realised, one.withoutFee, one.held.amount, one.held.cost].join(' ');

const file = readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../../fixtures/profit/cases.txt'), 'utf8');
const cases = file.split('\n\n').slice(1).map((block): [string, readonly Trade[], readonly string[]] => {
  const [name = '', ...rows] = block.trim().split('\n');
  return [name, rows.filter((row) => !row.startsWith('=>')).map(readTrade), rows.filter((row) => row.startsWith('=>'))];
});

describe('the golden cases', () => {
  it('are all read', () => expect(cases).toHaveLength(file.split('\n\n').length - 1));

  it.each(cases)('%s', (_name, trades, expected) => {
    expect(profitOf(trades, unitByName, span).markets.map(told)).toEqual(expected);
    expect([...profitOf([...trades].reverse(), unitByName, span).markets.map(told)].sort()).toEqual([...expected].sort());
  });

  it('leave out and name a market whose prices are not in rand', () => {
    const { markets, foreign } = profitOf([trade({ market: 'ethbtc', at: 11 }), trade({ market: 'btczar', at: 12 })], unitByName, span);
    expect([markets.map((one) => one.market), foreign]).toEqual([['btczar'], ['ethbtc']]);
  });
});

it('is worked out in steps of 100 trades, so that nobody waits long for another', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => trade({ id: String(index) }));
  expect([...profitSteps(rows, unitByName, span)]).toHaveLength(10);
});

const amount = fc.integer({ min: 1, max: 10_000_000 }).map((units) => times(decimal(String(units)), d('0.00001')));
const price = fc.integer({ min: 1, max: 100_000_000 }).map((cents) => times(decimal(String(cents)), d('0.01')));
const feeRate = fc.constantFrom('0.002', '0.001', '0', '-0.0001');

/** Any trades of three markets; fees in the currency received, as the exchange takes them. */
const anyTrades = fc.array(fc.tuple(fc.constantFrom('btc', 'eth', 'xrp'), fc.constantFrom('buy' as const, 'sell' as const), amount, price, feeRate, fc.nat(29)), { maxLength: 40 })
  .map((rows) => rows.map(([base, side, size, at, rate, time], index) => trade({
    id: String(index + 1), market: `${base}zar`, side, amount: size, price: at, at: time, feeAmount: times(side === 'buy' ? size : times(size, at), d(rate)), feeCurrency: side === 'buy' ? base : 'zar',
  })));

describe('whatever the trades', () => {
  it('the total is the sum of the markets, and every result is received less cost less fees', () => {
    fc.assert(fc.property(anyTrades, (trades) => {
      const { markets, total } = profitOf(trades, unitByName, span);
      for (const name of ['received', 'cost', 'fees', 'realised'] as const) expect(total[name]).toBe(sum(markets.map((one) => one[name])));
      for (const one of [...markets, total]) expect(one.realised).toBe(minus(minus(one.received, one.cost), one.fees));
    }));
  });

  it('each coin sold in the time is either counted or named as not bought, and nothing held is below zero', () => {
    fc.assert(fc.property(anyTrades, (trades) => {
      const { markets } = profitOf(trades, unitByName, span);
      const sold = trades.filter((one) => one.side === 'sell' && one.at >= span.from && one.at < span.until).map((one) => one.amount);
      expect(sum(markets.flatMap((one) => [one.sold, one.unbought]))).toBe(sum(sold));
      expect(markets.some((one) => isNegative(one.held.amount) || isNegative(one.held.cost))).toBe(false);
    }));
  });

  it('with all history, what was paid is the cost of what was sold and of what is held, to the cent', () => {
    const ever = { from: 0, until: Infinity };
    fc.assert(fc.property(anyTrades, (trades) => {
      for (const { market, unbought, received, cost, fees, held } of profitOf(trades, unitByName, ever).markets) {
        const own = trades.filter((one) => one.market === market);
        const [bought, sales] = (['buy', 'sell'] as const).map((side) => own.filter((one) => one.side === side));
        const near = (a: typeof cost, b: typeof cost): boolean => !isAbove(absolute(plus(a, negate(b))), d('0.0051'));
        if (unbought !== '0') continue;
        expect(near(plus(cost, held.cost), sum(bought!.map((one) => one.total)))).toBe(true);
        expect(near(received, sum(sales!.map((one) => one.total)))).toBe(true);
        expect(near(fees, sum(sales!.map((one) => one.feeAmount!)))).toBe(true);
      }
    }));
  });

  it('a time in two parts comes to the same as the whole, but for a cent each', () => {
    fc.assert(fc.property(anyTrades, fc.integer({ min: 10, max: 20 }), (trades, cut) => {
      const realised = (from: number, until: number) => profitOf(trades, unitByName, { from, until }).total.realised;
      const difference = minus(plus(realised(10, cut), realised(cut, 20)), realised(10, 20));
      // Three figures of three markets in three reports, each off by half a cent at most.
      expect(isAbove(absolute(difference), d('0.135'))).toBe(false);
    }));
  });
});
