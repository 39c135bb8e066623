import { afterEach, describe, expect, test } from '@jest/globals';
import type { ConfirmResult } from '../../../src/actions/actions.js';
import { UnavailableError } from '../../../src/model/errors.js';
import { confirmData, dismissData, practiceData, runData } from '../../../src/model/callback.js';
import type { PracticeAccount } from '../../../src/model/practice.js';
import { newUser } from '../../../src/model/user.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { command, reply, someDraft, startBot, type BotAtWork } from '../startBot.js';

let running: BotAtWork | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(commands: Parameters<typeof startBot>[0], more: Parameters<typeof startBot>[1] = {}): Promise<BotAtWork> {
  running = await startBot(commands, { store: createMemoryStore([newUser(7, 7, 'T', 1)]), ...more });
  return running;
}

const draftId = 'A'.repeat(22);
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

describe('a button of a practice card', () => {
  const press = practiceData(runData('buy 1 btc'));
  const buying = (): ReturnType<typeof command> => command('buy', async ({ rest }) => reply(`asked for ${rest}`), { inPractice: 'works' });

  test('does nothing while practice is off, and offers to switch it on', async () => {
    const { peer } = await start([buying()]);
    peer.press(7, press);
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.textsTo(7)[0]).toBe('⚪ Practice is off.');
  });

  test('is followed while it is on', async () => {
    const practising = { ...newUser(7, 7, 'T', 1), practice: { on: true } as PracticeAccount };
    const { peer } = await start([buying()], { store: createMemoryStore([practising]) });
    peer.press(7, press);
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.textsTo(7)[0]).toMatch(/^🧪 .*\nasked for 1 btc$/);
  });
});

describe('a card', () => {
  test('learns which message shows it', async () => {
    const { peer, actions } = await start([command('buy', async () => reply('buy?', { draftId, buttons: [[{ label: 'Confirm', data: confirmData(draftId), style: 'success' }]] }))]);
    peer.write(7, '/buy');
    await peer.until(() => actions.calls.length === 1);
    expect(actions.calls[0]).toMatch(new RegExp(`^attach 7 ${draftId} 7/\\d+$`));
  });

  test('pressed ten times at once is confirmed by one press, and each press is told what became of it', async () => {
    const { peer, actions } = await start([]);
    for (let press = 0; press < 10; press += 1) peer.press(7, confirmData(draftId));
    await peer.until(() => peer.toasts().length === 10);
    expect(actions.calls).toEqual(Array.from({ length: 10 }, () => `confirm 7 ${draftId}`));
    expect([...peer.toasts()].sort()).toEqual([...Array.from({ length: 9 }, () => 'Already used: nothing was sent again'), 'Sending…']);
  });

  test('pressed once and delivered twice asks the actions once', async () => {
    const { peer, actions, store } = await start([]);
    const id = peer.press(7, confirmData(draftId));
    peer.press(7, confirmData(draftId), { updateId: id });
    await peer.until(() => store.read(7)?.handled.includes(id) === true);
    await wait(20);
    expect(actions.calls).toHaveLength(1);
  });

  test.each<[ConfirmResult, string]>([
    [{ kind: 'claimed', draft: someDraft }, 'Sending…'],
    [{ kind: 'dismissed', draft: someDraft }, 'Cancelled: nothing was sent'],
    [{ kind: 'alreadyUsed', draft: someDraft }, 'Already used: nothing was sent again'],
    [{ kind: 'expired', draft: someDraft }, 'Expired: nothing was sent'],
    [{ kind: 'locked', draft: someDraft }, 'Locked: nothing was sent. /unlock opens it'],
    [{ kind: 'unknownDraft' }, 'This card is not yours or no longer exists'],
  ])('says in a toast what became of a press: %j', async (result, toast) => {
    const { peer, actions } = await start([], { outcome: async () => result });
    peer.press(7, dismissData(draftId));
    await peer.until(() => peer.toasts().length === 1);
    expect([peer.toasts(), actions.calls]).toEqual([[toast], [`dismiss 7 ${draftId}`]]);
  });

  test('stops its button spinning within a quarter of a second when the claim is slow', async () => {
    const { peer } = await start([], { outcome: async () => { await wait(400); return { kind: 'claimed', draft: someDraft }; } });
    const begun = performance.now();
    peer.press(7, confirmData(draftId));
    await peer.until(() => peer.toasts().length === 1);
    expect(performance.now() - begun).toBeLessThan(380);
    expect(peer.toasts()).toEqual(['']);
  });

  test('that cannot be claimed for lack of space says that nothing was done', async () => {
    const { peer } = await start([], { outcome: async () => { throw new UnavailableError('storage', 'claim'); } });
    peer.press(7, confirmData(draftId));
    await peer.until(() => peer.toasts().length === 1);
    expect(peer.toasts()[0]).toMatch(/Nothing was done/);
  });

  test("pressed by somebody else in a group acts under the presser's own id, and not at all for one without a record", async () => {
    const { peer, actions } = await start([], { outcome: async () => ({ kind: 'unknownDraft' }) });
    peer.press(7, confirmData(draftId), { chat: -5 });
    peer.press(8, confirmData(draftId), { chat: -5 });
    await peer.until(() => peer.toasts().length === 2);
    expect(actions.calls).toEqual([`confirm 7 ${draftId}`]);
    expect(peer.toasts()).toEqual(['This card is not yours or no longer exists', 'This card is not yours or no longer exists']);
  });
});

