// /settings by typing and by tapping: what is stored, what is refused, and that one message shows it all.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { schedule } from '../../../commands/notify/schedule.js';
import { settings } from '../../../commands/settings/settings.js';
import { settingList } from '../../../commands/settings/entries/index.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readButtonWords } from '../../../src/bot/commandList.js';
import { readCallback } from '../../../src/model/callback.js';
import type { Button } from '../../../src/model/message.js';
import type { Settings, UserRecord } from '../../../src/model/user.js';
import { changed } from '../../../src/storage/store.js';
import { linkedUser, start } from '../../accounts/samples.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

let store: MemoryStore;
beforeEach(() => { store = createMemoryStore([linkedUser()]); });
const user = (): UserRecord => store.read(7)!;
const set = (change: Partial<UserRecord>) => store.update(7, (record) => changed({ ...record, ...change }));

async function ask(words: string, via: Request['via'] = 'message'): Promise<Reply> {
  const typed = readButtonWords(`settings ${words}`);
  const request: Request = { user: user(), words: typed.words, rest: typed.rest, via, inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined };
  return (await settings.run(request, fakeCore(store))) as Reply;
}
const askSchedule = async (rest: string, via: Request['via']): Promise<Reply> =>
  (await schedule.run({ user: user(), words: rest === '' ? [] : [rest], rest, via, inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined }, fakeCore(store))) as Reply;
const buttonsOf = (reply: Reply): readonly (Button & { readonly data: string })[] => (reply.buttons ?? []).flat().filter((button) => 'data' in button);
const textOf = (reply: Reply): string => reply.text.text.replaceAll('\u00a0', ' ');
const lastLine = (reply: Reply): string => textOf(reply).split('\n').at(-1) ?? '';

