// Random histories of a book, as text frames, with cuts, gaps, duplicates, garbled frames and restarts: never silently wrong.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMarketFrame } from '../../src/exchange/streams/frames.js';
import { LiveBook } from '../../src/markets/liveBook.js';
import { createFakeClock } from '../support/fakeClock.js';
import { readStep } from './bookSteps.js';
import { PlainBook } from './plainBook.js';

/** What one run of the test must have put through the parser and the book. */
const framesGoal = 100_000;

let frames = 0;
let syncedLooks = 0;
let staleLooks = 0;

/** The book with its parser before it; `run` ends the burst after a snapshot. */
function openBook() {
  let due: (() => void) | undefined;
  const clock = { ...createFakeClock(), after: (_ms: number, action: () => void) => {
    due = action;
    return () => { if (due === action) due = undefined; };
  } };
  const book = new LiveBook({ pricePrecision: 2 }, clock, { moved: () => undefined, lost: () => undefined, settled: () => undefined });
  const take = (text: string): void => {
    frames += 1;
    for (const event of readMarketFrame(text).events) {
      if (event.type === 'unreadable') book.lose('unreadable');
      else if (event.type !== 'candle') book.take(event);
    }
  };
  return { book, take, run: () => due?.() };
}

function isEqual(book: LiveBook, plain: PlainBook): boolean {
  const levels = (['ask', 'bid'] as const).flatMap((side) => book.levels(side, 100).map((level) => [`${side} ${level.price}`, level.amount] as const));
  return levels.length === plain.levels.size && levels.every(([key, amount]) => plain.levels.get(key) === amount);
}

function play(codes: readonly number[]): boolean {
  const { book, take, run } = openBook();
  const plain = new PlainBook();
  // A frame lost and never followed by another cannot be seen by anybody: the book is behind, not wrong.
  let unseen = false;
  for (const code of codes) {
    const step = readStep(code);
    if (step.does === 'change') {
      const frame = plain.change(step.side, step.price, step.amount, step.shape);
      if (step.sent === 'lost') unseen = true;
      else {
        take(frame);
        if (book.state === 'synced') unseen = false;
        if (step.sent === 'twice') take(frame);
      }
    } else if (step.does === 'store') plain.store();
    else if (step.does === 'restart') unseen ||= plain.restart();
    else if (step.does === 'cut') book.cut();
    else if (step.does === 'garble') take('{"btczar.ob-inc":{"asks":["?","1"],"sequence":1}}');
    else if (step.does === 'settle') run();
    else {
      for (const frame of plain.replay()) take(frame);
      run();
      unseen = false;
    }
    if (book.state === 'synced') syncedLooks += 1;
    else staleLooks += 1;
    if (book.state === 'synced' && !unseen && !isEqual(book, plain)) return false;
  }
  // After all of it one subscription more is enough.
  plain.store();
  for (const frame of plain.replay()) take(frame);
  run();
  return book.state === 'synced' && isEqual(book, plain);
}

test('ends equal to the exchange or not trusted, and is never silently wrong on the way', () => {
  const codes = fc.array(fc.nat(2 ** 30), { minLength: 120, maxLength: 400, size: 'max' });
  fc.assert(fc.property(codes, (one) => play(one)), { numRuns: 250 });
  expect(frames).toBeGreaterThanOrEqual(framesGoal);
  // Neither a book that is never trusted nor one that always is would prove anything.
  expect(syncedLooks).toBeGreaterThan(5_000);
  expect(staleLooks).toBeGreaterThan(5_000);
}, 60_000);
