// /chart reads its words in any order, shows the lines of the one who asks to nobody else, and says what it cannot show.
import { describe, expect, it } from '@jest/globals';
import { chart } from '../../../commands/market/chart.js';
import { readOwnLines } from '../../../commands/market/chartLines.js';
import type { Core } from '../../../commands/core.js';
import type { Request } from '../../../src/bot/command.js';
import { emptyAccount } from '../../../src/model/account.js';
import type { Alert, AlertRule } from '../../../src/model/alert.js';
import type { CandlePeriod } from '../../../src/model/trading/market.js';
import type { Reply } from '../../../src/bot/command.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { speak } from '../../../src/text/index.js';
import { aMarket } from '../../markets/marketSamples.js';
import { readPng } from '../../support/readPng.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { d, linkedUser, order, start, trade } from '../../accounts/samples.js';
import { fakeCore } from '../fakeCore.js';

const alert = (id: string, threshold: string, state: 'armed' | 'resting' = 'armed') => ({ kind: 'priceCrosses' as const, id, market: 'btczar', direction: 'above' as const, threshold: d(threshold), state, createdAt: start, firings: 0 });
const owner: UserRecord = {
  ...linkedUser({ ...emptyAccount, orders: { 77: { order: order({ price: d('95') }), trades: [], endTold: false }, 78: { order: order({ id: '78', state: 'done' }), trades: [], endTold: false } } }),
  alerts: { a: alert('a', '105'), b: alert('b', '106', 'resting') },
};

interface Asked {
  readonly reply: Reply;
  readonly read: readonly (readonly [string, CandlePeriod])[];
}

async function ask(words: string, { user = owner, inPrivate = true, over = {} }: { user?: UserRecord; inPrivate?: boolean; over?: { candles?: Core['markets']['candles']; trades?: Core['accounts']['trades'] } } = {}): Promise<Asked> {
  const core = fakeCore(createMemoryStore([user]));
  const read: [string, CandlePeriod][] = [];
  const { trades } = over;
  const candles: Core['markets']['candles'] = (market, period, limit, urgency) => {
    read.push([market, period]);
    return (over.candles ?? core.markets.candles)(market, period, limit, urgency);
  };
  const asked: Core = { ...core, markets: { ...core.markets, candles }, accounts: { ...core.accounts, ...(trades === undefined ? {} : { trades }) } };
  const request: Request = { user, words: words.split(' ').filter((word) => word !== ''), rest: words, via: 'message', inPrivate, messageId: 1, updateId: 1, progress: () => Promise.resolve() };
  return { reply: (await chart.run(request, asked)) as Reply, read };
}

/** Of every fourth pixel, those of the colours that only lines of one's own have. */
function ownPixels(reply: Reply): number {
  const { at, height, width } = readPng(reply.picture?.png ?? new Uint8Array());
  const own = new Set([0x087a53, 0xb3261e, 0x2456c0, 0x9a5800]);
  let count = 0;
  for (let y = 0; y < height; y += 2) for (let x = 0; x < width; x += 2) if (own.has(at(x, y))) count += 1;
  return count;
}

it.each([['with candles', undefined], ['without', () => Promise.resolve([])]])('/chart of a closed market says so first, %s', async (_how, candles) => {
  const { reply } = await ask('eth', candles === undefined ? {} : { over: { candles } });
  expect(reply.text.text.split('\n')[0]).toMatch(/is not open for trading right now/);
  expect((await ask('btc', candles === undefined ? {} : { over: { candles } })).reply.text.text).not.toMatch(/not open for trading/);
});

