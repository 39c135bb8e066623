// What is told of deposits, and what is not.
import { describe, expect, it } from '@jest/globals';
import { reconcile } from '../../../src/accounts/reconciling/reconciler.js';
import { settledRowsLimit } from '../../../src/accounts/reconciling/settledRows.js';
import type { Deposit } from '../../../src/model/payments/deposit.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, deposit, linkedUser, start } from '../samples.js';

const read = (record: UserRecord, ...deposits: Deposit[]): UserRecord => reconcile(record, { type: 'deposits', deposits }, contextAt(start + 5000)).record;
const ids = (record: UserRecord): readonly string[] => record.outbox.map((row) => row.id);

describe('deposits', () => {
  it('a deposit is seen, moves on in one message and is credited once', () => {
    const steps = [deposit(), deposit(), deposit({ confirmations: 1 }), deposit({ confirmations: 3, state: 'accepted' }), deposit({ confirmations: 3, state: 'collected' })];
    const record = steps.reduce((now, one) => read(now, one), linkedUser());
    expect(record.outbox.map((row) => [row.kind, row.id, row.messageKey])).toEqual([
      ['depositSeen', 'deposit:9:seen', 'deposit:9'],
      ['depositSeen', 'deposit:9:submitted:1', 'deposit:9'],
      ['depositSeen', 'deposit:9:accepted:3', 'deposit:9'],
      ['depositCredited', 'deposit:9:credited', undefined],
    ]);
    expect(record.outbox[0]).toMatchObject({ eventAt: start + 1000, data: { amount: '0.5', txid: 'f00d', needed: 3, state: 'submitted' } });
  });

  it.each<[string, readonly Deposit[], readonly string[]]>([
    ['first seen already credited: only that', [deposit({ state: 'accepted' })], ['deposit:9:credited']],
    ['refused: the same message', [deposit(), deposit({ state: 'rejected' })], ['deposit:9:seen', 'deposit:9:rejected:0']],
    ['from before and credited: silent', [deposit({ state: 'accepted', createdAt: start - 9000 }), deposit({ state: 'collected', createdAt: start - 9000 })], []],
    ['from before and ended: silent', [deposit({ state: 'canceled', createdAt: start - 9000 })], []],
    ['from before and on its way: told when it changes', [deposit({ createdAt: start - 9000 }), deposit({ createdAt: start - 9000, confirmations: 2 })], ['deposit:9:submitted:2']],
    ['from before and on its way: told when it is credited', [deposit({ createdAt: start - 9000 }), deposit({ createdAt: start - 9000, state: 'accepted' })], ['deposit:9:credited']],
  ])('%s', (_name, steps, told) => {
    expect(ids(steps.reduce((now, one) => read(now, one), linkedUser()))).toEqual(told);
  });

  it.each([-1, 0, 1])('what was forgotten is never told again (limit %i)', (more) => {
    const many = Array.from({ length: settledRowsLimit + more }, (_, index) => deposit({ id: String(index), state: 'accepted', createdAt: start + 1000 * index }));
    const told = read(linkedUser(), ...many);
    expect(ids(told)).toHaveLength(many.length);
    const delivered = { ...told, outbox: [] };
    expect(Object.keys(delivered.account.deposits)).toHaveLength(Math.min(many.length, settledRowsLimit));
    expect(ids(read(delivered, ...many))).toEqual([]);
  });
});
