// Draws the countdown of awaited invoices and ends them in time, for every user, from the record alone: a restart goes on where it was.
import type { UserId } from '../model/message.js';
import { changed } from '../storage/store.js';
import type { AccountsDeps } from './accountsDeps.js';
import { advanceInvoices, nextInvoiceAt } from './reconciling/invoiceNews.js';
import { Timers } from '../pacing/timers.js';

/** What could not be stored is tried again after this long, ms. */
const retryMs = 5_000;

export class InvoiceWatch {
  /** At most one per user. */
  private timers: Timers;
  private readonly dueAt = new Map<UserId, number>();
  private endListening: (() => void) | undefined;

  constructor(private readonly deps: Pick<AccountsDeps, 'store' | 'clock' | 'log'>) {
    this.timers = new Timers(deps.clock);
  }

  start(): void {
    this.timers = new Timers(this.deps.clock);
    this.endListening = this.deps.store.onChange((userId) => this.look(userId));
    for (const { id } of this.deps.store.all()) this.look(id);
  }

  stop(): void {
    this.endListening?.();
    this.timers.stop();
    this.dueAt.clear();
  }

  private look(userId: UserId): void {
    const record = this.deps.store.read(userId);
    const now = this.deps.clock.now();
    const at = record === undefined ? undefined : nextInvoiceAt(record, now);
    if (at === this.dueAt.get(userId)) return;
    this.timers.clear(String(userId));
    this.dueAt.delete(userId);
    if (at !== undefined) this.arm(userId, at, at - now);
  }

  private arm(userId: UserId, at: number, delayMs: number): void {
    this.dueAt.set(userId, at);
    this.timers.set(String(userId), Math.max(0, delayMs), () => { void this.advance(userId); });
  }

  private async advance(userId: UserId): Promise<void> {
    this.dueAt.delete(userId);
    try {
      await this.deps.store.update(userId, (record) => changed(advanceInvoices(record, this.deps.clock.now())));
      this.look(userId);
    } catch (error) {
      this.deps.log.error('invoices.notAdvanced', { user: userId, error: error instanceof Error ? error.name : 'thrown' });
      if (this.deps.store.read(userId) !== undefined && !this.dueAt.has(userId)) this.arm(userId, this.deps.clock.now() + retryMs, retryMs);
    }
  }
}
