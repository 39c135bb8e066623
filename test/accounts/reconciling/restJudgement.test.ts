// What is told of a balance that changed and of which the exchange lists no reason, and what keeps it from being told.
import { describe, expect, it } from '@jest/globals';
import { reconcile, reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent, Looked } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { doubtMs } from '../../../src/accounts/reconciling/restDoubts.js';
import { giveUpMs, restLimitMs } from '../../../src/accounts/reconciling/restJudgement.js';
import { emptyAccount, type AccountState } from '../../../src/model/account.js';
import type { Balance } from '../../../src/model/balance.js';
import type { Draft } from '../../../src/model/draft.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, d, deposit, linkedUser, order, rowsOf, start, trade, withdrawal, withFee } from '../samples.js';

const balanceOf = (currency: string, available: string): Balance => ({ currency, available: d(available), locked: d('0') });
const account = (over: Partial<AccountState> = {}): AccountState => ({
  ...emptyAccount, baselineAt: start - 60_000, tradesReadTo: start, balances: { btc: balanceOf('btc', '1'), zar: balanceOf('zar', '1000') }, withdrawals: {}, ...over,
});
const user = (over: Partial<AccountState> = {}, drafts: readonly object[] = []): UserRecord =>
  ({ ...linkedUser(account(over)), drafts: Object.fromEntries(drafts.map((draft, index) => [`d${index}`, draftOf({ id: `d${index}`, ...draft })])) });
const draftOf = (over: object): Draft => ({ userId: 7, state: 'unknown', changedAt: start, createdAt: start, expiresAt: start + 60_000, ...over }) as unknown as Draft;

const hear = (record: UserRecord, events: readonly AccountEvent[], ms = 0): UserRecord => reconcileAll(record, events, contextAt(start + ms)).record;
const frame = (available: string, currency = 'btc'): AccountEvent => ({ type: 'balance', balance: balanceOf(currency, available) });
const read = (btc: string, zar = '1000'): AccountEvent => ({ type: 'balances', balances: [balanceOf('btc', btc), balanceOf('zar', zar)], readFrom: start });
const deposits = (over: object): AccountEvent => ({ type: 'deposits', deposits: [deposit({ state: 'accepted', amount: d('0.25'), createdAt: start, ...over })] });
const withdrawals = (over: object): AccountEvent => ({ type: 'withdrawals', withdrawals: [withdrawal({ state: 'succeed', amount: d('0.4'), createdAt: start, ...over })] });
const fills = (...trades: Parameters<typeof trade>): AccountEvent => ({ type: 'trades', trades: [trade(...trades)], source: 'stream' });

const whole = (ms: number): Looked => ({ readAt: { trades: start + ms, deposits: start + ms, withdrawals: start + ms, balances: start + ms, orders: start + ms }, watchedFrom: start - 60_000 });
const judge = (record: UserRecord, ms = 130_000, looked = whole(ms - 5000)): UserRecord => hear(record, [{ type: 'restsOld', looked }], ms);
const told = (record: UserRecord): readonly string[] => rowsOf(record, 'balanceUnexplained').map(({ data }) => `${String(data['currency'])} ${String(data['way'])} ${String(data['amount'])}`);

