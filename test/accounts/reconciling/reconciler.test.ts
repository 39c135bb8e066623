// What the reconciler makes of frames and reads of orders and trades.
import { describe, expect, it } from '@jest/globals';
import { absorbOrder, reconcile, reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent, Source } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { isComplete, tradesPerOrderLimit } from '../../../src/accounts/reconciling/orderTrades.js';
import type { Order } from '../../../src/model/trading/order.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, d, deposit, describeMarket, linkedUser, order, rowsOf, start, trade, withdrawal, withFee } from '../samples.js';

const heardOrder = (one: Order, source: Source = 'stream'): AccountEvent => ({ type: 'order', order: one, source });
const heardTrade = (one: Trade, source: Source = 'stream'): AccountEvent => ({ type: 'trades', trades: [one], source });
const after = (events: readonly AccountEvent[], record: UserRecord = linkedUser(), now = start + 2500): UserRecord =>
  reconcileAll(record, events, contextAt(now)).record;
const fills = (record: UserRecord) => rowsOf(record, 'orderFilled');

describe('orders', () => {
  const known = order({ executed: '0.4', updatedAt: start + 5000 });
  it.each<[string, Order]>([
    ['a lower state', order({ state: 'pending', updatedAt: start + 9000 })],
    ['a smaller executed volume', order({ executed: '0.1', updatedAt: start + 9000 })],
    ['the same again', known],
    ['the same with an older stamp', { ...known, updatedAt: start + 4000 }],
    ['the same with a newer stamp', { ...known, updatedAt: start + 6000 }],
    ['another price under an older stamp', { ...known, price: d('99'), updatedAt: start + 4000 }],
  ])('%s is old news and changes nothing', (_name, old) => {
    const record = after([heardOrder(known)]);
    expect(reconcile(record, heardOrder(old), contextAt(start)).record).toBe(record);
  });

  it('a lower state is old news even where nothing is executed', () => {
    const record = after([heardOrder(order())]);
    expect(reconcile(record, heardOrder(order({ state: 'pending', updatedAt: start + 9000 })), contextAt(start)).record).toBe(record);
  });

  it('an old answer still completes what frames leave out', () => {
    const record = after([heardOrder(known), heardOrder(order({ state: 'pending', customOrderId: 'mine', uuid: 'u' }), 'read')]);
    expect(record.account.orders['77']?.order).toEqual({ ...known, customOrderId: 'mine', uuid: 'u' });
  });

  it('an unknown state is kept as it is', () => {
    expect(after([heardOrder(order({ state: 'frozen' }))]).account.orders['77']?.order.state).toBe('frozen');
  });

  it('an id that every object inherits is an id like any other', () => {
    expect(after([heardOrder(order({ id: 'constructor' })), heardOrder(order({ id: '__proto__' }))]).account.orders).toHaveProperty('constructor');
  });

  it('an executed volume that the known trades do not account for wants the trades', () => {
    expect(reconcile(linkedUser(), heardOrder(order({ executed: '0.4' })), contextAt(start)).wants).toEqual(['trades']);
  });

  it('absorbOrder takes in an answer like any other read', () => {
    expect(absorbOrder(linkedUser(), order(), start, describeMarket).account.orders['77']?.order).toEqual(order());
  });
});

