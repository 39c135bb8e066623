import { describe, expect, test } from '@jest/globals';
import { findMarket, wordsLimit } from '../../src/markets/findMarket.js';
import { aCurrency, aMarket } from './marketSamples.js';

const markets = [aMarket('btc', 'usdt'), aMarket('btc', 'zar'), aMarket('eth', 'zar'), aMarket('bch', 'zar'), aMarket('xyz', 'usdt'), aMarket('old', 'zar', { state: 'disabled' })];
const currencies = [aCurrency('btc', 'Bitcoin'), aCurrency('bch', 'Bitcoin Cash'), aCurrency('eth', 'Ethereum'), aCurrency('usdt', 'Tether'), aCurrency('zar', 'South African Rand')];

describe('the market a person means', () => {
  test.each([
    ['btc', 'btczar'], ['BTC', 'btczar'], [' btc ', 'btczar'], ['BTC/ZAR', 'btczar'], ['btczar', 'btczar'], ['btc-zar', 'btczar'], ['btc_zar', 'btczar'], ['btc zar', 'btczar'],
    ['btc usdt', 'btcusdt'], ['BTC/USDT', 'btcusdt'], ['bitcoin', 'btczar'], ['Bitcoin', 'btczar'], ['bitcoin tether', 'btcusdt'], ['bitcoin/zar', 'btczar'],
    ['bitcoin cash', 'bchzar'], ['bitcoin cash zar', 'bchzar'], ['bitcoin south african rand', 'btczar'], ['ethereum', 'ethzar'], ['xyz', 'xyzusdt'], ['old', 'oldzar'],
    ['zar', undefined], ['', undefined], ['   ', undefined], ['///', undefined], ['doge', undefined], ['btc eur', undefined], ['__proto__', undefined],
    ['b'.repeat(wordsLimit + 1), undefined],
  ])('"%s" is %s', (words, id) => {
    expect(findMarket(words, markets, currencies)?.id).toBe(id);
  });

  test('codes are found without any names', () => {
    expect([findMarket('btc', markets)?.id, findMarket('bitcoin', markets)]).toEqual(['btczar', undefined]);
  });
});
