import { describe, expect, test } from '@jest/globals';
import { LiveBook, settleMs } from '../../src/markets/liveBook.js';
import { decimal } from '../../src/model/money.js';
import type { LevelChange } from '../../src/exchange/streams/events.js';
import { createFakeClock } from '../support/fakeClock.js';
import { ask, bid } from './marketSamples.js';

function open() {
  const clock = createFakeClock();
  const heard: string[] = [];
  const book: LiveBook = new LiveBook({ pricePrecision: 2 }, clock, {
    moved: () => void heard.push(`${book.state} ${book.best('bid')?.price ?? '-'}`),
    lost: (why) => void heard.push(`lost: ${why}`),
    settled: () => void heard.push('settled'),
  });
  return { clock, heard, book };
}

const snapshot = (sequence: number, ...changes: LevelChange[]) => ({ type: 'snapshot', sequence, changes }) as const;
const increment = (sequence: number, ...changes: LevelChange[]) => ({ type: 'increment', sequence, changes }) as const;

describe('a live book', () => {
  test('is in sync once the burst after its snapshot is over, and says nothing of prices passed through on the way', async () => {
    const { clock, heard, book } = open();
    book.take(snapshot(5, bid('100', '1'), ask('110', '1')));
    book.take(increment(6, bid('105', '1')));
    book.take(increment(7, bid('105')));
    expect([book.state, heard]).toEqual(['stale', ['stale 100']]);
    await clock.advance(settleMs);
    expect([book.state, heard]).toEqual(['synced', ['stale 100', 'settled', 'synced 100']]);
  });

  test('tells each change of a best price or amount and none deeper in the book', async () => {
    const { clock, heard, book } = open();
    book.take(snapshot(5, bid('100', '1')));
    await clock.advance(settleMs);
    heard.length = 0;
    book.take(increment(6, bid('90', '1')));
    book.take(increment(7, bid('101', '1')));
    book.take(increment(8, bid('101', '2')));
    expect(heard).toEqual(['synced 101', 'synced 101']);
  });

  test('stays in sync over a snapshot that is not behind it', async () => {
    const { clock, book } = open();
    book.take(snapshot(5, bid('100', '1')));
    await clock.advance(settleMs);
    book.take(snapshot(5, bid('100', '1')));
    expect(book.state).toBe('synced');
    book.take(increment(6, bid('101', '1')));
    await clock.advance(settleMs);
    expect([book.state, book.number]).toEqual(['synced', 6]);
  });

  test('is held back again by a snapshot older than what it knows', async () => {
    const { clock, book } = open();
    book.take(snapshot(5, bid('100', '1')));
    await clock.advance(settleMs);
    book.take(snapshot(3, bid('99', '1')));
    expect(book.state).toBe('stale');
    book.take(increment(4, bid('98', '1')));
    await clock.advance(settleMs);
    expect([book.state, book.number]).toEqual(['synced', 4]);
  });

  test.each([
    ['a gap', increment(8)], ['a crossed book', increment(6, bid('120', '1'))], ['a negative amount', increment(6, { side: 'bid', price: decimal('1'), amount: decimal('-1') })],
  ])('is stale at once after %s and asks for a snapshot', async (_what, frame) => {
    const { clock, heard, book } = open();
    book.take(snapshot(5, bid('100', '1'), ask('110', '1')));
    await clock.advance(settleMs);
    heard.length = 0;
    book.take(frame);
    expect([book.state, heard[0]?.startsWith('lost'), heard[1]]).toEqual(['stale', true, expect.stringMatching(/^stale/)]);
    await clock.advance(settleMs * 2);
    expect(book.state).toBe('stale');
  });

  test('asks for a snapshot when an increment shows that there must be one', () => {
    const { heard, book } = open();
    book.take(increment(6, bid('1', '1')));
    expect([book.state, heard]).toEqual(['empty', ['lost: no snapshot']]);
  });
});
