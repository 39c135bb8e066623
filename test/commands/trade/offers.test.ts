// What a refused order is offered: each button, tapped in the same state, leads to a card, and the sentence says why the rest is not offered.
import { describe, expect, it } from '@jest/globals';
import { book } from '../../../commands/market/book.js';
import { price as priceCommand } from '../../../commands/market/price.js';
import { buy } from '../../../commands/trade/buy.js';
import { sell } from '../../../commands/trade/sell.js';
import type { CapeCommand, Core } from '../../../commands/core.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { walkBook } from '../../../src/markets/quote.js';
import { findMarket } from '../../../src/markets/findMarket.js';
import { UserError } from '../../../src/model/errors.js';
import { emptyAccount } from '../../../src/model/account.js';
import type { Level, Market } from '../../../src/model/trading/market.js';
import { d, linkedUser, start } from '../../accounts/samples.js';
import { aMarket } from '../../markets/marketSamples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

const markets: readonly Market[] = [
  aMarket('btc', 'zar', { minAmount: d('0.00001'), amountPrecision: 8, pricePrecision: 0, minPrice: d('200000'), maxPrice: d('1200000') }),
  aMarket('eth', 'zar', { minAmount: d('0.0001'), amountPrecision: 8 }), aMarket('btc', 'usdt', { minAmount: d('0.00001'), amountPrecision: 8 }), aMarket('halt', 'zar', { state: 'disabled' }),
];
/** A hundred coins a level, four levels a side, one per cent apart. */
const around: Readonly<Record<string, number>> = { btczar: 835_000, ethzar: 42_000, btcusdt: 45_000 };
const levels = (market: string, side: 'bid' | 'ask'): readonly Level[] => {
  const middle = around[market];
  return middle === undefined ? [] : [1, 2, 3, 4].map((step) => ({ price: d(String(Math.round(middle * (1 + (side === 'bid' ? -step : step) / 100)))), amount: d('100') }));
};

interface State {
  readonly zar?: string;
  readonly btc?: string;
  readonly eth?: string;
  readonly usdt?: string;
  readonly ceiling?: string;
  readonly onTop?: string;
}

function open({ ceiling, onTop, ...held }: State) {
  const account = { ...emptyAccount, ...(onTop === undefined ? {} : { feeRates: { 'btczar:buy:taker:given': d(onTop), 'btczar:sell:taker:given': d(onTop) } }) };
  const plain = linkedUser(account);
  const user = { ...plain, settings: { ...plain.settings, ...(ceiling === undefined ? {} : { orderCeiling: d(ceiling) }) } };
  const made = fakeCore(createMemoryStore([user]));
  const feed: Partial<Core['markets']> = {
    list: async () => markets, find: async (words) => findMarket(words, markets),
    book: (market) => {
      const [bid, ask] = [levels(market, 'bid')[0], levels(market, 'ask')[0]];
      return { market, state: 'synced', sequence: 1, ageMs: 10, ...(bid === undefined ? {} : { bestBid: bid }), ...(ask === undefined ? {} : { bestAsk: ask }) };
    },
    levels: (market, side, count) => levels(market, side).slice(0, count),
    best: async (market) => {
      const [bid, ask] = [levels(market, 'bid')[0], levels(market, 'ask')[0]];
      return { at: start, source: 'book', ...(bid === undefined ? {} : { bid }), ...(ask === undefined ? {} : { ask }) };
    },
    quote: async (market, side, size) => {
      const walk = walkBook(levels(market, side === 'buy' ? 'ask' : 'bid'), markets.find((one) => one.id === market)!, size);
      if (walk === undefined) throw new UserError('market.noBook', { name: market, example: '' });
      return { market, side, ...walk, at: start, source: 'book' };
    },
    depth: async () => ({ bids: [], asks: [], at: start, source: 'depth' }),
    prices: async (wanted) => new Map(wanted.map((currency) => [currency, { price: d('18'), at: start }])),
  };
  const balances = Object.entries(held).map(([currency, available]) => ({ currency, available: d(available), locked: d('0') }));
  const core: Core = { ...made, markets: { ...made.markets, ...feed }, accounts: { ...made.accounts, balances: async () => balances } };
  const run = async (command: CapeCommand, rest: string, via: Request['via']): Promise<Reply> =>
    [await command.run({ user, words: rest.split(' '), rest, via, inPrivate: true, messageId: 5, updateId: 1, progress: async () => undefined }, core)].flat()[0] as Reply;
  return { run };
}

