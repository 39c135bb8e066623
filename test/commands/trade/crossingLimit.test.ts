// A limit across the market trades at once: the card says at what, and its limit is only the most or the least.
import { describe, expect, it } from '@jest/globals';
import { buy } from '../../../commands/trade/buy.js';
import { readLivePrice } from '../../../commands/trade/livePrice.js';
import { sell } from '../../../commands/trade/sell.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { judgePrice } from '../../../src/actions/judgePrice.js';
import { type DraftOf } from '../../../src/actions/draft.js';
import { newDraft } from '../../../src/actions/drafts/newDraft.js';
import type { ActionRequest } from '../../../src/model/draft.js';
import { linkedUser, d, start } from '../../accounts/samples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

/** Bids of 12 345 BTC at R99, R98 and so on; asks of half a BTC at R101, R102 and so on. */
const core = fakeCore(createMemoryStore([linkedUser()]));
const withRate = { ...linkedUser(), account: { ...linkedUser().account, feeRates: { 'btczar:sell:taker': d('0.01'), 'btczar:buy:maker': d('0.001') } } };
const request = (rest: string): Request => ({ user: withRate, words: rest.split(' '), rest, via: 'message', inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined });
const lines = async (command: typeof buy, rest: string): Promise<string[]> => ((await command.run(request(rest), core)) as Reply).text.text.replaceAll('\u00a0', ' ').split('\n');

describe('a limit order', () => {
  it('to sell far below the best bid says at what it sells at once, and that its limit is the least it brings', async () => {
    expect(await lines(sell, '1 btc @ 30')).toEqual(expect.arrayContaining([
      'Sell 1 BTC for at least R30.00?', '⚠️ Your price is across the market: it trades at once at about R99.00, for about R99.00.',
      'Fee ≈ R0.99 · get ≈ R98.01', 'Then left: 1 BTC', 'Total: at least R30.00',
    ]));
  });

  it('to buy above the best offer walks the book up to its limit, and says the most it costs', async () => {
    expect(await lines(buy, '1 btc @ 105')).toEqual(expect.arrayContaining([
      'Buy 1 BTC for at most R105.00?', '⚠️ Your price is across the market: it trades at once at about R101.50, for about R101.50.',
      'Fee: not known yet, taken from what you receive', 'Then left: at least R895.00', 'Total: at most R105.00',
    ]));
  });

  it('that the book within its limit cannot fill says how much trades at once and that the rest waits', async () => {
    expect(await lines(buy, '2 btc @ 102')).toContain('⚠️ Your price is across the market: 1 BTC of it trades at once at about R101.50, for about R101.50. The rest waits at your price.');
  });

  it.each([['to buy below the best offer', buy, '1 btc @ 90'], ['to sell above the best bid', sell, '1 btc @ 110']])('%s says nothing of the kind: its total is what it comes to', async (_what, command, words) => {
    const shown = (await lines(command, words)).join('\n');
    expect(shown).toMatch(/Total: R/);
    expect(shown).not.toMatch(/at once|at most|at least/);
  });

  it.each([
    ['to buy at the best offer', buy, '0.1 btc @ ask', 'it trades at once at about R101.00, for about R10.10.'], ['to sell at the best bid', sell, '1 btc @ 99', 'it trades at once at about R99.00, for about R99.00.'],
    ['to buy more than stands at the best offer', buy, '2 btc @ 101', '0.5 BTC of it trades at once at about R101.00, for about R50.50. The rest waits at your price.'],
  ])('%s says what trades at once', async (_what, command, words, told) => {
    expect(await lines(command, words)).toContain(`⚠️ Your price is across the market: ${told}`);
  });

  it('that the market has come to cross since the drawing asks again with what trades at once', () => {
    const action: ActionRequest = {
      kind: 'placeOrder', order: { market: 'btczar', side: 'sell', type: 'limit', volume: d('1'), price: d('30'), customOrderId: 'c' },
      estimate: { base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 2, total: d('30'), averagePrice: d('30'), fee: d('0.3'), leftAfter: d('1'), leftCurrency: 'btc', quotedAt: start, bestPrice: d('29') },
    };
    const draft = newDraft('id', action, start) as DraftOf<'placeOrder'>;
    const live = readLivePrice(core.markets)(draft.request.order, 2);
    expect(judgePrice(draft, withRate.settings, live, { taker: { rate: d('0.01'), of: 'received' } }, start)).toMatchObject({ kind: 'changed', change: { why: 'crossing' }, estimate: { atOnce: { volume: '1', total: '99', averagePrice: '99' }, fee: '0.99', total: '30' } });
  });
});
