// Spreads the connections of all sockets, so that a thousand lost ones do not come back in the same instant.
import type { Clock } from '../../model/clock.js';

export class ConnectGate {
  #next = 0;

  constructor(private readonly clock: Clock, private readonly perSecond: number) {}

  /** Reserves a place; ms to wait for it. */
  reserveMs(): number {
    const now = this.clock.monotonic();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.perSecond;
    return at - now;
  }
}
