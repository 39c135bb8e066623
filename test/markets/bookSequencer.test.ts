import { describe, expect, test } from '@jest/globals';
import { broken, emptySequence, incrementCame, replayIsOver, replayLimit, snapshotCame, type BookSequence, type Sequenced } from '../../src/markets/bookSequencer.js';

const follow = (...frames: readonly (readonly ['snap' | 'inc', number] | 'settled' | 'cut')[]): { state: string; last: number | undefined; steps: string[] } => {
  let sequence: BookSequence = emptySequence;
  const steps: string[] = [];
  for (const frame of frames) {
    const next: Sequenced = frame === 'settled' ? replayIsOver(sequence) : frame === 'cut' ? { sequence: broken(sequence), step: 'ignore' }
      : frame[0] === 'snap' ? snapshotCame(sequence, frame[1]) : incrementCame(sequence, frame[1]);
    sequence = next.sequence;
    if (frame !== 'settled' && frame !== 'cut') steps.push(next.step);
  }
  return { state: sequence.name, last: sequence.name === 'empty' ? undefined : sequence.last, steps };
};

describe('a book follows its sequence numbers', () => {
  test.each([
    ['an increment before any snapshot changes nothing', [['inc', 5]], 'empty', ['ignore']],
    ['a snapshot starts the book', [['snap', 5]], 'synced', ['load']],
    ['the next number is applied', [['snap', 5], ['inc', 6], ['inc', 7]], 'synced', ['load', 'apply', 'apply']],
    ['a gap of one breaks it at once', [['snap', 5], ['inc', 7]], 'stale', ['load', 'resync']],
    ['a number twice breaks it', [['snap', 5], ['inc', 6], ['inc', 6]], 'stale', ['load', 'apply', 'resync']],
    ['a number that goes back breaks it', [['snap', 5], ['inc', 6], ['inc', 7], ['inc', 6]], 'stale', ['load', 'apply', 'apply', 'resync']],
    ['the reset to 1 of a restarted engine breaks it', [['snap', 5000], 'settled', ['inc', 1]], 'stale', ['load', 'resync']],
    ['the reset to 1 breaks it also right after a snapshot', [['snap', 5000], ['inc', 1]], 'stale', ['load', 'resync']],
    ['what comes while it is broken is ignored, even the number that was missing', [['snap', 5], ['inc', 7], ['inc', 6], ['inc', 8]], 'stale', ['load', 'resync', 'ignore', 'ignore']],
    ['a new snapshot mends it', [['snap', 5], ['inc', 7], ['snap', 9], ['inc', 10]], 'synced', ['load', 'resync', 'load', 'apply']],
    ['an older snapshot mends it too, with what followed it', [['snap', 5], ['inc', 7], ['snap', 3], ['inc', 4]], 'synced', ['load', 'resync', 'load', 'apply']],
    ['a replay up to the snapshot is dropped', [['snap', 5], ['inc', 3], ['inc', 4], ['inc', 5], ['inc', 6]], 'synced', ['load', 'ignore', 'ignore', 'ignore', 'apply']],
    ['a replay that stops short of the snapshot breaks it', [['snap', 5], ['inc', 3], ['inc', 4], ['inc', 6]], 'stale', ['load', 'ignore', 'ignore', 'resync']],
    ['a replay with a gap breaks it', [['snap', 5], ['inc', 3], ['inc', 5]], 'stale', ['load', 'ignore', 'resync']],
    ['a replay later than directly after the snapshot breaks it', [['snap', 5], 'settled', ['inc', 5]], 'stale', ['load', 'resync']],
    ['a replay begun by nothing is over without a word', [['snap', 5], 'settled', ['inc', 6]], 'synced', ['load', 'apply']],
    ['a replay that never reached the snapshot breaks it when the burst is over', [['snap', 5], ['inc', 2], 'settled'], 'stale', ['load', 'ignore']],
    ['a number that is no safe integer breaks it', [['snap', 5], ['inc', 2 ** 60]], 'stale', ['load', 'resync']],
    ['a snapshot without a usable number is none', [['snap', NaN]], 'empty', ['resync']],
    ['a lost connection makes it stale', [['snap', 5], 'cut', ['inc', 6]], 'stale', ['load', 'ignore']],
  ] as const)('%s', (_promise, frames, state, steps) => {
    const seen = follow(...frames);
    expect({ state: seen.state, steps: seen.steps }).toEqual({ state, steps });
  });

  test.each([[replayLimit - 1, 'ignore'], [replayLimit, 'resync']] as const)('an increment %i behind the snapshot gives: %s', (behind, step) => {
    expect(follow(['snap', 10_000], ['inc', 10_000 - behind]).steps).toEqual(['load', step]);
  });
});
