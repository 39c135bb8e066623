// What a person can do besides typing a command: send a picture, forward a text, press a key, follow a link, ask inline.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Command } from '../../src/bot/command.js';
import { pictureLimitBytes, picturesAtOnceLimit } from '../../src/bot/telegram/download.js';
import { systemClock } from '../../src/model/clock.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import type { Link } from '../../src/model/account.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { peerToken, type TelegramPeer } from '../support/telegramPeer.js';
import { command, dump, reply, startBot, type BotAtWork } from './startBot.js';

let running: BotAtWork | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(...options: Parameters<typeof startBot>): Promise<BotAtWork> {
  running = await startBot(...options);
  return running;
}

const echo = command('echo', async ({ words, via }) => reply(`${via} ${words.join('|')}`), { where: 'anywhere' });
const linked = (more: Partial<UserRecord> = {}): UserRecord => ({ ...newUser(7, 7, 'T', 1), link: { tail: 'abcd' } as Link, ...more });

describe('a picture', () => {
  const bytes = Buffer.from('\u0089PNG bytes', 'latin1');
  const scan = command('scan', async () => reply('usage'), { picture: async (request, image) => reply(`${request.via} ${Buffer.from(image).toString('latin1')}`) });
  const photo = (...sizes: object[]) => ({ extra: { photo: sizes, caption: 'CANARY caption' } });
  const small = { file_id: 'small', width: 90, height: 60, file_size: 10 };
  const large = { file_id: 'large', width: 900, height: 600, file_size: 1000 };

  async function answerTo(commands: readonly Command<undefined>[], extra: { extra: object }, prepare: (peer: TelegramPeer) => void = () => undefined): Promise<string> {
    const { peer } = await start(commands);
    peer.download = (path) => ({ status: 200, bytes: path === 'large' || path === 'doc' ? bytes : Buffer.from('another') });
    prepare(peer);
    peer.write(7, '', extra);
    await peer.until(() => peer.textsTo(7).length === 1);
    return peer.textsTo(7)[0]!;
  }

  const notFetched = 'I could not fetch that picture from Telegram. Please send it again.';
  const textAndPictures = 'I can only read text and pictures (JPEG or PNG). /help shows what I can do.';
  test.each<[string, { extra: object }, string]>([
    ['sent as a photo is read in its largest size', photo(small, large), 'message \u0089PNG bytes'],
    ['is read in its largest size wherever that stands', photo(large, small), 'message \u0089PNG bytes'],
    ['sent as a PNG file is read', { extra: { document: { file_id: 'doc', mime_type: 'image/png', file_size: 5 } } }, 'message \u0089PNG bytes'],
    ['sent as a JPEG file is read', { extra: { document: { file_id: 'doc', mime_type: 'image/jpeg' } } }, 'message \u0089PNG bytes'],
    ['of another kind is not', { extra: { document: { file_id: 'doc', mime_type: 'image/svg+xml' } } }, textAndPictures],
    ['that is a film is not', { extra: { video: { file_id: 'doc' } } }, textAndPictures],
    ['of a size that is told and too big is not fetched', photo({ ...large, file_size: pictureLimitBytes + 1 }), 'That picture is larger than I take (5 MB). Please send a smaller one, or a screenshot of the part that matters.'],
  ])('%s', async (_, extra, answer) => {
    expect(await answerTo([scan], extra)).toBe(answer);
  });

  test('is not read where no command takes any', async () => {
    expect(await answerTo([echo], photo(large))).toBe('I can only read text. /help shows what I can do.');
  });

  test.each<[string, (peer: TelegramPeer) => void, string | RegExp]>([
    ['that Telegram does not give', (peer) => { peer.download = () => ({ status: 404 }); }, notFetched],
    ['that lies behind a redirect', (peer) => { peer.download = () => ({ status: 302, location: 'http://127.0.0.1:1/elsewhere' }); }, notFetched],
    ['that Telegram has forgotten', (peer) => { peer.fault = ({ method }) => (method === 'getFile' ? { status: 400, description: 'Bad Request: invalid file_id' } : undefined); }, notFetched],
    ['that is larger than was said', (peer) => { peer.download = () => ({ status: 200, bytes: Buffer.alloc(pictureLimitBytes + 1) }); }, /larger than I take/],
  ])('%s is told of in plain words, and the token stands in no log', async (_, prepare, answer) => {
    expect(await answerTo([scan], photo(large), prepare)).toEqual(expect.stringMatching(answer));
    expect(running!.lines.join('')).not.toContain(peerToken.split(':')[1]);
  });

  test('of just the largest size is read whole', async () => {
    const count = command('count', async () => reply(''), { picture: async (_, image) => reply(String(image.byteLength)) });
    expect(await answerTo([count], photo(large), (peer) => { peer.download = () => ({ status: 200, bytes: Buffer.alloc(pictureLimitBytes) }); })).toBe(String(pictureLimitBytes));
  });

  test.each([['../../getMe'], ['//other.example/x'], ['a/../../b'], ['http://other.example'], ['a?b'], ['']])('whose place is %j is not looked for', async (path) => {
    const asked: string[] = [];
    expect(await answerTo([scan], photo({ ...large, file_id: path }), (peer) => { peer.download = (one) => { asked.push(one); return { status: 200, bytes }; }; })).toBe(notFetched);
    expect(asked).toEqual([]);
  });

  test('is one of four at the most that are looked at together; the next is asked for again', async () => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => { open = resolve; });
    let looking = 0;
    const slow = command('slow', async () => reply(''), { picture: async () => { looking += 1; await opened; return reply('looked at'); } });
    const { peer } = await start([slow]);
    peer.download = () => ({ status: 200, bytes });
    const people = Array.from({ length: picturesAtOnceLimit }, (_, index) => 10 + index);
    for (const id of people) peer.write(id, '', photo(large));
    await peer.until(() => looking === picturesAtOnceLimit);
    peer.write(7, '', photo(large));
    await peer.until(() => peer.textsTo(7).length === 1);
    open();
    await peer.until(() => people.every((id) => peer.textsTo(id).includes('looked at')));
    peer.write(7, '', photo(large));
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)).toEqual(['I am busy with other pictures right now. Please send yours again in a moment.', 'looked at']);
  });

  test('is kept on no disk, and neither is what stands below it', async () => {
    const store = createMemoryStore();
    const kept: string[] = [];
    store.onChange(() => kept.push(dump(store)));
    const { peer } = await start([scan], { store });
    peer.download = () => ({ status: 200, bytes });
    peer.write(7, '', photo(large));
    await peer.until(() => store.read(7)?.handled.length === 1);
    expect(kept.join('')).not.toMatch(/large|CANARY/);
  });

  /** What is said to a picture while `asking` asks for its step, and what is asked after that. */
  async function answerInDialog(asking: Command<undefined>, extra: { extra: object }): Promise<{ readonly said: string | undefined; readonly step: string | undefined }> {
    const { peer, bot, store } = await start([scan, echo, asking]);
    peer.download = () => ({ status: 200, bytes });
    peer.write(7, '/echo');
    await peer.until(() => peer.textsTo(7).length === 1);
    await bot.setDialog({ user: store.read(7)!, via: 'message' }, { command: 'asking', step: 'picture', data: {}, expiresAt: systemClock.now() + 60_000 });
    peer.write(7, '', extra);
    await peer.until(() => peer.textsTo(7).length === 2);
    return { said: peer.textsTo(7)[1], step: store.read(7)?.dialog?.step };
  }

  test('answers the open question of a command that takes one there', async () => {
    const asking = command('asking', async () => reply('ask'), { answerPicture: async (request, dialog) => reply(`${request.via} to ${dialog.step}`) });
    expect((await answerInDialog(asking, photo(large))).said).toBe('answer to picture');
  });

  test.each([['a picture', photo(large)], ['a voice message', { extra: { voice: { file_id: 'v' } } }]])('%s where words are asked for leaves the question open and says so', async (_what, extra) => {
    expect(await answerInDialog(command('asking', async () => reply('ask'), { answer: async () => reply('answered') }), extra))
      .toEqual({ said: 'I wait for words here, and this is none. My question stays open; any command leaves it.', step: 'picture' });
  });

  test('with words below it that a command knows by their looks is not looked at: the words count', async () => {
    const knowing = command('knowing', async (request) => reply(`${request.via}: ${request.rest}`), { recognises: (text) => text.includes('lnbc') });
    expect(await answerTo([scan, knowing], { extra: { photo: [large], caption: ' pay lnbc1 please ' } }, () => undefined)).toBe('message: pay lnbc1 please');
  });

  test('in a group is not for us', async () => {
    const { peer } = await start([scan, echo]);
    peer.write(7, '', { chat: -5, extra: { photo: [large] } });
    peer.write(7, '/echo end', { chat: -5 });
    await peer.until(() => peer.textsTo(-5).length === 1);
    expect(peer.textsTo(-5)).toEqual(['message end']);
  });
});

