// Updates that arrive one by one become batches: one at a time, in order, each answered by what became of it.
import { describe, expect, test } from '@jest/globals';
import { createBatches, waitingLimit } from '../../../../src/bot/receiving/webhook/batches.js';
import { settlePromises } from '../../../support/fakeClock.js';

/** An accept that waits until the test lets it go on. */
function gated() {
  const batches: unknown[][] = [];
  const gates: ((unkept: ReadonlySet<number> | Error) => void)[] = [];
  const accept = (updates: readonly unknown[]): Promise<ReadonlySet<number>> => {
    batches.push([...updates]);
    return new Promise((resolve, reject) => { gates.push((unkept) => (unkept instanceof Error ? reject(unkept) : resolve(unkept))); });
  };
  return { batches, accept, letGo: async (unkept: ReadonlySet<number> | Error = new Set()) => { gates.shift()?.(unkept); await settlePromises(); } };
}

describe('batches', () => {
  test('what arrives while one is kept makes the next, in the order of the numbers', async () => {
    const { batches, accept, letGo } = gated();
    const made = createBatches(accept);
    const taken = [5, 9, 7, 8].map((id) => made.take(id, `u${String(id)}`));
    expect(batches).toEqual([['u5']]);
    await letGo();
    expect(batches).toEqual([['u5'], ['u7', 'u8', 'u9']]);
    await letGo(new Set([8]));
    expect(await Promise.all(taken)).toEqual([true, true, true, false]);
  });

  test('an update that comes twice at once is answered twice by what became of it', async () => {
    const { accept, letGo } = gated();
    const made = createBatches(accept);
    const taken = [made.take(1, 'x'), made.take(2, 'y'), made.take(2, 'y')];
    await letGo();
    await letGo(new Set([2]));
    expect(await Promise.all(taken)).toEqual([true, false, false]);
  });

  test('a batch that fails is not kept, and the next is tried', async () => {
    const { accept, letGo } = gated();
    const made = createBatches(accept);
    const failed = made.take(1, 'x');
    await letGo(new Error('disk'));
    const next = made.take(2, 'y');
    await letGo();
    expect([await failed, await next]).toEqual([false, true]);
  });

  test('no more wait than the limit while the disk hangs', async () => {
    const { accept } = gated();
    const made = createBatches(accept);
    void made.take(0, 'under way');
    for (let id = 1; id <= waitingLimit; id += 1) void made.take(id, 'waits');
    expect(await made.take(waitingLimit + 1, 'one more')).toBe(false);
  });

  test('are settled when the last is kept', async () => {
    const { accept, letGo } = gated();
    const made = createBatches(accept);
    await made.settled();
    void made.take(1, 'x');
    let isSettled = false;
    void made.settled().then(() => { isSettled = true; });
    await settlePromises();
    expect(isSettled).toBe(false);
    await letGo();
    expect(isSettled).toBe(true);
  });
});
