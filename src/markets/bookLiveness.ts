// Judges whether a book may be believed: in sync, on a link that is alive. The limit of silence for that stands here alone.
import type { BookState } from './liveBook.js';
import type { MarketId } from '../model/trading/market.js';
import type { BookView, Markets } from './markets.js';

/**
 * A link silent for longer is not alive and no book on it is in sync, ms (RELIABILITY.md 1.2). A quiet market sends nothing
 * for minutes, so only the silence of the whole link says something, never the age of a book's last change.
 */
export const aliveWithinMs = 25_000;

/** The link that the books come over, as it is now. */
export interface BookLink {
  readonly isConnected: boolean;
  /** ms since anything came over it; Infinity when nothing ever has. */
  readonly silenceMs: number;
}

export const isLinkAlive = ({ isConnected, silenceMs }: BookLink): boolean => isConnected && silenceMs <= aliveWithinMs;

/** The state of a book as others may know it: one in sync on a link that is not alive is stale, whatever its frames said. */
export const stateOn = (link: BookLink, state: BookState): BookState => (state === 'synced' && !isLinkAlive(link) ? 'stale' : state);

/** True for a view whose prices may decide something. None is made in sync without a connection, so only its age is left to judge. */
export const isLiveBook = ({ state, ageMs }: Pick<BookView, 'state' | 'ageMs'>): boolean =>
  stateOn({ isConnected: true, silenceMs: ageMs }, state) === 'synced';

/** A market's book; undefined while its prices may decide nothing. */
export function liveBookOf(markets: Pick<Markets, 'book'>, market: MarketId): BookView | undefined {
  const view = markets.book(market);
  return isLiveBook(view) ? view : undefined;
}
