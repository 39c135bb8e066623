// The updates waiting for the bot: numbered, kept for their life time, confirmed by offset.
import type { Update, UpdateKind } from '../wire.js';

/** Confirmed updates stay this many deep, so that one can be delivered again on purpose. */
const maxRemembered = 1_000;
const maxWaiting = 10_000;

/** Milliseconds an update waits before Telegram forgets it (PLATFORM.md 1.6). */
const lifeTimeMs: Record<UpdateKind, number> = {
  message: 24 * 3_600_000, callback_query: 150_000, inline_query: 30_000, my_chat_member: 24 * 3_600_000,
};

type UpdateBody = Omit<Update, 'update_id'>;
interface Waiting { update: Update; kind: UpdateKind; expiresAt: number; again: boolean }

export class UpdateQueue {
  private waiting: Waiting[] = [];
  private readonly remembered: Waiting[] = [];
  /** Delivered on purpose although their number is already confirmed: shown to one poll whatever its offset. */
  private readonly fresh = new Set<Update>();
  private readonly arrivals = new Set<() => void>();
  private allowed: readonly string[] = [];
  private nextId = 700_000_001;
  private doubled = 0;

  constructor(private readonly now: () => number) {}

  /** Queues an update; undefined when the bot's allowed_updates leaves its kind out. */
  add(kind: UpdateKind, body: UpdateBody): Update | undefined {
    if (this.allowed.length > 0 && !this.allowed.includes(kind)) return undefined;
    const update = { update_id: this.nextId++, ...body };
    const entry = { update, kind, expiresAt: this.now() + lifeTimeMs[kind], again: this.doubled > 0 };
    if (this.doubled > 0) this.doubled--;
    this.waiting.push(entry);
    if (this.waiting.length > maxWaiting) this.waiting.shift();
    this.announce();
    return update;
  }

  /** The oldest updates from `offset` on. Confirms everything before; a negative offset keeps only the last ones. */
  take(offset: number, limit: number): Update[] {
    this.dropExpired();
    const from = offset < 0 ? this.offsetOfLast(-offset) : offset;
    if (offset !== 0) this.confirmBefore(from);
    const taken = this.waiting.slice(0, limit).map(({ update }) => update);
    for (const update of taken) this.fresh.delete(update);
    return taken;
  }

  /** Removes updates a webhook has accepted. */
  confirmOne(updateId: number): void {
    const index = this.waiting.findIndex(({ update }) => update.update_id === updateId);
    if (index >= 0) this.remember(this.waiting.splice(index, 1));
  }

  /** True while it waits: neither confirmed nor expired. */
  has(updateId: number): boolean {
    this.dropExpired();
    return this.waiting.some(({ update }) => update.update_id === updateId);
  }

  /** Delivers an update once more, as after a lost confirmation. Throws Error when it is not remembered. */
  deliverAgain(which: number | 'last'): Update {
    const known = [...this.remembered, ...this.waiting];
    const entry = which === 'last' ? known.at(-1) : known.find(({ update }) => update.update_id === which);
    if (entry === undefined) throw new Error(`no update ${which} to deliver again`);
    const copy = { ...entry, update: structuredClone(entry.update), again: false, expiresAt: this.now() + lifeTimeMs[entry.kind] };
    this.insertAgain(copy);
    return copy.update;
  }

  /** The next `count` updates arrive twice. */
  deliverNextTwice(count: number): void {
    this.doubled = count;
  }

  setAllowed(kinds: readonly string[]): void {
    this.allowed = kinds;
  }

  get allowedKinds(): readonly string[] {
    return this.allowed;
  }

  clear(): void {
    this.waiting = [];
  }

  get size(): number {
    this.dropExpired();
    return this.waiting.length;
  }

  /** Calls `listener` whenever an update is added, until the returned function is called. */
  onArrival(listener: () => void): () => void {
    this.arrivals.add(listener);
    return () => {
      this.arrivals.delete(listener);
    };
  }

  private offsetOfLast(count: number): number {
    return this.waiting.at(-Math.min(count, this.waiting.length))?.update.update_id ?? this.nextId;
  }

  private confirmBefore(from: number): void {
    const confirmed = this.waiting.filter(({ update }) => update.update_id < from && !this.fresh.has(update));
    this.waiting = this.waiting.filter((entry) => !confirmed.includes(entry));
    this.remember(confirmed);
  }

  private insertAgain(entry: Waiting): void {
    this.fresh.add(entry.update);
    this.waiting = [...this.waiting, entry].sort((a, b) => a.update.update_id - b.update.update_id);
    this.announce();
  }

  private remember(entries: readonly Waiting[]): void {
    this.remembered.push(...entries);
    if (this.remembered.length > maxRemembered) this.remembered.splice(0, this.remembered.length - maxRemembered);
    for (const entry of entries.filter(({ again }) => again)) {
      entry.again = false;
      this.insertAgain({ ...entry });
    }
  }

  private dropExpired(): void {
    const now = this.now();
    this.waiting = this.waiting.filter(({ expiresAt }) => expiresAt > now);
  }

  private announce(): void {
    for (const listener of [...this.arrivals]) listener();
  }
}
