// Promises of the outbox: a replay adds nothing, it stays bounded, money is never dropped.
import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '../../src/model/money.js';
import { outboxRowsLimit } from '../../src/model/outboxRow.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { enqueue, type NewRow } from '../../src/notifications/outbox.js';

const user = newUser(1, 11, 'Ann', 0);
const credited = (id: string): NewRow => ({ kind: 'depositCredited', id, eventAt: 5, data: { depositId: id, currency: 'zar', amount: '10' as Decimal } });
const card = (id: string, draftId: string, fresh = false): NewRow => ({ kind: 'orderCard', id, eventAt: 5, messageKey: `card:${draftId}`, data: { draftId }, ...(fresh ? { fresh } : {}) });
const many = (count: number, row: (index: number) => NewRow, record = user): UserRecord =>
  Array.from({ length: count }, (_, index) => row(index)).reduce((next, one) => enqueue(next, one, 7), record);

describe('enqueue', () => {
  it('adds a row with its time and no tries', () => {
    expect(enqueue(user, credited('a'), 7).outbox).toEqual([{ ...credited('a'), createdAt: 7, attempts: 0 }]);
  });

  it('adds nothing for an id that waits or was delivered', () => {
    const once = enqueue(user, credited('a'), 7);
    expect(enqueue(once, credited('a'), 8)).toBe(once);
    const told = { ...user, delivered: ['a'] };
    expect(enqueue(told, credited('a'), 8)).toBe(told);
  });

  it('refuses to compile data of another kind', () => {
    // @ts-expect-error a card has a draft id, not a deposit
    enqueue(user, { kind: 'orderCard', id: 'x', eventAt: 1, data: { depositId: '1' } }, 7);
    expect(true).toBe(true);
  });

  it('folds the oldest rows of one key first when full, and remembers them as delivered', () => {
    const full = many(2, (index) => card(`c${index}`, 'x', index === 0), many(outboxRowsLimit - 2, (index) => credited(`d${index}`)));
    const next = enqueue(full, credited('last'), 7);
    expect(next.outbox).toHaveLength(outboxRowsLimit);
    expect(next.delivered).toEqual(['c0']);
    expect(next.outbox.find((row) => row.id === 'c1')?.fresh).toBe(true);
  });

  it('drops a card before money, and never money', () => {
    const full = enqueue(many(outboxRowsLimit - 1, (index) => credited(`d${index}`)), card('c', 'x'), 7);
    const next = enqueue(full, credited('e1'), 7);
    expect(next.outbox.some((row) => row.id === 'c')).toBe(false);
    expect(enqueue(next, credited('e2'), 7).outbox).toHaveLength(outboxRowsLimit + 1);
  });
});
