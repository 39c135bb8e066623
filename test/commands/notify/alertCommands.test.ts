// /alert and /alerts as a person meets them: what is saved, what is asked, what is listed and what the buttons do.
import { describe, expect, it } from '@jest/globals';
import { alert } from '../../../commands/notify/alert.js';
import { showJudged } from '../../../commands/notify/alertWords.js';
import { alerts } from '../../../commands/notify/alerts.js';
import type { Core } from '../../../commands/core.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { emptyAccount } from '../../../src/model/account.js';
import { alertsPerUserLimit, type Alert, type AlertRule } from '../../../src/model/alert.js';
import { readCallback } from '../../../src/model/callback.js';
import { decimal } from '../../../src/model/money.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { speak } from '../../../src/text/index.js';
import { linkedUser, order, start } from '../../accounts/samples.js';
import { aMarket } from '../../markets/marketSamples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';
import { createStroll } from '../stroll.js';

const linked = linkedUser({ ...emptyAccount, baselineAt: start, orders: { 77: { order: order(), trades: [], endTold: false } }, balances: { btc: { currency: 'btc', available: decimal('1'), locked: decimal('1') } } });

function open(user: UserRecord = linked) {
  const store = createMemoryStore([user]);
  const core: Core = fakeCore(store);
  let updateId = 0;
  const ask = async (words: string, via: Request['via'] = 'message'): Promise<{ text: string; reply: Reply; labels: readonly string[]; data: readonly string[] }> => {
    const [name = '', ...rest] = words.split(' ');
    const request: Request = { user: store.read(user.id)!, words: rest, rest: rest.join(' '), via, inPrivate: true, messageId: 1, updateId: (updateId += 1), progress: async () => undefined };
    const reply = await (name === 'alert' ? alert : alerts).run(request, core) as Reply;
    const buttons = (reply.buttons ?? []).flat();
    return { text: reply.text.text.replaceAll('\u00a0', ' '), reply, labels: buttons.map(({ label }) => label.replaceAll('\u00a0', ' ')), data: buttons.flatMap((button) => ('data' in button ? [button.data] : [])) };
  };
  return { ask, store, core, stored: () => Object.values(store.read(user.id)?.alerts ?? {}) };
}