describe('a change that nothing explains', () => {
  it.each<[string, AccountEvent, string]>([
    ['a rise by a frame', frame('1.25'), 'btc rose 0.25'], ['a fall by a frame', frame('0.6'), 'btc fell 0.4'],
    ['a rise by a read alone', read('1.25'), 'btc rose 0.25'], ['a fall by a read alone', read('1', '900.5'), 'zar fell 99.5'],
    ['a currency that was not there', frame('3', 'eth'), 'eth rose 3'],
  ])('%s is told once', (_what, event, words) => {
    const record = judge(hear(user(), [event]));
    expect(told(record)).toEqual([words]);
    expect(judge(record, 10 * giveUpMs)).toBe(record);
  });

  it('is told with all that comes beside it and is explained, whatever comes first', () => {
    const beside = [fills({ id: '1', feeAmount: d('0.0008'), feeCurrency: 'btc' }), frame('1.6492'), frame('960', 'zar')];
    for (const events of [beside, [...beside].reverse(), [frame('1.25'), fills({ id: '1', feeAmount: d('0.0008'), feeCurrency: 'btc' }), frame('1.6492'), frame('960', 'zar')]]) {
      expect(told(judge(hear(user(), [{ type: 'order', order: order({ executed: '0.4' }), source: 'stream' }, ...events])))).toEqual(['btc rose 0.25']);
    }
  });

  it('is not hidden by fills that come and are explained all the while', () => {
    let record = hear(user({ orders: { 77: { order: order({ executed: '0' }), trades: [], endTold: false } } }), [frame('0.6')]);
    for (let index = 1; index <= 12; index += 1) {
      record = hear(record, [{ type: 'trades', trades: [withFee(trade({ id: String(index), amount: d('0.01') }))], source: 'stream' }, frame(String(0.6 + index * 0.00998))], index * 10_000);
    }
    expect(told(judge(record))).toEqual(['btc fell 0.4']);
  });

  it('beside one that was told is looked for and told by itself', () => {
    const { record, wants } = reconcile(judge(hear(user(), [frame('1.25')])), frame('1.35'), contextAt(start + 200_000));
    expect(wants).toContain('deposits');
    expect(told(judge(record, 330_000))).toEqual(['btc rose 0.25', 'btc rose 0.1']);
  });

  it.each<[string, AccountEvent, AccountEvent]>([['a rise', frame('1.25'), deposits({})], ['a fall', frame('0.6'), withdrawals({})]])('%s that is listed after it was told is told as what it is, and the opposite is never told', (_what, change, listed) => {
    const later = judge(hear(judge(hear(user(), [change])), [listed], 200_000), 200_000 + giveUpMs + 1000);
    expect(told(later)).toHaveLength(1);
    expect(later.account.openRests).toBeUndefined();
    expect(told(judge(later, 9 * giveUpMs))).toHaveLength(1);
  });

  it('is told although things of other currencies, of other accounts, of another size or of long ago are under way', () => {
    const unknown = (amount: string, currency = 'btc', more: object = {}) => ({ request: { kind: 'withdraw', withdrawal: { currency, amount: d(amount) } }, ...more });
    const leaving = (over: object) => ({ 5: { id: '5', currency: 'btc', amount: d('0.5'), state: 'errored', createdAt: start, movedAt: start, moves: 0, ...over } });
    for (const record of [
      user({}, [unknown('0.1')]), user({}, [unknown('5', 'eth')]), user({}, [unknown('5', 'btc', { leftBehind: { tail: 'x' } })]), user({}, [unknown('5', 'btc', { changedAt: start - doubtMs })]),
      user({ withdrawals: leaving({ movedAt: start - doubtMs }) }), user({ withdrawals: leaving({ amount: d('0.1') }) }),
    ]) expect(told(judge(hear(record, [frame('0.6')])))).toEqual(['btc fell 0.4']);
  });
});

