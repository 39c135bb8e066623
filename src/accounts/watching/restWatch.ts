// Looks again, at growing distances, for what makes a balance other than all that is known says it should be.
import { everything } from './accountReads.js';
import type { Want } from '../reconciling/reconcileTypes.js';
import { isUnexplained, restLimitMs } from '../reconciling/unexplained.js';
import type { Unexplained } from '../../model/account.js';
import type { UserRecord } from '../../model/user.js';
import type { Clock } from '../../model/clock.js';
import { Timers } from '../../pacing/timers.js';

/**
 * When it is looked for, ms after the last thing that was counted, and where: an event may only be ahead of its balance. After
 * restLimitMs it is given up. What a change of a balance wants at once is asked for besides.
 */
const restLooks: readonly { readonly ageMs: number; readonly wants: readonly Want[] }[] = [
  { ageMs: 2000, wants: ['balances'] }, { ageMs: 5000, wants: everything }, { ageMs: 15_000, wants: everything }, { ageMs: 45_000, wants: everything },
];

export class RestWatch {
  private readonly timers: Timers;

  /** @param look reads soon; @param old hears when something has been looked for long enough; neither may throw */
  constructor(private readonly clock: Clock, private readonly look: (wants: readonly Want[]) => void, private readonly old: () => void) {
    this.timers = new Timers(clock);
  }

  /** The record has changed: the next look is set by what is unexplained in it now. */
  update({ account }: UserRecord): void {
    const left = Object.values(account.unexplained ?? {}).filter(isUnexplained);
    this.waitUntil('giveUp', left, left.length === 0 ? undefined : restLimitMs, this.old);
    this.waitToLook(left);
  }

  stop(): void {
    this.timers.stop();
  }

  private waitToLook(left: readonly Unexplained[]): void {
    const age = this.ageOf(left);
    const next = left.length === 0 ? undefined : restLooks.find(({ ageMs }) => ageMs > age);
    this.waitUntil('look', left, next?.ageMs, () => {
      if (next !== undefined) this.look(next.wants);
      // The record need not change by a look that finds nothing, so the one after it is set here.
      this.waitToLook(left);
    });
  }

  /** How long the oldest has stood, ms. */
  private ageOf(left: readonly Unexplained[]): number {
    return Math.max(0, this.clock.now() - Math.min(...left.map((one) => one.since)));
  }

  /** Acts once the oldest has come to this age, ms; without one never. */
  private waitUntil(name: string, left: readonly Unexplained[], ageMs: number | undefined, act: () => void): void {
    if (ageMs === undefined) this.timers.clear(name);
    else this.timers.set(name, Math.max(0, ageMs - this.ageOf(left)), act);
  }
}