describe('/alert says the exact rule, what it is judged on, the distance and the rehearsal', () => {
  // The book of the fake exchange stands at 99 and 101, and its candles go from 96 to 104, closing at 101.
  it.each([
    ['alert btc > 110', /^🔔 I will tell you when BTC\/ZAR rises to R110\.00 or above\.\nJudged on the best bid of the live book, now R99\.00 \(11\.11% away\)\.\nIt would not have fired in the last 7 days\. Further back than 20 Nov 20:00 it is judged on 1h candles\.$/],
    ['alert btc < 90', /BTC\/ZAR falls to R90\.00 or below\.\nJudged on the best ask/], ['alert btc > 103', /It would have fired 344 times in the last 7 days; the last time was 12:00\./],
    ['alert btc +50% 1h', /BTC\/ZAR rises 50% within 1 h\.\nJudged on the best bid against the lowest of the last 1 h, now not known yet/], ['alert btc close 1h > 200', /closes a 1h candle at R200\.00 or above\.\nJudged on the exchange’s own candles/],
    ['alert btc spread > 5%', /has a spread of 5% or more\.\nJudged on the best bid and ask, in per cent of the middle, now 2% \(3% away\)\.\nPrice history does not show this/],
    ['alert order 77 0.3%', /BTC\/ZAR comes within 0\.3% of your order 77\.\nJudged on the best price your order would trade with, now R101\.00 \(0\.7% away\)/],
    ['alert orders 0.3%', /the market comes within 0\.3% of one of your open orders/], ['alert balance btc < 0.5', /what you hold of BTC falls below 0\.5 BTC\.\nJudged on all you hold, in orders included, now 2 BTC/],
    ['alert btc > 110 every 4h', /It repeats: at most once in 4 h, and only after the value has gone back past the threshold by 0\.5%\./], ['alert btc +50% every', /It repeats: at most once in 15 min, each time measured from a new start\./],
  ])('%s', async (words, answer) => {
    const { ask, stored } = open();
    expect((await ask(words)).text).toMatch(answer);
    expect(stored()).toHaveLength(1);
  });

  // The book stands at 99 and 101 (a spread of 2%), 2 BTC are held, and order 77 is a purchase at 100.
  it.each([
    ['btc < 110', 'BTC/ZAR is at R101.00 now, already R110.00 or less.', ['Tell me when it rises to R110.00=do:alert btczar > 110', 'Tell me at once=do:alert keep btc < 110']],
    ['btc > 98', 'BTC/ZAR is at R99.00 now, already R98.00 or more.', ['Tell me when it falls to R98.00=do:alert btczar < 98', 'Tell me at once=do:alert keep btc > 98']],
    ['btc > 98 every 4h', 'BTC/ZAR is at R99.00 now, already R98.00 or more.', ['Tell me when it falls to R98.00=do:alert btczar < 98 every 4h', 'Tell me at once=do:alert keep btc > 98 every 4h']],
    ['btc close 1h < 110', 'BTC/ZAR is at R101.00 now, already R110.00 or less.', [expect.stringMatching(/=do:alert btczar close 1h > 110$/), 'Keep it as it is=do:alert keep btc close 1h < 110']],
    ['btc spread > 1%', 'That is so already: 2% now.', [expect.stringMatching(/=do:alert btczar spread < 1%$/), 'Tell me at once=do:alert keep btc spread > 1%']],
    ['balance btc < 3', 'That is so already: 2 BTC now.', ['Tell me at once=do:alert keep balance btc < 3']],
    ['orders 5%', 'That is so already: R101.00 now.', ['Tell me at once=do:alert keep orders 5%']],
  ])('%s is so already: asked, not saved, and each button leads to an alert', async (words, text, labels) => {
    const { ask, stored } = open();
    const asked = await ask(`alert ${words}`);
    expect([asked.text, asked.labels.map((label, index) => `${label}=${asked.data[index]}`), stored()]).toEqual([text, labels, []]);
    for (const data of asked.data) {
      const fresh = open();
      await fresh.ask(data.slice('do:'.length), 'button');
      expect(fresh.stored()).toMatchObject([{ state: 'armed', ...(data.includes('keep') ? { wasSo: true } : {}) }]);
    }
    expect((await open().ask(asked.data.at(-1)!.slice('do:'.length), 'button')).text).toMatch(/That is so right now, so it fires at once|I will tell you when/);
  });

  it.each(['btc < 110', 'btc > 98', 'btc spread > 1%', 'balance btc < 3'])('%s, kept although it is so: no word of how often it would have fired', async (words) => {
    const { text } = await open().ask(`alert keep ${words}`, 'button');
    expect([/fires at once\.$/.test(text), /would|history/.test(text)]).toEqual([true, false]);
  });

  it('the market is closed: said, and nothing is saved', async () => {
    const { ask, stored, core } = open();
    Object.assign(core.markets, { find: async () => aMarket('halt', 'zar', { state: 'disabled' }) });
    for (const words of ['halt > 12', 'halt < 12', 'halt', 'halt +5% 1h']) expect((await ask(`alert ${words}`)).text).toBe('HALT/ZAR is not open for trading right now, so no alert was set.');
    expect(stored()).toEqual([]);
  });

  it('goes on without k-lines', async () => {
    const { ask, stored, core } = open();
    Object.assign(core.alerts, { rehearse: async () => ({ kind: 'notRead' }) });
    expect([(await ask('alert btc > 110')).text, stored().length]).toEqual([expect.stringContaining('It is saved all the same.'), 1]);
  });
});

describe('while alerts are switched off in the settings', () => {
  const off = { ...linked, settings: { ...linked.settings, loudness: { alertFired: 'off' as const } } };

  it('/alert and /alerts say so, and a button switches them on and shows the list without it', async () => {
    const { ask, store } = open(off);
    for (const words of ['alert btc > 110', 'alert btc > 110', 'alerts']) {
      const { text, labels, data } = await ask(words);
      expect([text, labels.at(-1), data.at(-1)]).toEqual([expect.stringMatching(/\n🔕 Alerts are switched off in your settings/), 'Switch alerts on', 'do:alerts on']);
    }
    const after = await ask('alerts on', 'button');
    expect([store.read(7)?.settings.loudness, after.reply.inPlace]).toEqual([{ alertFired: 'loud' }, true]);
    expect(after.text).toMatch(/^Alerts: 1 of 50/);
    expect(after.text).not.toContain('switched off');
  });

  it('typed words switch nothing on', async () => {
    const { ask, store } = open(off);
    await ask('alerts on');
    expect(store.read(7)?.settings.loudness).toEqual({ alertFired: 'off' });
  });
});

it('alerts that come silently are said to come like any other', async () => {
  const { ask } = open({ ...linked, settings: { ...linked.settings, loudness: { alertFired: 'silent' } } });
  expect((await ask('alert btc > 110')).text).not.toContain('switched off');
});

