// So many at once, the rest in line.
import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../src/pacing/turns.js';

describe('turns', () => {
  it('let two work at a time, the rest in order, and refuse those beyond', async () => {
    const turns = new Turns(2, { limit: 2, refusal: () => new Error('full') });
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => turns.run(async () => {
      log.push(`+${name}`);
      await new Promise<void>((resolve) => ends.push(resolve));
      log.push(`-${name}`);
    });
    const all = ['a', 'b', 'c', 'd'].map(work);
    await expect(work('e')).rejects.toThrow('full');
    expect(log).toEqual(['+a', '+b']);
    for (let index = 0; index < 4; index += 1) {
      ends[index]!();
      await all[index];
      await Promise.resolve();
    }
    expect(log).toEqual(['+a', '+b', '-a', '+c', '-b', '+d', '-c', '-d']);
  });

  it('go on after work that failed', async () => {
    const turns = new Turns(1, { limit: 1, refusal: () => new Error('full') });
    await expect(turns.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.run(() => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('let any number wait where no line is named', async () => {
    const turns = new Turns(1);
    const done: number[] = [];
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => turns.run(() => Promise.resolve(done.push(index)))));
    expect(done).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });
});
