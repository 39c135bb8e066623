// Frames may come in any order, twice or not at all: after a catch-up the end is the same.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reconcileAll } from '../../../src/accounts/reconciling/reconciler.js';
import type { AccountEvent } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { decimal, sum, times, type Decimal } from '../../../src/model/money.js';
import { isFinal, type Order } from '../../../src/model/trading/order.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import type { UserRecord } from '../../../src/model/user.js';
import { contextAt, linkedUser, order, rowsOf, start, trade, withFee } from '../samples.js';

interface Life {
  readonly frames: readonly AccountEvent[];
  readonly order: Order;
  readonly trades: readonly Trade[];
}

/** How an order with these fills (in hundredths) goes, as the stream tells it and as reads tell it afterwards. */
function lifeOf(id: string, parts: readonly number[], end: 'done' | 'cancel' | 'wait'): Life {
  const amounts = parts.map((part) => decimal((part / 100).toFixed(2)));
  const filled = sum(amounts);
  const originVolume = end === 'done' ? filled : decimal(String(Number(filled) + 1));
  const at = (step: number) => start + 1000 * (step + 1);
  const orderAt = (executed: Decimal, state: string, step: number) => order({ id, originVolume, executed, state, updatedAt: at(step) });
  const trades = amounts.map((amount, index) => trade({ id: `${id}${100 + index}`, orderId: id, amount, price: decimal(String(100 + index)), at: at(index) }));
  const frames: AccountEvent[] = ['pending', 'wait'].map((state) => ({ type: 'order', source: 'stream', order: orderAt('0' as Decimal, state, 0) }));
  for (const [index, one] of trades.entries()) {
    const executed = sum(amounts.slice(0, index + 1));
    const state = end === 'done' && index === trades.length - 1 ? 'done' : 'wait';
    frames.push({ type: 'trades', source: 'stream', trades: [one] }, { type: 'order', source: 'stream', order: orderAt(executed, state, index) });
  }
  if (end === 'cancel') frames.push({ type: 'order', source: 'stream', order: orderAt(filled, 'cancel', trades.length) });
  const last = orderAt(filled, end, trades.length);
  return { frames, trades: trades.map(withFee), order: { ...last, uuid: `u${id}`, customOrderId: `c${id}`, updatedAt: last.updatedAt + 321 } };
}

const lives = fc.uniqueArray(fc.tuple(fc.integer({ min: 10, max: 99 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), fc.constantFrom('done', 'cancel', 'wait')), { minLength: 1, maxLength: 3, selector: ([id]) => id })
  .map((drawn) => drawn.map(([id, parts, end]) => lifeOf(String(id), parts, end)));

/** The frames of all lives in any order, some missing, some more than once, with a catch-up after any of them. */
const scenario = lives.chain((all) => {
  const frames = all.flatMap((life) => life.frames);
  const heard = fc.array(fc.integer({ min: 0, max: frames.length - 1 }), { maxLength: frames.length * 2 });
  return fc.record({ all: fc.constant(all), heard: heard.map((picked) => picked.map((index) => frames[index]!)), gapsMs: fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 5 }) });
});

const catchUp = (all: readonly Life[], record: UserRecord): readonly AccountEvent[] => [
  ...all.map((life): AccountEvent => ({ type: 'order', order: life.order, source: 'read' })),
  { type: 'trades', trades: all.flatMap((life) => life.trades), source: 'read' },
  { type: 'tradesRead', readTo: start + 500_000, ended: Object.values(record.account.orders).filter((one) => isFinal(one.order.state)).map((one) => one.order.id) },
];

/** What must be the same whatever the way: all but when each push was opened and the resolution of stamps. */
function essence(record: UserRecord) {
  const { seenTrades, orders, tradesReadTo, feeRates } = record.account;
  const told = Object.values(orders).sort((a, b) => a.order.id.localeCompare(b.order.id)).map((one) => ({
    order: { ...one.order, createdAt: 0, updatedAt: 0 }, trades: one.trades, endTold: one.endTold,
  }));
  return { seenTrades: [...seenTrades].sort(), told, tradesReadTo, feeRates };
}

describe('any interleaving, duplication and loss of frames', () => {
  it('ends after a catch-up in the same state, with every fill told once and every end told once', () => {
    fc.assert(fc.property(scenario, ({ all, heard, gapsMs }) => {
      let now = start + 10_000;
      let record = linkedUser();
      for (const [index, event] of heard.entries()) {
        now += gapsMs[index % gapsMs.length]!;
        record = reconcileAll(record, [event], contextAt(now)).record;
      }
      const healed = reconcileAll(record, catchUp(all, record), contextAt(now + 1000)).record;
      const quiet = linkedUser();
      expect(essence(healed)).toEqual(essence(reconcileAll(quiet, catchUp(all, quiet), contextAt(now + 1000)).record));
      for (const life of all) expectTold(healed, life);
      // The same once more changes nothing at all.
      expect(reconcileAll(healed, [...heard, ...catchUp(all, healed)], contextAt(now + 99_000)).record).toBe(healed);
    }), { numRuns: 300 });
  });
});

function expectTold(record: UserRecord, life: Life): void {
  const fills = rowsOf(record, 'orderFilled').filter((row) => row.data['orderId'] === life.order.id);
  expect(new Set(fills.map((row) => row.id)).size).toBe(fills.length);
  expect(fills.at(-1)?.data).toMatchObject({
    amount: life.order.executedVolume, total: sum(life.trades.map((one) => one.total)), fee: times(life.order.executedVolume, decimal('0.002')),
    orderAmount: life.order.originVolume, remaining: life.order.remainingVolume, final: life.order.state === 'done',
  });
  const ends = rowsOf(record, 'orderEnded').filter((row) => row.data['orderId'] === life.order.id);
  expect(ends.map((row) => row.data['executed'])).toEqual(life.order.state === 'cancel' ? [life.order.executedVolume] : []);
}