describe('typed', () => {
  it.each<[string, Partial<Settings>, RegExp]>([
    ['timezone Europe/London', { timeZone: 'Europe/London' }, /Time zone set: Europe\/London\. There it is \d\d:\d\d/],
    ['timezone africa/cairo', { timeZone: 'Africa/Cairo' }, /Africa\/Cairo/],
    ['tz UTC', { timeZone: 'UTC' }, /UTC/],
    ['timezone Johannesburg', { timeZone: 'Africa/Johannesburg' }, /Africa\/Johannesburg/],
    ['timezone london', { timeZone: 'Europe/London' }, /Europe\/London/],
    ['timezone new york', { timeZone: 'America/New_York' }, /America\/New_York/],
    ['timezone SALTA', { timeZone: 'America/Argentina/Salta' }, /Salta/],
    ['timezone Asia/Kolkata', { timeZone: 'Asia/Kolkata' }, /Asia\/Kolkata/],
    ['timezone asia/ho_chi_minh', { timeZone: 'Asia/Ho_Chi_Minh' }, /Asia\/Ho_Chi_Minh/],
    ['timezone kolkata', { timeZone: 'Asia/Kolkata' }, /Asia\/Kolkata/],
    ['timezone EST', { timeZone: 'EST' }, /set: EST\./],
    ['timezone est', { timeZone: 'EST' }, /set: EST\./],
    ['language en', { language: 'en' }, /Language set: English/],
    ['language English', { language: 'en' }, /Language set: English/],
    ['market btc', { defaultMarket: 'btczar' }, /Default market set: BTC\/ZAR/],
    ['ceiling 10000', { orderCeiling: '10000' as never }, /Largest order set: R10 000\./],
    ['ceiling R10 000', { orderCeiling: '10000' as never }, /R10 000\./],
    ['ceiling r2500.50', { orderCeiling: '2500.5' as never }, /R2 500\.50/],
    ['ceiling 5k', { orderCeiling: '5000' as never }, /R5 000/],
    ['lightning 50000', { payDayLimit: '50000' as never }, /At most 50 000 sats/],
    ['lightning 50 000 sats', { payDayLimit: '50000' as never }, /50 000 sats/],
    ['slippage 1.5', { slippageCeiling: '1.5' as never }, /Slippage ceiling set: 1\.5%/],
    ['move 0,5%', { moveLimit: '0.5' as never }, /Price move set: 0\.5%/],
    ['dust 10', { dustLimit: '10' as never }, /worth less than R10 are folded/],
    ['dust R0.50', { dustLimit: '0.5' as never }, /worth less than R0\.50/],
    ['notify fills silent', { loudness: { orderFilled: 'silent', practiceFilled: 'silent' } }, /Fills: silent/],
    ['notify deposit OFF', { loudness: { depositSeen: 'off', depositCredited: 'off' } }, /Deposits: off\. Money received over Lightning is a deposit too\./],
    ['notify invoices off', { loudness: { depositSeen: 'off', depositCredited: 'off' } }, /Deposits: off\. Money received over Lightning is a deposit too\./],
    ['notify Lightning silent', { loudness: { depositSeen: 'silent', depositCredited: 'silent' } }, /Deposits: silent\. Money received over Lightning/],
    ['notify outages loud', { loudness: { outage: 'loud' } }, /Outages: loud/],
    ['quiet 22:00 07:00', { quietHours: { from: '22:00', to: '07:00' } }, /Quiet hours set: 22:00–07:00 \(Africa\/Johannesburg\)/],
    ['quiet 9h30-11.15', { quietHours: { from: '09:30', to: '11:15' } }, /09:30–11:15/],
    ['quiet 22:00 to 06:00', { quietHours: { from: '22:00', to: '06:00' } }, /22:00–06:00/],
  ])('/settings %s is stored and said on the last line of the list', async (words, stored, line) => {
    const reply = await ask(words);
    expect(user().settings).toEqual({ ...linkedUser().settings, ...stored });
    expect(lastLine(reply)).toMatch(line);
    expect(lastLine(reply)).toMatch(/^✅ /);
    expect(textOf(reply)).toMatch(/^Settings\n/);
  });

  it.each([
    ['timezone', 'Mars/Base', /"Mars\/Base".*\/settings timezone Europe\/London/], ['timezone', '+02:00', /"\+02:00"/], ['timezone', 'Europe/London now', /"Europe\/London now"/], ['timezone', 'Atlantis', /"Atlantis"/], ['timezone', 'London/', /"London\/"/],
    ['language', 'klingon', /"klingon".*English.*\/settings language en/], ['market', 'doge', /"doge".*\/settings market btc/],
    ['ceiling', '0', /"0".*R10 to R100 000 000.*\/settings ceiling 5000/], ['ceiling', '9.99', /R10 to/], ['ceiling', '100000001', /R10 to/], ['ceiling', '10.0055', /at most two decimals/], ['ceiling', '100.0005', /at most two decimals/], ['ceiling', '-5', /"-5"/], ['ceiling', '1e5', /"1e5"/], ['ceiling', '0x10', /"0x10"/], ['ceiling', 'lots', /"lots"/],
    ['lightning', '0', /1 000 sats to 100 000 000 sats.*\/settings lightning 200000/], ['lightning', '1.5', /whole number/], ['lightning', '100000001', /100 000 000 sats/], ['lightning', 'off', /"off"/],
    ['slippage', '21', /0\.1 to 20.*\/settings slippage 1/], ['slippage', 'lots', /"lots" as a slippage ceiling/], ['move', '-1', /0\.05 to 10/], ['move', '1.005', /at most two decimals/],
    ['dust', '10001', /R0\.01 to R10 000.*\/settings dust 10/], ['dust', '0', /R0\.01/],
    ['notify', 'cards off', /fills, ends, deposits, withdrawals, alerts, summaries, outages.*\/settings notify fills silent/], ['notify', 'fills loudly', /"fills loudly"/], ['notify', 'fills off now', /"fills off now"/],
    ['quiet', '22:00', /"22:00".*\/settings quiet 22:00 07:00/], ['quiet', '22:00 22:00', /two different times/], ['quiet', '24:00 07:00', /"24:00 07:00"/], ['quiet', 'at night', /"at night"/],
    ['summary', 'daily 25:00', /"25:00".*08:00/], ['summary', 'sometimes', /"sometimes"/],
  ])('/settings %s %s is refused with an example and changes nothing', async (name, words, why) => {
    const reply = await ask(`${name} ${words}`);
    expect(textOf(reply)).toMatch(why);
    expect([store.writes(), user().settings]).toEqual([0, linkedUser().settings]);
  });

  it.each([['slippage', '1.500', '1.5%'], ['move', '1.000', '1%']])('/settings %s %s has one possible reading, which is a tap', async (name, words, label) => {
    const reply = await ask(`${name} ${words}`);
    expect([textOf(reply), reply.buttons?.flat().map((button) => button.label)[0]]).toEqual([expect.stringMatching(/I do not guess/), label]);
    expect(store.writes()).toBe(0);
  });

  it.each([['ceiling', { orderCeiling: '5' as never }], ['dust', { dustLimit: '5' as never }], ['market', { defaultMarket: 'btczar' }], ['quiet', { quietHours: { from: '22:00', to: '07:00' } }]])('/settings %s off takes it away', async (name, before) => {
    await set({ settings: { ...linkedUser().settings, ...before } });
    expect(lastLine(await ask(`${name} off`))).toMatch(/^✅ (No|Every)/);
    expect(user().settings).toEqual(linkedUser().settings);
  });

  it('an amount with two readings is asked, and each answer is a button', async () => {
    const reply = await ask('ceiling 1.250');
    expect([textOf(reply), store.writes()]).toEqual([expect.stringContaining('I do not guess with money'), 0]);
    expect(buttonsOf(reply).map((button) => button.data)).toEqual(['do:settings ceiling 1250', 'do:settings']);
    expect(buttonsOf(await ask('dust 1.250')).map((button) => button.data)).toEqual(['do:settings dust 1250', 'do:settings dust 1.25', 'do:settings']);
  });

  it('an unknown name lists those there are', async () => {
    expect(lastLine(await ask('colour blue'))).toMatch(/no setting "colour".*timezone, language, market, ceiling, lightning, slippage, move, dust, notify, quiet, summary/);
  });

  it('a summary time says that summaries are switched off, and offers to switch them on', async () => {
    await ask('notify summaries off');
    expect(textOf(await ask('summary daily 08:00'))).toMatch(/every day at 08:00.*🔕 Summaries are switched off/);
    const page = await ask('summary', 'button');
    expect([textOf(page), page.buttons?.[0]?.[0]]).toEqual([expect.stringMatching(/🔕 Summaries are switched off/), { label: 'Switch summaries on', data: 'do:settings notify summaries loud' }]);
    expect((await askSchedule('', 'message')).buttons).toEqual([[{ label: 'Switch summaries on', data: 'do:schedule on' }]]);
    const on = await askSchedule('on', 'button');
    expect([user().settings.loudness, on.inPlace, /switched off/.test(textOf(on))]).toEqual([{ summary: 'loud' }, true, false]);
  });

  it('a summary time is a schedule', async () => {
    expect(lastLine(await ask('summary weekly fri 17:00'))).toMatch(/every Friday at 17:00/);
    expect(user().schedule).toMatchObject({ every: 'week', weekday: 'fri', time: '17:00' });
    await ask('summary off');
    expect(user().schedule).toBeUndefined();
  });
});

