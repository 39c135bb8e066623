// Looks again, at growing distances, for what makes a balance other than all that is known says it should be, and has judged what stays.
import { everything } from './accountReads.js';
import type { Want } from '../reconciling/reconcileTypes.js';
import { restLimitMs } from '../reconciling/restJudgement.js';
import { isUnexplained } from '../reconciling/unexplained.js';
import type { OpenPiece } from '../../model/account.js';
import type { UserRecord } from '../../model/user.js';
import type { Clock } from '../../model/clock.js';
import { Timers } from '../../pacing/timers.js';

/**
 * When it is looked for, ms after the last thing that was counted, and where: an event may only be ahead of its balance. What a
 * change of a balance wants at once is asked for besides.
 */
const restLooks: readonly { readonly ageMs: number; readonly wants: readonly Want[] }[] = [
  { ageMs: 2000, wants: ['balances'] }, { ageMs: 5000, wants: everything }, { ageMs: 15_000, wants: everything }, { ageMs: 45_000, wants: everything },
];
/** What is old enough is looked for once more before it is judged, this long after it has come to its age, ms. */
const lastLookMs = 1000;
/** How long such a look may take, ms; a longer one is for the next judgement. */
const lookLastsMs = 4000;
/** Between a judgement and the next last look, ms; the last of them again and again. */
const judgementsMs: readonly number[] = [10_000, 20_000, 40_000, 60_000, 120_000];

export class RestWatch {
  private readonly timers: Timers;
  private left: readonly OpenPiece[] = [];
  private judgements = 0;

  /** @param look reads soon; @param judge hears when something has been looked for long enough; neither may throw */
  constructor(private readonly clock: Clock, private readonly look: (wants: readonly Want[]) => void, private readonly judge: () => void) {
    this.timers = new Timers(clock);
  }

  /** The record has changed: the next look is set by what is unexplained in it now. */
  update({ account }: UserRecord): void {
    this.left = Object.values(account.openRests ?? {}).filter(isUnexplained).flatMap(({ pieces }) => pieces);
    this.waitToLook();
    if (this.left.length === 0) {
      this.judgements = 0;
      this.timers.clear('lastLook');
      this.timers.clear('judge');
    } else if (!this.timers.has('lastLook') && !this.timers.has('judge')) this.waitForLastLook(0);
  }

  stop(): void {
    this.timers.stop();
  }

  private waitToLook(): void {
    const age = Math.max(0, this.clock.now() - Math.max(...this.left.map(({ at }) => at)));
    const next = this.left.length === 0 ? undefined : restLooks.find(({ ageMs }) => ageMs > age);
    if (next === undefined) {
      this.timers.clear('look');
      return;
    }
    this.timers.set('look', next.ageMs - age, () => {
      this.look(next.wants);
      // The record need not change by a look that finds nothing, so the one after it is set here.
      this.waitToLook();
    });
  }

  /** @param leastMs how long to wait at least */
  private waitForLastLook(leastMs: number): void {
    this.timers.set('lastLook', Math.max(leastMs, this.untilOldMs()), () => {
      // What it was set for may have been explained while something younger is left.
      if (this.untilOldMs() > 0) {
        this.waitForLastLook(0);
        return;
      }
      this.look(everything);
      this.timers.set('judge', lookLastsMs, () => this.judgeNow());
    });
  }

  private judgeNow(): void {
    const waitMs = judgementsMs[Math.min(this.judgements, judgementsMs.length - 1)] ?? 0;
    this.judgements += 1;
    this.waitForLastLook(waitMs);
    this.judge();
  }

  /** How long until the oldest is old enough for its last look, ms. */
  private untilOldMs(): number {
    return Math.max(0, Math.min(...this.left.map(({ at }) => at)) + restLimitMs + lastLookMs - this.clock.now());
  }
}
