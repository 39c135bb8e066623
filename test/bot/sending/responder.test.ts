// Promises of the responder: a reply that Telegram may not have taken comes again and says so, a bounded number of times.
import { expect, it } from '@jest/globals';
import type { Reply } from '../../../src/bot/command.js';
import type { Incoming } from '../../../src/bot/incoming.js';
import { replyTriesLimit } from '../../../src/bot/sending/persistentPost.js';
import { createResponder } from '../../../src/bot/sending/responder.js';
import { silentLog } from '../../../src/model/log.js';
import type { SendResult } from '../../../src/notifications/sender.js';
import { speak } from '../../../src/text/index.js';
import { plain } from '../../../src/text/rich.js';
import { createFakeSender, type FakeSender } from '../../notifications/fakeSender.js';
import { createFakeClock } from '../../support/fakeClock.js';

const lost: SendResult = { kind: 'unknown', reason: '502' };
const typed = { kind: 'message', updateId: 9, userId: 1, chatId: 11, messageId: 5, inPrivate: true } as unknown as Incoming;
const press = { ...typed, kind: 'press', callbackId: 'p' } as unknown as Incoming;
const again = /\nSent again \(ref [0-9a-f]{4}\): it may have reached you before\.$/;

async function respond(incoming: Incoming, reply: Reply | readonly Reply[], answers: FakeSender['answers']): Promise<{ readonly sender: FakeSender; readonly cards: unknown[]; readonly toasts: unknown[] }> {
  const sender = createFakeSender();
  sender.answers = answers;
  const clock = createFakeClock(0);
  const cards: unknown[] = [];
  const toasts: unknown[] = [];
  const responder = createResponder({
    sender, clock, random: () => 0.5, log: silentLog, sayTo: () => speak('en'), onAsked: async () => undefined,
    actions: { attachCard: async (...card) => { cards.push(card); } }, answers: { answer: (_id, toast) => { toasts.push(toast); return true; } },
  });
  const done = responder.respond(incoming, reply);
  for (let second = 0; second < 120; second += 1) await clock.advance(1000);
  await done;
  return { sender, cards, toasts };
}

it('sends a reply again after an unknown outcome, marked, and attaches a card as the newest message', async () => {
  const { sender, cards } = await respond(typed, { text: plain('a card'), draftId: 'D' }, [lost, lost]);
  const [first, second = '', third] = sender.texts();
  expect([first, third]).toEqual(['a card', second]);
  expect(second).toMatch(again);
  expect(cards).toEqual([[1, 'D', { chatId: 11, messageId: 101 }]]);
});

it('stops after a number of tries, and the replies behind still go', async () => {
  const { sender } = await respond(typed, [{ text: plain('one') }, { text: plain('two') }], Array.from({ length: replyTriesLimit }, () => lost));
  expect(sender.texts().map((text) => text.split('\n')[0])).toEqual([...Array.from({ length: replyTriesLimit }, () => 'one'), 'two']);
});

it('does not mark what certainly did not arrive', async () => {
  const { sender } = await respond(typed, { text: plain('one') }, [{ kind: 'retryAfter', ms: 3000 }, { kind: 'retryAfter', ms: 3000 }, { kind: 'chatMoved', chatId: 12 }]);
  expect(sender.handed.map(({ chatId, text }) => [chatId, text])).toEqual([[11, 'one'], [11, 'one'], [11, 'one'], [12, 'one']]);
});

it('goes on while it certainly did not leave, as in minutes without a way to Telegram', async () => {
  const away = Array.from({ length: 90 }, (): SendResult => ({ kind: 'retryAfter', ms: 3000 }));
  const { sender } = await respond(typed, { text: plain('one') }, [...away, lost]);
  const texts = sender.texts();
  expect(texts.slice(0, 91).every((text) => text === 'one')).toBe(true);
  expect(texts.slice(91)).toEqual([expect.stringMatching(again)]);
});

it('sends of a long text only the piece again that is in doubt', async () => {
  const long = `${'a'.repeat(4000)}\n${'b'.repeat(4000)}`;
  const { sender } = await respond(typed, { text: { text: long, marks: [] }, buttons: [[{ label: 'x', data: 'do:x' }]] }, [{ kind: 'sent', messageId: 1 }, lost]);
  expect(sender.texts().map((text) => text[0])).toEqual(['a', 'b', 'b']);
  expect(sender.handed.map(({ content }) => content.buttons !== undefined)).toEqual([false, true, true]);
});

it('repeats an edit unmarked, and counts as news what an earlier try may have changed', async () => {
  const { sender, toasts } = await respond(press, { text: plain('now'), inPlace: true }, [lost, { kind: 'sent', messageId: 5, unchanged: true }]);
  expect(sender.handed.map(({ how, text }) => [how, text])).toEqual([['edit', 'now'], ['edit', 'now']]);
  expect(toasts.filter((toast) => toast !== undefined)).toEqual([]);
});
