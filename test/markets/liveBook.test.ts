import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LiveBook, settleMs } from '../../src/markets/liveBook.js';
import { decimal, type Decimal } from '../../src/model/money.js';
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

/** The exchange's side: a plain map, its history, and what a subscriber is sent. */
class PlainExchange {
  readonly levels = new Map<string, Decimal>();
  /** Far above what a history counts up to after a restart: numbers that meet by chance cannot be told apart by anybody. */
  sequence = 1000;
  #stored = new Map<string, Decimal>();
  #storedAt = 1000;
  #since: ReturnType<typeof increment>[] = [];

  change({ side, price, amount }: LevelChange): ReturnType<typeof increment> {
    const key = `${side} ${price}`;
    if (amount === undefined) this.levels.delete(key);
    else this.levels.set(key, amount);
    this.sequence += 1;
    const frame = increment(this.sequence, { side, price, amount });
    this.#since.push(frame);
    return frame;
  }

  store(): void {
    this.#stored = new Map(this.levels);
    this.#storedAt = this.sequence;
    this.#since = [];
  }

  /** Once a history, for the same reason. */
  restart(): boolean {
    if (this.sequence < 1000) return false;
    this.sequence = 0;
    this.store();
    return true;
  }

  replay() {
    const changes = [...this.#stored].map(([key, amount]) => ({ side: key.startsWith('bid') ? 'bid' : 'ask', price: key.slice(4) as Decimal, amount }) as const);
    return [snapshot(this.#storedAt, ...changes), ...this.#since];
  }
}

const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('change' as const), side: fc.constantFrom('bid' as const, 'ask' as const), at: fc.integer({ min: 1, max: 9 }), amount: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), sent: fc.constantFrom('once' as const, 'once' as const, 'once' as const, 'once' as const, 'lost' as const, 'twice' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('store' as const, 'restart' as const, 'cut' as const, 'garble' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('replay' as const, 'settle' as const) }) },
);

describe('any history of a book with cuts, gaps, duplicates and restarts', () => {
  test('ends equal to the exchange or not in sync, and never silently wrong on the way', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { book, run } = openPlain();
      const exchange = new PlainExchange();
      // A frame lost and never followed by another cannot be seen by anybody: the book is behind, not wrong.
      let unseen = false;
      for (const one of steps) {
        if (one.do === 'change') {
          const price = one.side === 'bid' ? `${100 - one.at}` : `${100 + one.at}`;
          const frame = exchange.change({ side: one.side, price: decimal(price), amount: one.amount === undefined ? undefined : decimal(String(one.amount)) });
          if (one.sent === 'lost') unseen = true;
          else {
            book.take(frame);
            if (book.state === 'synced') unseen = false;
            if (one.sent === 'twice') book.take(frame);
          }
        } else if (one.do === 'store') exchange.store();
        else if (one.do === 'restart') {
          if (exchange.restart()) unseen = true;
        } else if (one.do === 'cut') book.cut();
        else if (one.do === 'garble') book.lose('unreadable');
        else if (one.do === 'settle') run();
        else {
          for (const frame of exchange.replay()) book.take(frame);
          unseen = false;
        }
        if (book.state === 'synced' && !unseen) expect(contents(book)).toEqual(new Map([...exchange.levels].sort()));
      }
    }), { numRuns: 600 });
  });
});

function openPlain() {
  let due: (() => void) | undefined;
  const clock = { ...createFakeClock(), after: (_ms: number, action: () => void) => {
    due = action;
    return () => {
      if (due === action) due = undefined;
    };
  } };
  const book = new LiveBook({ pricePrecision: 2 }, clock, { moved: () => undefined, lost: () => undefined, settled: () => undefined });
  return { book, run: () => due?.() };
}

const contents = (book: LiveBook): Map<string, string> =>
  new Map((['ask', 'bid'] as const).flatMap((side) => book.levels(side, 100).map(({ price, amount }) => [`${side} ${price}`, amount] as const)).sort());