describe('a text that is no command', () => {
  const pay = command('pay', async ({ rest, via, words }) => reply(`${via} ${String(words.length)} ${rest}`), { recognises: (text) => text.startsWith('lnbc') });

  test('is run by the first command that knows it, and kept on no disk beforehand', async () => {
    const store = createMemoryStore();
    const kept: string[] = [];
    store.onChange(() => kept.push(dump(store)));
    const { peer } = await start([echo, pay], { store });
    peer.write(7, 'lnbcCANARY please');
    peer.write(7, 'hello');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)).toEqual(['message 2 lnbcCANARY please', 'hint']);
    expect(kept.join('')).not.toContain('CANARY');
  });

  test('answers an open question rather than being looked at', async () => {
    const ask = command('ask', async ({ user }) => {
      await running!.bot.setDialog({ user, via: 'message' }, { command: 'ask', step: 'one', data: {}, expiresAt: systemClock.now() + 60_000 });
      return reply('question');
    }, { answer: async ({ rest }) => reply(`answer ${rest}`) });
    const { peer } = await start([ask, pay]);
    peer.write(7, '/ask');
    peer.write(7, 'lnbc1');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect(peer.textsTo(7)[1]).toBe('answer lnbc1');
  });

  test('sent by way of a bot is not the person\'s and is passed over', async () => {
    const { peer } = await start([echo]);
    peer.write(7, '', { extra: { text: '/echo inline', via_bot: { id: 1, is_bot: true, first_name: 'Peer' } } });
    peer.write(7, '/echo end');
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.textsTo(7)).toEqual(['message end']);
  });
});

