import { describe, expect, it } from '@jest/globals';
import { AccountReads, everything } from '../../../src/accounts/watching/accountReads.js';
import type { Want } from '../../../src/accounts/reconciling/reconcileTypes.js';
import { ifPermitted } from '../../../src/accounts/reading/refusals.js';
import { Turns } from '../../../src/pacing/turns.js';
import { RefusedError, UnavailableError } from '../../../src/model/errors.js';
import { silentLog } from '../../../src/model/log.js';
import { createFakeClock } from '../../support/fakeClock.js';

describe('a kind of read that keeps failing', () => {
  it('is tried with growing pauses and holds up no other kind', async () => {
    const clock = createFakeClock();
    const done: Want[] = [];
    let failed = 0;
    const reads = new AccountReads({
      clock, random: () => 0, log: silentLog, turns: new Turns(20), onDeadKey: () => undefined,
      read: async (wants) => {
        if (wants.has('withdrawals')) {
          failed += 1;
          throw new UnavailableError('network', 'listWithdrawals');
        }
        done.push(...wants);
      },
    });
    reads.ask(everything);
    await clock.advance(0);
    expect(done).toEqual(['orders', 'trades', 'deposits', 'balances']);
    await clock.advance(30_000);
    expect(failed).toBeGreaterThan(3);
    for (let round = 0; round < 3; round += 1) {
      const before = done.length;
      reads.ask(['deposits', 'orders']);
      await clock.advance(0);
      expect(done.slice(before).sort()).toEqual(['deposits', 'orders']);
    }
    const triesBefore = failed;
    await clock.advance(60_000);
    expect(failed - triesBefore).toBeLessThanOrEqual(2);
    await reads.stop();
  });
});

describe('a list that is not to be had', () => {
  it.each([403, 404, 405])('is passed over after a %i in the words of the exchange', async (status) => {
    await expect(ifPermitted(silentLog, () => Promise.reject(new RefusedError(status, ['x'], 'listWithdrawals')))).resolves.toBe(false);
  });

  it.each([403, 404, 405])('is an error after a %i that is none of its words', async (status) => {
    await expect(ifPermitted(silentLog, () => Promise.reject(new RefusedError(status, [], 'listWithdrawals')))).rejects.toThrow(RefusedError);
  });

  it.each([401, 422])('is an error after a %i', async (status) => {
    await expect(ifPermitted(silentLog, () => Promise.reject(new RefusedError(status, ['x'], 'listWithdrawals')))).rejects.toThrow(RefusedError);
  });
});
