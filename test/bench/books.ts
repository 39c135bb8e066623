// What a book frame costs: parse + sequence-free apply + best bid and ask, against JSON.parse of the same frames.
import { readMarketFrame } from '../../src/exchange/streams/frames.js';
import { OrderBook } from '../../src/markets/orderBook.js';
import { median, type Figure } from './figure.js';

const frameCount = 20_000;
const rounds = 7;

/** Frames of the documented shape around the touch: half amount changes, a quarter inserts, a quarter removals. */
function makeFrames(levels: number): { snapshot: string; increments: string[] } {
  const side = (from: number, step: number): [string, string][] => Array.from({ length: levels }, (_, index) => [(from + step * index).toFixed(2), '0.5']);
  const snapshot = JSON.stringify({ 'btczar.ob-snap': { asks: side(835_001, 1), bids: side(835_000, -1), sequence: 1 } });
  let state = 12_345;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  const increments = Array.from({ length: frameCount }, (_, index) => {
    const isAsk = random(2) === 0;
    const depth = Math.min(levels - 1, random(20));
    const price = (isAsk ? 835_001 + depth : 835_000 - depth).toFixed(2);
    const amount = random(4) === 0 && depth > 0 ? '' : `0.${String(1 + random(9_999))}`;
    return JSON.stringify({ 'btczar.ob-inc': { [isAsk ? 'asks' : 'bids']: [price, amount], sequence: index + 2 } });
  });
  return { snapshot, increments };
}

function time(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function applyAll(book: OrderBook, frames: readonly string[]): number {
  let seen = 0;
  for (const text of frames) {
    for (const event of readMarketFrame(text).events) {
      if (event.type === 'increment') book.apply(event.changes);
      if (book.best('bid') !== undefined && book.best('ask') !== undefined) seen += 1;
    }
  }
  return seen;
}

/** One figure per depth: the ratio to the floor, and µs a frame. */
export function benchBooks(): Figure[] {
  return [100, 1_000, 10_000].map((levels) => {
    const { snapshot, increments } = makeFrames(levels);
    const ratios: number[] = [];
    const perFrame: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const floor = time(() => { for (const text of increments) JSON.parse(text); });
      const book = new OrderBook(2);
      for (const event of readMarketFrame(snapshot).events) if (event.type === 'snapshot') book.load(event.changes);
      const full = time(() => applyAll(book, increments));
      if (round < 2) continue;
      ratios.push(full / floor);
      perFrame.push((full * 1000) / frameCount);
    }
    return { name: `book frame, ${levels} levels a side`, value: `${median(perFrame).toFixed(2)} µs`, floor: `x${median(ratios).toFixed(2)} of JSON.parse` };
  });
}