test('a key of the home keyboard is the command it names, also while a secret is asked for', async () => {
  const ask = command('ask', async ({ user }) => {
    await running!.bot.setDialog({ user, via: 'message' }, { command: 'ask', step: 'pin', data: {}, expiresAt: systemClock.now() + 60_000 });
    return reply('question', { keyboard: [['🔊 Echo']] });
  }, { secretAnswers: true, answer: async () => reply('answered') });
  const { peer, store } = await start([ask, echo], { keyWords: (text) => (text === '🔊 Echo' ? 'echo loud' : undefined) });
  peer.write(7, '/ask');
  peer.write(7, ' 🔊 Echo ');
  peer.write(7, '🔊 Echo!');
  await peer.until(() => peer.textsTo(7).length === 3);
  expect(peer.textsTo(7)).toEqual(['question', 'message loud', 'hint']);
  expect([store.read(7)?.dialog, peer.callsOf('deleteMessage')]).toEqual([undefined, []]);
});

describe('a link into the chat', () => {
  const greet = command('start', async () => reply('welcome'));
  const followLink = (payload: string) => (payload === 'echo_btc' ? 'echo btc' : payload === 'gone' ? 'nosuch' : undefined);

  test.each([
    ['/start echo_btc', 'message btc'], ['/start', 'welcome'], ['/start strange', 'welcome'], ['/start gone', 'welcome'],
  ])('%s is answered with %s', async (text, answer) => {
    const resumed: number[] = [];
    const { peer } = await start([greet, echo], { followLink, onStarted: async (userId) => { resumed.push(userId); } });
    peer.write(7, text);
    await peer.until(() => resumed.length === 1);
    expect(peer.textsTo(7)).toEqual([answer]);
  });
});

