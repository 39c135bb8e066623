// Price cards for other chats.
import { describe, expect, it } from '@jest/globals';
import { inlinePrices } from '../../commands/inlinePrices.js';
import type { Core } from '../../commands/core.js';
import { d, start } from '../accounts/samples.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { fakeCore } from './fakeCore.js';

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

  it.each([['doge'], ['<b>'], ['btc zar 5 please'], ['x'.repeat(256)]])('for %j are none', async (typed) => expect(await inlinePrices(core(), typed)).toEqual([]));

  it.each([[''], ['c']])('for %j are ten different markets', async (typed) => {
    const cards = await inlinePrices(core(), typed);
    expect([cards.length, new Set(cards.map((card) => card.id)).size]).toEqual([10, 10]);
  });

  it('never show a market that is closed', async () => {
    const { markets } = fakeCore(createMemoryStore());
    const closed = core({ list: async () => (await markets.list()).map((market) => (market.id === 'btczar' ? { ...market, state: 'disabled' } : market)) });
    expect((await inlinePrices(closed, 'btc')).map((card) => card.id)).toEqual([]);
  });
});
