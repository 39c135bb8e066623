// What is told of withdrawals, and what is not.
import { describe, expect, it } from '@jest/globals';
import { reconcile } from '../../../src/accounts/reconciling/reconciler.js';
import { settledRowsLimit } from '../../../src/accounts/reconciling/settledRows.js';
import { emptyAccount } from '../../../src/model/account.js';
import type { UserRecord } from '../../../src/model/user.js';
import type { Withdrawal } from '../../../src/model/payments/withdrawal.js';
import { contextAt, linkedUser, start, withdrawal } from '../samples.js';

const now = start + 5000;
const read = (record: UserRecord, ...withdrawals: Withdrawal[]): UserRecord => reconcile(record, { type: 'withdrawals', withdrawals }, contextAt(now)).record;
const readAll = (steps: readonly Withdrawal[], record = linkedUser()): UserRecord => steps.reduce((one, step) => read(one, step), record);
const ids = (record: UserRecord): readonly string[] => record.outbox.map((row) => row.id.replace('withdrawal:5:', ''));
const old = (over: Partial<Withdrawal> = {}): Withdrawal => withdrawal({ createdAt: start - 9000, ...over });

/** A record as it was stored before withdrawals were followed. */
function storedBefore(): UserRecord {
  const record = linkedUser();
  const { orders, seenTrades, tradesReadTo, deposits, balances, feeRates } = record.account;
  return { ...record, account: { baselineAt: start, orders, seenTrades, tradesReadTo, deposits, balances, feeRates } };
}