describe('nothing is told', () => {
  const lacking = (list: string): Looked => ({ ...whole(125_000), readAt: { ...whole(125_000).readAt, [list]: start + 119_000 } });
  it.each<[string, AccountEvent, Looked, number]>([
    ['before two minutes have passed', frame('1.25'), whole(119_000), restLimitMs - 1],
    ['where the trades were last read whole before it was two minutes old', frame('1.25'), lacking('trades'), 130_000],
    ['of a rise where the deposits were', frame('1.25'), lacking('deposits'), 130_000],
    ['of a fall where the withdrawals were', frame('0.6'), lacking('withdrawals'), 130_000],
    ['where the balances were', frame('0.6'), lacking('balances'), 130_000],
    ['of dust', frame('1.0000009'), whole(125_000), 130_000],
    ['of a few cents', frame('1000.09', 'zar'), whole(125_000), 130_000],
  ])('%s', (_why, event, looked, ms) => {
    expect(told(judge(hear(user(), [event]), ms, looked))).toEqual([]);
  });

  it('of a rise for the withdrawals, or of a fall for the deposits', () => {
    expect(told(judge(hear(user(), [frame('1.25')]), 130_000, lacking('withdrawals')))).toHaveLength(1);
    expect(told(judge(hear(user(), [frame('0.6')]), 130_000, lacking('deposits')))).toHaveLength(1);
  });

  it.each<[string, UserRecord, AccountEvent]>([
    ['a payout of that size has no end', user({}, [{ request: { kind: 'withdraw', withdrawal: { currency: 'btc', amount: d('0.4') } } }]), frame('0.6')],
    ['a withdrawal of that size is on its way', user({ withdrawals: { 5: { id: '5', currency: 'btc', amount: d('0.4'), state: 'processing', createdAt: start, movedAt: start, moves: 0 } } }), frame('0.6')],
    ['a withdrawal of that size was given back', user({ withdrawals: { 5: { id: '5', currency: 'btc', amount: d('0.25'), state: 'failed', createdAt: start, movedAt: start, moves: 0 } } }), frame('1.25')],
    ['an order lacks that much of its trades', user({ orders: { 77: { order: order({ executed: '0.4' }), trades: [], endTold: false } } }), frame('1.3992')],
    ['a deposit of that size is not credited', user({ deposits: { 9: { id: '9', currency: 'btc', amount: d('0.25'), state: 'submitted', creditTold: false, createdAt: start } } }), frame('1.25')],
    ['a voucher of that size may have been redeemed', user({}, [{ request: { kind: 'redeemVoucher', voucher: { amount: d('100') } } }]), frame('1090', 'zar')],
  ])('while %s; after ten minutes it is given up', (_what, record, change) => {
    const heard = judge(hear(record, [change]));
    expect(heard.account.openRests).toBeDefined();
    const over = judge(heard, giveUpMs + 1000);
    expect(told(over)).toEqual([]);
    expect(Object.values(over.account.openRests ?? {}).flatMap(({ pieces }) => pieces)).toEqual([]);
  });

  it.each<[string, UserRecord, readonly AccountEvent[]]>([
    ['a fee that is never listed', user(), [fills({ amount: d('10') }), frame('10.98'), frame('0', 'zar')]],
    ['a fee that was counted before its fill was', user({ orders: { 77: { order: order({ executed: '0.4' }), trades: [trade()], endTold: false } } }), [{ type: 'trades', trades: [withFee(trade())], source: 'read' }]],
    ['a withdrawal whose fee is beside its amount', user(), [frame('0.5998'), withdrawals({ fee: d('0.0002') })]],
    ['a payment made elsewhere that is listed without its fee', user(), [frame('0.59995'), withdrawals({ fee: d('0'), destination: undefined })]],
    ['a deposit whose figures were cut', user(), [frame('1.250000004'), deposits({})]],
    ['a deposit that counts as received while it is looked into', user(), [deposits({ state: 'aml_processing' }), frame('1.25')]],
    ['the same, and then as received', user(), [frame('1.25'), deposits({ state: 'processing' }), deposits({ state: 'accepted' })]],
    ['a deposit that goes on after it was credited', user(), [deposits({}), frame('1.25'), deposits({ state: 'processing' }), deposits({ state: 'collected' })]],
    ['a deposit that is taken back', user(), [deposits({}), frame('1.25'), deposits({ state: 'rejected' }), frame('1')]],
    ['a deposit whose balance never changes', user(), [deposits({})]],
    ['a voucher that was redeemed here, less its change', user({}, [{ state: 'done', request: { kind: 'redeemVoucher', voucher: { amount: d('100') } }, result: { kind: 'voucher', credited: d('90') } }]), [frame('1090', 'zar')]],
    ['what happened before the balances were read', user({ countedFrom: start }), [deposits({ completedAt: start - 20_000 })]],
    ['a currency whose balance could not be read before', user({ balancesUnread: true }), [frame('5', 'eth'), deposits({ id: '8', currency: 'eth', amount: d('5'), completedAt: start - 90_000 })]],
    ['balances that are read first of all', user({ recount: true }), [frame('7'), read('9')]],
  ])('of %s', (_what, record, events) => {
    const heard = judge(judge(hear(record, events)), giveUpMs + 1000);
    expect(told(heard)).toEqual([]);
    expect(told(judge(heard, 9 * giveUpMs))).toEqual([]);
  });

  it('of what is counted anew: a change after the balances were read is told', () => {
    expect(told(judge(hear(user({ recount: true }), [frame('7'), read('9'), frame('9.5')])))).toEqual(['btc rose 0.5']);
  });

  it('and a deposit that is taken back after it was credited has a message of its own', () => {
    const record = hear(user(), [deposits({}), deposits({ state: 'rejected' })]);
    expect(rowsOf(record, 'depositSeen')).toEqual([expect.objectContaining({ fresh: true, data: expect.objectContaining({ state: 'rejected' }) })]);
  });
});
