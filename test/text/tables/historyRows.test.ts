// Rows of money that went out, as /withdrawals lists them.
import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../src/model/money.js';
import type { Withdrawal } from '../../../src/model/payments/withdrawal.js';
import { withdrawalRow } from '../../../src/text/tables/historyRows.js';
import { speak } from '../../../src/text/index.js';

const at = Date.UTC(2025, 10, 21, 10, 0, 0);
const withdrawal: Withdrawal = { id: '5', currency: 'btc', amount: decimal('0.4'), fee: decimal('0.0002'), state: 'submitted', createdAt: at };
const rowOf = (over: Partial<Withdrawal>): string => withdrawalRow(speak('en'), { ...withdrawal, ...over }, { now: at, timeZone: 'UTC' }).text.replaceAll('\u00a0', ' ').split('\n')[0]!;

describe('a withdrawal', () => {
  it.each<[string, Partial<Withdrawal>, string]>([
    ['without confirmations', {}, '⏳ 0.4 BTC · asked for, waiting for the exchange'],
    ['not confirmed yet', { confirmations: 0 }, '⏳ 0.4 BTC · asked for, waiting for the exchange'],
    ['being confirmed', { state: 'confirming', confirmations: 2 }, '⏳ 0.4 BTC · sent, waiting to be confirmed, confirmations: 2'],
    ['done', { state: 'succeed', confirmations: 6 }, '✅ 0.4 BTC · done'],
    ['on the way to be rejected', { state: 'to_reject' }, '❌ 0.4 BTC · being rejected'],
    ['failed', { state: 'failed' }, '❌ 0.4 BTC · failed, the money is back'],
    ['errored', { state: 'errored' }, '❌ 0.4 BTC · stopped by an error at the exchange'],
    ['in a state nobody documented', { state: 'held_by_moon' }, '⏳ 0.4 BTC · “held_by_moon”, as the exchange calls it'],
  ])('%s', (_name, over, row) => {
    expect(rowOf(over)).toBe(row);
  });

  it('over Lightning shows that, and never the invoice', () => {
    const destination = `lnbc500u1${'q'.repeat(200)}`;
    const { text } = withdrawalRow(speak('en'), { ...withdrawal, destination }, { now: at, timeZone: 'UTC' });
    expect(text.split('\n')[1]?.replaceAll('\u00a0', ' ')).toBe('10:00 · fee 0.0002 BTC, 0.3998 BTC arrives · ⚡ Lightning');
  });
});
