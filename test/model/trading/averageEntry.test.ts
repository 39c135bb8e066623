// The average of what is still held, from trades alone.
import { describe, expect, it } from '@jest/globals';
import { averageEntry } from '../../../src/model/trading/averageEntry.js';
import { d, start, trade } from '../../accounts/samples.js';

type Row = readonly ['buy' | 'sell', string, string];
const trades = (rows: readonly Row[]) => rows.map(([side, amount, price], index) => trade({ id: String(index + 9), side, amount: d(amount), price: d(price), at: start + index }));

describe('the average entry', () => {
  it.each<[string, readonly Row[], string | undefined]>([
    ['of one buy is its price', [['buy', '0.5', '100']], '100'],
    ['of two buys is weighed by amount', [['buy', '1', '100'], ['buy', '3', '200']], '175'],
    ['is not moved by a sale', [['buy', '2', '100'], ['buy', '2', '200'], ['sell', '1', '900']], '150'],
    ['begins anew when all is sold', [['buy', '1', '100'], ['sell', '1', '300'], ['buy', '1', '250']], '250'],
    ['begins anew when more is sold than was seen bought', [['buy', '1', '100'], ['sell', '5', '300'], ['buy', '2', '80']], '80'],
    ['is none of sales alone', [['sell', '1', '100']], undefined],
    ['is none when all is sold', [['buy', '1', '100'], ['sell', '1', '90']], undefined],
    ['is none of no trades', [], undefined],
  ])('%s', (_what, rows, average) => {
    expect(averageEntry(trades(rows))).toBe(average);
    expect(averageEntry(trades(rows).reverse())).toBe(average);
  });

  it('takes trades of one moment in the order of their ids', () => {
    const [sold, bought] = [trade({ id: '9', side: 'sell', amount: d('1'), at: start }), trade({ id: '10', side: 'buy', amount: d('1'), at: start })];
    expect(averageEntry([bought, sold])).toBe('100');
  });
});
