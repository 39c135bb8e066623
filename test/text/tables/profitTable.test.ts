// The file of sales against a golden one, with history that is missing; and whatever the trades, its rows add up to /profit.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unitByName } from '../../../src/markets/marketUnits.js';
import { minus, round, sum, times, ZERO, type Decimal } from '../../../src/model/money.js';
import { profitSteps, type Profit } from '../../../src/model/trading/profit.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { csvLines, csvStart } from '../../../src/text/tables/csv.js';
import { profitCells, profitHeader, profitRows, type ProfitRow } from '../../../src/text/tables/profitTable.js';
import { d, trade } from '../../accounts/samples.js';

const golden = (name: string): string => readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../../fixtures/export', name), 'utf8');
const at = (time: string): number => Date.parse(time);

function profitOf(trades: readonly Trade[], span = { from: 0, until: Infinity }): Profit {
  const steps = profitSteps(trades, unitByName, span);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const fileOf = (rows: readonly ProfitRow[], isWhole: boolean): string =>
  Buffer.concat([csvStart(profitHeader, 'plain'), csvLines(rows.map((row) => profitCells(row, unitByName(row.sale.trade.market), 'Africa/Johannesburg', isWhole)), 'plain')]).toString('utf8');

const fee = (amount: string, feeCurrency: string) => ({ feeAmount: d(amount), feeCurrency });
const trades = [
  trade({ id: '499', amount: d('0.02'), price: d('800000'), at: at('2025-11-02T08:00:00Z'), ...fee('0.00004', 'btc') }),
  trade({ id: '500', amount: d('0.01'), price: d('820000'), at: at('2026-01-10T08:00:00Z'), ...fee('0.00002', 'btc') }),
  trade({ id: '501', orderId: '78', side: 'sell', amount: d('0.005'), price: d('900000'), at: at('2026-02-28T21:59:59Z'), ...fee('9', 'zar') }),
  trade({ id: '502', orderId: '79', side: 'sell', amount: d('0.01'), price: d('832500'), at: at('2026-02-28T22:00:00Z'), ...fee('16.65', 'zar') }),
  trade({ id: '503', orderId: '80', side: 'sell', amount: d('0.01'), price: d('790000.5'), at: at('2026-03-05T10:00:00Z') }),
  trade({ id: '504', orderId: '81', side: 'sell', amount: d('0.01'), price: d('840000'), at: at('2026-03-06T10:00:00Z'), ...fee('-0.84', 'zar') }),
  trade({ id: '505', orderId: '=HYPERLINK("http://evil","x")', market: 'ethzar', side: 'sell', amount: d('2'), price: d('55000'), at: at('2026-03-07T10:00:00Z'), ...fee('220', 'zar') }),
  trade({ id: '506', orderId: '82', market: 'ethusdc', side: 'sell', amount: d('1'), price: d('3000'), at: at('2026-03-08T10:00:00Z') }),
];
const taxYear = { from: at('2026-02-28T22:00:00Z'), until: at('2027-02-28T22:00:00Z') };

describe('the file of sales', () => {
  // Of the 0.02994 BTC bought, 0.005 are sold before the time; the last sale of BTC finds 0.00494 left; the ETH came otherwise.
  it('is the golden one: a known cost, one without a fee, one known in part, and one not known at all', () => {
    expect(fileOf(profitRows(profitOf([...trades].reverse(), taxYear).sales, unitByName), true)).toBe(golden('profit.csv'));
  });

  it('says of every cost that it is uncertain when older history is missing', () => {
    const lines = fileOf(profitRows(profitOf(trades.slice(1), taxYear).sales, unitByName), false).trimEnd().split('\r\n');
    expect(lines).toEqual(golden('profitCut.csv').trimEnd().split('\r\n'));
    expect(lines.slice(1).map((line) => line.split(',')[11])).toEqual(['uncertain', 'no', 'no', 'no', 'no']);
  });
});

const anyTrades = fc.array(fc.tuple(fc.constantFrom('btc', 'eth'), fc.boolean(), fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('0.002', '0', '-0.0001', 'none'), fc.nat(29)), { maxLength: 40 })
  .map((rows) => rows.map(([coin, isBuy, size, cents, rate, time], index) => {
    const amount = times(d(String(size)), d('0.00001'));
    const price = times(d(String(cents)), d('0.01'));
    const paid = rate === 'none' ? {} : fee(times(isBuy ? amount : times(amount, price), d(rate)), isBuy ? coin : 'zar');
    return trade({ id: String(index + 1), market: `${coin}zar`, side: isBuy ? 'buy' : 'sell', amount, price, at: time, ...paid });
  }));

describe('whatever the trades', () => {
  it('the rows of a market with a known cost add up to what /profit says, to the cent', () => {
    fc.assert(fc.property(anyTrades, (all) => {
      const { markets, sales } = profitOf(all, { from: 10, until: 20 });
      const rows = profitRows(sales, unitByName);
      for (const { market, received, cost, fees, realised } of markets) {
        const known = rows.filter((row) => row.sale.trade.market === market && row.cost !== undefined);
        const cents = (value: (row: ProfitRow) => Decimal): Decimal => round(sum(known.map(value)), 2, 'nearest');
        const figures = [cents((row) => row.received), cents((row) => row.cost!), cents((row) => row.fee ?? ZERO)] as const;
        expect([...figures, minus(minus(figures[0], figures[1]), figures[2])]).toEqual([received, cost, fees, realised]);
      }
    }));
  });

  it('the rows of each sale are all of it: its amount, what it got and its fee', () => {
    fc.assert(fc.property(anyTrades, (all) => {
      const { sales } = profitOf(all);
      const rows = profitRows(sales, unitByName);
      for (const { trade: one } of sales) {
        const own = rows.filter((row) => row.sale.trade === one);
        expect([sum(own.map((row) => row.amount)), sum(own.map((row) => row.received))]).toEqual([one.amount, one.total]);
        expect(own.some((row) => row.fee === undefined) ? undefined : sum(own.map((row) => row.fee!))).toBe(one.feeAmount);
      }
    }));
  });
});
