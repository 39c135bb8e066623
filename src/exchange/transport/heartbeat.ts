// Finds out that a silent link is dead, because TCP alone may not tell for hours (RELIABILITY.md 1.2).
import type { Clock } from '../../model/clock.js';
import type { Limits } from '../limits.js';

/** Pings on time and calls `onDead` once when nothing was heard for limits.deadAfterMs. */
export class Heartbeat {
  #heardAt: number;
  #pingedAt: number;
  #cancel: () => void = () => undefined;
  #stopped = false;

  constructor(private readonly clock: Clock, private readonly limits: Limits, private readonly ping: () => void, private readonly onDead: () => void) {
    this.#heardAt = clock.monotonic();
    this.#pingedAt = this.#heardAt;
    this.#beat();
  }

  /** Something came: a frame, a ping or a pong. */
  heard(): void {
    this.#heardAt = this.clock.monotonic();
  }

  silenceMs(): number {
    return this.clock.monotonic() - this.#heardAt;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #beat(): void {
    if (this.#stopped) return;
    const now = this.clock.monotonic();
    const deadIn = this.#heardAt + this.limits.deadAfterMs - now;
    if (deadIn <= 0) {
      this.stop();
      this.onDead();
      return;
    }
    if (now - this.#pingedAt >= this.limits.pingEveryMs) {
      this.#pingedAt = now;
      this.ping();
    }
    const pingIn = this.#pingedAt + this.limits.pingEveryMs - now;
    this.#cancel = this.clock.after(Math.max(5, Math.ceil(Math.min(deadIn, pingIn))), () => this.#beat());
  }
}
