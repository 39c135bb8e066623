// Orders about which the exchange gives no sensible answer: never ended on weak evidence, never followed for ever, always said in /status.
import { describe, expect, it } from '@jest/globals';
import { missingLimitMs, reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { stuckAfterMs, troubledOrders } from '../../../src/accounts/watching/troubledOrders.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, linkedUser, order, start } from '../samples.js';
import { startAccounts } from '../startAccounts.js';

const at = (now: number, record: UserRecord, ...events: readonly AccountEvent[]): UserRecord => reconcileAll(record, events, contextAt(now)).record;
const heard = (over = {}): AccountEvent => ({ type: 'order', order: order(over), source: 'read' });
const missing: AccountEvent = { type: 'orderMissing', orderId: '77' };

describe('an order that the exchange says it does not know', () => {
  const known = at(start, linkedUser(), heard());

  it('is named from the first such answer on and told to nobody as ended', () => {
    const record = at(start + 5_000, known, missing, missing);
    expect(troubledOrders(record, start + 5_000).missingOrders).toEqual(['77']);
    expect([record.account.orders['77']?.order.state, record.outbox]).toEqual(['wait', []]);
  });

  it.each([[missingLimitMs - 1, true], [missingLimitMs, false]])('after %d ms is still followed: %s', (later, followed) => {
    const record = at(start + later, at(start, known, missing), missing);
    expect('77' in record.account.orders).toBe(followed);
    expect(record.outbox).toEqual([]);
  });

  it.each([['unchanged', heard()], ['filled in part', heard({ executed: '0.4', updatedAt: start + 9_000 })]])('and then is there again, %s, is missing no more', (_how, event) => {
    const record = at(start + 9_000, at(start, known, missing), event);
    expect(troubledOrders(record, start + 9_000).missingOrders).toEqual([]);
    expect(at(start + missingLimitMs, record, missing).account.orders['77']?.missingSince).toBe(start + missingLimitMs);
  });

  it('that has ended stays ended', () => {
    const ended = at(start, known, heard({ state: 'cancel', updatedAt: start + 2_000 }));
    expect(at(start, ended, missing)).toBe(ended);
  });

  it('is found by the audit of a running account, named in its status, and let go after a day', async () => {
    const { clock, exchange, accounts, user } = await startAccounts((venue) => { venue.orders = [order()]; });
    exchange.orders = [];
    await clock.advance(200_000);
    expect(accounts.status(7)?.missingOrders).toEqual(['77']);
    await clock.advance(missingLimitMs);
    expect([accounts.status(7)?.missingOrders, user().account.orders]).toEqual([[], {}]);
    exchange.calls.length = 0;
    await clock.advance(600_000);
    expect(exchange.calls).not.toContain('getOrder 77');
  }, 20_000);
});

describe('an order kept in pending', () => {
  it.each([[stuckAfterMs, []], [stuckAfterMs + 1, ['77']]])('for %d ms is stuck: %j', (age, stuck) => {
    const record = at(start, linkedUser(), heard({ state: 'pending', createdAt: start, updatedAt: start }));
    expect(troubledOrders(record, start + age).stuckOrders).toEqual(stuck);
  });
});