const commandsByName = { buy, sell } as const;
const said = (reply: Reply): string => reply.text.text.replaceAll('\u00a0', ' ');
const labels = (reply: Reply): readonly string[] => (reply.buttons ?? []).flat().map(({ label }) => label.replaceAll('\u00a0', ' '));

/** What is typed, with what, the first words of the answer, and the buttons. */
const rows: readonly (readonly [string, State, RegExp, readonly string[]])[] = [
  ['buy 500 btc', { zar: '50000.378452' }, /^You have R50 000\.37 of R421 675 000\.00\.$/, ['R500 of BTC', 'Buy for R50 000.37']],
  ['buy 5000 eth', { zar: '50000' }, /^You have R50 000\.00 of R212 100 000\.00\.$/, ['R5 000 of ETH', 'Buy for R50 000.00']],
  ['buy R900000 btc', { zar: '50000' }, /^You have R50 000\.00 of R900 000\.00\.$/, ['Buy for R50 000.00']],
  ['buy 500 btc @ 830000', { zar: '50000' }, /^You have R50 000\.00 of R415 000 000\.00\.$/, ['R500 of BTC', 'Buy for R50 000.00']],
  ['buy 500 btc @ 830000 po', { zar: '50000' }, /^You have R50 000\.00 of R415 000 000\.00\.$/, ['R500 of BTC', 'Buy for R50 000.00']],
  ['buy 5 btc', { zar: '50000' }, /^You have R50 000\.00 of R4 216 750\.00\.$/, ['Buy for R50 000.00']],
  ['buy 500 btc', { zar: '5' }, /^You have R5\.00 of R421 675 000\.00\. The smallest BTC\/ZAR order is 0\.00001 BTC\.$/, []],
  ['buy 500 btc', {}, /^You have no rand available\.$/, []],
  ['sell 1,000 btc', { btc: '0.98489597' }, /^1,000 can be read in 2 ways, and none of them works\.\nYou have 0\.98489597 BTC of 1 000 BTC\.\nYou have 0\.98489597 BTC of 1 BTC\.$/, ['R1 000 of BTC']],
  ['buy 1.500 btc', { zar: '54189.75' }, /^1\.500 can be read in 2 ways, and none of them works\.\nYou have R54 189\.75 of R1 265 025 000\.00\.\nYou have R54 189\.75 of R1 265 025\.00\.$/, ['R1 500 of BTC']],
  ['buy 2.000 btc', { zar: '1500' }, /can be read in 2 ways/, []],
  ['buy 1,500 eth', { zar: '1600' }, /^1,500 can be read in 2 ways/, ['R1 500 of ETH']],
  ['buy 1.500 btc', {}, /^You have no rand available\.$/, []],
  ['buy 5 btcusdt', { usdt: '500.5' }, /^You have 500\.5 USDT of/, ['Buy for 500.5 USDT']],
  ['buy 500 btc', { zar: '50000', ceiling: '1000' }, /^You have R50 000\.00 of/, ['R500 of BTC']],
  ['buy 500 btc', { zar: '50000', onTop: '0.01' }, /^You have R50 000\.00 of/, ['R500 of BTC', 'Buy for R49 504.95']],
  ['sell all btc', { btc: '0.00000999', zar: '3' }, /^Your 0\.00000999 BTC is below the smallest order of 0\.00001 BTC\.$/, []],
  ['sell all btc', { zar: '3' }, /^You have no BTC available\.$/, []],
  ['sell 0.000001 btc', { btc: '1' }, /^The smallest BTC\/ZAR order is 0\.00001 BTC; this would be 0\.000001 BTC\.$/, ['Use 0.00001 BTC']],
  ['sell 500 btc', { btc: '1.5' }, /^You have 1\.5 BTC of 500 BTC\.$/, ['R500 of BTC', 'Sell 1.5 BTC']],
  ['sell 5 btc @ 900000', { btc: '1.123456789' }, /^You have 1\.12345678 BTC of 5 BTC\.$/, ['Sell 1.12345678 BTC']],
  ['buy R5 btc', { zar: '50000' }, /^The smallest BTC\/ZAR order is 0\.00001 BTC; this would be 0\.0000059\d BTC\.$/, ['Use 0.00001 BTC']],
  ['buy R5 btc', { zar: '5' }, /^Your R5\.00 is below the smallest order of 0\.00001 BTC\.$/, []],
  ['buy 0.123456789 btc', { zar: '5000000' }, /at most 8 decimals/, ['Use 0.12345678 BTC']],
  ['buy 0.123456789 btc', { zar: '500' }, /at most 8 decimals/, []],
  ['buy 0.01 btc @ 830000.5', { zar: '50000' }, /prices have at most 0 decimals/, ['Use R830 001.00']],
  ['buy 0.01 btc @ 100', { zar: '50000' }, /takes BTC\/ZAR orders from/, ['Use R200 000.00']],
  ['buy 0.01 btc @ 100', { zar: '50' }, /takes BTC\/ZAR orders from/, []],
  ['buy 500 btc', { zar: '900000000' }, /too thin for a market order of 500 BTC: only 400 BTC/, ['Use 400 BTC']],
  ['sell 1 btc @ 800000 po', { btc: '1' }, /post-only/, ['Post-only at R843 350.00', 'At R800 000.00 without post-only']],
  ['buy 1 halt', { zar: '500' }, /^HALT\/ZAR is not open for trading right now\.$/, []], ['sell all halt', {}, /^HALT\/ZAR is not open for trading right now\.$/, []],
  ['buy R500 halt', {}, /^HALT\/ZAR is not open/, []], ['buy 1 halt @ bid', { zar: '500' }, /^HALT\/ZAR is not open/, []], ['sell halt', {}, /^HALT\/ZAR is not open/, []],
  ['buy half halt', { zar: '500' }, /^HALT\/ZAR is not open/, []], ['buy 1.500 halt', { zar: '500' }, /^HALT\/ZAR is not open/, []],
  ['sell 0.1 halt @ 45.000', {}, /^HALT\/ZAR is not open/, []], ['buy 0.1 halt for 4000', { zar: '500' }, /^HALT\/ZAR is not open/, []],
];

