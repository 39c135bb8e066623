// Timers by name: setting one again replaces it, and all end together.
import type { Clock } from '../model/clock.js';

/** As many timers as there are names; after `stop` none can be set. */
export class Timers {
  private readonly pending = new Map<string, () => void>();
  private stopped = false;

  constructor(private readonly clock: Clock) {}

  set(name: string, ms: number, action: () => void): void {
    this.clear(name);
    if (this.stopped) return;
    this.pending.set(name, this.clock.after(ms, () => {
      this.pending.delete(name);
      action();
    }));
  }

  has(name: string): boolean {
    return this.pending.has(name);
  }

  clear(name: string): void {
    this.pending.get(name)?.();
    this.pending.delete(name);
  }

  stop(): void {
    this.stopped = true;
    for (const name of [...this.pending.keys()]) this.clear(name);
  }
}