describe('a button', () => {
  test.each(['', 'ok:short', `ok:${draftId}x`, 'do:', 'zz:1', 'do:UP'])('with data this program never made, %j, is no longer valid', async (data) => {
    const { peer, actions } = await start([]);
    peer.press(7, data);
    await peer.until(() => peer.toasts().length === 1);
    expect([peer.toasts(), actions.calls]).toEqual([['This button is no longer valid'], []]);
  });

  test('that runs words edits the message it stands on, and is answered', async () => {
    const { peer } = await start([command('price', async ({ words }) => reply(`price ${words.join(' ')}`, { inPlace: true }))]);
    peer.press(7, 'do:price btc', { messageId: 42 });
    await peer.until(() => peer.callsOf('editMessageText').length === 1);
    const [edit] = peer.callsOf('editMessageText');
    expect(edit!.payload).toMatchObject({ chat_id: 7, message_id: 42, text: 'price btc' });
    await peer.until(() => peer.toasts().length === 1);
    expect(peer.toasts()).toEqual(['']);
    expect(peer.textsTo(7)).toEqual([]);
  });

  test('that changes nothing says so, and one that also sends something does not', async () => {
    const same = reply('price', { inPlace: true });
    const { peer } = await start([command('price', async () => same), command('both', async () => [same, reply('more')])]);
    peer.fault = ({ method }) => (method === 'editMessageText' ? { status: 400, description: 'Bad Request: message is not modified: specified new message content and reply markup are exactly the same' } : undefined);
    peer.press(7, 'do:price');
    await peer.until(() => peer.toasts().length === 1);
    peer.press(7, 'do:both');
    await peer.until(() => peer.toasts().length === 2);
    expect(peer.toasts()).toEqual(['Nothing has changed', '']);
  });

  test('stops spinning within a quarter of a second when what it runs is slow', async () => {
    const { peer } = await start([command('price', async () => { await wait(400); return reply('price', { inPlace: true }); })]);
    const begun = performance.now();
    peer.press(7, 'do:price');
    await peer.until(() => peer.toasts().length === 1);
    expect(performance.now() - begun).toBeLessThan(380);
  });

  test('whose message is gone gets a new message instead', async () => {
    const { peer } = await start([command('price', async () => reply('price', { inPlace: true }))]);
    peer.fault = ({ method }) => (method === 'editMessageText' ? { status: 400, description: 'Bad Request: message to edit not found' } : undefined);
    peer.press(7, 'do:price');
    await peer.until(() => peer.textsTo(7).length === 1);
  });

  test('does no harm when it is too late to answer it', async () => {
    const { peer } = await start([command('price', async () => reply('price'))]);
    peer.fault = ({ method }) => (method === 'answerCallbackQuery' ? { status: 400, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' } : undefined);
    peer.press(7, 'do:price');
    await peer.until(() => peer.textsTo(7).length === 1);
  });
});

describe('a button of somebody nothing is kept of', () => {
  test.each([['a command', 'do:price btc'], ['a card', confirmData(draftId)]])('%s: does nothing but say so, and makes no record', async (_, data) => {
    const { peer, actions, store } = await start([command('price', async () => reply('never'))], { store: createMemoryStore() });
    peer.press(7, data);
    await peer.until(() => peer.toasts().length === 1);
    expect([peer.toasts(), actions.calls, [...store.all()]]).toEqual([['I keep nothing about you, so this button does nothing any more. Send /start to begin.'], [], []]);
    expect(peer.textsTo(7)).toEqual([]);
  });

  test('pressed twice: the press that deletes is answered, the one behind it changes nothing', async () => {
    const forget = command('forget', async ({ user }, core) => reply(String(await (core as unknown as { gone(id: number): Promise<boolean> }).gone(user.id)), { inPlace: true }));
    const store = createMemoryStore([newUser(7, 7, 'T', 1)]);
    const { peer } = await start([forget], { store, core: { gone: (id: number) => store.remove(id, () => true) } as never });
    peer.press(7, 'do:forget', { messageId: 33 });
    peer.press(7, 'do:forget', { messageId: 33 });
    await peer.until(() => peer.callsOf('answerCallbackQuery').length === 2 && peer.callsOf('editMessageText').length === 1);
    await wait(20);
    expect([peer.callsOf('editMessageText').map((call) => call.payload['text']), [...store.all()]]).toEqual([['true'], []]);
  });
});

describe('a command that takes long', () => {
  const data = 'do:report 2026';

  test.each<[string, Partial<ReturnType<typeof command>>, number, readonly string[]]>([
    ['works once for a double tap, and the second is told so', { onePressAtATime: true }, 1, ['', 'I am at it already: please wait a moment']],
    ['works twice where nothing says that it takes long', {}, 2, ['', '']],
  ])('%s', async (_what, more, runs, toasts) => {
    let done = (): void => undefined;
    const work = new Promise<void>((resolve) => { done = resolve; });
    let ran = 0;
    const { peer } = await start([command('report', async () => { ran += 1; await work; return reply('here'); }, more)]);
    peer.press(7, data);
    await peer.until(() => ran === 1);
    peer.press(7, data);
    await peer.until(() => peer.toasts().length === 2);
    done();
    await peer.until(() => peer.textsTo(7).length === runs);
    expect([ran, [...peer.toasts()].sort()]).toEqual([runs, toasts]);
  });

  test('works again once it is done, and beside other presses of it', async () => {
    let ran = 0;
    const { peer } = await start([command('report', async () => { ran += 1; return reply('here'); }, { onePressAtATime: true })]);
    for (const words of [data, data, 'do:report 2025']) peer.press(7, words);
    await peer.until(() => peer.textsTo(7).length === 2);
    peer.press(7, data);
    await peer.until(() => peer.textsTo(7).length === 3);
    expect(ran).toBe(3);
  });
});
