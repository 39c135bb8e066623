// Price cards for other chats.
import { describe, expect, it } from '@jest/globals';
import { inlinePrices } from '../../../commands/market/inlinePrices.js';
import type { Core } from '../../../commands/core.js';
import { UnavailableError } from '../../../src/model/errors.js';
import { d, start } from '../../accounts/samples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

/** A core whose account, actions and store blow up when touched: prices are all that may be read. */
function core(more: Partial<Core['markets']> = {}): Pick<Core, 'markets' | 'clock'> {
  const { markets, clock } = fakeCore(createMemoryStore());
  return { clock, markets: { ...markets, ticker: async (market) => ({ ...(await markets.ticker(market)), changePercent: '+1.5%' }), ...more } };
}
const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a card', () => {
  it('tells last price, change, both sides and the time', async () => {
    const [card] = await inlinePrices(core(), 'btc');
    expect({ ...card, title: plainSpaces(card!.title), about: plainSpaces(card!.about), text: plainSpaces(card!.text.text) }).toEqual({
      id: 'btczar', title: 'BTC/ZAR R100.00', about: '+1.5% in 24 h · bid R99.00 · ask R101.00',
      text: `BTC/ZAR R100.00 (+1.5% in 24 h)\nBest bid R99.00 · best ask R101.00\nCape Crypto, ${new Intl.DateTimeFormat('en-GB', { timeZone: 'Africa/Johannesburg', timeStyle: 'short' }).format(start)} SAST`,
    });
  });

  it('of a market without a trade says so', async () => {
    const untraded = core();
    const [card] = await inlinePrices({ ...untraded, markets: { ...untraded.markets, ticker: async (market) => ({ ...(await core().markets.ticker(market)), last: d('0') }) } }, 'btc');
    expect([card!.title, card!.text.text]).toEqual(['BTC/ZAR, not traded yet', expect.stringMatching(/has not been traded yet/)]);
  });
});

describe('cards', () => {
  it.each([
    ['bitcoin', 'btczar'], ['BTC/ZAR', 'btczar'], ['c1', 'c1zar'], ['B', 'btczar'],
  ])('for %j begin with %s', async (typed, first) => expect((await inlinePrices(core(), typed))[0]?.id).toBe(first));

  it.each([['btc 1h', 'btczar'], ['btc zar 5 please', 'btczar'], ['bitcoin please', 'btczar'], ['c1 now', 'c1zar']])('for %j are of the market its first words mean', async (typed, only) => {
    expect((await inlinePrices(core(), typed)).map((card) => card.id)[0]).toBe(only);
  });

  it.each([['doge'], ['<b>'], ['please btc'], ['x'.repeat(256)]])('for %j are one that says so and what to try', async (typed) => {
    const cards = await inlinePrices(core(), typed);
    expect(cards.map(({ id, about }) => [id, about])).toEqual([['none', 'Try btc']]);
    expect([cards[0]!.title.startsWith('No market for "'), cards[0]!.title.length < 60, cards[0]!.text.text.endsWith('Try btc')]).toEqual([true, true, true]);
  });

  it('leave out one that cannot be read, and fail only when all do', async () => {
    const away = () => Promise.reject(new UnavailableError('maintenance', 'GET'));
    const { markets } = core();
    const one = (lost: string) => ({ ticker: (market: string) => (market === lost ? away() : markets.ticker(market)), best: (market: string) => (market === lost ? away() : markets.best(market)) });
    expect((await inlinePrices(core(one('btczar')), '')).map((card) => card.id)[0]).toBe('c0zar');
    await expect(inlinePrices(core(one('btczar')), 'btc')).rejects.toThrow(UnavailableError);
  });

  it('show the live book of a market whose ticker cannot be read', async () => {
    const [card] = await inlinePrices(core({ ticker: () => Promise.reject(new UnavailableError('maintenance', 'GET')) }), 'btc');
    expect([card!.title, plainSpaces(card!.about), card!.text.text]).toEqual(['BTC/ZAR', 'bid R99.00 · ask R101.00', expect.stringMatching(/not known now, the exchange did not answer\.\nCape Crypto, \d\d:\d\d SAST$/)]);
  });

  it.each([['af', /^Beste bod/m, 'Geen mark vir "zzz" nie'], ['zu', /^I-bid engcono/m, 'Ayikho imakethe ye-"zzz"']])('speak %s', async (language, sides, none) => {
    expect((await inlinePrices(core(), 'btc', language))[0]!.text.text).toMatch(sides);
    expect((await inlinePrices(core(), 'zzz', language))[0]!.title).toBe(none);
  });

  it.each([[''], ['c']])('for %j are ten different markets', async (typed) => {
    const cards = await inlinePrices(core(), typed);
    expect([cards.length, new Set(cards.map((card) => card.id)).size]).toEqual([10, 10]);
  });

  it('never show a market that is closed', async () => {
    const { markets } = fakeCore(createMemoryStore());
    const closed = core({ list: async () => (await markets.list()).map((market) => (market.id === 'btczar' ? { ...market, state: 'disabled' } : market)) });
    expect((await inlinePrices(closed, 'btc')).map((card) => card.id)).toEqual(['none']);
  });
});