describe('/alert asked for twice', () => {
  const again = 'alert btc > 110 every 4h';

  it.each([['alert btc > 110'], ['alert order 77 0.3%'], [again]])('%s is stored once, and the second answer says so', async (words) => {
    const { ask, stored } = open();
    await ask(words);
    expect((await ask(words, 'button')).text).toMatch(/^🔔 You have this one already: .*\.\nJudged on/);
    expect(stored()).toHaveLength(1);
  });

  it('is stored again when anything of it differs, or the one there is has fired and rests', async () => {
    const { ask, stored, store } = open();
    for (const words of [again, 'alert btc > 110', 'alert btc > 110 every 5h', 'alert btc < 90', 'alert btc close 1h > 110', 'alert btc > 111']) await ask(words);
    expect(stored()).toHaveLength(6);
    await store.update(7, (record) => ({ record: { ...record, alerts: Object.fromEntries(Object.entries(record.alerts).map(([id, one]) => [id, { ...one, state: 'resting' as const }])) }, result: undefined }));
    await ask(again);
    expect(stored()).toHaveLength(7);
  });

  it('says until when the one there is sleeps, and wakes it by a button', async () => {
    const { ask, stored } = open();
    await ask(again);
    await ask(`alert snooze ${stored()[0]!.id}`, 'button');
    const { text, data } = await ask(again);
    expect(text).toMatch(/^🔔 You have this one already: .* · asleep until 13:00\.\n/);
    await ask(data[0]!.slice('do:'.length), 'button');
    expect(stored()).toMatchObject([{ state: 'armed' }]);
  });
});

describe('an alert with words around it', () => {
  it.each(['alert please btc > 900000 thanks', 'alert me btc > 900000 please'])('“%s” is saved: filler says nothing', async (words) => {
    expect((await createStroll().type(words)).text).toMatch(/rises to R900 000\.00 or above/);
  });

  it.each([['alert btc > 900000 lol', 'lol'], ['alert btc 900000 lol', 'lol']])('“%s” names %s, saves nothing, and a tap goes on', async (words, left) => {
    const walk = createStroll();
    const { text, buttons } = await walk.type(words);
    expect([text, buttons.length]).toEqual([`I did not read ${left}, so no alert is saved yet.`, 1]);
    expect((await walk.tap({ text, buttons, inPlace: false }, /./)).text).toMatch(/I will tell you|above or below/);
  });

  it('with a word that says no there is no tap', async () => {
    expect(await createStroll().type('alert btc > 900000 never')).toMatchObject({ text: 'No alert saved: I read never as none.', buttons: [] });
  });

  it.each([['alert btc 1.500% 1h', ['1.5%']], ['alert btc 150% 1h', ['BTC +150% 1 h']], ['alert btc > 1.500', ['R1 500.00', 'R1.50']], ['alert btc spread > 1.500%', ['1.5%']]])('“%s” offers only what can be: %j', async (words, offered) => {
    expect((await createStroll().type(words)).buttons.map((one) => one.label.replaceAll('\u00a0', ' '))).toEqual(offered);
  });
});

it.each([['alert balance btc > 5', 'balance btc < 0.1'], ['alert orders x', 'alert btc >'], ['alert order 77', 'orders 0.3%'], ['alert btc > 5 every x', 'every 4h'], ['alert btc spread > x', 'spread > 1%'], ['alert btc close 7h > 5', 'close 1h'], ['alert btc +x%', '+5% 1h'], ['alert btc +5% 9d', '+5% 1h']])('%s is answered with an example of its own kind first', async (words, example) => {
  expect((await open().ask(words)).text).toMatch(new RegExp(`Usage: .*\nExample: .*${example.replace(/[+.]/g, '\\$&')}`));
});

