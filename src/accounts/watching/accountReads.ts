// Carries out the reads an account wants: one run at a time, asked for again while it runs, each kind retried with a back-off of its own.
import type { Clock, Random } from '../../model/clock.js';
import { UnavailableError } from '../../model/errors.js';
import type { Log } from '../../model/log.js';
import { deadKeyCodesOf } from '../reading/refusals.js';
import type { Want } from '../reconciling/reconcileTypes.js';
import { backOff, type Pauses } from '../../pacing/backOff.js';
import type { Turns } from '../../pacing/turns.js';
import { Timers } from '../../pacing/timers.js';

/** Between failed runs. */
const pauses: Pauses = { first: 1000, longest: 60_000, least: 0, chance: 0.5 };
export const everything: readonly Want[] = ['orders', 'trades', 'deposits', 'withdrawals', 'balances'];

export interface ReadsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly turns: Turns;
  /** Reads these and takes them in durably. Throws what the exchange or the store throws. */
  readonly read: (wants: ReadonlySet<Want>) => Promise<void>;
  /** A read was refused because of the key: nothing more is read until `resume`. */
  readonly onDeadKey: () => void;
}

export class AccountReads {
  private readonly timers: Timers;
  private readonly wants = new Set<Want>();
  /** How often a kind of read has failed in a row: one that keeps failing holds up no other. */
  private readonly failures = new Map<Lane, number>();
  private running: Promise<void> | undefined;
  private halted = false;

  constructor(private readonly deps: ReadsDeps) {
    this.timers = new Timers(deps.clock);
  }

  /** Wants these read in `delayMs`; wants that wait are folded, and a back-off under way is not shortened. */
  ask(wants: Iterable<Want>, delayMs = 0): void {
    for (const want of wants) this.wants.add(want);
    if (this.ready().length === 0 || this.halted || this.running !== undefined) return;
    if (delayMs === 0) this.begin();
    else if (!this.timers.has('soon')) this.timers.set('soon', delayMs, () => this.begin());
  }

  /** Nothing is read until `resume`; what is wanted is kept. */
  halt(): void {
    this.halted = true;
  }

  /** Goes on, at once after a first refusal, with the back-off when refusals keep coming. */
  resume(): void {
    this.halted = false;
    for (const [lane, failures] of this.failures) if (failures > 1) this.backOff(lane, 0);
    this.ask([]);
  }

  get isHalted(): boolean {
    return this.halted;
  }

  /** Ends for good; resolves when the run under way has ended. */
  async stop(): Promise<void> {
    this.halted = true;
    this.timers.stop();
    await this.running;
  }

  private begin(): void {
    this.timers.clear('soon');
    if (this.running !== undefined || this.halted) return;
    this.running = this.run().finally(() => {
      this.running = undefined;
      // Asked for in the very moment the run ended.
      this.ask([]);
    });
  }

  private async run(): Promise<void> {
    await this.deps.turns.run(async () => {
      while (this.ready().length > 0 && !this.isHalted) await this.readOnce();
    });
  }

  private async readOnce(): Promise<void> {
    for (const [lane, batch] of this.takeBatches()) {
      const error = this.isHalted ? notRead : await this.readBatch(batch);
      if (error === undefined) {
        this.failures.delete(lane);
        continue;
      }
      for (const want of batch) this.wants.add(want);
      if (error === notRead) continue;
      this.failures.set(lane, (this.failures.get(lane) ?? 0) + 1);
      if (!this.isHalted) this.backOff(lane, toldMs(error));
    }
  }

  /** Resolves to what went wrong. */
  private async readBatch(batch: ReadonlySet<Want>): Promise<unknown> {
    try {
      await this.deps.read(batch);
      return undefined;
    } catch (error) {
      this.deps.log.warn('account.readFailed', { what: [...batch].join(','), error: error instanceof Error ? error.message : 'unknown' });
      if (deadKeyCodesOf(error) !== undefined) {
        this.halt();
        this.deps.onDeadKey();
      }
      return error;
    }
  }

  /** What is wanted and not waiting out a back-off. */
  private ready(): readonly Want[] {
    return [...this.wants].filter((want) => !this.timers.has(laneOf(want)));
  }

  private takeBatches(): ReadonlyMap<Lane, ReadonlySet<Want>> {
    const batches = new Map<Lane, Set<Want>>();
    for (const want of this.ready()) {
      this.wants.delete(want);
      batches.set(laneOf(want), (batches.get(laneOf(want)) ?? new Set()).add(want));
    }
    return batches;
  }

  private backOff(lane: Lane, leastMs: number): void {
    const failures = this.failures.get(lane) ?? 1;
    this.timers.set(lane, Math.max(Math.min(leastMs, pauses.longest), backOff(failures - 1, this.deps.random, pauses)), () => this.begin());
  }
}

/** Orders and trades belong together; the others fail and succeed on their own. */
type Lane = 'backOff.orders' | `backOff.${Want}`;
const laneOf = (want: Want): Lane => (want === 'trades' ? 'backOff.orders' : `backOff.${want}`);

const notRead = Symbol('the key was refused before it was its turn');

/** How long the exchange asks to be left alone, ms. */
const toldMs = (error: unknown): number => (error instanceof UnavailableError ? error.retryAfterMs ?? 0 : 0);
