// The order-book stream of one market: numbered increments, and the stored snapshot a new subscriber is given.
import type { Book } from '../trading/book.js';
import { railsText, type Decimal } from '../decimals.js';
import { encodeSortedJson } from '../rest/json.js';
import type { Side } from '../trading/order.js';
import type { FrameVariants } from './frameVariants.js';

const MAX_LEVELS = 301;
const MAX_STORED = 250;
const QUIET_SNAPSHOT_MS = 60_000;
const BUSY_SNAPSHOT_MS = 10_000;
const BUSY_INCREMENTS = 20;

/** Numbers every change of a book; the engine starts counting at 1 (PROTOCOL.md section 2, order book). */
export class BookFeed {
  #sequence = 1;
  #snapshot = '';
  #snapshotAt = 0;
  #stored: string[] = [];

  constructor(
    private readonly marketId: string,
    private readonly book: Book,
    private readonly variant: FrameVariants['increment'],
    private readonly now: () => number,
  ) {
    this.#takeSnapshot();
  }

  /** The frame that says a level now holds this volume; an empty amount when it is gone. */
  increment(side: Side, price: Decimal, volume: Decimal): string {
    this.#sequence += 1;
    const name = side === 'sell' ? 'asks' : 'bids';
    const pair = [railsText(price), volume.isZero() ? '' : railsText(volume)];
    const levels = this.variant === 'flat' ? { [name]: pair } : { asks: [], bids: [], [name]: [pair] };
    const frame = encodeSortedJson({ [`${this.marketId}.ob-inc`]: { ...levels, sequence: this.#sequence } });
    this.#stored.push(frame);
    if (this.#isSnapshotDue()) this.#takeSnapshot();
    return frame;
  }

  /** What a subscriber gets, now and on every further subscription: the snapshot and the increments since. */
  replay(): string[] {
    return [this.#snapshot, ...this.#stored];
  }

  /** Loses one number, as if one increment had not reached anybody. */
  skip(): void {
    this.#sequence += 1;
    this.#takeSnapshot();
  }

  /** Starts counting at 1 again, as the engine does when it is restarted. */
  restart(): void {
    this.#sequence = 1;
    this.#takeSnapshot();
  }

  /** Forgets the stored increments for a fresh snapshot with the current number. */
  refresh(): void {
    this.#takeSnapshot();
  }

  #isSnapshotDue(): boolean {
    const age = this.now() - this.#snapshotAt;
    const count = this.#stored.length;
    return age >= QUIET_SNAPSHOT_MS || (count >= BUSY_INCREMENTS && age >= BUSY_SNAPSHOT_MS) || count >= MAX_STORED;
  }

  #takeSnapshot(): void {
    const pairs = (side: Side): string[][] => this.book.levels(side, MAX_LEVELS).map(({ price, volume }) => [railsText(price), railsText(volume)]);
    this.#snapshot = encodeSortedJson({
      [`${this.marketId}.ob-snap`]: { asks: pairs('sell'), bids: pairs('buy'), sequence: this.#sequence },
    });
    this.#snapshotAt = this.now();
    this.#stored = [];
  }
}