describe('a locked account', () => {
  const buy = command('buy', async () => reply('bought'), { access: 'linked', answer: async () => reply('bought'), picture: async () => reply('bought') });
  const cancel = command('cancel', async () => reply('cancelled'), { access: 'linked', whileLocked: true });
  const locked = 'Your account is locked, so I do not do that now. /unlock opens it again.';
  const waiting = { command: 'buy', step: 'one', data: {}, expiresAt: systemClock.now() + 60_000 };

  test.each<[string, string, UserRecord, string]>([
    ['runs no command that needs the account', '/buy 1 btc', linked({ lock: { since: 1 } }), locked],
    ['takes no answer to an earlier question', '1', linked({ lock: { since: 1 }, dialog: waiting }), locked],
    ['runs what lowers a risk', '/cancel 1', linked({ lock: { since: 1 } }), 'cancelled'],
    ['runs what anyone may', '/echo 1', linked({ lock: { since: 1 } }), 'message 1'],
    ['is told first that there is none, when there is none', '/buy 1 btc', { ...newUser(7, 7, 'T', 1), lock: { since: 1 } }, 'For that I need your Cape Crypto account. Send /link and I will show you how to link it with an API key.'],
    ['is open again when the lock is gone', '/buy 1 btc', linked(), 'bought'],
  ])('%s', async (_, text, user, answer) => {
    const { peer, store } = await start([buy, cancel, echo], { store: createMemoryStore([user]) });
    peer.write(7, text);
    await peer.until(() => store.read(7)?.handled.length === 1);
    expect([peer.textsTo(7), store.read(7)?.dialog]).toEqual([[answer], undefined]);
  });

  test('takes no picture and no button', async () => {
    const { peer } = await start([buy], { store: createMemoryStore([linked({ lock: { since: 1 } })]) });
    peer.write(7, '', { extra: { photo: [{ file_id: 'a' }] } });
    peer.press(7, 'do:buy 1 btc');
    await peer.until(() => peer.textsTo(7).length === 2);
    expect([peer.textsTo(7), peer.callsOf('getFile')]).toEqual([[locked, locked], []]);
  });
});

