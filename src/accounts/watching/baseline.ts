// The first catch-up after a start: what of it is still to be read, the balances last of all.
import type { Want } from '../reconciling/reconcileTypes.js';
import { everything } from './accountReads.js';

/** `balancesAgain`: nothing but the balances, which were read before something else was. */
export type Left = 'something' | 'balancesAgain' | 'nothing';

export class Baseline {
  private readonly left = new Set(everything);
  private isTooEarly = false;

  /** @param at the exchange's ms since 1970 when it began */
  constructor(readonly at: number) {}

  /** These have been read, in one go and in the order of `everything`. Only what is read after all lists can be counted from: all that they show is in it. */
  read(wants: readonly Want[]): Left {
    for (const want of wants) if (want !== 'balances') this.left.delete(want);
    const isLast = this.left.size === 1;
    if (isLast && wants.includes('balances')) return 'nothing';
    if (wants.includes('balances')) this.isTooEarly = true;
    if (!isLast || !this.isTooEarly) return 'something';
    this.isTooEarly = false;
    return 'balancesAgain';
  }
}