describe('/chart', () => {
  it.each<[string, string, CandlePeriod]>([
    ['', 'btczar', 60], ['eth', 'ethzar', 60], ['4h eth', 'ethzar', 240], ['eth 4H', 'ethzar', 240], ['1d', 'btczar', 1440], ['btc zar 1w', 'btczar', 10_080], ['BTC/ZAR 15m', 'btczar', 15],
  ])('"%s" shows %s in candles of %p minutes', async (words, market, minutes) => {
    const { reply, read } = await ask(words);
    expect(read).toEqual([[market, minutes]]);
    expect([reply.inPlace, readPng(reply.picture?.png ?? new Uint8Array()).width]).toEqual([true, 1280]);
  });

  it('without words shows the market of the settings, or btc when there is none of that name', async () => {
    const set = (defaultMarket: string) => ask('', { user: { ...owner, settings: { ...owner.settings, defaultMarket } } });
    expect([(await set('ethzar')).read, (await set('gone')).read]).toEqual([[['ethzar', 60]], [['btczar', 60]]]);
  });

  it.each([
    ['7h', /There are no candles of "7h". A candle can last 1m, 5m,/], ['btc 999d', /no candles of "999d"/], ['1h 4h btc', /candles of one length/], ['doge', /no market for "doge"/], ['btc now', /no market for "btc now"/],
  ])('"%s" is answered with what is wrong and an example', async (words, answer) => {
    const { reply, read } = await ask(words);
    expect([reply.picture, read]).toEqual([undefined, []]);
    expect(reply.text.text).toMatch(answer);
    expect(reply.text.text).toContain('Example: /chart btc 4h');
  });

  it('says in its caption what the picture shows', async () => {
    const { reply } = await ask('btc 4h', { inPrivate: false });
    expect(reply.text.text.replaceAll('\u00a0', ' ')).toBe('BTC/ZAR · 4h  R101.00 (+1%)\nHigh R104.00 · low R96.00\n9 Nov 16:00 to 12:00\nAs of 12:00.');
  });

  it('has a button for each period, the shown one marked, and one to refresh', async () => {
    const { reply } = await ask('btc 4h');
    expect(reply.buttons?.map((row) => row.map((button) => button.label))).toEqual([['1m', '5m', '15m', '30m'], ['1h', '2h', '• 4h', '6h'], ['12h', '1d', '3d', '1w'], ['🔄 Refresh']]);
    expect(reply.buttons?.flat().map((button) => ('data' in button ? button.data : ''))).toEqual(expect.arrayContaining(['do:chart btczar 1m', 'do:chart btczar 4h']));
  });

  it('of a market without candles is a sentence and no picture', async () => {
    const { reply } = await ask('eth 1m', { over: { candles: async () => [] } });
    expect([reply.picture, reply.text.text.includes('has no candles of 1m yet')]).toEqual([undefined, true]);
  });

  it('says since when nothing was traded', async () => {
    const old = { at: start - 5 * 3_600_000, open: d('1'), high: d('1'), low: d('1'), close: d('1'), volume: d('1') };
    const { reply } = await ask('btc 1h', { over: { candles: async () => [old] } });
    expect(reply.text.text).toContain('Nothing was traded since 08:00.');
  });
});

describe('lines of one’s own in /chart', () => {
  it('are drawn in private for a linked user', async () => {
    const { reply } = await ask('btc');
    expect(ownPixels(reply)).toBeGreaterThan(1000);
    expect(reply.text.text).toMatch(/Your average price R100\.00, only from your last trades here \(8\)/);
  });

  it.each<[string, Parameters<typeof ask>[1]]>([
    ['in a group', { inPrivate: false }],
    ['without a linked account', { user: { ...newUser(7, 7, 'x', start), alerts: owner.alerts } }],
    ['while the account is locked', { user: { ...owner, lock: { since: start } } }],
  ])('are neither drawn nor told of %s', async (_where, how) => {
    const { reply } = await ask('btc', how);
    expect([ownPixels(reply), /Your|average/.test(reply.text.text)]).toEqual([0, false]);
  });

  it('say that the average is of all trades when it is', async () => {
    const trades = async () => ({ rows: [trade({ price: d('98') })], more: false });
    expect((await ask('btc', { over: { trades } })).reply.text.text).toContain('Your average price R98.00, from all your trades here (1), without fees.');
  });

  it('go without the average when trades cannot be read, and say so', async () => {
    const { reply } = await ask('btc', { over: { trades: () => Promise.reject(new Error('away')) } });
    expect(reply.text.text).toContain('could not be read');
    expect(ownPixels(reply)).toBeGreaterThan(200);
  });

  it('are drawn for alerts on the close of a candle too, and for no other kind', async () => {
    const core = fakeCore(createMemoryStore([owner]));
    const accounts = { ...core.accounts, trades: () => Promise.reject(new Error('away')) };
    const lines = (rule: AlertRule) => {
      const user = { ...linkedUser(), alerts: { x: { ...rule, id: 'x', state: 'armed', createdAt: start, firings: 0 } as Alert } };
      const request: Request = { user, words: [], rest: '', via: 'message', inPrivate: true, messageId: 1, updateId: 1, progress: () => Promise.resolve() };
      return readOwnLines(speak('en'), request, { ...core, accounts }, aMarket('btc', 'zar'), d('100'));
    };
    expect((await lines({ kind: 'candleClose', market: 'btczar', direction: 'above', threshold: d('103'), periodMinutes: 60 })).lines).toEqual([{ kind: 'alert', price: '103', label: 'Alert, 1h close' }]);
    expect((await lines({ kind: 'spread', market: 'btczar', direction: 'above', percent: d('1') })).lines).toEqual([]);
  });

  it('tell how many are not drawn', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`x${index}`, alert(`x${index}`, String(101 + index))]));
    expect((await ask('btc', { user: { ...owner, alerts: many } })).reply.text.text).toContain('Not drawn: 6 more of your orders and alerts');
  });
});
