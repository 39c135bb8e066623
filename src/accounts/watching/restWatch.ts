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
export const restLooks: readonly { readonly ageMs: number; readonly wants: readonly Want[] }[] = [
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
    this.wait('giveUp', left, () => restLimitMs, this.old);
    this.waitToLook(left);
  }

  stop(): void {
    this.timers.stop();
  }

  private waitToLook(left: readonly Unexplained[]): void {
    // The record need not change by a look that finds nothing, so the next one is set here.
    const age = this.ageOf(left);
    const look = restLooks.find((one) => one.ageMs > age);
    this.wait('look', left, () => look?.ageMs, () => {
      if (look !== undefined) this.look(look.wants);
      this.waitToLook(left);
    });
  }

  /** How long the oldest has stood, ms. */
  private ageOf(left: readonly Unexplained[]): number {
    return Math.max(0, this.clock.now() - Math.min(...left.map((one) => one.since)));
  }

  /** Acts once the oldest has come to the age that `nextAge` names, ms; never where there is none. */
  private wait(name: string, left: readonly Unexplained[], nextAge: (ageMs: number) => number | undefined, act: () => void): void {
    const age = this.ageOf(left);
    const next = left.length === 0 ? undefined : nextAge(age);
    if (next === undefined) this.timers.clear(name);
    else this.timers.set(name, Math.max(0, next - age), act);
  }
}
