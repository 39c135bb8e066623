// The rule by which a practice order that waits is filled: at its own price, by what is shown, each volume once.
import { describe, expect, it } from '@jest/globals';
import { ZERO, type Decimal } from '../../src/model/money.js';
import type { PracticeAccount, PracticeOrder } from '../../src/model/practice.js';
import { CountedVolumes } from '../../src/practice/countedVolumes.js';
import { findPracticeOrder } from '../../src/practice/practiceAccount.js';
import { fillResting, shownTo } from '../../src/practice/restingFills.js';
import fc from 'fast-check';
import { begun, fundsOf, level, placed, reads, start, type Book } from './samples.js';

const stored = (one: PracticeOrder): Decimal => one.counted;
const asking = (...asks: readonly (readonly [string, string])[]): Book => ({ bids: [], asks: asks.map(([price, amount]) => level(price, amount)) });

/** Goes through the books as the watch does, and tells what was executed after each. */
function walk(account: PracticeAccount, books: readonly (Book | undefined)[], counted = new CountedVolumes()): readonly Decimal[] {
  let next = account;
  return books.map((book) => {
    const step = fillResting(next, 'btczar', reads(() => book), (one) => counted.of(1, one), start);
    for (const one of next.orders) if (book !== undefined && step.filled.every((filled) => filled.order.id !== one.order.id)) counted.note(1, one, shownTo(one, reads(() => book)) ?? ZERO);
    next = step.account;
    return findPracticeOrder(next, 'P1')?.order.executedVolume ?? ZERO;
  });
}

describe('an order that waits', () => {
  const { account } = placed(begun(), { volume: '1', price: '100' });

  it.each<[string, readonly (Book | undefined)[], readonly string[]]>([
    ['is not filled before the book reaches its price', [asking(['100.01', '5'])], ['0']],
    ['is filled at its price exactly, by what is shown', [asking(['100', '0.4'])], ['0.4']],
    ['counts all levels that are no worse together', [asking(['98', '0.1'], ['99', '0.2'], ['100', '0.3'], ['101', '9'])], ['0.6']],
    ['is filled to its end and no further', [asking(['99', '7'])], ['1']],
    ['takes volume that stays on the book once', [asking(['100', '0.4']), asking(['100', '0.4']), asking(['100', '0.4'])], ['0.4', '0.4', '0.4']],
    ['takes what is added', [asking(['100', '0.4']), asking(['100', '0.5'])], ['0.4', '0.5']],
    ['takes what went away and came again', [asking(['100', '0.4']), asking(['100', '0.1']), asking(['100', '0.3'])], ['0.4', '0.4', '0.6']],
    ['takes what comes after the price has left and returned', [asking(['100', '0.4']), asking(['103', '5']), asking(['100', '0.4'])], ['0.4', '0.4', '0.8']],
    ['is not filled without a book in sync, whatever came before', [undefined, asking(['100', '0.4']), undefined], ['0', '0.4', '0.4']],
  ])('%s', (_what, books, executed) => {
    expect(walk(account, books)).toEqual(executed);
  });

  it('is filled as maker at its own price, which is paid from what it had locked', () => {
    const { account: after, filled } = fillResting(account, 'btczar', reads(() => asking(['90', '0.5'])), stored, start);
    expect([fundsOf(after), filled.map((one) => [one.order.id, one.total, one.fee, one.counted])]).toEqual([['zar 99900 50', 'btc 0.4995 0'], [['P1', '50', '0.0005', '0.5']]]);
    expect(after.trades.map((one) => [one.price, one.amount, one.takerSide])).toEqual([['100', '0.5', 'sell']]);
  });

  it('has counted what it met when it was placed', () => {
    const asks = [level('100', '0.4')];
    const taken = placed(begun(), { volume: '1', price: '100' }, asks).account;
    expect(walk(taken, [{ bids: [], asks }, asking(['100', '0.6'])])).toEqual(['0.4', '0.6']);
  });

  it('in another market is left alone', () => {
    expect(fillResting(account, 'ethzar', reads(() => asking(['90', '9'])), stored, start)).toEqual({ account, filled: [] });
  });

  it('after a restart is filled by less, never by the same volume again', () => {
    const before = new CountedVolumes();
    const first = asking(['100', '0.4']);
    const { account: filled } = fillResting(account, 'btczar', reads(() => first), (one) => before.of(1, one), start);
    expect(walk(filled, [first, asking(['100', '0.5'])], new CountedVolumes())).toEqual(['0.4', '0.5']);
  });

  it('is never filled by more than was newly shown to it', () => {
    const amount = fc.integer({ min: 0, max: 50 });
    fc.assert(fc.property(fc.array(amount, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 300 }), (shown, volume) => {
      const { account: waiting } = placed(begun(), { volume: String(volume), price: '100' });
      const books = shown.map((one) => (one === 0 ? asking(['101', '9']) : asking(['100', String(one)])));
      const newly = shown.reduce((sum, one, index) => sum + Math.max(0, one - (shown[index - 1] ?? 0)), 0);
      expect(walk(waiting, books).at(-1)).toBe(String(Math.min(newly, volume)));
    }), { numRuns: 300 });
  });
});
