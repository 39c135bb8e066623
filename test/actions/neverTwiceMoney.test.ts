// The same promise for money out: through any mix of presses, codes, faults, kills and quotes that end, a withdrawal is sent at most once.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../src/model/errors.js';
import { isEndedDraft } from '../../src/model/draft.js';
import { newUser } from '../../src/model/user.js';
import { createFakeClock } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { createDesk, doneThen, notDone, quoteMs } from './exchangeDesk.js';
import { boot } from './killable.js';
import { card, d, open, payout, start } from './world.js';

const endings = {
  answered: (answer: () => unknown) => answer(),
  lostAfter: doneThen(new UnknownOutcomeError('createWithdrawal', 'timeout')),
  lostBefore: notDone(new UnknownOutcomeError('createWithdrawal', 'reset')),
  refused: notDone(new RefusedError(422, ['account.withdraw.invalid_otp'], 'createWithdrawal')),
  unreachable: notDone(new UnavailableError('network', 'createWithdrawal')),
  hanging: (answer: () => unknown) => { answer(); return new Promise(() => undefined); },
} as const;

type Step = 'code' | 'press' | 'dismiss' | 'second' | 'quoteEnds' | 'feeMoves' | 'noQuotes' | 'kill' | 'noSpace';
const step = fc.constantFrom<Step>('code', 'code', 'code', 'kill', 'kill', 'press', 'dismiss', 'second', 'quoteEnds', 'feeMoves', 'noQuotes', 'noSpace');
/** What happens, and how many turns of the promise queue pass before the next: a kill may fall between any two awaits. */
const steps = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 30 })), { minLength: 1, maxLength: 12 });
const code = '739154';

describe('a withdrawal', () => {
  it('is sent at most once, ends or is shown as on its way or unknown, is found where it was done, and its code is kept nowhere', async () => {
    await fc.assert(fc.asyncProperty(steps, fc.constantFrom(...Object.values(endings)), async (plan, ending) => {
      const clock = createFakeClock(start);
      const disk = createMemoryStore([newUser(1, 11, 'Ann', start)]);
      const desk = createDesk(() => clock.now());
      desk.always('createWithdrawal', ending);
      let starts = 0;
      let program = boot(disk, clock, desk);
      const { id } = await program.actions.draft(1, payout());
      await program.actions.attachCard(1, id, card);
      const restart = async (): Promise<void> => {
        program.kill();
        disk.failWrites(0);
        program = boot(disk, clock, desk, (starts += 10));
        await program.actions.start();
      };
      for (const [step, turns] of plan) {
        const newest = Object.values(disk.read(1)!.drafts).find((draft) => draft.state === 'drafted')?.id ?? id;
        if (step === 'code') void program.actions.confirm(1, newest, undefined, code).catch(() => undefined);
        if (step === 'press') void program.actions.confirm(1, id, card).catch(() => undefined);
        if (step === 'dismiss') void program.actions.dismiss(1, newest, card).catch(() => undefined);
        if (step === 'second') await clock.advance(1000);
        if (step === 'quoteEnds') await clock.advance(quoteMs);
        if (step === 'feeMoves') desk.fee = d(desk.fee === '0.0002' ? '0.0003' : '0.0002');
        if (step === 'noQuotes') desk.next('withdrawQuote', notDone(new UnavailableError('network', 'withdrawQuote')));
        if (step === 'noSpace') disk.failWrites(2);
        if (step === 'kill') await restart();
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      }
      await restart();
      await clock.advance(1_500_000);
      const drafts = Object.values(disk.read(1)!.drafts);
      expect(desk.count('createWithdrawal')).toBeLessThanOrEqual(1);
      expect(drafts.filter((draft) => draft.sentAt !== undefined).length).toBeLessThanOrEqual(1);
      expect(drafts.every((draft) => isEndedDraft(draft.state) || draft.state === 'accepted' || draft.state === 'unknown')).toBe(true);
      if (desk.withdrawals.length > 0) expect(drafts.map((draft) => draft.orderId)).toContain('3301');
      expect(JSON.stringify(disk.read(1))).not.toContain(code);
    }), { numRuns: 200 });
  });

  it('is not sent again for any state that a crash can leave on the disk', async () => {
    const world = open();
    const saved: ReturnType<typeof world.record>[] = [];
    world.store.onChange(() => saved.push(world.record()));
    await world.place(payout(), code);
    expect(saved.map((record) => Object.values(record.drafts)[0]?.state)).toEqual(['drafted', 'confirmed', 'sending', 'accepted']);
    for (const record of saved.slice(1)) {
      const again = open({ store: createMemoryStore([record]), clock: world.clock, desk: world.desk });
      await again.actions.start();
      const { id } = Object.values(record.drafts)[0]!;
      expect((await again.actions.confirm(1, id, card, code)).kind).toBe('alreadyUsed');
      await world.clock.advance(1000);
      await again.actions.stop();
    }
    expect(world.desk.count('createWithdrawal')).toBe(1);
  });
});
