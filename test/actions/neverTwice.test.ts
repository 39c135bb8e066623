// The promise above all others: whatever is pressed, lost, doubled or killed, an order is sent at most once.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnavailableError, UnknownOutcomeError, RefusedError } from '../../src/model/errors.js';
import { isEndedDraft } from '../../src/model/draft.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import type { Store } from '../../src/storage/store.js';
import { createFakeClock } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { createDesk, doneThen, later, notDone } from './exchangeDesk.js';
import { boot } from './killable.js';
import { absorbOrder, buy, card, open, start } from './world.js';

const endings = {
  answered: (answer: () => unknown) => answer(),
  lostAfter: doneThen(new UnknownOutcomeError('createOrder', 'timeout')),
  lostBefore: notDone(new UnknownOutcomeError('createOrder', 'reset')),
  refused: notDone(new RefusedError(422, ['market.account.insufficient_balance'], 'createOrder')),
  unreachable: notDone(new UnavailableError('network', 'createOrder')),
  hanging: (answer: () => unknown) => { answer(); return new Promise(() => undefined); },
} as const;

type Step = 'confirm' | 'dismiss' | 'frame' | 'oldFrame' | 'second' | 'minute' | 'kill' | 'stop' | 'noSpace';
const step = fc.constantFrom<Step>('confirm', 'confirm', 'confirm', 'kill', 'kill', 'dismiss', 'frame', 'oldFrame', 'second', 'minute', 'stop', 'noSpace');
/** What happens, and how many turns of the promise queue pass before the next: a kill may fall between any two awaits. */
const steps = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 30 })), { minLength: 1, maxLength: 12 });

describe('an order', () => {
  it('is sent at most once through any mix of presses, frames, faults and kills, and its draft ends or is shown as unknown', async () => {
    await fc.assert(fc.asyncProperty(steps, fc.constantFrom(...Object.values(endings)), async (plan, ending) => {
      const clock = createFakeClock(start);
      const disk = createMemoryStore([newUser(1, 11, 'Ann', start)]);
      const desk = createDesk(() => clock.now());
      desk.always('createOrder', ending);
      let program = boot(disk, clock, desk);
      const { id } = await program.actions.draft(1, buy());
      const hear = async (state: string): Promise<void> => {
        const [order] = desk.orders;
        if (order !== undefined) await disk.update(1, (record) => ({ record: absorbOrder(record, later(order, { state }), clock.now()), result: undefined })).catch(() => undefined);
      };
      const restart = async (): Promise<void> => {
        program = boot(disk, clock, desk);
        await program.actions.start();
      };
      for (const [step, turns] of plan) {
        if (step === 'confirm') void program.actions.confirm(1, id, card).catch(() => undefined);
        if (step === 'dismiss') void program.actions.dismiss(1, id, card).catch(() => undefined);
        if (step === 'frame') await hear('wait');
        if (step === 'oldFrame') await hear('pending');
        if (step === 'second') await clock.advance(1000);
        if (step === 'minute') await clock.advance(60_000);
        if (step === 'noSpace') disk.failWrites(2);
        if (step === 'kill') { program.kill(); disk.failWrites(0); await restart(); }
        if (step === 'stop') { const ended = program.actions.stop(); await clock.advance(4000); await ended; program.kill(); disk.failWrites(0); await restart(); }
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      }
      disk.failWrites(0);
      program.kill();
      await restart();
      await clock.advance(700_000);
      expect(desk.count('createOrder')).toBeLessThanOrEqual(1);
      const draft = disk.read(1)!.drafts[id]!;
      expect(isEndedDraft(draft.state) || ['accepted', 'open'].includes(draft.state)).toBe(true);
      if (desk.orders.length > 0) expect(draft.orderId).toBe(desk.orders[0]?.id);
    }), { numRuns: 250 });
  });

  it('is sent at most once however the presses and the writes of the store interleave', async () => {
    await fc.assert(fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const disk = createMemoryStore([newUser(1, 11, 'Ann', start)]);
      const slow: Store = { ...disk, update: (userId, change) => disk.update(userId, change).then((result) => scheduler.schedule(Promise.resolve(result))) };
      const clock = createFakeClock(start);
      const desk = createDesk(() => clock.now());
      const first = open({ store: disk, clock, desk });
      const { id } = await first.actions.draft(1, buy());
      const { actions } = boot(slow, clock, desk);
      const presses = Promise.all(Array.from({ length: 10 }, (_, index) => (index === 9 ? actions.dismiss(1, id, card) : actions.confirm(1, id, card))));
      await scheduler.waitFor(presses);
      await scheduler.waitIdle();
      const kinds = (await presses).map((result) => result.kind);
      expect(kinds.filter((kind) => kind === 'claimed' || kind === 'dismissed')).toHaveLength(1);
      expect(desk.count('createOrder')).toBe(kinds.includes('claimed') ? 1 : 0);
    }), { numRuns: 60 });
  });

  it('is not sent again for any state that a crash can leave on the disk', async () => {
    const saved: UserRecord[] = [];
    const world = open();
    world.store.onChange(() => saved.push(world.record()));
    await world.place();
    await world.hear(later(world.desk.orders[0]!, { state: 'wait' }));
    expect(saved.map((record) => Object.values(record.drafts)[0]?.state)).toEqual(['drafted', 'confirmed', 'sending', 'accepted', 'open']);
    for (const record of saved.slice(1)) {
      const again = open({ store: createMemoryStore([record]), clock: world.clock, desk: world.desk });
      await again.actions.start();
      const { id } = Object.values(record.drafts)[0]!;
      expect((await again.actions.confirm(1, id, card)).kind).toBe('alreadyUsed');
      await world.clock.advance(1000);
      await again.actions.stop();
    }
    expect(world.desk.count('createOrder')).toBe(1);
  });
});