describe('/alert saves nothing when', () => {
  it.each([
    ['alert btc 5', /above or below/], ['alert btc 5%', /Up, down, or either way/], ['alert doge > 5', /no market/], ['alert btc > abc', /At what price\? I cannot read abc/], ['alert btc +5% 25h', /5 minutes to 24 hours/], ['alert btc +5% 4m', /5 minutes to 24 hours/],
    ['alert btc close 7h > 5', /5m, 15m/], ['alert btc > 5 every 1m', /5 minutes to 7 days/], ['alert btc > 5 every 4h band 50%', /0\.1% to 20%/], ['alert btc -100% 1h', /0\.1% to 99%/], ['alert balance btc > 5', /write < before/], ['alert balance < 5', /Of which coin.*\/alert balance btc < 0\.1/],
    ['alert balance doge < 5', /no currency|do not know|know no/i], ['alert order 78 0.3%', /no open order 78/], ['alert order constructor 1%', /Is it above or below|no market/], ['alert orders 0.3', /saved|tell you/],
  ])('%s is answered with what to do', async (words, answer) => {
    const { ask, stored } = open();
    const { text } = await ask(words);
    expect(text).toMatch(answer);
    expect(stored()).toHaveLength(words === 'alert orders 0.3' ? 1 : 0);
  });

  it.each(['alert orders 0.3%', 'alert balance btc < 1'])('%s needs a linked account', async (words) => {
    const { ask, stored } = open(newUser(7, 7, 'Ann', start));
    expect([(await ask(words)).text, stored().length]).toEqual([expect.stringContaining('/link'), 0]);
  });

  it('there are fifty already', async () => {
    const { ask } = open();
    for (let count = 0; count < alertsPerUserLimit; count += 1) await ask(`alert btc > ${200 + count}`);
    await expect(ask('alert btc > 900')).rejects.toMatchObject({ key: 'alert.tooMany' });
  });

  it('a number has two readings: each is a button that saves it', async () => {
    const { ask, stored } = open();
    const { text, labels, data } = await ask('alert btc > 800,000 every 4h');
    expect([text, labels]).toEqual([expect.stringContaining('800,000'), ['R800 000.00', 'R800.00']]);
    const callback = readCallback(data[0]!);
    await ask(callback?.kind === 'run' ? callback.words : '', 'button');
    expect(stored()).toEqual([expect.objectContaining({ threshold: '800000', repeat: { everyMs: 14_400_000, band: '0.5' } })]);
  });
});

it('/alert with a coin alone shows prices, ways to write it, and four buttons that save', async () => {
  const { ask, stored } = open();
  const { text, labels, data } = await ask('alert btc');
  expect(text).toMatch(/best bid R99\.00, best ask R101\.00[\s\S]*\/alert btc \+5% 1h/);
  expect(labels).toEqual(['+2% · R100.98', '+5% · R103.95', '−2% · R98.98', '−5% · R95.95']);
  for (const one of data) await ask(one.slice('do:'.length), 'button');
  expect(stored().map((one) => one.kind === 'priceCrosses' && [one.direction, one.threshold])).toEqual([['above', '100.98'], ['above', '103.95'], ['below', '98.98'], ['below', '95.95']]);
});