describe('withdrawals', () => {
  it('one is seen, moves on in one message and ends in a new one, with the fee in the sum', () => {
    const steps = [withdrawal(), withdrawal(), withdrawal({ state: 'processing' }), withdrawal({ state: 'confirming', confirmations: 1, txid: 'ff00' }), withdrawal({ state: 'succeed', confirmations: 3, txid: 'ff00', doneAt: start + 4000 })];
    const record = readAll([...steps, ...steps]);
    expect(record.outbox.map((row) => [row.id, row.messageKey, row.fresh, row.eventAt])).toEqual([
      ['withdrawal:5:seen', 'withdrawal:5', undefined, start + 1000],
      ['withdrawal:5:processing:1', 'withdrawal:5', undefined, now],
      ['withdrawal:5:confirming:2', 'withdrawal:5', undefined, now],
      ['withdrawal:5:succeed:3', 'withdrawal:5', undefined, now],
      ['withdrawal:5:succeed:end', 'withdrawal:5', true, start + 4000],
    ]);
    expect(record.outbox.every((row) => row.kind === 'withdrawalMoved')).toBe(true);
    expect(record.outbox[0]?.data).toEqual({ withdrawalId: '5', currency: 'btc', amount: '0.4', fee: '0.0002', receives: '0.3998', destination: 'bc1qcold', needed: 3, state: 'submitted', end: false });
    expect(record.outbox.at(-1)?.data).toMatchObject({ state: 'succeed', end: true, txid: 'ff00', confirmations: 3 });
  });

  it('one that had ended before it was seen is told on the card that shows it too', () => {
    const shown: UserRecord = { ...linkedUser(), messages: { 'withdrawal:5': { chatId: 7, messageId: 70, sentAt: start } } };
    const record = read(shown, withdrawal({ state: 'succeed' }));
    expect(record.outbox.map((row) => [row.id, row.fresh, row.data['end']])).toEqual([['withdrawal:5:seen', undefined, false], ['withdrawal:5:succeed:end', true, true]]);
  });

  it('of a Lightning payment the invoice itself is not kept', () => {
    const bolt = `lnbc500u1${'q'.repeat(200)}`;
    const record = read(linkedUser(), withdrawal({ destination: bolt, txid: 'ff00' }));
    expect(record.outbox[0]?.data).toMatchObject({ lightning: true, txid: 'ff00' });
    expect(JSON.stringify(record)).not.toContain(bolt);
  });

  it.each<[string, readonly Withdrawal[], readonly string[]]>([
    ['first seen already done: only that', [withdrawal({ state: 'succeed' })], ['succeed:end']],
    ['rejected', [withdrawal(), withdrawal({ state: 'rejected' })], ['seen', 'rejected:1', 'rejected:end']],
    ['canceled', [withdrawal(), withdrawal({ state: 'canceled' })], ['seen', 'canceled:1', 'canceled:end']],
    ['failed', [withdrawal(), withdrawal({ state: 'failed' })], ['seen', 'failed:1', 'failed:end']],
    ['an older answer after the end is no news', [withdrawal({ state: 'succeed' }), withdrawal({ state: 'processing' }), withdrawal({ state: 'succeed' })], ['succeed:end']],
    ['stopped by an error, taken up again and done', ['submitted', 'errored', 'processing', 'errored', 'processing', 'succeed'].map((state) => withdrawal({ state })),
      ['seen', 'errored:1', 'errored:end', 'processing:2', 'errored:3', 'processing:4', 'succeed:5', 'succeed:end']],
    ['a state nobody documented is one on the way', [withdrawal(), withdrawal({ state: 'held_by_moon' })], ['seen', 'held_by_moon:1']],
    ['a transaction id alone is news', [withdrawal(), withdrawal({ txid: 'ff00' })], ['seen', 'submitted:1']],
    ['from before and done: silent', [old({ state: 'succeed' }), old({ state: 'succeed' })], []],
    ['from before and failed: silent', [old({ state: 'failed' })], []],
    ['from before and on its way: told when it moves and when it ends', [old(), old({ state: 'processing' }), old({ state: 'succeed' })], ['processing:1', 'succeed:2', 'succeed:end']],
  ])('%s', (_name, steps, told) => {
    expect(ids(readAll(steps))).toEqual(told);
  });

  it('several in one read are told in the order they were made', () => {
    expect(ids(read(linkedUser(), withdrawal({ id: '7', createdAt: start + 3000 }), withdrawal()))).toEqual(['seen', 'withdrawal:7:seen']);
  });

  it('the same again changes nothing, and an empty list neither', () => {
    const record = read(linkedUser(), withdrawal());
    expect(read(record, withdrawal())).toBe(record);
    expect(read(record)).toBe(record);
  });

  it('in a record of before, the first look only learns, and what comes of it is told', () => {
    const first = read(storedBefore(), withdrawal(), withdrawal({ id: '6', state: 'succeed' }));
    expect(ids(first)).toEqual([]);
    expect(Object.keys(first.account.withdrawals ?? {})).toEqual(['5', '6']);
    const second = read(first, withdrawal({ id: '8' }), withdrawal({ state: 'succeed' }), withdrawal({ id: '6', state: 'succeed' }));
    expect(ids(second)).toEqual(['withdrawal:8:seen', 'succeed:1', 'succeed:end']);
  });

  it('in a record of before without any, the next one is told', () => {
    const first = read(storedBefore());
    expect(first.account.withdrawals).toEqual({});
    expect(ids(read(first, withdrawal({ state: 'succeed' })))).toEqual(['succeed:end']);
  });

  it('an account that was just linked is told what it does before its first catch-up ends', () => {
    expect(ids(read(linkedUser(emptyAccount), withdrawal({ state: 'succeed' }), old({ id: '4', state: 'succeed' })))).toEqual(['succeed:end']);
  });

  it.each([-1, 0, 1])('what was forgotten is never told again (limit %i)', (more) => {
    const many = Array.from({ length: settledRowsLimit + more }, (_, index) => withdrawal({ id: String(index), state: 'succeed', createdAt: start + 1000 * index }));
    const told = read(linkedUser(), ...many);
    expect(told.outbox).toHaveLength(many.length);
    const delivered = { ...told, outbox: [] };
    expect(Object.keys(delivered.account.withdrawals ?? {})).toHaveLength(Math.min(many.length, settledRowsLimit));
    expect(read(delivered, ...many).outbox).toEqual([]);
  });
});