describe('fills', () => {
  it('a fill without a fee is told at once, wants the trades, and is told again in the same message when the fee is known', () => {
    const first = reconcile(after([heardOrder(order())]), heardTrade(trade()), contextAt(start + 2500));
    expect(first.wants).toEqual(['trades']);
    expect(fills(first.record)).toMatchObject([{
      messageKey: 'fill:77:501', eventAt: start + 2500,
      data: { orderId: '77', amount: '0.4', orderAmount: '1', averagePrice: '100', total: '40', remaining: '0.6', final: false, base: 'btc', quote: 'zar' },
    }]);
    expect(fills(first.record)[0]?.data).not.toHaveProperty('fee');
    const second = after([heardTrade(withFee(trade()), 'read')], first.record);
    expect(fills(second).map((row) => [row.messageKey, row.data['fee'], row.data['feeCurrency']])).toEqual([['fill:77:501', undefined, undefined], ['fill:77:501', '0.0008', 'btc']]);
  });

  it('a fill is counted once however often it is told', () => {
    const record = after([heardOrder(order()), heardTrade(withFee(trade()))]);
    for (const again of [heardTrade(trade()), heardTrade(withFee(trade()), 'read'), heardTrade(withFee(trade()))]) {
      expect(reconcile(record, again, contextAt(start + 90_000)).record).toBe(record);
    }
  });

  it('fills within 30 s share a message and later ones make a new one; data are the totals of the order', () => {
    let record = after([heardOrder(order()), heardTrade(trade({ price: d('100'), amount: d('0.3') }))], linkedUser(), start + 2000);
    record = after([heardTrade(trade({ id: '502', price: d('101'), amount: d('0.3') }))], record, start + 31_999);
    record = after([heardTrade(trade({ id: '503', price: d('102'), amount: d('0.4') }))], record, start + 32_000);
    expect(fills(record).map((row) => row.messageKey)).toEqual(['fill:77:501', 'fill:77:501', 'fill:77:503']);
    expect(fills(record).at(-1)?.data).toMatchObject({ amount: '1', total: '101.1', averagePrice: '101.1', remaining: '0', final: true });
    expect(new Set(fills(record).map((row) => row.id)).size).toBe(3);
  });

  it('a fill of an order not yet known is told, wants the order, and is completed by it', () => {
    const first = reconcile(linkedUser(), heardTrade(withFee(trade({ customOrderId: 'mine' }))), contextAt(start + 2500));
    expect(first.wants).toEqual(['orders']);
    expect(fills(first.record)).toMatchObject([{ data: { amount: '0.4', orderAmount: '0.4', final: false } }]);
    const record = after([heardOrder(order({ state: 'pending' }), 'read')], first.record);
    expect(record.account.orders['77']?.order).toEqual({ ...order({ state: 'pending' }), customOrderId: 'mine' });
    expect(fills(record).at(-1)).toMatchObject({ messageKey: 'fill:77:501', data: { orderAmount: '1', remaining: '0.6' } });
  });

  it.each<[string, readonly AccountEvent[]]>([
    ['before', [heardTrade(trade({ amount: d('1') })), heardOrder(order({ state: 'done', executed: '1' }))]],
    ['after', [heardOrder(order({ state: 'done', executed: '1' })), heardTrade(trade({ amount: d('1') }))]],
  ])('the last fill may come %s the order is done: one final push and no other word', (_name, events) => {
    const record = after([heardOrder(order()), ...events]);
    expect(record.outbox.map((row) => [row.kind, row.data['final']])).toEqual([['orderFilled', true]]);
    expect(record.account.orders['77']?.endTold).toBe(true);
  });

  it('a done order whose fills never come is told by its own numbers after one read of the trades', () => {
    const done = after([heardOrder(order({ state: 'done', executed: '1', averagePrice: d('99.5') }))]);
    expect(done.outbox).toEqual([]);
    const record = after([{ type: 'tradesRead', ended: ['77'], readTo: start + 3000 }], done);
    expect(fills(record)).toMatchObject([{ data: { amount: '1', averagePrice: '99.5', total: '99.5', final: true } }]);
    expect(record.account.tradesReadTo).toBe(start + 3000);
  });

  it('the rates of what was received are learnt per market, side and role', () => {
    const sold = { ...trade({ id: '502', side: 'sell' }), feeAmount: d('0.04'), feeCurrency: 'zar' };
    expect(after([heardTrade(withFee(trade())), heardTrade(sold)]).account.feeRates).toEqual({ 'btczar:buy:maker': '0.002', 'btczar:sell:taker': '0.001' });
  });

  it('trades beyond the limit of one order are folded and still counted once', () => {
    const many = Array.from({ length: tradesPerOrderLimit + 1 }, (_, index) => withFee(trade({ id: String(10_000 + index), amount: d('0.001') })));
    const all: AccountEvent = { type: 'trades', trades: many, source: 'read' };
    const record = after([heardOrder(order({ executed: '0.501' })), all]);
    const tracked = record.account.orders['77']!;
    expect(tracked.trades.length).toBeLessThan(tradesPerOrderLimit);
    expect(isComplete(tracked)).toBe(true);
    expect(fills(record)).toMatchObject([{ data: { amount: '0.501', total: '50.1', averagePrice: '100', fee: '0.001002' } }]);
    expect(after([all], record)).toBe(record);
  });
});

