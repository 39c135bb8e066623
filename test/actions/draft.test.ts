// The arrows of a draft's life: those of the design and no others.
import { describe, expect, it } from '@jest/globals';
import { canMove, dismiss, draftLifeMs, expire, isOverdue, markAccepted, markNotPlaced, markRefused, markSending, markUnknown, type ExchangeDraft } from '../../src/actions/draft.js';
import { claim } from '../../src/actions/drafts/claim.js';
import { newDraft } from '../../src/actions/drafts/newDraft.js';
import { isEndedDraft, type Draft, type DraftState } from '../../src/model/draft.js';
import { buy, card } from './world.js';

const states: readonly DraftState[] = ['drafted', 'expired', 'dismissed', 'confirmed', 'sending', 'accepted', 'refused', 'unknown', 'open', 'partlyFilled', 'filled', 'cancelled', 'rejected', 'notPlaced'];
const fresh = newDraft('id', buy(), 1000);
const inState = (state: DraftState): Draft => ({ ...fresh, state });

const moves: Readonly<Record<string, { readonly from: readonly DraftState[]; readonly run: (draft: Draft) => Draft }>> = {
  claim: { from: ['drafted'], run: (draft) => claim(draft, card, 2000) },
  dismiss: { from: ['drafted'], run: (draft) => dismiss(draft, card, 2000) },
  expire: { from: ['drafted'], run: (draft) => expire(draft, 2000) },
  markSending: { from: ['confirmed'], run: (draft) => markSending(draft as ExchangeDraft, 2000) },
  markAccepted: { from: ['sending', 'unknown', 'refused', 'notPlaced'], run: (draft) => markAccepted(draft, '7', 2000) },
  markRefused: { from: ['sending'], run: (draft) => markRefused(draft, ['x'], 2000) },
  markUnknown: { from: ['sending'], run: (draft) => markUnknown(draft, ['x'], 2000, 3000) },
  markNotPlaced: { from: ['confirmed', 'accepted', 'unknown'], run: (draft) => markNotPlaced(draft, ['own.notSent'], 2000) },
};

describe('a draft', () => {
  const cases = Object.entries(moves).flatMap(([name, { from, run }]) => states.map((state) => ({ name, state, legal: from.includes(state), run })));
  it.each(cases)('$name from $state: $legal', ({ state, legal, run }) => {
    if (legal) expect(run(inState(state)).changedAt).toBe(2000);
    else expect(() => run(inState(state))).toThrow();
  });

  it('can never be sent twice: nothing leads back to confirmed or sending', () => {
    for (const state of states) {
      expect(canMove(inState(state), 'confirmed')).toBe(state === 'drafted');
      expect(canMove(inState(state), 'sending')).toBe(state === 'confirmed');
    }
  });

  it('does not leave expired, dismissed, filled, cancelled or rejected', () => {
    for (const from of ['expired', 'dismissed', 'filled', 'cancelled', 'rejected'] as const) {
      expect(isEndedDraft(from)).toBe(true);
      for (const to of states) expect(canMove(inState(from), to)).toBe(false);
    }
  });

  it.each([[draftLifeMs - 1, false], [draftLifeMs, true], [-draftLifeMs - 1, true]])('is overdue %d ms after its making: %p', (age, overdue) => {
    expect(isOverdue(fresh, 1000 + age)).toBe(overdue);
  });
});