describe('/alerts', () => {
  const rules: readonly AlertRule[] = [
    { kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: decimal('200') }, { kind: 'priceCrosses', market: 'c0zar', direction: 'above', threshold: decimal('100') },
    { kind: 'priceCrosses', market: 'btczar', direction: 'below', threshold: decimal('100') }, { kind: 'balanceBelow', currency: 'btc', threshold: decimal('1.9') }, { kind: 'orderNear', order: { id: '9', market: 'btczar' }, percent: decimal('1') },
  ];
  const having = (over: Partial<Alert> = {}, list = rules): UserRecord =>
    ({ ...linked, alerts: Object.fromEntries(list.map((rule, index) => [`a${index}`, { ...rule, id: `a${index}`, state: 'armed', createdAt: start, firings: 0, ...over } as Alert])) });

  it('groups by market, the nearest first, with used and limit on top', async () => {
    const { text } = await open(having()).ask('alerts');
    expect(text.split('\n').map((line) => line.replace(/ \(.*/, ''))).toEqual([
      'Alerts: 5 of 50, nearest first', 'BTC/ZAR', '🔔 falls to R100.00 or below', '🔔 rises to R200.00 or above', '🔔 comes within 1% of your order 9 · that order is no longer open',
      'C0/ZAR', '🔔 rises to R100.00 or above', 'Balances', '🔔 falls below 1.9 BTC',
    ]);
    expect(text).toContain('falls to R100.00 or below (0.99% away)');
  });

  it('shows what rests, waits, sleeps and repeats', async () => {
    const one = (over: Partial<Alert>) => open(having(over, rules.slice(0, 1))).ask('alerts');
    expect((await one({ state: 'resting', fired: { at: start, price: decimal('201') } })).text).toMatch(/💤 .* · fired 12:00 at R201\.00, now off/);
    expect((await one({ state: 'waiting', repeat: { everyMs: 14_400_000, band: decimal('1') } })).text).toMatch(/🔔 .* · repeats, at most every 4 h · armed again once/);
    expect((await one({ state: 'asleep', until: start + 3_600_000 })).text).toMatch(/😴 .* · asleep until 13:00/);
    expect([(await one({ state: 'resting' })).labels, (await one({})).labels]).toEqual([['Re-arm BTC > R200.00', 'Delete BTC > R200.00'], ['Delete BTC > R200.00']]);
  });

  it('names a firing that could not be delivered, until the alert is armed again', async () => {
    const { ask, stored } = open(having({ state: 'resting', firings: 1, fired: { at: start, price: decimal('201') }, undelivered: start }, rules.slice(0, 1)));
    expect((await ask('alerts')).text).toMatch(/💤 .* · fired 12:00 at R201\.00, now off · could not be delivered at 12:00$/);
    await ask('alerts rearm a0 1', 'button');
    expect(stored()[0]).not.toHaveProperty('undelivered');
  });

  it('pages by eight, and its buttons edit the page they stand on', async () => {
    const many = Array.from({ length: 20 }, (_, index): AlertRule => ({ kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: decimal(String(200 + index)) }));
    const { ask, stored } = open(having({}, many));
    const second = await ask('alerts 2', 'button');
    expect([second.labels.length, second.labels.slice(-2), second.reply.inPlace]).toEqual([10, ['◀', '▶'], true]);
    const after = await ask(second.data[0]!.slice('do:'.length), 'button');
    expect([stored().length, after.reply.inPlace]).toEqual([19, true]);
    expect(after.text).toMatch(/^Deleted: BTC\/ZAR rises to R208\.00 or above\.\nAlerts: 19 of 50[\s\S]*Page 2 of 3/);
  });

  it('is armed again from the list, and snoozed from the message', async () => {
    const { ask, stored } = open(having({ state: 'resting' }, rules.slice(0, 1)));
    expect((await ask('alerts rearm a0 1', 'button')).text).toMatch(/^🔔 Armed again|is so right now/);
    expect((await ask('alert snooze a0', 'button')).text).toMatch(/^😴 Asleep until 13:00: BTC\/ZAR rises/);
    expect(stored()[0]?.state).toBe('asleep');
    for (const words of ['alert snooze nope', 'alert rearm __proto__', 'alerts delete constructor 1']) expect((await ask(words, 'button')).text).toMatch(/does not exist any more/);
  });

  describe('a button of a fired alert', () => {
    const fired = having({ state: 'resting', firings: 2, fired: { at: start, price: decimal('201') } }, rules.slice(0, 1));
    const trades = ['Buy BTC', 'Sell BTC'];
    it.each([
      ['snooze', /^🔔 BTC\/ZAR rises to R200\.00 or above · fired 12:00 at R201\.00\n😴 Snoozed until 13:00\. If it is so then, it fires again\.$/, [...trades, 'Re-arm', 'Delete']],
      ['rearm', /· fired 12:00 at R201\.00\n🔔 Armed again/, [...trades, 'Snooze 1 h', 'Delete']],
      ['delete', /· fired 12:00 at R201\.00\n🗑 Deleted\.$/, trades],
    ])('%s shows on its message what became of the alert, with the buttons that still fit', async (act, text, labels) => {
      const { ask } = open(fired);
      const answer = await ask(`alert ${act} a0 2 btc`, 'button');
      expect([answer.text, answer.labels, answer.reply.inPlace]).toEqual([expect.stringMatching(text), labels, true]);
      for (const data of answer.data.filter((one) => one.startsWith('do:alert'))) expect((await ask(data.slice('do:'.length), 'button')).reply.inPlace).toBe(true);
    });

    it.each(['alert snooze a0 1 btc', 'alert snooze a0'])('of an earlier firing leaves its message as it is: %s', async (words) => {
      const { text, reply } = await open(fired).ask(words, 'button');
      expect([text, reply.inPlace]).toEqual([expect.stringMatching(/^😴 Asleep until 13:00: BTC/), undefined]);
    });
  });

  it('typed words delete nothing', async () => {
    const { ask, stored } = open(having());
    await ask('alerts delete a0 1');
    await ask('alert delete a0');
    expect(stored()).toHaveLength(5);
  });
});

it('shows a move with two decimals, not all it is worked out to', () => {
  const rule = { kind: 'percentMove', market: 'btczar', direction: 'both', percent: decimal('5'), windowMs: 3_600_000 } as const;
  const standing = { value: decimal('1'), holds: false, hasLeft: true, distance: decimal('1'), move: { change: decimal('5.2134567891'), reference: decimal('1') } };
  expect(showJudged(speak('en'), rule, { base: 'btc', quote: 'zar' }, decimal('1'), standing)).toEqual({ text: '+5.21%', marks: [] });
});
