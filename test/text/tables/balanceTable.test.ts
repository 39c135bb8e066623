// Balances in words: the dust line names how many, below what, and their worth.
import { expect, it } from '@jest/globals';
import { decimal } from '../../../src/model/money.js';
import { valueBalances } from '../../../src/model/trading/valuation.js';
import { balanceTable } from '../../../src/text/tables/balanceTable.js';
import { speak } from '../../../src/text/index.js';

const balances = ['a', 'b', 'c'].map((currency, index) => ({ currency, available: decimal(String(index + 1)), locked: decimal('0') }));
const prices = new Map(balances.map(({ currency }) => [currency, { price: decimal('1.07'), at: 0 }]));

it.each([
  [undefined, undefined], ['1', undefined], ['2', '1 other currency (< R2): R1.07'], ['2.50', '2 other currencies (< R2.50): R3.21'], ['10', '3 other currencies (< R10): R6.42'],
])('a dust limit of %s', (limit, line) => {
  const text = balanceTable(speak('en'), valueBalances(balances, prices, limit === undefined ? undefined : decimal(limit)), 0).text;
  expect(text.split('\n').find((one) => one.includes('other'))).toBe(line);
  expect(text.split('\n')[0]).toBe('Total R6.42');
});
