// The push of a sale says what it earned, to the cent what /profit says, and nothing where the cost is not known.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tradesOverlapMs } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { basisSteps } from '../../../src/model/trading/costBasis.js';
import { isPositive, times } from '../../../src/model/money.js';
import { profitSteps, type Profit } from '../../../src/model/trading/profit.js';
import { addSales, inCents, noSale, type SaleFigures } from '../../../src/model/trading/saleCost.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, d, describeMarket, linkedUser, order, rowsOf, start, trade } from '../samples.js';

const minuteMs = 60_000;

function endOf<Result>(steps: Generator<undefined, Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** A record that knows what these trades cost; all were read just now. */
const withBasis = (history: readonly Trade[], now = start): UserRecord =>
  hear(linkedUser(), [{ type: 'costs', costs: endOf(basisSteps(history, now - tradesOverlapMs, describeMarket, () => false))!, readFrom: now }], now);

const hear = (record: UserRecord, events: readonly AccountEvent[], now: number): UserRecord => reconcileAll(record, events, contextAt(now)).record;

/** What the next read of the trades tells: all there are, from as far back as it reaches. */
function readOf(record: UserRecord, trades: readonly Trade[], now: number): readonly AccountEvent[] {
  const rows = trades.filter((one) => one.at <= now && one.at >= record.account.tradesReadTo - tradesOverlapMs);
  return [{ type: 'trades', trades: rows, source: 'read' }, { type: 'tradesRead', ended: [], readTo: now }];
}

const frame = (one: Trade): AccountEvent => ({ type: 'trades', trades: [one], source: 'stream' });
const withoutFee = ({ feeAmount: _fee, feeCurrency: _currency, ...one }: Trade): Trade => one;
const lastFill = (record: UserRecord, orderId: string) => rowsOf(record, 'orderFilled').filter((row) => row.data['orderId'] === orderId).at(-1);
const earnedBy = (record: UserRecord, orderId: string): unknown => lastFill(record, orderId)?.data['earned'];

const bought = trade({ id: '400', orderId: '70', amount: d('1'), price: d('100'), at: start - 3_600_000, feeAmount: d('0'), feeCurrency: 'btc' });
const sold = trade({ id: '501', orderId: '78', side: 'sell', amount: d('0.4'), price: d('110'), at: start + 2000, feeAmount: d('0.088'), feeCurrency: 'zar' });
const earned = { profit: '3.91', percent: '9.8', averageCost: '100' };

describe('the push of a sale', () => {
  it('is told at once, and gets what it earned in the same message when the read brings the fee', () => {
    const before = withBasis([bought]);
    const told = reconcileAll(before, [frame(withoutFee(sold))], contextAt(start + 2000));
    expect([lastFill(told.record, '78')?.data['amount'], earnedBy(told.record, '78'), told.wants]).toEqual(['0.4', undefined, ['orders', 'trades']]);
    const read = hear(told.record, readOf(told.record, [bought, sold], start + 3000), start + 3000);
    expect(earnedBy(read, '78')).toEqual(earned);
    expect(rowsOf(read, 'orderFilled').map((row) => row.messageKey)).toEqual(['fill:78:501', 'fill:78:501']);
    expect(hear(read, [frame(withoutFee(sold)), ...readOf(read, [sold], start + 3000)], start + 4000)).toBe(read);
  });

  it('asks for a read where the frame has the fee already, but not for a buy', () => {
    expect(reconcileAll(withBasis([bought]), [frame(sold)], contextAt(start + 2000)).wants).toContain('trades');
    expect(reconcileAll(withBasis([bought]), [frame({ ...bought, id: '502', at: start + 2000 })], contextAt(start + 2000)).wants).not.toContain('trades');
    expect(reconcileAll(linkedUser(), [frame(sold)], contextAt(start + 2000)).wants).not.toContain('trades');
  });

  it.each<[string, UserRecord, readonly Trade[]]>([
    ['the history has not been read', linkedUser(), [sold]],
    ['some of it was not bought here', withBasis([bought]), [{ ...sold, amount: d('1.1') }]],
    ['a fee is not known', withBasis([bought]), [withoutFee(sold)]],
    ['the fee of what was sold was never told', withBasis([withoutFee(bought)]), [sold]],
  ])('claims nothing where %s', (_why, before, trades) => {
    const read = hear(before, readOf(before, trades, start + 3000), start + 3000);
    expect(lastFill(read, '78')).toBeDefined();
    expect(earnedBy(read, '78')).toBeUndefined();
  });

  it('claims nothing while the exchange says that more was executed than its trades show', () => {
    const before = withBasis([bought]);
    const done: AccountEvent = { type: 'order', source: 'read', order: order({ id: '78', side: 'sell', state: 'done', originVolume: d('0.5'), executed: '0.5' }) };
    const read = hear(before, [done, ...readOf(before, [sold], start + 3000), { type: 'tradesRead', ended: ['78'] }], start + 3000);
    expect([lastFill(read, '78')?.data['amount'], earnedBy(read, '78')]).toEqual(['0.5', undefined]);
  });

  it('says a loss as one', () => {
    const before = withBasis([{ ...bought, price: d('120'), total: d('120') }]);
    expect(earnedBy(hear(before, readOf(before, [sold], start + 3000), start + 3000), '78')).toEqual({ profit: '-4.09', percent: '-8.5', averageCost: '120' });
  });

  it('is put right when an older trade is listed late', () => {
    const late = { ...bought, id: '500', price: d('80'), total: d('80'), at: start + 1000 };
    const before = withBasis([bought]);
    const read = hear(before, readOf(before, [sold], start + 3000), start + 3000);
    const again = hear(read, readOf(read, [late, sold], start + 9000), start + 9000);
    expect([read, again].map((one) => earnedBy(one, '78'))).toEqual([earned, { profit: '7.91', percent: '22', averageCost: '90' }]);
  });

  it('is taken back when a sale before it is listed late, so that less of it was bought here', () => {
    const before = withBasis([bought]);
    const told = hear(before, [frame(sold), ...readOf(before, [sold], start + 3000)], start + 3000);
    const late = { ...sold, id: '500', orderId: '79', amount: d('0.8'), total: d('88'), at: start + 1000 };
    const again = hear(told, readOf(told, [late, sold], start + 9000), start + 9000);
    expect(rowsOf(again, 'orderFilled').filter((row) => row.data['orderId'] === '78').map((row) => row.data['earned'])).toEqual([undefined, earned, undefined]);
  });

  it('counts the fills of one order over hours as one sale', () => {
    let record = withBasis([bought]);
    const fills = Array.from({ length: 4 }, (_, index) => ({ ...sold, id: String(501 + index), amount: d('0.1'), total: d('11'), feeAmount: d('0.022'), at: start + index * 30 * minuteMs }));
    for (const one of fills) record = hear(record, readOf(record, fills, one.at + 1000), one.at + 1000);
    expect(earnedBy(record, '78')).toEqual(earned);
    expect(record.account.costs).toMatchObject({ held: { btczar: { amount: '0.7' } }, recent: [{ id: '504' }] });
  });
});

describe('a basis that comes after the push', () => {
  const told = hear(linkedUser(), [frame(sold)], start + 2000);
  const adopt: AccountEvent = { type: 'costs', costs: endOf(basisSteps([bought, sold], start + 5000 - tradesOverlapMs, describeMarket, () => false))!, readFrom: start + 5000 };
  const shown: UserRecord = { ...told, outbox: [], delivered: told.outbox.map((row) => row.id), messages: { 'fill:78:501': { chatId: 7, messageId: 5, sentAt: start + 2100 } } };
  const after = (record: UserRecord) => hear(hear(record, [adopt], start + 8000), readOf(record, [sold], start + 9000), start + 9000);

  it('is written into the message that stands, which makes no sound', () => {
    expect(after(shown).outbox.map((row) => [row.messageKey, row.fresh, row.data['earned']])).toEqual([['fill:78:501', undefined, earned]]);
  });
  it('begins no message where none stands', () => expect(after({ ...shown, messages: {} }).outbox).toEqual([]));
  it('changes nothing by itself', () => expect(hear(shown, [adopt], start + 8000).outbox).toEqual([]));
});

describe('the basis in the record', () => {
  it('is not taken in when trades were read that it may lack, or before any were read', () => {
    const adopt = (readFrom: number): AccountEvent => ({ type: 'costs', costs: { settledUntil: 0, held: {}, recent: [], sales: {} }, readFrom });
    expect(hear(linkedUser(), [adopt(start - 5 * minuteMs)], start).account.costs).toBeDefined();
    expect(hear(linkedUser(), [adopt(start - 5 * minuteMs - 1)], start).account.costs).toBeUndefined();
    expect(hear(linkedUser({}), [adopt(start)], start).account.costs).toBeUndefined();
  });

  it('is moved by reads alone: a frame may be one of several, and its time is rounded', () => {
    const before = withBasis([bought]);
    expect(hear(before, [frame(sold)], start + 2000).account.costs).toBe(before.account.costs);
  });

  it('is dropped when trades were given up unread', () => {
    expect(hear(withBasis([bought]), [{ type: 'tradesLost' }], start).account).not.toHaveProperty('costs');
  });
});

/** Trades of one market in the order they happen, some close together and some far apart, and how each is heard. */
const lives = fc.array(fc.record({
  isBuy: fc.boolean(), size: fc.integer({ min: 1, max: 999 }), cents: fc.integer({ min: 1, max: 999_999 }), order: fc.integer({ min: 1, max: 4 }), gapMs: fc.constantFrom(0, 500, 7 * minuteMs, 45 * minuteMs),
  frames: fc.constantFrom(0, 1, 2), feeInFrame: fc.boolean(), isRead: fc.boolean(), isListedLate: fc.boolean(),
}), { minLength: 1, maxLength: 25 });

describe('whatever is heard when', () => {
  it('the pushes of all sales together come to what /profit says, to the cent', () => {
    fc.assert(fc.property(lives, fc.nat(10), (steps, before) => {
      let at = start;
      const trades = steps.map(({ isBuy, size, cents, order: orderId, gapMs }, index): Trade => {
        at += gapMs;
        const amount = times(d(String(size)), d('0.001'));
        const price = times(d(String(cents)), d('0.01'));
        return trade({
          id: String(1000 + index), orderId: `${isBuy ? '1' : '2'}${orderId}`, side: isBuy ? 'buy' : 'sell', amount, price, at,
          feeAmount: times(isBuy ? amount : times(amount, price), d('0.002')), feeCurrency: isBuy ? 'btc' : 'zar',
        });
      });
      const first = trades[before]?.at ?? start;
      const live = trades.filter((one) => one.at > first);
      let record = hear(withBasis(trades.filter((one) => one.at <= first), first), [], first);
      for (const one of live) {
        const { frames, feeInFrame, isRead, isListedLate } = steps[Number(one.id) - 1000]!;
        for (let time = 0; time < frames; time += 1) record = hear(record, [frame(feeInFrame ? one : withoutFee(one))], one.at);
        if (isRead) record = hear(record, readOf(record, trades.filter((other) => !(isListedLate && other === one)), one.at), one.at);
      }
      record = hear(record, readOf(record, trades, at + 1000), at + 1000);
      expectAgreement(record, trades, first);
    }), { numRuns: 300 });
  });
});

function expectAgreement(record: UserRecord, trades: readonly Trade[], first: number): void {
  const { sales, markets }: Profit = endOf(profitSteps(trades, describeMarket, { from: first + 1, until: Infinity }));
  const byOrder = new Map<string, SaleFigures>();
  for (const { trade: { orderId }, ...sale } of sales) byOrder.set(orderId, addSales(byOrder.get(orderId) ?? noSale, sale));
  // An order that was filled before the basis began is told of with all its fills, as far as the record knows them.
  const wasBegun = (orderId: string): boolean => trades.some((one) => one.orderId === orderId && one.at <= first);
  const told = [...byOrder].filter(([orderId]) => !wasBegun(orderId));
  for (const [orderId, sale] of told) {
    expect(record.account.orders[orderId]?.sale).toEqual(sale);
    const profit = (earnedBy(record, orderId) as { readonly profit: string } | undefined)?.profit;
    expect(profit).toBe(isPositive(sale.unbought) ? undefined : inCents(sale).realised);
  }
  if (told.length < byOrder.size) return;
  const all = told.map(([orderId]) => record.account.orders[orderId]!.sale!).reduce(addSales, noSale);
  expect(inCents(all).realised).toBe(markets[0]?.realised ?? '0');
}