describe('ends', () => {
  it('a cancelled order is told once with what was executed', () => {
    const events = [heardOrder(order()), heardTrade(withFee(trade())), heardOrder(order({ state: 'cancel', executed: '0.4' }))];
    const record = after([...events, ...events, heardOrder(order({ state: 'cancel', executed: '0.4' }), 'read')]);
    expect(rowsOf(record, 'orderEnded')).toMatchObject([{ id: 'end:77', data: { state: 'cancel', amount: '1', executed: '0.4', averagePrice: '100', total: '40', price: '100' } }]);
  });

  it('a cancelled order waits for its fills, or for one read of the trades', () => {
    const step = reconcile(after([heardOrder(order())]), heardOrder(order({ state: 'cancel', executed: '0.4' })), contextAt(start));
    expect([step.wants, rowsOf(step.record, 'orderEnded')]).toEqual([['trades'], []]);
    expect(rowsOf(after([heardTrade(withFee(trade()))], step.record), 'orderEnded')).toHaveLength(1);
    const settled = after([{ type: 'tradesRead', ended: ['77'] }], step.record);
    expect(rowsOf(settled, 'orderEnded')).toMatchObject([{ data: { executed: '0.4' } }]);
    expect(settled.account.tradesReadTo).toBe(start);
  });

  it('a rejected order is told', () => {
    expect(rowsOf(after([heardOrder(order({ state: 'pending' })), heardOrder(order({ state: 'reject' }))]), 'orderEnded')).toMatchObject([{ data: { state: 'reject', executed: '0' } }]);
  });
});

describe('the time before linking', () => {
  it('an order and its fills from before are known silently, and its later fills are told with the totals of the whole order', () => {
    const before = linkedUser({});
    const old = withFee(trade({ id: '400', amount: d('0.2'), at: start - 60_000 }));
    let record = after([
      heardOrder(order({ executed: '0.2', createdAt: start - 90_000, updatedAt: start - 60_000 }), 'read'), heardTrade(old, 'read'),
      heardTrade(trade({ id: '399', orderId: '55', at: start - 60_000 }), 'read'), { type: 'baselineDone', at: start + 500 },
    ], before);
    expect(record.outbox).toEqual([]);
    expect(Object.keys(record.account.orders)).toEqual(['77']);
    record = after([heardTrade(withFee(trade()))], record);
    expect(fills(record)).toMatchObject([{ data: { amount: '0.6', total: '60', remaining: '0.4' } }]);
  });

  it('an order that ended before is known silently', () => {
    expect(after([heardOrder(order({ state: 'cancel', updatedAt: start - 60_000 }), 'read')]).outbox).toEqual([]);
  });

  it('a fill made while the program was down is told with its own time', () => {
    expect(fills(after([heardTrade(withFee(trade()), 'read')], linkedUser(), start + 3_600_000))).toMatchObject([{ eventAt: start + 2000 }]);
  });
});

