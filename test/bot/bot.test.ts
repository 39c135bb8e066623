import { afterEach, describe, expect, test } from '@jest/globals';
import { createBot } from '../../src/bot/bot.js';
import type { Command } from '../../src/bot/command.js';
import { systemClock } from '../../src/model/clock.js';
import { RefusedError, UnavailableError, UserError } from '../../src/model/errors.js';
import { newUser } from '../../src/model/user.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { command, dump, recordingActions, claimOnce, reply, startBot, type BotAtWork } from './startBot.js';
import { silentLog } from '../../src/model/log.js';

let running: BotAtWork | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(...options: Parameters<typeof startBot>): Promise<BotAtWork> {
  running = await startBot(...options);
  return running;
}

const echo = command('echo', async ({ words, via }) => reply(`${via} ${words.join('|')}`), { aliases: ['e'], where: 'anywhere', offered: 'reads' });
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** A command whose runs wait until the test lets them go. */
function gate(name: string): { readonly command: Command<undefined>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { command: command(name, async () => { await opened; return reply(`${name} done`); }), open: () => open() };
}

describe('a message', () => {
  test.each([
    ['/echo 0.01\u00a0btc  now', 'message 0.01|btc|now'],
    ['/Echo@peerbot 1', 'message 1'],
    ['/e', 'message '],
    ['/echo@OtherBot 1', undefined],
    ['hello', 'hint'],
    ['/nosuchthing', 'I do not know that command. /help shows what I can do.'],
    ['/ehco 5', 'I do not know that command. Did you mean /echo?'],
  ])('%j in private is answered with %j', async (text, answer) => {
    const { peer } = await start([echo]);
    peer.write(7, text);
    peer.write(7, '/echo end');
    await peer.until(() => peer.textsTo(7).includes('message end'));
    expect(peer.textsTo(7)).toEqual([...(answer === undefined ? [] : [answer]), 'message end']);
  });

  test('with a slip in the command is offered the right one, words included, as a button that works', async () => {
    const { peer } = await start([echo]);
    peer.write(7, '/ehco 5 btc');
    await peer.until(() => peer.textsTo(7).length === 1);
    const keyboard = JSON.stringify(peer.callsOf('sendMessage')[0]!.payload['reply_markup']);
    expect(keyboard).toContain('"callback_data":"do:echo 5 btc"');
    peer.press(7, 'do:echo 5 btc');
    await peer.until(() => peer.textsTo(7).includes('button 5|btc'));
  });

  test('without text is answered with a hint, and edits and service messages not at all', async () => {
    const { peer } = await start([echo]);
    peer.push({ edited_message: { message_id: 1, date: 1, from: { id: 7, is_bot: false, first_name: 'T' }, chat: { id: 7, type: 'private' }, text: '/echo edited' } });
    peer.write(7, '', { extra: { pinned_message: {} } });
    peer.write(7, '', { extra: { photo: [] } });
    peer.write(7, '/echo end');
    await peer.until(() => peer.textsTo(7).includes('message end'));
    expect(peer.textsTo(7)).toEqual(['I can only read text. /help shows what I can do.', 'message end']);
  });

  test('makes the user known on first contact', async () => {
    const { peer, store } = await start([echo]);
    peer.write(7, 'hello');
    await peer.until(() => store.read(7) !== undefined);
    expect(store.read(7)).toMatchObject({ id: 7, chatId: 7, firstName: 'Thandi' });
  });

  test.each([['a command', '/echo now'], ['a text', 'hello'], ['/start', '/start']])('from somebody whose record was damaged hears that first, whatever it is (%s), and once', async (_what, text) => {
    const { peer } = await start([echo, command('start', async () => reply('welcome'))], { store: { ...createMemoryStore(), setAside: ['7.json.damaged-20261130T150801Z'] } });
    peer.write(7, text);
    peer.write(8, text);
    await peer.until(() => peer.textsTo(7).length === 2 && peer.textsTo(8).length === 1);
    peer.write(7, '/echo end');
    await peer.until(() => peer.textsTo(7).length === 3);
    expect([peer.textsTo(7)[0], peer.textsTo(7).filter((one) => one.includes('damaged')).length]).toEqual([expect.stringMatching(/record was damaged .* Nothing of your account is watched/), 1]);
    expect(peer.textsTo(8)[0]).not.toMatch(/damaged/);
  });

  test('that says /start tells the rest of the program so', async () => {
    const started: number[] = [];
    const { peer } = await start([command('start', async () => reply('welcome'))], { onStarted: async (userId) => { started.push(userId); } });
    peer.write(7, '/start');
    await peer.until(() => started.length === 1);
    expect([peer.textsTo(7), started]).toEqual([['welcome'], [7]]);
  });
});

