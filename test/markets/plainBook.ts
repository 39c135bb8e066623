// The exchange's side of a book, as plainly as it can be written: a map of levels, what is stored, and the frames a subscriber is sent as text.
import { incrementText } from './bookSteps.js';

export type Side = 'bid' | 'ask';

/** Far above what a history counts up to after a restart: numbers that meet by chance cannot be told apart by anybody. */
const firstNumber = 100_000;

export class PlainBook {
  readonly levels = new Map<string, string>();
  #sequence = firstNumber;
  #stored = new Map<string, string>();
  #storedAt = firstNumber;
  #since: string[] = [];

  /** A level set or taken away; the frame that tells it, in one of the shapes known (PROTOCOL.md section 2, order book). */
  change(side: Side, price: string, amount: string | undefined, shape: number): string {
    const key = `${side} ${price}`;
    if (amount === undefined) this.levels.delete(key);
    else this.levels.set(key, amount);
    this.#sequence += 1;
    const frame = incrementText(side, price, amount, this.#sequence, shape);
    this.#since.push(frame);
    return frame;
  }

  store(): void {
    this.#stored = new Map(this.levels);
    this.#storedAt = this.#sequence;
    this.#since = [];
  }

  /** The engine counts from the start again; once a history, for the reason above. */
  restart(): boolean {
    if (this.#sequence < firstNumber) return false;
    this.#sequence = 0;
    this.store();
    return true;
  }

  /** What a subscriber is sent: the stored snapshot and everything since. */
  replay(): readonly string[] {
    const side = (name: Side): readonly (readonly string[])[] =>
      [...this.#stored].filter(([key]) => key.startsWith(name)).map(([key, amount]) => [key.slice(4), amount]);
    return [JSON.stringify({ 'btczar.ob-snap': { asks: side('ask'), bids: side('bid'), sequence: this.#storedAt } }), ...this.#since];
  }
}
