// /pin, /lock and /unlock, as dialogs: what is asked, what opens what, and what a thief with the chat alone cannot do.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { link } from '../../../commands/start/link.js';
import { lock } from '../../../commands/settings/lock.js';
import { pin } from '../../../commands/settings/pin.js';
import { unlock } from '../../../commands/settings/unlock.js';
import type { CapeCommand, Core } from '../../../commands/core.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readButtonWords } from '../../../src/bot/commandList.js';
import type { UserRecord } from '../../../src/model/user.js';
import { changed } from '../../../src/storage/store.js';
import { linkedUser } from '../../accounts/samples.js';
import type { FakeClock } from '../../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

const right = '271828';
let store: MemoryStore;
let core: Core;
beforeEach(() => {
  store = createMemoryStore([linkedUser()]);
  const made = fakeCore(store);
  core = { ...made, setDialog: (by, dialog) => store.update(by.user.id, ({ dialog: _dialog, ...record }) => changed(dialog === undefined ? record : { ...record, dialog })) };
});
const user = (): UserRecord => store.read(7)!;
const commands: Readonly<Record<string, CapeCommand>> = { pin, lock, unlock, link };

async function run(words: string, via: Request['via'] = 'message', updateId = 1): Promise<Reply> {
  const typed = readButtonWords(words);
  return (await commands[typed.name]!.run({ user: user(), words: typed.words, rest: typed.rest, via, inPrivate: true, messageId: 1, updateId, progress: async () => undefined }, core)) as Reply;
}
/** Answers the open question. */
async function say(text: string): Promise<string> {
  const dialog = user().dialog!;
  const request: Request = { user: user(), words: [text], rest: text, via: 'answer', inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined };
  return ((await commands[dialog.command]!.answer!(request, dialog, core)) as Reply).text.text;
}
const tap = async (reply: Reply): Promise<string> => {
  const [button] = reply.buttons?.flat() ?? [];
  if (button === undefined || !('data' in button)) throw new Error('no button');
  return (await run(button.data.replace('do:', ''), 'button')).text.text;
};
async function setPin(): Promise<void> {
  await run('pin');
  await say(right);
  await say(right);
}

describe('/pin', () => {
  it('says what it is for, asks twice, and keeps no digit in the record', async () => {
    expect((await run('pin')).text.text).toMatch(/each Lightning payment.*Without a PIN Lightning payments are off/);
    expect(await say(right)).toMatch(/once more/);
    expect(await say(right)).toMatch(/PIN set/);
    expect([user().dialog, user().pin?.wrong]).toEqual([undefined, 0]);
    expect(JSON.stringify(user())).not.toContain(right);
  });

  it.each([['12345', /exactly six digits/], ['abcdef', /exactly six digits/], ['123456', /guessed first/], ['000000', /guessed first/]])('asks again after %s', async (typed, why) => {
    await run('pin');
    expect(await say(typed)).toMatch(why);
    expect(user().dialog?.step).toBe('new');
    expect(user().pin).toBeUndefined();
  });

  it('begins again when the second does not match the first', async () => {
    await run('pin');
    await say(right);
    expect(await say('271829')).toMatch(/not the same, so nothing was changed/);
    expect([user().pin, user().dialog?.step]).toEqual([undefined, 'new']);
  });

  it('changes and removes only with the old one, which is counted', async () => {
    await setPin();
    const before = user().pin?.hash;
    await run('pin change');
    expect(await say('314159')).toMatch(/4 more tries/);
    expect(user().pin).toMatchObject({ wrong: 1, hash: before });
    expect(await say(right)).toMatch(/Send me the new PIN/);
    await say('314159');
    expect(await say('314159')).toMatch(/PIN changed/);
    expect((await core.pins.check(7, '314159')).kind).toBe('right');
    await run('pin remove');
    expect(await say(right)).toMatch(/not your PIN/);
    expect(await say('314159')).toMatch(/PIN removed/);
    expect(user().pin).toBeUndefined();
  });

  it('stops asking when no more tries are left', async () => {
    await setPin();
    await run('pin remove');
    for (const words of [/4 more/, /3 more/, /2 more/, /1 more/, /no PIN until/]) expect(await say('x')).toMatch(words);
    expect(user().dialog).toBeUndefined();
  });

  it.each([['key', 'secret', /PIN is removed/, true], ['key', 'other', /not the API key and secret/, false], ['other', 'secret', /not the API key and secret/, false]])('forgotten, with %s and %s', async (apiKey, secret, words, gone) => {
    await setPin();
    await run('pin forgot', 'button');
    await say(apiKey);
    expect(await say(secret)).toMatch(words);
    expect([user().pin === undefined, user().dialog]).toEqual([gone, undefined]);
  });
});