describe('balances', () => {
  const balance = (available: string, locked = '0'): AccountEvent => ({ type: 'balance', balance: { currency: 'btc', available: d(available), locked: d(locked) } });
  const zar = (available: string): AccountEvent => ({ type: 'balance', balance: { currency: 'zar', available: d(available), locked: d('0') } });
  const all = (btc: string, rand: string): AccountEvent => ({ type: 'balances', balances: [{ currency: 'btc', available: d(btc), locked: d('0') }, { currency: 'zar', available: d(rand), locked: d('0') }] });
  const held = linkedUser({ baselineAt: start, balances: { btc: { currency: 'btc', available: d('1'), locked: d('0') }, zar: { currency: 'zar', available: d('500000'), locked: d('0') } } });
  const bought = withFee(trade());
  const deposits = (amount: string): AccountEvent => ({ type: 'deposits', deposits: [deposit({ state: 'accepted', amount: d(amount) })] });
  const rise = ['deposits', 'trades'];
  const fall = ['withdrawals', 'trades'];

  it.each<[string, readonly AccountEvent[], readonly string[]]>([
    ['a rise that nothing explains', [balance('1.5')], rise],
    ['a fall that nothing explains', [balance('0.4')], fall],
    ['money that is locked', [balance('0.4', '0.6')], []],
    ['a withdrawal that is given back, whose sum was only locked', [{ type: 'withdrawals', withdrawals: [withdrawal({ state: 'failed' })] }, balance('1')], []],
    ['a rise beside a withdrawal that was given back', [{ type: 'withdrawals', withdrawals: [withdrawal({ state: 'failed' })] }, balance('1.4')], rise],
    ['a fall by what a withdrawal took', [{ type: 'withdrawals', withdrawals: [withdrawal({ state: 'succeed', amount: d('0.1') })] }, balance('0.9')], []],
    ['the same heard the other way round', [balance('0.9'), { type: 'withdrawals', withdrawals: [withdrawal({ state: 'succeed', amount: d('0.1') })] }], fall],
    ['a rise by a fill, less its fee, to the last digit', [heardTrade(bought), balance('1.3992')], ['orders']],
    ['a rise by a fill whose fee is not known, within what a fee can be', [heardTrade(trade()), balance('1.3992')], ['orders', 'trades']],
    ['a fill in all balances that are read', [heardTrade(bought), all('1.3992', '499960')], ['orders']],
    ['a rise beside a fall that nothing explains yet', [balance('0.4'), balance('0.65')], [...fall, ...rise]],
    ['a fall that leaves less of a rise that nothing explains yet', [balance('1.5'), balance('1.3')], [...rise, ...fall]],
    ['a deposit beside the fill', [heardTrade(bought), balance('1.6492')], ['orders', ...rise]],
    ['a deposit beside the fill in all balances that are read', [heardTrade(bought), all('1.6492', '499960')], ['orders', ...rise]],
    ['a deposit much smaller than the fill beside it', [heardTrade(bought), balance('1.3993')], ['orders', ...rise]],
    ['a rise by a deposit that is known', [deposits('0.25'), balance('1.25')], []],
    ['a second rise of the same size', [deposits('0.25'), balance('1.25'), balance('1.5')], rise],
    ['rand that a purchase cost', [heardTrade(bought), zar('499960')], ['orders']],
    ['rand that fell by more than a purchase cost', [heardTrade(bought), zar('499000')], ['orders', ...fall]],
  ])('%s wants what may explain it', (_name, events, wants) => {
    expect([...reconcileAll(held, events, contextAt(start + 2500)).wants].sort()).toEqual([...new Set(wants)].sort());
  });

  const rests = (events: readonly AccountEvent[], record = held) => after(events, record).account.openRests;

  it('whatever comes first, the balance or what changed it, both together leave nothing, and each counts once', () => {
    const heard = [heardTrade(bought), balance('1.3992'), zar('499960'), deposits('0.25'), balance('1.6492')];
    for (const events of [heard, [balance('1.6492'), deposits('0.25'), zar('499960'), heardTrade(bought)], [...heard, heardTrade(bought), deposits('0.25'), balance('1.6492')]]) expect(rests(events)).toBeUndefined();
  });

  it('a fee that becomes known is counted, and what was left for it is not any more', () => {
    const before = after([heardTrade(trade()), balance('1.3992'), zar('499960')], held);
    expect(before.account.openRests).toMatchObject({ btc: { pieces: [{ amount: '-0.0008' }], slack: '0.004' } });
    expect(after([heardTrade(bought, 'read')], before).account.openRests).toBeUndefined();
  });

  it('before the first catch-up has ended nothing is counted: all of it is in the balances that are read last', () => {
    expect(rests([balance('9'), heardTrade(bought)], linkedUser({ balances: held.account.balances, tradesReadTo: start }))).toBeUndefined();
  });

  it('a read replaces all and the same read changes nothing', () => {
    const read: AccountEvent = { type: 'balances', balances: [{ currency: 'zar', available: d('5'), locked: d('0') }] };
    const record = after([read], held);
    expect(Object.keys(record.account.balances)).toEqual(['zar']);
    expect(after([read], record)).toBe(record);
  });
});
