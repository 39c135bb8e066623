// How much of the volume shown each waiting order has counted by now: what was stored with its last fill, or less where volume has gone away since.
//
// Held in memory, because books move far more often than orders fill. After a restart the stored figure stands, which is
// never less than the true one: an order may then be filled by less, never by the same volume twice.
import type { UserId } from '../model/message.js';
import { isBelow, smaller, type Decimal } from '../model/money.js';
import type { PracticeOrder } from '../model/practice.js';

interface Lowest {
  /** Of which fill of the order it was learnt; a later fill has a figure of its own. */
  readonly fills: number;
  readonly volume: Decimal;
}

export class CountedVolumes {
  readonly #lowest = new Map<UserId, ReadonlyMap<string, Lowest>>();

  of(userId: UserId, { order, fills, counted }: PracticeOrder): Decimal {
    const known = this.#lowest.get(userId)?.get(order.id);
    return known?.fills === fills ? smaller(known.volume, counted) : counted;
  }

  /** Notes what is shown to an order right now. */
  note(userId: UserId, placed: PracticeOrder, shown: Decimal): void {
    const known = this.of(userId, placed);
    if (!isBelow(shown, known)) return;
    this.#lowest.set(userId, new Map([...(this.#lowest.get(userId) ?? []), [placed.order.id, { fills: placed.fills, volume: shown }]]));
  }

  /** Forgets what is not among these open orders; a user has at most openPracticeOrdersLimit. */
  keep(userId: UserId, open: readonly PracticeOrder[]): void {
    const ids = new Set(open.map(({ order }) => order.id));
    const kept = [...(this.#lowest.get(userId) ?? [])].filter(([id]) => ids.has(id));
    if (kept.length === 0) this.#lowest.delete(userId);
    else this.#lowest.set(userId, new Map(kept));
  }
}
