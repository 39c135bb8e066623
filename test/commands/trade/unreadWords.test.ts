// Words in an order that are none of an order's: they are named, and a tap holds what was read; where they say no or ask, there is no tap.
import { describe, expect, it } from '@jest/globals';
import { createStroll } from '../stroll.js';

describe('an order with words left over', () => {
  it.each([
    ['buy R50 btc tomorrow', 'tomorrow', 'Buy R50 of BTC'],
    ['buy 0.01 btc for my mother', 'for mother', 'Buy 0.01 BTC'],
    ['buy mother 0.01 bitcoin', 'mother', 'Buy 0.01 BTC'],
    ['buy 0.01 btc @ 99 now Elon', 'elon', 'Buy 0.01 BTC @ R99.00'],
    ['buy 0.01 btc @ bid Elon', 'elon', 'Buy 0.01 BTC @ bid'],
    ['sell 1 btc Elon', 'elon', 'Sell 1 BTC'],
    ['sell half btc tomorrow', 'tomorrow', 'Sell 50% BTC'],
    ['buy btc tomorrow', 'tomorrow', 'Buy BTC'],
    ['buy 0.01 btc môre', 'môre', 'Buy 0.01 BTC'],
    ['buy 0.01 btc kusasa', 'kusasa', 'Buy 0.01 BTC'],
  ])('“%s” names %s and offers [%s], which leads on', async (typed, words, label) => {
    const walk = createStroll();
    const asked = await walk.type(typed);
    expect([asked.draftId, asked.text]).toEqual([undefined, `I did not read ${words}, so nothing is ordered yet.`]);
    expect(asked.buttons.map((button) => button.label.replaceAll('\u00a0', ' '))).toEqual([label]);
    const next = await walk.tap(asked, /./);
    expect(next.draftId !== undefined || /step 2 of 4/.test(next.text)).toBe(true);
  });

  it.each([
    'buy not 0.01 btc', 'buy 0.01 btc never', 'buy don’t 0.01 btc', 'buy 0.01 btc nie', 'buy moenie 0.01 btc', 'buy musa 0.01 btc', 'buy ungathengi 0.01 btc', 'buy angithengi 0.01 btc',
    'buy 0.01 btc?', 'buy 0.01 btc ?', 'buy should I 0.01 btc', 'sell all btc nooit', 'sell btc when moon', 'buy half btc never', 'buy 0.01 btc if cheap',
  ])('“%s” orders nothing and offers nothing', async (typed) => {
    const { draftId, text, buttons } = await createStroll().type(typed);
    expect([draftId, text, buttons]).toEqual([undefined, expect.stringMatching(/^Nothing ordered/), []]);
  });

  it.each(['buy between R500 and R600 btc', 'buy R500 btc and R500 elon'])('“%s” is no two orders, and no tap names a coin that there is not', async (typed) => {
    const { draftId, text, buttons } = await createStroll().type(typed);
    expect([draftId, text.split('\n')[0], buttons]).toEqual([undefined, expect.stringMatching(/^There are two amounts in it: R500 .*R[56]00/), []]);
  });

  it.each([['buy ishumi', ['R10.00', 'R1.00']], ['buy one fifty', ['1.5']], ['sell 12.500%', ['12.5%']]])('“%s” has no coin yet: each reading begins the steps', async (typed, labels) => {
    const walk = createStroll();
    const asked = await walk.type(typed);
    expect(asked.buttons.map((button) => button.label.replaceAll('\u00a0', ' '))).toEqual(labels);
    expect((await walk.tap(asked, /./)).text).toMatch(/which coin/);
  });

  it('rand is not sold, and the word without a price is named', async () => {
    expect((await createStroll().type('sell all zar')).text).toMatch(/^Rand cannot be sold/);
    expect((await createStroll().type('buy R500 btc limit')).text).toMatch(/^There is no price after "limit"/);
  });

  it('says what stands against the order that was read, and offers what would work', async () => {
    const { text, buttons } = await createStroll().type('sell 5 btc tomorrow');
    expect(text).toBe('I did not read tomorrow, so nothing is ordered yet.\nYou have 2 BTC of 5 BTC.');
    expect(buttons.map((button) => button.label.replaceAll('\u00a0', ' '))).toEqual(['R5 of BTC', 'Sell 2 BTC']);
  });

  it.each(['buy 0.01 doge', 'buy 0.01 doge tomorrow', 'buy 0.01 btc c3 tomorrow'])('“%s” names no one market, and is told so', async (typed) => {
    expect((await createStroll().type(typed)).text).toMatch(/doge|c3/);
  });

  it.each(['buy 0.01 btc please', 'buy 0.01 btc asseblief', 'buy ngicela 0.01 btc', 'buy i want to 0.01 btc now'])('“%s” has none, and is a card', async (typed) => {
    expect((await createStroll().type(typed)).draftId).toBeDefined();
  });
});