it('a time zone of many dashes is refused at once', async () => {
  const began = performance.now();
  expect(textOf(await ask(`timezone a${'-'.repeat(2000)}!`))).toMatch(/I do not know a time zone/);
  expect(performance.now() - began).toBeLessThan(1000);
});

describe('tapped', () => {
  it('every setting stands in the list with its value and leads to its page, and Back stands alone at its end', async () => {
    const list = await ask('', 'button');
    expect(buttonsOf(list).map((button) => button.data)).toEqual(settingList.map((one) => `do:settings ${one.name}`));
    expect(textOf(list)).toContain('Largest order: off\nLightning, at most in 24 hours: 200 000 sats\nSlippage ceiling of market orders: 1%\nPrice move allowed between card and tap: 0.5%');
    expect(textOf(list)).toContain('Notifications: loud: fills, ends of orders, deposits, withdrawals, alerts, summaries; silent: outages\nQuiet hours: off');
    for (const one of settingList) {
      const page = await ask(one.name, 'button');
      expect([page.inPlace, page.buttons?.at(-1)]).toEqual([true, [{ label: '‹ Back', data: 'do:settings' }]]);
    }
  });

  it('every choice of every page does what its button says, and is marked as the one that holds', async () => {
    const pages = [...settingList.map((one) => one.name), ...['fills', 'ends', 'deposits', 'withdrawals', 'alerts', 'summaries', 'outages'].map((group) => `notify ${group}`)];
    let tapped = 0;
    for (const words of pages) {
      for (const choice of buttonsOf(await ask(words, 'button')).slice(0, -1)) {
        const callback = readCallback(choice.data);
        if (callback?.kind !== 'run') throw new Error(choice.data);
        const after = await ask(callback.words.replace('settings ', ''), 'button');
        // An arrow turns the page and chooses nothing.
        if (/^[◀▶]$/.test(choice.label)) continue;
        if (words === 'notify') continue;
        tapped += 1;
        expect([choice.data, lastLine(after)]).toEqual([choice.data, expect.stringMatching(/^✅ /)]);
        expect(buttonsOf(after).filter((button) => button.label.startsWith('• ')).map((button) => button.data)).toEqual([choice.data]);
      }
    }
    expect(tapped).toBeGreaterThan(50);
  });

  it('Back of one group of notifications leads to all of them', async () => {
    expect((await ask('notify fills', 'button')).buttons?.at(-1)).toEqual([{ label: '‹ Back', data: 'do:settings notify' }]);
  });
});

describe('while locked', () => {
  beforeEach(() => set({ lock: { since: start } }));

  it('everything can be looked at, and the list says so', async () => {
    expect(textOf(await ask(''))).toMatch(/🔒 Locked since .*\/unlock/);
    expect(textOf(await ask('dust'))).toContain('Small balances');
  });

  it.each(['dust 10', 'ceiling off', 'timezone UTC', 'notify fills off', 'quiet off', 'market btc', 'language en', 'lightning 5000', 'move 1', 'summary off', 'summary daily 08:00'])('/settings %s is refused', async (words) => {
    const before = user();
    await expect(ask(words)).rejects.toMatchObject({ key: 'lock.noSettings' });
    expect(user()).toBe(before);
  });
});