describe('/lock', () => {
  it('locks at once, says what still works, and says honestly that without a PIN anybody can open it', async () => {
    const text = (await run('lock')).text.text;
    expect(text).toMatch(/Locked\.[\s\S]*\/cancelall[\s\S]*no PIN, so anybody who can use your Telegram/);
    expect(user().lock).toEqual({ since: core.clock.now(), askedBy: expect.any(Number) });
  });

  it('locked again keeps the time of the first', async () => {
    await run('lock');
    const since = user().lock;
    await (core.clock as FakeClock).advance(60_000);
    expect((await run('lock')).text.text).toMatch(/Locked since/);
    expect(user().lock).toEqual(since);
  });

  it('is not opened by what was sent before it and waited in line, with or without a PIN', async () => {
    await setPin();
    await run('lock', 'message', 5);
    expect((await run(`unlock ${right}`, 'message', 4)).text.text).toMatch(/lapsed/);
    expect(user().lock).toBeDefined();
    expect((await run(`unlock ${right}`, 'message', 6)).text.text).toMatch(/Unlocked/);
    await core.pins.remove(7);
    await run('lock', 'message', 7);
    const yes = /do:(unlock yes [^"]+)/.exec(JSON.stringify((await run('unlock')).buttons))?.[1] ?? '';
    await run('lock', 'message', 9);
    expect((await run(yes, 'button', 8)).text.text).toMatch(/lapsed/);
    expect((await run(yes, 'button', 10)).text.text).toMatch(/Unlocked/);
  });

  it('is opened by an update with a lower number when the lock is old: numbers begin anew after a quiet week', async () => {
    await setPin();
    await run('lock', 'message', 5);
    await (core.clock as FakeClock).advance(8 * 86_400_000);
    expect((await run(`unlock ${right}`, 'message', 4)).text.text).toMatch(/Unlocked/);
  });

  it('keeps a PIN from being set whose hash was being made when it came', async () => {
    await store.update(7, ({ lock: _lock, ...record }) => changed(record));
    const setting = core.pins.set(7, right);
    await run('lock');
    await expect(setting).rejects.toMatchObject({ key: 'lock.noSettings' });
    expect(user().pin).toBeUndefined();
  });

  it.each([['link'], ['link key secret'], ['pin'], ['pin 271828'], ['pin change'], ['pin remove']])('refuses /%s', async (words) => {
    await run('lock');
    const before = user();
    expect((await run(words)).text.text).toMatch(/locked/);
    expect(user()).toEqual(before);
  });

  it('refuses the answer to a question that was open', async () => {
    for (const words of ['link', 'pin']) {
      await store.update(7, ({ lock: _lock, dialog: _dialog, link: old, ...record }) => changed(words === 'link' ? record : { ...record, ...(old === undefined ? {} : { link: old }) }));
      await run(words);
      await store.update(7, (record) => changed({ ...record, lock: { since: 1 } }));
      expect(await say(right)).toMatch(/locked/);
      expect([user().pin, user().dialog]).toEqual([undefined, undefined]);
    }
  });
});

describe('/unlock', () => {
  it('without a PIN asks for one tap, which opens this lock only and lapses after five minutes', async () => {
    await run('lock');
    const asked = await run('unlock');
    expect(asked.text.text).toMatch(/no PIN, so this button alone/);
    await (core.clock as FakeClock).advance(5 * 60_000 + 1000);
    expect(await tap(asked)).toMatch(/this button alone/);
    expect(user().lock).toBeDefined();
    expect(await tap(await run('unlock'))).toMatch(/Unlocked/);
    expect(user().lock).toBeUndefined();
    const stale = asked;
    await run('lock');
    expect(await tap(stale)).toMatch(/this button alone/);
    expect(user().lock).toBeDefined();
  });

  it('typed words are no tap', async () => {
    await run('lock');
    const data = (await run('unlock')).buttons?.[0]?.[0];
    await run((data as { data: string }).data.replace('do:', ''));
    expect(user().lock).toBeDefined();
  });

  it('with a PIN takes nothing else, whether asked or typed at once', async () => {
    await setPin();
    await run('lock');
    expect((await run('unlock yes 1 1', 'button')).text.text).toMatch(/Send me your PIN/);
    expect(await say('314159')).toMatch(/4 more tries/);
    expect(user().lock).toBeDefined();
    expect(await say(right)).toMatch(/Unlocked/);
    await run('lock');
    expect((await run(`unlock ${right}`)).text.text).toMatch(/Unlocked/);
    expect((await run('unlock')).text.text).toMatch(/not locked/);
  });

  it('is blocked with the PIN after five wrong tries, and a forgotten PIN is the way out', async () => {
    await setPin();
    await run('lock');
    await run('unlock');
    for (let count = 0; count < 4; count += 1) await say('x');
    expect(await say('x')).toMatch(/no PIN until/);
    expect((await run(`unlock ${right}`)).text.text).toMatch(/no PIN until/);
    await run('pin forgot');
    await say('key');
    expect(await say('secret')).toMatch(/still locked/);
    expect(await tap(await run('unlock'))).toMatch(/Unlocked/);
  });

  it('a button drawn before a PIN was set opens nothing', async () => {
    await run('lock');
    const asked = await run('unlock');
    const lockedSince = user().lock!;
    await store.update(7, ({ lock: _lock, ...record }) => changed(record));
    await setPin();
    await store.update(7, (record) => changed({ ...record, lock: lockedSince }));
    expect(await tap(asked)).toMatch(/Send me your PIN/);
    expect(user().lock).toBeDefined();
  });
});