describe('a refused order', () => {
  it.each(rows)('%s with %j', async (line, state, words, offered) => {
    const [name = '', ...rest] = line.split(' ');
    const { run } = open(state);
    const refused = await run(commandsByName[name as 'buy' | 'sell'], rest.join(' '), 'message');
    expect([said(refused), refused.draftId, labels(refused)]).toEqual([expect.stringMatching(words), undefined, offered]);
    for (const button of (refused.buttons ?? []).flat()) {
      const [command = '', ...tapped] = ('data' in button ? button.data : '').replace(/^do:/, '').split(' ');
      const card = await run(commandsByName[command as 'buy' | 'sell'], tapped.join(' '), 'button');
      expect([button.label, card.draftId === undefined ? said(card) : 'card']).toEqual([button.label, 'card']);
    }
  });
});

/** A refused price, and what its correction must carry: the size as it was typed. */
it.each<[string, State, string, string]>([
  ['buy R500 btc @ 2000000', { zar: '50000' }, 'Use R1 200 000.00', 'do:buy R500 btczar @1200000'],
  ['buy all btc @ 2000000', { zar: '50000' }, 'Use R1 200 000.00', 'do:buy 100% btczar @1200000'],
  ['buy 50% btc @ 3000000', { zar: '50000' }, 'Use R1 200 000.00', 'do:buy 50% btczar @1200000'],
  ['buy R500 btc @ 830000.5', { zar: '50000' }, 'Use R830 001.00', 'do:buy R500 btczar @830001'],
  ['sell all btc @ 100', { btc: '1.5' }, 'Use R200 000.00', 'do:sell 100% btczar @200000'],
  ['buy 0.01 btc @ 2000000', { zar: '50000' }, 'Use R1 200 000.00', 'do:buy 0.01 btczar @1200000'],
  ['buy R500 btc @ 900000 po', { zar: '50000' }, 'Post-only at R826 650.00', 'do:buy R500 btczar @826650 po'],
  ['buy R500 btc @ 900000 po', { zar: '50000' }, 'At R900 000.00 without post-only', 'do:buy R500 btczar @900000'],
])('%s is offered again at another price with the size that was typed', async (line, state, label, data) => {
  const [name = '', ...rest] = line.split(' ');
  const refused = await open(state).run(commandsByName[name as 'buy' | 'sell'], rest.join(' '), 'message');
  expect((refused.buttons ?? []).flat().map((one) => [one.label.replaceAll('\u00a0', ' '), 'data' in one ? one.data : undefined])).toContainEqual([label, data]);
});

