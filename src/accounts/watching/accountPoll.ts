// Reads again and again what no frame tells: deposits and withdrawals each time, everything each second time, and each time while the stream is silent.
import type { Random } from '../../model/clock.js';
import { everything } from './accountReads.js';
import type { Want } from '../reconciling/reconcileTypes.js';
import type { Timers } from '../../pacing/timers.js';

export interface AccountPollParts {
  readonly timers: Timers;
  readonly random: Random;
  /** Between two polls, on average, ms. */
  readonly everyMs: number;
  isSilent(): boolean;
  /** `isAudit` where everything is read, so that what the stream left out is seen. */
  read(wants: readonly Want[], isAudit: boolean): void;
}

export class AccountPoll {
  private polls = 0;

  constructor(private readonly parts: AccountPollParts) {}

  /** From now on, at distances that keep accounts from asking together; ends with the timers. */
  start(): void {
    const { timers, random, everyMs } = this.parts;
    timers.set('poll', everyMs * (0.8 + 0.4 * random()), () => {
      this.start();
      this.poll();
    });
  }

  private poll(): void {
    this.polls += 1;
    const isAudit = this.parts.isSilent() || this.polls % 2 === 0;
    this.parts.read(isAudit ? everything : ['deposits', 'withdrawals'], isAudit);
  }
}
