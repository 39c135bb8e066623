// What is told of a balance that changed and of which the exchange lists no reason, and what keeps it from being told.
import { describe, expect, it } from '@jest/globals';
import { reconcile, reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { listedWithinMs, restLimitMs } from '../../../src/accounts/reconciling/unexplainedNews.js';
import type { AccountState } from '../../../src/model/account.js';
import { emptyAccount } from '../../../src/model/account.js';
import type { Draft } from '../../../src/model/draft.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, d, deposit, linkedUser, order, rowsOf, start } from '../samples.js';

const account = (over: Partial<AccountState> = {}): AccountState => ({
  ...emptyAccount, baselineAt: start - 60_000, tradesReadTo: start, balances: { btc: { currency: 'btc', available: d('1'), locked: d('0') }, zar: { currency: 'zar', available: d('1000'), locked: d('0') } }, ...over,
});
const changed = (currency: string, available: string): AccountEvent => ({ type: 'balance', balance: { currency, available: d(available), locked: d('0') } });
const hear = (record: UserRecord, events: readonly AccountEvent[], ms = 0): UserRecord => reconcileAll(record, events, contextAt(start + ms)).record;
const rose = (record = linkedUser(account())): UserRecord => hear(record, [changed('btc', '1.25')]);
const looked = { type: 'restsOld', lookedAt: start + listedWithinMs } as const;
const told = (record: UserRecord) => rowsOf(record, 'balanceUnexplained').map(({ data }) => data);

describe('a change that nothing explains', () => {
  it.each([['1.25', 'rose', '0.25'], ['0.6', 'fell', '0.4']])('to %s is told as %s by %s, once', (available, way, amount) => {
    const record = hear(hear(linkedUser(account()), [changed('btc', available)]), [looked], restLimitMs);
    expect(told(record)).toEqual([{ currency: 'btc', amount, way }]);
    expect(hear(record, [{ type: 'restsOld', lookedAt: start + 10 * restLimitMs }], 10 * restLimitMs)).toBe(record);
  });

  it('and that is listed later is told as what it is, and leaves nothing', () => {
    const later = hear(hear(rose(), [looked], restLimitMs), [{ type: 'deposits', deposits: [deposit({ id: '9', amount: d('0.25'), state: 'collected', createdAt: start })] }], restLimitMs + 1000);
    expect([later.account.unexplained, rowsOf(later, 'depositCredited')]).toEqual([undefined, [expect.objectContaining({ data: expect.objectContaining({ amount: '0.25' }) })]]);
  });

  it('beside one that was told is looked for and told by itself', () => {
    const first = hear(rose(), [looked], restLimitMs);
    const { record, wants } = reconcile(first, changed('btc', '1.35'), contextAt(start + restLimitMs));
    expect(wants).toContain('deposits');
    const later = hear(record, [{ type: 'restsOld', lookedAt: start + restLimitMs + listedWithinMs }], 2 * restLimitMs);
    expect(told(later).map(({ amount }) => amount)).toEqual(['0.25', '0.1']);
  });
});

describe('nothing is told', () => {
  const draft = (over: object): Draft => ({ id: 'd1', userId: 7, chatId: 7, state: 'unknown', changedAt: start, createdAt: start, expiresAt: start + 60_000, ...over }) as unknown as Draft;
  const voucher = (amount: string, state: string): Draft => draft({ state, request: { kind: 'redeemVoucher', voucher: { amount: d(amount) } } });
  const withDraft = (one: Draft): UserRecord => ({ ...linkedUser(account()), drafts: { d1: one } });
  const zarRose = (record: UserRecord): UserRecord => hear(record, [changed('zar', '1090')]);

  it.each<[string, UserRecord, AccountEvent, number]>([
    ['before two minutes have passed', rose(), looked, restLimitMs - 1],
    ['while the lists could not be read', rose(), { type: 'restsOld', lookedAt: undefined }, restLimitMs],
    ['where they were read before it could be listed', rose(), { type: 'restsOld', lookedAt: start + listedWithinMs - 1 }, restLimitMs],
    ['while an action has no end', rose(withDraft(draft({ request: { kind: 'withdraw' } }))), looked, restLimitMs],
    ['while an order lacks its trades', rose(linkedUser(account({ orders: { 77: { order: order({ executed: '0.4' }), trades: [], endTold: false } } }))), looked, restLimitMs],
    ['while a withdrawal is on its way', rose(linkedUser(account({ withdrawals: { 5: { id: '5', currency: 'btc', state: 'processing', createdAt: start, movedAt: start, moves: 0 } } }))), looked, restLimitMs],
    ['of a voucher that was redeemed here, less its change', zarRose(withDraft(voucher('100', 'done'))), looked, restLimitMs],
  ])('%s', (_why, record, event, ms) => {
    expect(told(hear(record, [event], ms))).toEqual([]);
  });

  it('less than there is: more than the vouchers redeemed here, or a voucher that was not', () => {
    for (const one of [voucher('89', 'done'), voucher('100', 'refused')]) expect(told(hear(zarRose(withDraft(one)), [looked], restLimitMs))).toEqual([{ currency: 'zar', amount: '90', way: 'rose' }]);
  });
});
