import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networkMark, parseWithdrawal } from '../../src/words/parseWithdrawal.js';

const amount = (value: string) => ({ kind: 'amount', amount: value });
const name = (value: string) => ({ kind: 'name', name: value });
const byId = (id: string) => ({ kind: 'id', id });

describe('the words of /withdraw', () => {
  it.each([
    ['', {}],
    ['btc', { coin: 'btc' }],
    ['BTC', { coin: 'btc' }],
    ['rand', { coin: 'zar' }],
    ['0.1 btc', { size: amount('0.1'), coin: 'btc' }],
    ['0.1btc', { size: amount('0.1'), coin: 'btc' }],
    ['btc 0.1', { size: amount('0.1'), coin: 'btc' }],
    ['0.1', { size: amount('0.1') }],
    ['0.1 btc to Cold wallet', { size: amount('0.1'), coin: 'btc', to: name('Cold wallet') }],
    ['0.1   btc\u00a0to  Cold   wallet', { size: amount('0.1'), coin: 'btc', to: name('Cold wallet') }],
    ['R500 to FNB', { size: amount('500'), coin: 'zar', to: name('FNB') }],
    ['r 1 250.50 to FNB', { size: amount('1250.5'), coin: 'zar', to: name('FNB') }],
    ['500 rand to My FNB to home', { size: amount('500'), coin: 'zar', to: name('My FNB to home') }],
    ['45k zar', { size: amount('45000'), coin: 'zar' }],
    ['50000 sats', { size: amount('0.0005'), coin: 'btc' }],
    ['half eth', { size: { kind: 'share', percent: '50' }, coin: 'eth' }],
    ['all', { size: { kind: 'share', percent: '100' } }],
    ['25% btc', { size: { kind: 'share', percent: '25' }, coin: 'btc' }],
    ['25% of btc', { size: { kind: 'share', percent: '25' }, coin: 'btc' }],
    ['btc all', { size: { kind: 'share', percent: '100' }, coin: 'btc' }],
    ['#871', { to: byId('871') }],
    ['0.1 btc #871', { size: amount('0.1'), coin: 'btc', to: byId('871') }],
    ['0.1 btc to #871', { size: amount('0.1'), coin: 'btc', to: byId('871') }],
    ['4 usdc #9 on ethereum', { size: amount('4'), coin: 'usdc', to: byId('9'), network: 'ethereum' }],
    ['4 usdc #9 on ethereum again', { size: amount('4'), coin: 'usdc', to: byId('9'), network: 'ethereum', again: true }],
    ['4 usdc #9 again', { size: amount('4'), coin: 'usdc', to: byId('9'), again: true }],
    ['to Cold wallet', { to: name('Cold wallet') }],
    ['0.01 btc to Wallet #2', { size: amount('0.01'), coin: 'btc', to: name('Wallet #2') }],
    ['R1 250,50 to FNB', { size: amount('1250.5'), coin: 'zar', to: name('FNB') }],
    ['ZAR500', { size: amount('500'), coin: 'zar' }],
    ['zar 500', { size: amount('500'), coin: 'zar' }],
    ['30%', { size: { kind: 'share', percent: '30' } }],
    ['30% btc', { size: { kind: 'share', percent: '30' }, coin: 'btc' }],
    ['quarter btc', { size: { kind: 'share', percent: '25' }, coin: 'btc' }],
    ['everything', { size: { kind: 'share', percent: '100' } }],
    ['all of my btc', { size: { kind: 'share', percent: '100' }, coin: 'btc' }],
    ['all zar', { size: { kind: 'share', percent: '100' }, coin: 'zar' }],
    ['0.1 BTC/ZAR', { size: amount('0.1'), coin: 'btc' }],
    ['BTC/ZAR', { coin: 'btc' }],
    ['0.5mbtc', { size: amount('0.0005'), coin: 'btc' }],
    ['0,0001 btc', { size: amount('0.0001'), coin: 'btc' }],
    ['0.1 btc to wallet again', { size: amount('0.1'), coin: 'btc', to: name('wallet again') }],
  ])('“%s” are understood', (typed, words) => {
    expect(parseWithdrawal(typed)).toEqual({ kind: 'words', words: { again: false, ...words } });
  });

  it.each([
    ['R500 btc', 'randForCoin'], ['1 mbtc eth', 'twoCoins'], ['50000 sats eth', 'twoCoins'], ['eth 50000 sats', 'twoCoins'], ['50000 sats zar', 'twoCoins'], ['1,500 mbtc eth', 'twoCoins'], ['-1 btc', 'sign'], ['0 btc', 'zero'], ['0x10 btc', 'hex'], ['1e5 btc', 'exponent'], ['1.5 sats', 'sats'], ['1\ufeff000 zar', 'invisible'], ['120% btc', 'share'], ['R500 eth to FNB', 'randForCoin'], ['1..5 btc', 'separators'], ['<b>', 'digits'], ['\u0430\u200b1 btc', 'invisible'],
  ])('“%s” are refused: %s', (typed, why) => {
    expect(parseWithdrawal(typed)).toMatchObject({ kind: 'wrong', why });
  });

  it.each([
    ['1,000 zar to FNB', ['1000', '1']],
    ['R1.250', ['1250', '1.25']],
    ['btc 5m', ['0.005', '5000000']],
  ])('“%s” are asked about, and each answer has one reading', (typed, values) => {
    const parsed = parseWithdrawal(typed);
    const choices = parsed.kind === 'ask' ? parsed.choices : [];
    expect(choices.map((choice) => choice.value)).toEqual(values);
    expect(choices.map((choice) => parseWithdrawal(choice.words)).map((one) => one.kind === 'words' && one.words.size)).toEqual(values.map(amount));
  });

  it.each([
    ['1.250', 'zar', ['1250', '1.25']], ['100.000 to FNB', 'zar', ['100000', '100']], ['1,250', 'xrp', ['1250', '1.25']], ['5m btc', 'btc', ['0.005', '5000000']],
    ['5,000 sats', 'btc', ['0.00005']], ['5.000 sats', 'btc', ['0.00005']], ['1.250', 'xrp', ['1250', '1.25']], ['1.250 xrp', 'xrp', ['1250', '1.25']], ['1,500 mbtc', 'btc', ['1.5', '0.0015']], ['1,250 xrp', 'xrp', ['1250', '1.25']], ['1,250 rand', 'zar', ['1250', '1.25']], ['1,250 xrp to Wallet #2', undefined, ['1250', '1.25']],
  ])('“%s” of %s are asked about, and the words of each answer mean that and nothing else', (typed, coin, values) => {
    const parsed = parseWithdrawal(typed, coin);
    const choices = parsed.kind === 'ask' ? parsed.choices : [];
    expect(parsed).toMatchObject({ typed: /^\S+(?: sats| xrp| rand| mbtc)?/.exec(typed)?.[0].replace(/ xrp$/, '') });
    expect(choices.map((choice) => choice.value)).toEqual(values);
    expect(choices.map((choice) => parseWithdrawal(choice.words)).map((one) => one.kind === 'words' && one.words)).toEqual(
      values.map((value) => expect.objectContaining({ size: amount(value), coin: coin ?? 'xrp' })),
    );
  });

  it.each([['1.2500', 'xrp', '1.25'], ['ZAR 150', 'zar', '150'], ['sats 50000', 'btc', '0.0005'], ['five hundred rand', 'zar', '500'], ['1250', 'zar', '1250'], ['R1250', 'zar', '1250'], ['0.5', 'btc', '0.5']])('“%s” of %s are understood', (typed, coin, value) => {
    expect(parseWithdrawal(typed, coin)).toEqual({ kind: 'words', words: { again: false, size: amount(value), coin } });
  });

  it('never throw, whatever is typed, and a number is never made up', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[rR#0-9., a-z%]{0,30}$/)), (typed) => {
      const parsed = parseWithdrawal(typed);
      if (parsed.kind === 'words' && parsed.words.size?.kind === 'amount') expect(typed).toMatch(/[1-9]/);
    }), { numRuns: 500 });
  });
});

it.each([['Ethereum', 'ethereum'], ['eth-mainnet', 'ethmainnet'], ['a very long network name', 'averylongnet'], ['<>', '']])('the network “%s” is %s in a button', (network, mark) => {
  expect(networkMark(network)).toBe(mark);
});
