import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Currency } from '../../../src/model/trading/market.js';
import { compare, decimal, sum, type Decimal } from '../../../src/model/money.js';
import { findWithdrawalBreach, withdrawalRoom } from '../../../src/model/payments/withdrawalRules.js';
import { withdrawal } from '../../accounts/samples.js';
import { aCurrency } from '../../markets/marketSamples.js';

const d = (text: string): Decimal => decimal(text);
const zar: Currency = { ...aCurrency('zar', 'Rand'), precision: 2, minWithdrawAmount: d('50'), withdrawFee: d('8.5'), withdrawLimit24h: d('1000'), withdrawLimit72h: d('2500') };
const asked = (amount: string, over: Partial<Parameters<typeof findWithdrawalBreach>[1]> = {}) => ({ amount: d(amount), available: d('5000'), fee: d('8.5'), room: {}, ...over });

describe('a withdrawal', () => {
  it.each([
    ['50', {}, undefined],
    ['49.99', {}, { rule: 'minimum', nearest: '50' }],
    ['5000', {}, undefined],
    ['5000.01', {}, { rule: 'funds', nearest: '5000' }],
    ['60.001', {}, { rule: 'precision', nearest: '60' }],
    ['0.001', {}, { rule: 'precision' }],
    ['49', { available: d('20') }, { rule: 'minimum' }],
    ['60', { available: d('40') }, { rule: 'funds' }],
    ['600', { room: { within24h: d('500'), within72h: d('900') } }, { rule: 'limit24h', nearest: '500' }],
    ['600', { room: { within24h: d('900'), within72h: d('500') } }, { rule: 'limit72h', nearest: '500' }],
    ['600', { room: { within24h: d('0') } }, { rule: 'limit24h' }],
    ['60', { fee: d('60') }, { rule: 'fee' }],
    ['60', { fee: d('59.99') }, undefined],
  ])('of R%s breaks the rule it breaks, with an amount that would pass where there is one', (amount, over, breach) => {
    expect(findWithdrawalBreach(zar, asked(amount, over))).toEqual(breach);
  });

  it('of a currency that is closed breaks that rule before all others', () => {
    expect(findWithdrawalBreach({ ...zar, withdrawalEnabled: false }, asked('0.001'))).toEqual({ rule: 'disabled' });
  });

  it('is never offered an amount that would break a rule', () => {
    const cents = fc.integer({ min: 0, max: 600_000 }).map((value) => d((value / 100).toFixed(2)));
    fc.assert(fc.property(fc.integer({ min: 1, max: 9_000_000 }), cents, cents, cents, (thousandths, available, within24h, within72h) => {
      const request = { amount: d((thousandths / 1000).toFixed(3)), available, fee: d('8.5'), room: { within24h, within72h } };
      const nearest = findWithdrawalBreach(zar, request)?.nearest;
      if (nearest !== undefined) expect(findWithdrawalBreach(zar, { ...request, amount: nearest })).toBeUndefined();
    }));
  });
});

describe('what may still leave', () => {
  const now = Date.UTC(2025, 10, 21, 10, 0, 0);
  const gone = (amount: string, hoursAgo: number, over: object = {}) => withdrawal({ currency: 'zar', amount: d(amount), createdAt: now - hoursAgo * 3_600_000, ...over });

  it.each([
    ['nothing left yet', [], '1000', '2500'],
    ['some left today', [gone('300', 1)], '700', '2200'],
    ['some left two days ago', [gone('300', 48)], '1000', '2200'],
    ['some left four days ago', [gone('300', 96)], '1000', '2500'],
    ['what came back does not count', [gone('300', 1, { state: 'failed' }), gone('200', 1, { state: 'canceled' })], '1000', '2500'],
    ['another currency does not count', [gone('300', 1, { currency: 'btc' })], '1000', '2500'],
    ['more than the limit left already', [gone('3000', 1)], '0', '0'],
  ])('%s', (_what, rows, within24h, within72h) => {
    expect(withdrawalRoom(zar, rows, now)).toEqual({ within24h, within72h });
  });

  it('is not known where the exchange names no limits', () => {
    expect(withdrawalRoom(aCurrency('btc', 'Bitcoin'), [gone('1', 1)], now)).toEqual({});
  });

  it('and what has left make up the limit', () => {
    const rows = [gone('100', 1), gone('250', 2)];
    const { within24h } = withdrawalRoom(zar, rows, now);
    expect(compare(sum([within24h!, ...rows.map((one) => one.amount)]), zar.withdrawLimit24h!)).toBe(0);
  });
});
