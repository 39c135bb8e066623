import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callsPerChatLimit } from '../../../src/bot/sending/lane.js';
import { createPacer } from '../../../src/bot/sending/pacing.js';
import type { SendResult } from '../../../src/notifications/sender.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';

interface Run { readonly chatId: number; readonly name: string; readonly at: number }

/** A pacer whose calls are written down instead of sent; `outcome` may refuse some. */
function pace(outcome: (run: Run) => SendResult = () => ({ kind: 'sent', messageId: 1 })) {
  const clock: FakeClock = createFakeClock();
  const pacer = createPacer(clock);
  const runs: Run[] = [];
  const results: SendResult[] = [];
  function submit(chatId: number, name: string, priority: 'reply' | 'push' = 'push', editOf?: number): void {
    const run = async (): Promise<SendResult> => {
      const one = { chatId, name, at: clock.monotonic() };
      runs.push(one);
      return outcome(one);
    };
    void pacer.submit({ chatId, priority, run, ...(editOf === undefined ? {} : { editOf }) }).then((result) => results.push(result));
  }
  const names = (chatId?: number): readonly string[] => runs.filter((run) => chatId === undefined || run.chatId === chatId).map((run) => run.name);
  return { clock, runs, results, submit, names };
}

/** The most calls within any window of `ms`. */
const busiest = (runs: readonly Run[], ms: number): number => Math.max(0, ...runs.map((from) => runs.filter((one) => one.at >= from.at && one.at < from.at + ms).length));

describe('the rates', () => {
  test('never more than thirty a second in all', async () => {
    const { clock, runs, submit } = pace();
    for (let chat = 1; chat <= 100; chat += 1) submit(chat, 'x');
    await clock.advance(5_000);
    expect(runs).toHaveLength(100);
    expect(busiest(runs, 1_000)).toBeLessThanOrEqual(30);
    expect(runs.at(-1)!.at).toBeLessThan(4_000);
  });

  test('one chat takes ten at once and then one a second', async () => {
    const { clock, runs, submit } = pace();
    for (let count = 0; count < 13; count += 1) submit(7, String(count));
    await clock.advance(0);
    expect(runs).toHaveLength(10);
    await clock.advance(3_000);
    expect(runs.map((run) => run.name)).toEqual(Array.from({ length: 13 }, (_, index) => String(index)));
    expect(runs.map((run) => run.at).slice(10)).toEqual([1_000, 2_000, 3_000]);
  });

  test('a group takes twenty a minute', async () => {
    const { clock, runs, submit } = pace();
    for (let count = 0; count < 50; count += 1) submit(-7, String(count));
    await clock.advance(150_000);
    expect(runs).toHaveLength(50);
    expect(busiest(runs, 60_000)).toBeLessThanOrEqual(20);
  });

  test('replies go before pushes, each kind in its order', async () => {
    const { clock, names, submit } = pace();
    for (let count = 0; count < 10; count += 1) submit(7, `first ${String(count)}`);
    await clock.advance(0);
    submit(7, 'push 1');
    submit(7, 'reply 1', 'reply');
    submit(7, 'push 2');
    submit(7, 'reply 2', 'reply');
    await clock.advance(6_000);
    expect(names().slice(10)).toEqual(['reply 1', 'reply 2', 'push 1', 'push 2']);
  });

  test('a chat with more waiting than it may have is told to wait, and nothing is sent for it', async () => {
    const { clock, results, submit } = pace();
    for (let count = 0; count <= callsPerChatLimit + 1; count += 1) submit(7, String(count));
    await clock.advance(0);
    expect(results.filter((one) => one.kind === 'retryAfter')).toHaveLength(1);
  });

  test('any mixture keeps all rates and the order of each chat, and leaves nothing out', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, -1, -2), fc.integer({ min: 0, max: 300 })), { maxLength: 120 }), async (calls) => {
      const { clock, runs, results, submit, names } = pace();
      for (const [index, [chatId, pauseMs]] of calls.entries()) {
        submit(chatId, String(index).padStart(3, '0'));
        if (pauseMs > 250) await clock.advance(pauseMs);
      }
      await clock.advance(200_000);
      expect(results).toHaveLength(calls.length);
      expect(busiest(runs, 1_000)).toBeLessThanOrEqual(30);
      for (const chatId of new Set(runs.map((run) => run.chatId))) {
        expect(names(chatId)).toEqual([...names(chatId)].sort());
        expect(busiest(runs.filter((run) => run.chatId === chatId), 1_000)).toBeLessThanOrEqual(6);
      }
    }), { numRuns: 20 });
  });
});

describe('after a 429', () => {
  /** Refuses the first call of the given chats. */
  function refusing(chats: readonly number[], ms: number) {
    const left = new Set(chats);
    return pace(({ chatId }) => (left.delete(chatId) ? { kind: 'retryAfter', ms } : { kind: 'sent', messageId: 1 }));
  }

  test('exactly that chat waits, exactly that long', async () => {
    const { clock, runs, submit } = refusing([7], 10_000);
    submit(7, 'refused');
    await clock.advance(1);
    submit(7, 'waits');
    submit(8, 'flows');
    await clock.advance(9_998);
    expect(runs.map((run) => run.name)).toEqual(['refused', 'flows']);
    await clock.advance(1);
    expect(runs.map((run) => run.name)).toEqual(['refused', 'flows', 'waits']);
  });

  test('on two chats within the wait, everything waits', async () => {
    const { clock, runs, submit } = refusing([7, 8], 10_000);
    submit(7, 'refused');
    await clock.advance(2_000);
    submit(8, 'refused too');
    await clock.advance(1);
    submit(9, 'waits');
    await clock.advance(9_900);
    expect(runs).toHaveLength(2);
    await clock.advance(200);
    expect(runs.map((run) => run.name)).toEqual(['refused', 'refused too', 'waits']);
  });

  test('on another chat after the wait is over, only that chat waits', async () => {
    const { clock, runs, submit } = refusing([7, 8], 1_000);
    submit(7, 'refused');
    await clock.advance(5_000);
    submit(8, 'refused too');
    await clock.advance(1);
    submit(9, 'flows');
    await clock.advance(1);
    expect(runs.map((run) => run.name)).toEqual(['refused', 'refused too', 'flows']);
  });
});

describe('an edit that waits', () => {
  test('is replaced by a later one, which keeps its place; edits of other messages stay', async () => {
    const { clock, names, results, submit } = pace();
    for (let count = 0; count < 10; count += 1) submit(7, 'burst');
    await clock.advance(0);
    submit(7, 'a1', 'push', 1);
    submit(7, 'b1', 'push', 2);
    submit(7, 'a2', 'push', 1);
    await clock.advance(10_000);
    expect(names().slice(10)).toEqual(['a2', 'b1']);
    expect(results).toHaveLength(13);
  });

  test('moves up when the later one answers a person', async () => {
    const { clock, names, submit } = pace();
    for (let count = 0; count < 10; count += 1) submit(7, 'burst');
    await clock.advance(0);
    submit(7, 'push');
    submit(7, 'a1', 'push', 1);
    submit(7, 'a2', 'reply', 1);
    await clock.advance(10_000);
    expect(names().slice(10)).toEqual(['a2', 'push']);
  });
});