describe('order', () => {
  test('messages of one user are handled one after the other, in order', async () => {
    const doing: string[] = [];
    const slow = command('slow', async ({ rest }) => {
      doing.push(`begin ${rest}`);
      await wait(5);
      doing.push(`end ${rest}`);
      return reply(rest);
    });
    const { peer } = await start([slow]);
    for (const rest of ['1', '2', '3']) peer.write(7, `/slow ${rest}`);
    await peer.until(() => peer.textsTo(7).length === 3);
    expect(doing).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
    expect(peer.textsTo(7)).toEqual(['1', '2', '3']);
  });

  test('one user with a slow handler holds up neither others nor the polling', async () => {
    const slow = gate('slow');
    const { peer } = await start([slow.command, echo]);
    const id = peer.write(7, '/slow');
    peer.write(8, '/echo quick');
    await peer.until(() => peer.textsTo(8).length === 1 && peer.offset() > id);
    peer.write(8, '/echo again');
    await peer.until(() => peer.textsTo(8).length === 2);
    expect(peer.textsTo(7)).toEqual([]);
    slow.open();
    await peer.until(() => peer.textsTo(7).length === 1);
  });

  test('a re-delivered update is handled once, also after a restart', async () => {
    const first = await start([echo]);
    const { peer, store } = first;
    const id = peer.write(7, '/echo once');
    peer.write(7, '/echo once', { updateId: id });
    peer.write(7, '/echo other');
    await peer.until(() => peer.textsTo(7).length === 2 && store.read(7)?.inbox.length === 0);
    await first.bot.stop();
    const again = await startBot([echo], { peer, store });
    running = again;
    peer.write(7, '/echo once', { updateId: id });
    peer.write(7, '/echo last');
    await peer.until(() => peer.textsTo(7).includes('message last'));
    expect(peer.textsTo(7)).toEqual(['message once', 'message other', 'message last']);
  });
});

describe('a failing command', () => {
  const secretText = 'very-private-words';
  const failing = command('fail', async ({ words }) => {
    if (words[0] === 'user') throw new UserError('bot.linkFirst');
    if (words[0] === 'refused') throw new RefusedError(422, ['market.account.insufficient_balance'], 'POST /market/orders');
    if (words[0] === 'network') throw new UnavailableError('network', 'GET /x');
    throw new Error(`boom ${words.join(' ')}`);
  });

  test('apologises with a reference that is logged, logs no text, and harms nothing that follows', async () => {
    const { peer, lines } = await start([failing, echo]);
    peer.write(7, `/fail ${secretText}`);
    peer.write(7, '/echo fine');
    await peer.until(() => peer.textsTo(7).length === 2);
    const [sorry = '', fine] = peer.textsTo(7);
    expect(sorry).toMatch(/^Sorry.*mention [a-z0-9]{6}\.$/);
    expect(fine).toBe('message fine');
    expect(lines.join('\n')).toContain(/mention (\w+)/.exec(sorry)![1]);
    expect(lines.join('\n')).not.toContain(secretText);
  });

  test.each([
    ['user', /^For that I need your Cape Crypto account/],
    ['network', /^I cannot reach the exchange/],
    ['refused', /./],
  ])('with a %s error is answered in plain words', async (kind, words) => {
    const { peer } = await start([failing]);
    peer.write(7, `/fail ${kind}`);
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.textsTo(7)[0]).toMatch(words);
    expect(peer.textsTo(7)[0]).not.toMatch(/^Sorry/);
  });
});

describe('access', () => {
  test('a stranger is refused politely once, with the id to give to the owner, and leaves no record', async () => {
    const { peer, store } = await start([echo], { allowedUsers: new Set([7]) });
    for (let count = 0; count < 3; count += 1) peer.write(8, '/echo let me in');
    peer.press(8, 'do:echo in');
    peer.write(7, '/echo mine');
    await peer.until(() => peer.textsTo(7).length === 1 && peer.toasts().length === 1);
    expect(peer.textsTo(8)).toEqual(['This bot is private. If its owner should let you in, give them your Telegram id: 8.']);
    expect(peer.toasts()).toEqual(['This bot is private']);
    expect(store.read(8)).toBeUndefined();
  });

  test('a command that needs the account says how to link one', async () => {
    const { peer } = await start([command('buy', async () => reply('bought'), { access: 'linked' }), command('link', async () => reply('link'))]);
    peer.write(7, '/buy 1 btc');
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.textsTo(7)[0]).toMatch(/Send \/link/);
    expect(JSON.stringify(peer.callsOf('sendMessage')[0]!.payload)).toContain('do:link');
  });

  test('the sixty-first message within a minute is not read, which is said once', async () => {
    const { peer } = await start([echo]);
    for (let half = 0; half < 2; half += 1) {
      let last = 0;
      for (let count = 1; count <= 33; count += 1) last = peer.write(7, `/echo ${String(half * 33 + count)}`);
      await peer.until(() => peer.offset() > last);
    }
    const other = peer.write(8, '/echo other');
    await peer.until(() => peer.offset() > other && peer.textsTo(8).length === 1);
    await peer.until(() => peer.textsTo(7).length >= 5);
    const answers = peer.textsTo(7).filter((text) => text.startsWith('message'));
    expect(peer.textsTo(7).filter((text) => text.startsWith('That is a lot'))).toHaveLength(1);
    expect(answers).toEqual(answers.map((_, index) => `message ${String(index + 1)}`));
  });
});