describe('the steps of an order', () => {
  it.each<[string, string, State, RegExp, readonly string[]]>([
    ['sell', 'btczar', { btc: '0.00000999' }, /Your 0\.00000999 BTC is below the smallest order of 0\.00001 BTC\./, ['◀ Back', 'Leave']],
    ['sell', 'btczar', { btc: '0.00002' }, /Available: 0\.00002 BTC/, ['50% · 0.00001 BTC', '75% · 0.000015 BTC', '100% · 0.00002 BTC', '✏️ Type an amount', '◀ Back', 'Leave']],
    ['buy', 'btczar', { zar: '20.999' }, /Available: R20\.99/, ['50% · R10.49', '75% · R15.74', '100% · R20.99', '✏️ Type an amount', '◀ Back', 'Leave']],
    ['sell', 'btczar', { zar: '5' }, /You have no BTC available\./, ['◀ Back', 'Leave']],
    ['buy', 'btczar', {}, /You have no rand available\./, ['◀ Back', 'Leave']],
    ['sell', '', { btc: '0.5', eth: '0.00009', zar: '3' }, /which coin\?/, ['BTC · 0.5', 'BTC/USDT · 0.5', 'Leave']],
    ['sell', '0.6', { btc: '0.5', eth: '1' }, /which coin\?/, ['ETH · 1', 'Leave']],
    ['sell', '2', { btc: '0.5', eth: '1' }, /^You have less than that of everything/, ['◀ Back', 'Leave']],
    ['sell', '', { btc: '0.000001', zar: '3' }, /^The coins you have are below the smallest order of every market\.$/, ['Deposit']],
    ['sell', '', { zar: '3' }, /^You have no coins to sell\.$/, ['Deposit']],
    ['sell', 'R50', { zar: '3' }, /^You have no coins to sell\.$/, ['Deposit']],
    ['buy', '', {}, /^You have no rand available\.$/, ['Deposit']],
    ['buy', '', { zar: '5' }, /which coin\?/, ['ETH', 'Leave']],
    ['buy', '', { zar: '1' }, /^At today’s price, what you have is below the smallest order of every market\.$/, ['Deposit']],
    ['buy', 'R500', { zar: '400' }, /^You have less than that/, ['◀ Back', 'Leave']],
    ['buy', 'R300', { zar: '400', usdt: '50' }, /which coin\?/, ['BTC', 'ETH', 'Leave']],
    ['sell', 'btczar 5 @900000', { btc: '1' }, /You have 1 BTC of 5 BTC\./, ['Sell 1 BTC', '◀ Back', 'Leave']],
    ['sell', 'btczar 1 @900000', { btc: '1' }, /All as you want it/, ['☐ Post-only', 'Show the card', '◀ Back', 'Leave']],
    ['sell', 'btczar 1 @800000', { btc: '1' }, /All as you want it/, ['Show the card', '◀ Back', 'Leave']],
    ['sell', 'btczar 1 @800000 po', { btc: '1' }, /it would trade at once/, ['Post-only at R843 350.00', 'At R800 000.00 without post-only', '☑ Post-only', '◀ Back', 'Leave']],
    ['buy', 'btczar 500', { zar: '50000' }, /You have R50 000\.00 of R421 675 000\.00\./, ['R500 of BTC', 'Buy for R50 000.00', '◀ Back', 'Leave']],
    ['buy', 'btczar 0.063', { zar: '50000' }, /You have R50 000\.00 of R53 131\.05\./, ['Buy for R50 000.00', '✏️ Type a price', '◀ Back', 'Leave']],
    ['sell', 'btczar 0.000001', { btc: '1' }, /smallest BTC\/ZAR order is 0\.00001 BTC/, ['Use 0.00001 BTC', '◀ Back', 'Leave']],
    ['sell', 'btczar 500', { btc: '1.5' }, /You have 1\.5 BTC of 500 BTC\./, ['R500 of BTC', 'Sell 1.5 BTC', '◀ Back', 'Leave']],
    ['buy', 'btczar @2000000', { zar: '50000' }, /takes BTC\/ZAR orders up to/, ['Use R1 200 000.00', '◀ Back', 'Leave']],
    ['buy', 'btczar @830000.5', { zar: '50000' }, /prices have at most 0 decimals/, ['Use R830 001.00', '◀ Back', 'Leave']],
    ['buy', 'btczar', { zar: '50000', ceiling: '20000' }, /How much/, ['25% · R12 500.00', '✏️ Type an amount', '◀ Back', 'Leave']],
  ])('%s step %s with %j offer only what makes an order', async (name, words, state, text, expected) => {
    const screen = await open(state).run(commandsByName[name as 'buy' | 'sell'], `step ${words}`, 'button');
    expect(said(screen)).toMatch(text);
    expect(labels(screen)).toEqual(expected);
  });
});

