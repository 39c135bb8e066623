// The most one order may be worth: judged in rand, before a card is drawn.
import { describe, expect, it } from '@jest/globals';
import { beyondOrderCeiling } from '../../../commands/trade/orderCeiling.js';
import { buy } from '../../../commands/trade/buy.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { linkedUser, d } from '../../accounts/samples.js';
import { aMarket } from '../../markets/marketSamples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

const request = (orderCeiling: string | undefined, rest = ''): Request => {
  const user = linkedUser();
  const settings = orderCeiling === undefined ? user.settings : { ...user.settings, orderCeiling: d(orderCeiling) };
  return { user: { ...user, settings }, words: rest.split(' '), rest, via: 'message', inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined };
};
const core = fakeCore(createMemoryStore([linkedUser()]));
const textOf = (reply: Reply | undefined): string | undefined => reply?.text.text.replaceAll('\u00a0', ' ');

describe('an order', () => {
  it.each<[string, string | undefined, 'buy' | 'sell', string, string, string | undefined, boolean]>([
    ['without a ceiling', undefined, 'buy', '10', '1000000', undefined, false],
    ['worth exactly the ceiling', '1000', 'buy', '10', '1000', undefined, false],
    ['worth a cent more', '1000', 'buy', '10', '1000.01', undefined, true],
    ['a bid far below the market, which costs what it says', '1000', 'buy', '10', '10', '200', false],
    ['an offer far below the best bid, which sells at the bid', '1000', 'sell', '10', '10', '200', true],
    ['an offer above the market', '1000', 'sell', '10', '1500', '90', true],
    ['an offer within', '1000', 'sell', '10', '900', '99', false],
  ])('%s', async (_what, ceiling, side, volume, total, best, refused) => {
    const reply = await beyondOrderCeiling(core, request(ceiling), aMarket('btc', 'zar'), side, { volume: d(volume), total: d(total), ...(best === undefined ? {} : { best: d(best) }) });
    expect(reply !== undefined).toBe(refused);
  });

  it('in another quote currency is valued in rand', async () => {
    const order = { volume: d('1'), total: d('10.01') };
    // Everything costs R100 here.
    expect(textOf(await beyondOrderCeiling(core, request('1000'), aMarket('btc', 'usdt'), 'buy', order))).toMatch(/about R1 001\.00, more than the R1 000\.00.*\/settings ceiling/);
    expect(await beyondOrderCeiling(core, request('1001'), aMarket('btc', 'usdt'), 'buy', order)).toBeUndefined();
  });

  it('whose worth in rand is not known is not drawn', async () => {
    const blind = { markets: { ...core.markets, prices: async () => new Map<string, never>() } };
    expect(textOf(await beyondOrderCeiling(blind, request('1000'), aMarket('btc', 'usdt'), 'buy', { volume: d('1'), total: d('1') }))).toMatch(/what USDT is worth.*\/settings ceiling off/);
  });

  it.each([['50', /worth about R101\.00/, true], ['150', /Valid/, false]])('typed with a ceiling of R%s', async (ceiling, words, refused) => {
    const reply = (await buy.run(request(ceiling, '1 btc @ 101'), core)) as Reply;
    expect([textOf(reply), reply.draftId === undefined]).toEqual([expect.stringMatching(words), refused]);
  });
});