describe('in a group', () => {
  const balance = command('balance', async () => reply('R1 000'));

  test('only commands that do not name another bot are answered, as replies', async () => {
    const { peer, store } = await start([echo, balance]);
    peer.write(7, 'hello all', { chat: -5 });
    peer.write(7, '/echo@OtherBot 1', { chat: -5 });
    peer.write(7, '/strange', { chat: -5 });
    peer.write(7, '/echo@PeerBot 1', { chat: -5 });
    await peer.until(() => peer.textsTo(-5).length === 1);
    expect(peer.textsTo(-5)).toEqual(['message 1']);
    expect(peer.callsOf('sendMessage')[0]!.payload).toMatchObject({ reply_parameters: { allow_sending_without_reply: true } });
    expect(store.read(7)).toBeUndefined();
  });

  test('a private command points to the private chat instead of running', async () => {
    const { peer } = await start([balance]);
    peer.write(7, '/balance', { chat: -5 });
    await peer.until(() => peer.textsTo(-5).length === 1);
    expect(peer.textsTo(-5)[0]).toMatch(/private chat/);
    expect(JSON.stringify(peer.callsOf('sendMessage')[0]!.payload)).toContain('https://t.me/PeerBot?start=balance');
  });
});

describe('a dialog', () => {
  const ask = (expiresIn: number, more: Partial<Command<undefined>> = {}): Command<undefined> => command('ask', async ({ user }) => {
    await running!.bot.setDialog({ user, via: 'message' }, { command: 'ask', step: 'one', data: {}, expiresAt: systemClock.now() + expiresIn });
    return reply('question', { forceReply: true });
  }, { answer: async ({ rest, via }, dialog) => reply(`${dialog.step} ${via} ${rest}`), ...more });

  test('is answered by the next message, with a reply field shown', async () => {
    const { peer } = await start([ask(60_000)]);
    peer.write(7, '/ask');
    peer.write(7, ' forty two ');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)).toEqual(['question', 'one answer forty two']);
    expect(peer.callsOf('sendMessage')[0]!.payload['reply_markup']).toEqual({ force_reply: true });
  });

  test('ends when another command is typed, and not when the same is', async () => {
    const { peer, store } = await start([ask(60_000), echo]);
    peer.write(7, '/ask');
    peer.write(7, '/ask');
    peer.write(7, 'answer');
    peer.write(7, '/echo away');
    peer.write(7, 'late');
    await peer.until(() => peer.textsTo(7).length === 5);
    expect(peer.textsTo(7)).toEqual(['question', 'question', 'one answer answer', 'message away', 'hint']);
    expect(store.read(7)?.dialog).toBeUndefined();
  });

  test('that has expired takes no answer and says so', async () => {
    const { peer, store } = await start([ask(-1)]);
    peer.write(7, '/ask');
    peer.write(7, 'answer');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)[1]).toMatch(/stopped waiting/);
    expect(store.read(7)?.dialog).toBeUndefined();
  });
});

