// The exported files against golden ones: any change of a column, a digit or a line end is seen here.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { unitByName } from '../../../src/markets/marketUnits.js';
import { csvLines, csvStart } from '../../../src/text/tables/csv.js';
import { ExportSums } from '../../../src/text/tables/exportCaption.js';
import { depositsTable, tradesTable, withdrawalsTable, type HistoryTable } from '../../../src/text/tables/historyTables.js';
import { speak } from '../../../src/text/index.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { d, deposit, trade, withdrawal, withFee } from '../../accounts/samples.js';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../fixtures/export');
const golden = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const at = (time: string): number => Date.parse(time);
const zone = 'Africa/Johannesburg';
const unitOf = (one: Trade) => unitByName(one.market);
const fileOf = <Row>(table: HistoryTable<Row>, rows: readonly Row[]): string => Buffer.concat([csvStart(table.header, 'plain'), csvLines(rows.map((row) => table.cells(row)), 'plain')]).toString('utf8');

function captionOf<Row>(table: HistoryTable<Row>, rows: readonly Row[]): string[] {
  const sums = new ExportSums(table);
  for (const row of rows) sums.add(row);
  return sums.lines(speak('en')).map((line) => line.text.replaceAll('\u00a0', ' '));
}

const trades = [
  withFee(trade({ id: '501', price: d('832104.37'), amount: d('0.01'), at: at('2026-02-28T21:59:59Z') })),
  trade({ id: '502', orderId: '78', side: 'sell', price: d('832500'), amount: d('0.00400001'), at: at('2026-02-28T22:00:00Z') }),
  trade({ id: '503', orderId: '=HYPERLINK("http://evil","x")', market: 'ethusdc', side: 'sell', price: d('1900.5'), amount: d('2'), feeAmount: d('-0.000000000000000001'), at: at('2026-03-01T10:00:00Z') }),
  withFee(trade({ id: '504', price: d('830000'), amount: d('0.02'), at: at('2026-03-02T10:00:00Z') })),
];
const deposits = [
  deposit({ id: '9', state: 'collected', completedAt: at('2026-03-01T12:30:00Z'), createdAt: at('2026-03-01T12:05:33Z'), fee: d('0.0001') }),
  deposit({ id: '10', currency: 'zar', amount: d('1500'), state: 'accepted', txid: '+27 82 "rent", March', createdAt: at('2026-03-02T08:00:00Z') }),
  deposit({ id: '11', currency: 'zar', amount: d('99'), state: 'rejected', createdAt: at('2026-03-03T08:00:00Z') }),
];
const withdrawals = [
  withdrawal({ id: '5', state: 'succeed', createdAt: at('2026-03-01T12:05:33Z'), doneAt: at('2026-03-01T13:00:00Z'), txid: 'f00d', note: '@home' }),
  withdrawal({ id: '6', state: 'canceled', createdAt: at('2026-03-04T12:05:33Z') }),
];

describe('the file of', () => {
  it('trades is the golden one', () => expect(fileOf(tradesTable(unitOf, zone), trades)).toBe(golden('trades.csv')));
  it('deposits is the golden one', () => expect(fileOf(depositsTable(zone), deposits)).toBe(golden('deposits.csv')));
  it('withdrawals is the golden one', () => expect(fileOf(withdrawalsTable(zone), withdrawals)).toBe(golden('withdrawals.csv')));
});

describe('the caption of', () => {
  it('trades sums per currency and counts the rows without a fee', () => {
    expect(captionOf(tradesTable(unitOf, zone), trades)).toEqual([
      'Bought: 0.03 BTC', 'Paid for it: R24 921.04', 'Sold: 0.00400001 BTC, 2 ETH', 'Received for it: R3 330.00, 3 801 USDC', 'Fees: 0.00006 BTC, 0 USDC',
      '⚠ Rows without a fee: 1. The exchange did not tell it; those cells are empty and not in the sum.',
    ]);
  });
  it('deposits sums what was credited only', () => {
    expect(captionOf(depositsTable(zone), deposits)).toEqual(['Credited: 0.5 BTC, R1 500.00', 'Rows not in these sums because they were not completed: 1']);
  });
  it('withdrawals sums what has left only', () => {
    expect(captionOf(withdrawalsTable(zone), withdrawals)).toEqual(['Left the account, fees included: 0.4 BTC', 'Fees: 0.0002 BTC', 'Rows not in these sums because they were not completed: 1']);
  });
  it('many currencies stays short enough for a caption', () => {
    const many = Array.from({ length: 300 }, (_, index) => withFee(trade({ market: `${'coin'.repeat(9)}${index}zar`, side: index % 2 === 0 ? 'buy' : 'sell', amount: d('1234567.12345678'), feeCurrency: `fee${index}` })));
    const lines = captionOf(tradesTable(unitOf, zone), many);
    expect(lines[0]).toMatch(/, and 144 more currencies$/);
    expect(lines.join('\n').length).toBeLessThan(800);
  });
});