describe('an inline query', () => {
  const inlineCards = async (typed: string, _language = 'en') => Array.from({ length: typed === 'many' ? 12 : 1 }, (_, index) => ({ id: `card${String(index)}`, title: `T ${typed}`, about: 'about', text: { text: `words of ${typed}`, marks: [] } }));
  const ask = (peer: TelegramPeer, userId: number, query: string, more: object = {}) => peer.push({ inline_query: { id: `i${query}`, from: { id: userId, is_bot: false, first_name: 'T', ...more }, query, offset: '' } });

  test('is answered with cards for whoever asks, kept for ten seconds', async () => {
    const { peer, store } = await start([echo], { inlineCards });
    ask(peer, 7, ' btc ');
    await peer.until(() => peer.callsOf('answerInlineQuery').length === 1);
    expect(peer.callsOf('answerInlineQuery')[0]!.payload).toEqual({
      inline_query_id: 'i btc ', cache_time: 10, is_personal: true, results: [{
        type: 'article', id: 'card0', title: 'T btc', description: 'about',
        input_message_content: { message_text: 'words of btc', entities: [], link_preview_options: { is_disabled: true } },
      }],
    });
    expect(store.read(7)).toBeUndefined();
  });

  test('brings ten cards at the most', async () => {
    const { peer } = await start([echo], { inlineCards });
    ask(peer, 7, 'many');
    await peer.until(() => peer.callsOf('answerInlineQuery').length === 1);
    expect(peer.callsOf('answerInlineQuery')[0]!.payload['results']).toHaveLength(10);
  });

  test('of the same words is looked up once, and a failure is not kept', async () => {
    const looked: string[] = [];
    const { peer } = await start([echo], { inlineCards: async (typed) => {
      looked.push(typed);
      if (looked.length === 1) throw new Error('away');
      return inlineCards(typed);
    } });
    for (const count of [1, 2, 3, 4]) {
      ask(peer, count, count === 4 ? 'ETH' : count === 3 ? 'BTC' : 'btc');
      await peer.until(() => looked.length === Math.min(2, count) + (count === 4 ? 1 : 0) && (count === 1 || peer.callsOf('answerInlineQuery').length === count - 1));
    }
    expect(looked).toEqual(['btc', 'btc', 'ETH']);
  });

  test('is answered in the language saved, else in that of the asker’s Telegram, and looked up once in each', async () => {
    const looked: string[] = [];
    const afrikaans = newUser(7, 7, 'T', 1, 'af');
    const { peer } = await start([echo], { store: createMemoryStore([afrikaans]), inlineCards: async (typed, language) => {
      looked.push(`${typed} ${language}`);
      return inlineCards(typed);
    } });
    for (const [count, [userId, more]] of [[7, { language_code: 'zu' }], [8, { language_code: 'zu-ZA' }], [9, { language_code: 'de' }], [10, {}], [11, { language_code: 'af' }]].entries() as Iterable<[number, [number, object]]>) {
      ask(peer, userId, 'btc', more);
      await peer.until(() => peer.callsOf('answerInlineQuery').length === count + 1);
    }
    expect(looked).toEqual(['btc af', 'btc zu', 'btc en']);
  });

  test('of a stranger brings nothing, and nobody else is shown that nothing', async () => {
    const { peer } = await start([echo], { inlineCards, allowedUsers: new Set([7]) });
    ask(peer, 8, 'btc');
    await peer.until(() => peer.callsOf('answerInlineQuery').length === 1);
    expect(peer.callsOf('answerInlineQuery')[0]!.payload).toMatchObject({ results: [], is_personal: true });
  });

  test('that fails harms nothing that follows, and its words stand in no log', async () => {
    const { peer, lines } = await start([echo], { inlineCards: async (typed) => { throw new Error(`CANARY ${typed}`); } });
    ask(peer, 7, 'btc');
    peer.write(7, '/echo fine');
    await peer.until(() => peer.textsTo(7).includes('message fine') && lines.some((line) => line.includes('inline query not answered')));
    expect(lines.join('')).not.toContain('CANARY');
  });

  test('is not expected where BotFather has not been asked, which is said at the start', async () => {
    const { lines } = await start([echo], { inlineCards });
    expect(lines.filter((line) => line.includes('/setinline'))).toHaveLength(1);
  });

  test.each<[string, object]>([['without an id', { query: 'x', from: { id: 7 } }], ['without a person', { id: 'x', query: 'x' }], ['of a bot', { id: 'x', query: 'x', from: { id: 7, is_bot: true } }]])('%s is passed over', async (_, query) => {
    const { peer } = await start([echo], { inlineCards });
    peer.push({ inline_query: query });
    peer.write(7, '/echo end');
    await peer.until(() => peer.textsTo(7).length === 1);
    expect(peer.callsOf('answerInlineQuery')).toEqual([]);
  });
});

test('a file that Telegram does not take is said to be missing', async () => {
  const { peer } = await start([command('file', async () => reply('here', { document: { name: 'a.csv', bytes: Buffer.from('a') } }))]);
  peer.fault = ({ method }) => (method === 'sendDocument' ? { status: 400, description: 'Bad Request: file is too big' } : undefined);
  peer.write(7, '/file');
  await peer.until(() => peer.textsTo(7).length === 1);
  expect(peer.textsTo(7)).toEqual(['Telegram did not take the file a.csv. Please ask for it again in a minute.']);
});

test.each([
  ['a picture in place of the words', 'editMessageMedia', { picture: { png: Buffer.from('png') } }],
  ['words in place of the words', 'editMessageText', {}],
])('a button can put %s', async (_, method, more) => {
  const { peer } = await start([command('chart', async () => reply('chart', { inPlace: true, ...more }))], { store: createMemoryStore([newUser(7, 7, 'T', 1)]) });
  peer.press(7, 'do:chart', { messageId: 33 });
  await peer.until(() => peer.callsOf(method).length === 1);
  expect(JSON.stringify(peer.callsOf(method)[0]!.payload['message_id'])).toBe('33');
  expect(peer.callsOf('sendMessage')).toEqual([]);
});
