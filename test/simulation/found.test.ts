// What the simulation has found, each as a small test that keeps it from coming back.
import { expect, test } from '@jest/globals';
import { reconcileAll } from '../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent } from '../../src/accounts/reconciling/reconcileTypes.js';
import { contextAt, d, linkedUser, order, rowsOf, start, trade, withFee } from '../accounts/samples.js';

test('seed 281: a filled order told by its own figures is not told again as new when its trades are listed a minute later', () => {
  const done: AccountEvent = { type: 'order', source: 'read', order: order({ state: 'done', executed: '1', updatedAt: start + 2000 }) };
  const givenUp: AccountEvent = { type: 'tradesRead', ended: ['77'], readTo: start + 10_000 };
  const told = reconcileAll(linkedUser(), [done, givenUp], contextAt(start + 10_000)).record;
  const listed: AccountEvent = { type: 'trades', source: 'read', trades: [withFee(trade({ amount: d('1') }))] };
  const after = reconcileAll(told, [listed], contextAt(start + 70_000)).record;
  const fills = rowsOf(after, 'orderFilled');
  expect(fills.map((row) => row.data['amount'])).toEqual(['1', '1']);
  // One key is one message: the late trades complete it, with the fee, instead of making a second.
  expect(new Set(fills.map((row) => row.messageKey)).size).toBe(1);
  expect(fills.at(-1)?.data['fee']).toBe('0.002');
});
