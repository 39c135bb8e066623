// The spread of a book: best ask less best bid, in per cent of the middle.
import type { Level } from './market.js';
import { decimal, type Decimal } from '../money.js';

/** Decimals of a spread; more are cut. */
const spreadPlaces = 6;

/** Undefined when a side is empty. Whole numbers of the last decimal are exact and quick: this is worked out with every move of a book that is watched. */
export function spreadOf({ bestBid, bestAsk }: { readonly bestBid?: Level; readonly bestAsk?: Level }): Decimal | undefined {
  if (bestBid === undefined || bestAsk === undefined) return undefined;
  const places = Math.max(placesOf(bestBid.price), placesOf(bestAsk.price));
  const [bid, ask] = [scaled(bestBid.price, places), scaled(bestAsk.price, places)];
  if (ask + bid <= 0n || ask < bid) return undefined;
  const digits = String(((ask - bid) * 200n * 10n ** BigInt(spreadPlaces)) / (ask + bid)).padStart(spreadPlaces + 1, '0');
  return decimal(`${digits.slice(0, -spreadPlaces)}.${digits.slice(-spreadPlaces)}`);
}

function placesOf(price: Decimal): number {
  const dot = price.indexOf('.');
  return dot < 0 ? 0 : price.length - dot - 1;
}

const scaled = (price: Decimal, places: number): bigint => BigInt(price.replace('.', '') + '0'.repeat(places - placesOf(price)));