describe('secrets', () => {
  const secret = 'CANARY-key-CANARY-secret';
  let sawDeleted = false;
  const link = command('link', async ({ words }) => {
    sawDeleted = running!.peer.callsOf('deleteMessage').length === 1;
    if (words[1] === 'throw') throw new Error(secret);
    return reply('linked');
  }, { secret: true });
  const pin = command('pin', async ({ user }) => {
    await running!.bot.setDialog({ user, via: 'message' }, { command: 'pin', step: 'pin', data: {}, expiresAt: systemClock.now() + 60_000 });
    return reply('your pin?');
  }, { secretAnswers: true, answer: async () => {
    sawDeleted = running!.peer.callsOf('deleteMessage').length === 1;
    return reply('kept');
  } });

  test.each([
    ['a secret command', [`/link ${secret}`], 'linked'],
    ['a secret command that throws', [`/link ${secret} throw`], undefined],
    ['a secret answer', ['/pin', secret], 'kept'],
    ['a secret answer that looks like a command', ['/pin', `/${secret.replaceAll('-', '')}`], 'kept'],
  ])('%s is deleted before it is used and reaches neither the store nor a log', async (_, texts, last) => {
    sawDeleted = false;
    const store = createMemoryStore();
    const kept: string[] = [];
    store.onChange(() => kept.push(dump(store)));
    const { peer, lines } = await start([link, pin], { store });
    for (const text of texts) peer.write(7, text);
    await peer.until(() => peer.textsTo(7).length === texts.length);
    await peer.until(() => store.read(7)?.handled.length === texts.length);
    expect(sawDeleted).toBe(true);
    if (last !== undefined) expect(peer.textsTo(7).at(-1)).toBe(last);
    expect(kept.join('') + lines.join('')).not.toContain('CANARY');
  });

  test('after a slip in a secret command its deletion is offered, and its words are never offered back', async () => {
    const { peer, store } = await start([link]);
    peer.write(7, `/lnik ${secret}`);
    await peer.until(() => peer.textsTo(7).some((text) => text.startsWith('That may be a secret')));
    expect(peer.callsOf('deleteMessage')).toHaveLength(0);
    expect(dump(store) + JSON.stringify(peer.callsOf('sendMessage'))).not.toContain('CANARY');
  });

  test('when the message cannot be deleted the command goes on and the user is asked to delete it', async () => {
    const { peer } = await start([link]);
    peer.fault = ({ method }) => (method === 'deleteMessage' ? { status: 400, description: "Bad Request: message can't be deleted for everyone" } : undefined);
    peer.write(7, `/link ${secret}`);
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)[0]).toBe('linked');
    expect(peer.textsTo(7)[1]).toMatch(/delete it yourself/);
  });
});

describe('recovery', () => {
  const row = (tries: number, updateId = 55) => ({
    updateId, tries, receivedAt: 1,
    update: { update_id: updateId, message: { message_id: 9, date: 0, from: { id: 7, is_bot: false, first_name: 'T' }, chat: { id: 7, type: 'private' }, text: '/echo left over' } },
  });

  test('what was taken and not finished is handled at the next start, before anything new, and once', async () => {
    const store = createMemoryStore([{ ...newUser(7, 7, 'T', 1), inbox: [row(1)] }]);
    const { peer } = await start([echo], { store });
    peer.write(7, '/echo left over', { updateId: 55 });
    peer.write(7, '/echo new');
    await peer.until(() => peer.textsTo(7).length === 2 && store.read(7)?.inbox.length === 0);
    expect(peer.textsTo(7)).toEqual(['message left|over', 'message new']);
    expect(store.read(7)?.handled).toContain(55);
  });

  test('an update that was begun three times is dropped and the user told', async () => {
    const store = createMemoryStore([{ ...newUser(7, 7, 'T', 1), inbox: [row(3), row(2, 56)] }]);
    const { peer } = await start([echo], { store });
    await peer.until(() => peer.textsTo(7).length === 2 && store.read(7)?.inbox.length === 0);
    expect([...peer.textsTo(7)].sort()).toEqual([expect.stringMatching(/failed three times/), 'message left|over']);
  });

  test('an update under way at a kill is still in the record, stripped of what is not read', async () => {
    const slow = gate('slow');
    const { peer, store } = await start([slow.command]);
    peer.write(7, '/slow', { extra: { text: '/slow', reply_to_message: { text: 'CANARY' } } });
    await peer.until(() => store.read(7)?.inbox.length === 1);
    expect(store.read(7)?.inbox[0]).toMatchObject({ tries: 1, update: { message: { text: '/slow' } } });
    expect(dump(store)).not.toContain('CANARY');
    slow.open();
    await peer.until(() => store.read(7)?.inbox.length === 0);
  });

  test('with a full disk commands are handled from memory', async () => {
    const { peer, store } = await start([echo]);
    store.failWrites(1000);
    peer.write(7, '/echo full');
    peer.write(7, '/echo still');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)).toEqual(['message full', 'message still']);
    store.failWrites(0);
  });

  test('a stop lets a handler under way finish and confirms what was taken', async () => {
    const slow = command('slow', async () => { await wait(100); return reply('finished'); });
    const { peer, bot, store } = await start([slow]);
    const id = peer.write(7, '/slow');
    await peer.until(() => store.read(7)?.inbox.length === 1);
    await bot.stop();
    expect(peer.textsTo(7)).toEqual(['finished']);
    expect(peer.callsOf('getUpdates').at(-1)!.payload).toMatchObject({ offset: id + 1, timeout: 0 });
  });
});

test('two commands that share a name are refused at once', () => {
  const make = () => createBot({
    token: 'x', apiUrl: 'http://127.0.0.1:1', allowedUsers: 'everyone', commands: [echo, command('e', async () => reply(''))], core: undefined,
    store: createMemoryStore(), actions: recordingActions(claimOnce()), hint: () => reply(''), clock: systemClock, random: () => 0, log: silentLog,
  });
  expect(make).toThrow(RangeError);
});