describe('an amount with more than one reading', () => {
  it.each<[string, State, RegExp, readonly string[]]>([
    ['buy R1.500 btc', { zar: '50000' }, /What do you mean by R1\.500/, ['R1 500.00']],
    ['buy R1.500 btc', { zar: '1000' }, /^You have R1 000\.00 of R1 500\.00\.$/, ['Buy for R1 000.00']],
    ['buy R1.500 btc', { zar: '5' }, /^You have R5\.00 of R1 500\.00/, []],
    ['buy 1.500 btc', { zar: '2000000' }, /What do you mean by 1\.500/, ['1.5 BTC']],
    ['buy 0.01 btc = 830000', { zar: '50000' }, /^I did not read “?=”?, so nothing is ordered yet\.$/, ['Buy 0.01 BTC @ R830 000.00']],
    ['buy 0.01 btc =830000', { zar: '50000' }, /^I did not read “?=”?, so nothing is ordered yet\.$/, ['Buy 0.01 BTC @ R830 000.00']],
    ['buy R1000 btc @ -1.500%', { zar: '50000' }, /What do you mean by -1\.500%\?$/, ['−1.5%']],
    ['sell 0.1 btc @ +1,500%', { btc: '1' }, /What do you mean by \+1,500%\?$/, ['+1.5%']],
    ['buy 1.500 btc', { zar: '1000' }, /^1\.500 can be read in 2 ways, and none of them works\.\nYou have R1 000\.00 of R1 265 025 000\.00\.\nYou have R1 000\.00 of R1 265 025\.00\.$/, []],
    ['sell 1.500 btc', { btc: '1.6' }, /What do you mean by/, ['1.5 BTC']],
    ['sell 1.500 btc', { btc: '2000' }, /What do you mean by/, ['1.5 BTC']],
    ['sell 0.01 btc @ 900.000', { btc: '1' }, /What do you mean by/, ['R900 000.00']],
    ['buy half btc', { zar: '50000' }, /What do you mean by half/, ['50% of my rand']],
    ['buy half btc', { zar: '500000' }, /What do you mean by half/, ['0.5 BTC', '50% of my rand']],
    ['buy half btc', {}, /^You have no rand available\.$/, []],
    ['buy 0.1 eth for 4000', { zar: '5000' }, /What do you mean by/, ['R4 000.00 each', 'R4 000.00 in all']],
    ['buy R500 btc and R900000 eth', { zar: '50000' }, /Which first/, ['R500.00 of BTC']],
    ['buy btc 5m', { zar: '50000' }, /What do you mean by 5m/, ['0.005 BTC']], ['buy btc 5m rand', { zar: '50000' }, /^You have R50 000\.00 of R5 000 000\.00/, ['Buy for R50 000.00']],
    ['buy a bar btc', { zar: '50000' }, /^You have R50 000\.00 of R1 000 000\.00\.$/, ['Buy for R50 000.00']],
    ['buy $100 btc', { zar: '50' }, /^You have R50\.00 of R100\.00/, ['Buy for R50.00']],
    ['buy 1.500 doge', { zar: '50000' }, /doge/, []],
    ['buy 1.500 btc @ 830.000', { zar: '50000' }, /^1\.500 can be read in 2 ways, and none of them works\.\nYou have R50 000\.00 of R1 245 000 000\.00\.\nYou have R50 000\.00 of R1 245 000\.00\.$/, ['R1 500 of BTC']],
    ['buy R1.500', { zar: '900' }, /What do you mean by/, ['R1.50']],
    ['buy R1.500', {}, /^You have no rand available\.$/, ['Deposit']],
  ])('%s with %j offers only what leads to a card', async (line, state, words, offered) => {
    const [name = '', ...rest] = line.split(' ');
    const { run } = open(state);
    const asked = await run(commandsByName[name as 'buy' | 'sell'], rest.join(' '), 'message');
    expect([said(asked), asked.draftId, labels(asked)]).toEqual([expect.stringMatching(words), undefined, offered]);
  });
});

it.each([['/price', priceCommand], ['/book', book]] as const)('%s of a closed market says so first', async (_name, command) => {
  expect(said(await open({}).run(command, 'halt', 'message'))).toMatch(/^HALT\/ZAR is not open for trading right now\.\n/);
});
