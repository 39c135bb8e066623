// getUpdates as the real server does it: one long poll at a time, the older one is told about the conflict.
import { performance } from 'node:perf_hooks';
import { Refusal } from '../refusal.js';
import type { Update } from '../wire.js';
import type { UpdateQueue } from './updateQueue.js';

/** `strict` slows down a bot that asks for the same offset again at once (PLATFORM.md 1.6). */
export interface PollRequest { offset: number; limit: number; timeoutSeconds: number; strict: boolean }

/** Between polls a bot may be busy this long before it counts as not polling. */
const idleMs = 4_000;
const conflictText = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

type Outcome = Update[] | Refusal;
interface OpenPoll { finish: (outcome: Outcome) => void }

export class Polling {
  private open: OpenPoll | undefined;
  private lastEndedAt = -Infinity;
  private lastStart = { offset: NaN, at: -Infinity };
  private nextConflictAt = 0;

  constructor(private readonly updates: UpdateQueue) {}

  /** Waits for updates. `closed` ends the wait without an answer. Throws 409 when a newer poll arrives. */
  async poll(request: PollRequest, closed: AbortSignal): Promise<Update[]> {
    this.open?.finish(new Refusal(409, conflictText));
    const { limit, waitMs } = this.restrain(request);
    const ready = this.updates.take(request.offset, limit);
    const outcome = ready.length > 0 || waitMs === 0 ? ready : await this.wait(request.offset, limit, waitMs, closed);
    if (outcome instanceof Refusal) return this.refuseConflict(outcome);
    this.lastEndedAt = performance.now();
    return outcome;
  }

  /** True while the bot polls or has just polled. */
  get active(): boolean {
    return this.open !== undefined || performance.now() - this.lastEndedAt < idleMs;
  }

  /** Ends the open poll with no updates, for a shut-down. */
  release(): void {
    this.open?.finish([]);
  }

  private wait(offset: number, limit: number, waitMs: number, closed: AbortSignal): Promise<Outcome> {
    return new Promise((resolve) => {
      const finish = (outcome: Outcome): void => {
        stopListening();
        clearTimeout(timer);
        if (this.open === poll) this.open = undefined;
        resolve(outcome);
      };
      const poll = { finish };
      const stopListening = this.updates.onArrival(() => {
        const arrived = this.updates.take(offset, limit);
        if (arrived.length > 0) finish(arrived);
      });
      const timer = setTimeout(() => finish([]), waitMs);
      closed.addEventListener('abort', () => finish([]), { once: true });
      this.open = poll;
    });
  }

  /** Repeated conflicts are answered at most once in three seconds (PLATFORM.md 1.6). */
  private async refuseConflict(refusal: Refusal): Promise<never> {
    const waitMs = Math.max(0, this.nextConflictAt - performance.now());
    this.nextConflictAt = performance.now() + waitMs + 3_000;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    throw refusal;
  }

  private restrain({ offset, limit, timeoutSeconds, strict }: PollRequest): { limit: number; waitMs: number } {
    const now = performance.now();
    const sinceLastMs = strict && offset === this.lastStart.offset ? now - this.lastStart.at : Infinity;
    this.lastStart = { offset, at: now };
    const waitSeconds = Math.min(50, Math.max(0, timeoutSeconds));
    return {
      limit: sinceLastMs < 500 ? 1 : Math.min(100, Math.max(1, limit)),
      waitMs: (sinceLastMs < 3_000 && waitSeconds < 3 ? 3 : waitSeconds) * 1000,
    };
  }
}
