import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../src/model/money.js';
import { valueBalances } from '../../../src/model/trading/valuation.js';

const holds = (currency: string, available: string, locked = '0') => ({ currency, available: decimal(available), locked: decimal(locked) });
const priced = (price: string, at: number) => ({ price: decimal(price), at });

describe('valueBalances', () => {
  const balances = [holds('zar', '1000', '8300'), holds('btc', '0.5', '0.1'), holds('xrp', '0.1'), holds('doge', '7'), holds('eth', '0')];
  const prices = new Map([['btc', priced('830000', 200)], ['xrp', priced('12', 100)]]);
  const valuation = valueBalances(balances, prices, decimal('5'));

  it('counts what is available and what is locked', () => {
    expect(valuation.rows[0]).toMatchObject({ currency: 'btc', value: '498000' });
    expect(valuation.total).toBe('507301.2');
  });

  it('puts the largest value first and what has no price last', () => {
    expect(valuation.rows.map((row) => row.currency)).toEqual(['btc', 'zar', 'doge']);
  });

  it('folds dust but keeps it in the total', () => {
    expect(valuation.dust).toEqual({ count: 1, value: '1.2', limit: '5' });
  });

  it.each([['1.19', 0], ['1.2', 0], ['1.21', 1], ['1000000', 2]])('a limit of R%s folds %d: what is worth exactly the limit stays, and so does rand', (limit, count) => {
    expect(valueBalances(balances, prices, decimal(limit)).dust.count).toBe(count);
  });

  it('folds nothing where no limit is set', () => {
    const whole = valueBalances(balances, prices);
    expect([whole.dust, whole.rows.map((row) => row.currency)]).toEqual([{ count: 0, value: '0' }, ['btc', 'zar', 'xrp', 'doge']]);
  });

  it('leaves out empty balances and tells the oldest price', () => {
    expect(valuation.rows.some((row) => row.currency === 'eth')).toBe(false);
    expect(valuation.oldestPriceAt).toBe(100);
  });
});
