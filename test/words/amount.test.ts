// Amounts in every place and language: what is read, what is asked, and that no figure comes of it that was not typed.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountWords, readAmountText, type Place, type ReadAmount } from '../../src/words/amount.js';
import { parseOrder } from '../../src/words/parseOrder.js';
import { parseWithdrawal } from '../../src/words/parseWithdrawal.js';
import { parseAlert } from '../../src/text/parseAlert.js';

const shown = (read: ReadAmount): string => {
  switch (read.kind) {
    case 'exact': return amountWords(read.amount);
    case 'ask': return `? ${read.readings.map(amountWords).join(' | ')}`;
    case 'wrong': return `! ${read.why}`;
  }
};

describe('an amount', () => {
  it.each<readonly [string, string]>([
    ['.01', '0.01'], ['0,01', '0.01'], ['1 250,50', '1250.5'], ['0.125', '0.1250'], ['50.000', '? 50000 | 50'], ['R1,500', '? R1500 | R1.5'], ['1,000.50', '? 1000.5'], ['50.000 sats', '? 50000 sats'], ['50,000 satoshis', '? 50000 sats'],
    ['ZAR 150', 'R150'], ['150 zar', 'R150'], ['500 bucks', 'R500'], ['amarandi 500', 'R500'], ['500 amarandi', 'R500'], ['sats 50000', '50000 sats'], ['50000 sat', '50000 sats'], ['1 mbtc', '0.0010'], ['25 %', '25%'], ['25 persent', '25%'], ['25 iphesenti', '25%'], ['12.345%', '! share'],
    ['$50', '? R50'], ['50 euro', '? R50'], ['usd 50', '? R50'], ['45k', '45000'], ['R2 grand', 'R2000'], ['2 grand', 'R2000'], ['5 duisend rand', 'R5000'], ['R0.5m', 'R500000'], ['2 mil', '2000000'], ['2 miljoen rand', 'R2000000'], ['1 isigidi', '1000000'], ['a grand', 'R1000'],
    ['2 billion', '! billion'], ['2 biljoen rand', '! billion'], ['5bn', '! billion'], ['9 msats', '! unit'], ['R500 sats', '! unit'],
    ['five hundred rand', 'R500'], ['one thousand two hundred and fifty rand', 'R1250'], ['twenty-five', '25'], ['zero point oh one', '0.01'], ['point five', '0.5'], ['one point five million', '1500000'], ['a hundred rand', 'R100'], ['nine hundred and ninety-nine thousand nine hundred and ninety-nine', '999999'], ['one fifty', '? 150 | 1.5'], ['two twenty five rand', '? R225 | R2.25'],
    ['vyf-en-twintig', '25'], ['vyf en twintig', '25'], ['vyfentwintig', '25'], ['vyfhonderd rand', 'R500'], ['tweeduisend', '2000'], ['een duisend twee honderd', '1200'], ['nul komma nul een', '0.01'], ['drieëntwintig', '23'], ['neghonderd', '! digits'], ['negehonderd nege-en-negentig duisend', '999000'], ['\'n duisend rand', 'R1000'],
    ['amashumi amabili', '20'], ['ikhulu lamarandi', 'R100'], ['amarandi amakhulu amahlanu', 'R500'], ['inkulungwane yamarandi', 'R1000'], ['izinkulungwane ezimbili', '2000'], ['izinkulungwane eziyisithupha', '6000'], ['amakhulu amahlanu namashumi ayisithupha', '! numberWords'], ['amarandi ayishumi', 'R10'], ['ishumi', '? R10 | R1 | 10'],
    ['a tiger', '? R10'], ['5 tiger', '? R50'], ['pinkie', '? R50'], ['clipper', '? R100'], ['a bar', '? R1000000'], ['5 bob', '? R5 | R0.5'],
    ['half', '50%'], ['half a', '0.5'], ['\'n halwe', '0.5'], ['die helfte', '! digits'], ['helfte', '50%'], ['quarter', '25%'], ['half a million rand', 'R500000'],
    ['', '! empty'], ['0', '! zero'], ['-5', '! sign'], ['1 25', '! separators'], ['five six', '! digits'], ['1\u200b0', '! invisible'], ['9'.repeat(201), '! long'],
  ])('“%s” is %s', (text, expected) => {
    expect(shown(readAmountText(text, 'size'))).toBe(expected);
  });

  it.each<readonly [Place, string, string]>([
    ['price', 'R830 000.50', 'R830000.5'], ['price', '830k', 'R830000'], ['price', '5%', '! digits'], ['price', '50 sats', '! digits'], ['percent', '0,5', '0.5%'], ['percent', '1 percent', '1%'], ['percent', 'R5', '! digits'], ['invoice', '50%', '! digits'], ['invoice', 'R99', 'R99'],
  ])('as a %s “%s” is %s', (place, text, expected) => {
    expect(shown(readAmountText(text, place))).toBe(expected);
  });
});

const order = (text: string, side: 'buy' | 'sell'): unknown => {
  const read = parseOrder(text, side);
  return read.kind === 'order' ? read.words : read.kind === 'ask' ? read.choices.map(({ words }) => words) : read.why;
};

describe('the words around an amount', () => {
  it.each<readonly ['buy' | 'sell', string, unknown]>([
    ['buy', 'half btc', ['0.5 btc', '50% btc']], ['buy', 'half my rand of btc', { size: { kind: 'share', percent: '50' }, coin: 'btc' }], ['sell', 'half btc', { size: { kind: 'share', percent: '50' }, coin: 'btc' }], ['sell', 'die helfte van my eth', { size: { kind: 'share', percent: '50' }, coin: 'eth' }],
    ['buy', 'half a bitcoin', { size: { kind: 'base', volume: '0.5' }, coin: 'bitcoin', isBare: true }], ['sell', '\'n halwe btc', { size: { kind: 'base', volume: '0.5' }, coin: 'btc', isBare: true }],
    ['buy', 'R500 R600 btc', 'twoSizes'], ['sell', '5 mbtc eth', 'twoCoins'],
    ...['0.1 eth for R45000 each', '0.1 eth @ 45000 each', '0.1 eth 45000 each', 'R45000 each 0.1 eth', '0.1 eth for R4500 in all', '0.1 eth @ R4500 altesaam', '0.1 eth vir R4500 in totaal', '0.1 eth ngo-R4500 sekukonke', '0.1 eth vir 45000 elk', '0.1 eth ngo-R45000 ngalinye'].map((text) => ['sell', text, { size: { kind: 'base', volume: '0.1' }, coin: 'eth', price: { kind: 'fixed', price: '45000' }, isBare: true }] as const),
    ['sell', '0.1 eth for 4,500 in all po', ['0.1 eth @ 4500 in all po', '0.1 eth @ 4.5 in all po']], ['buy', '0.1 each btc', 'noAmount'], ['buy', 'R500 in all btc', { size: { kind: 'rand', spend: '500' }, coin: 'btc' }], ['sell', 'half eth for R4500 in all', 'digits'], ['sell', 'R500 eth for R4500 each', 'twoSizes'],
    ['sell', 'all zar', 'sellRand'], ['sell', 'half my rand', 'sellRand'], ['sell', '12.500% btc', ['12.5% btc']], ['buy', 'R500 btc limit', 'noPrice'], ['buy', '0.01 0.02 btc', 'twoSizes'], ['sell', '0.5 eth for 45000', ['0.5 eth @ 45000', '0.5 eth @ 90000']], ['sell', '1 eth vir 45000', { size: { kind: 'base', volume: '1' }, coin: 'eth', price: { kind: 'fixed', price: '45000' }, isBare: true }],
    ['buy', 'for 500 btc', { size: { kind: 'rand', spend: '500' }, coin: 'btc' }], ['buy', '0.01 btc ku-800000', { size: { kind: 'base', volume: '0.01' }, coin: 'btc', price: { kind: 'fixed', price: '800000' }, isBare: true }], ['buy', 'limit 0.01 btc 800000', { size: { kind: 'base', volume: '0.01' }, coin: 'btc', price: { kind: 'fixed', price: '800000' }, isBare: true }],
    ['buy', '5m btc', ['0.0050 btc', '5000000 btc']], ['buy', '5 m btc', ['0.0050 btc', '5000000 btc']], ['sell', '2.500m bitcoin', ['2.5 bitcoin', '0.0025 bitcoin', '2500000000 bitcoin', '2500000 bitcoin']],
    ['buy', 'R5m btc', { size: { kind: 'rand', spend: '5000000' }, coin: 'btc' }], ['buy', '5m xrp', { size: { kind: 'base', volume: '5000000' }, coin: 'xrp', isBare: true }], ['sell', 'for 5m btc', { size: { kind: 'rand', spend: '5000000' }, coin: 'btc' }],
    ['buy', 'R500 btc and R500 eth', ['R500 btc', 'R500 eth']], ['buy', '500 coins btc', { size: { kind: 'base', volume: '500' }, coin: 'btc' }],
  ])('/%s %s', (side, text, expected) => {
    expect(order(text, side)).toEqual(expected);
  });
});

/** Digits of the longer text in their order, among which are all of the shorter. */
function isSelection(part: string, of: string): boolean {
  let at = 0;
  for (const char of of) if (char === part[at]) at += 1;
  return at === part.length;
}

const pieces = fc.array(fc.constantFrom('0', '1', '5', '9', '12', '250', '000', '.', ',', ' ', 'R', '%', 'btc', ' btc', 'sats', '@', ' for ', 'half', ' a ', 'five', 'honderd', 'vyf', 'en', 'point', 'ishumi', '$', '-', 'k', '\u200b', '٣', 'to ', '#7', '> '), { maxLength: 16 }).map((parts) => parts.join(''));

describe('any text', () => {
  it('is read without an error, and twice the same', () => {
    fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
      for (const read of [() => readAmountText(text, 'size'), () => parseOrder(text, 'buy'), () => parseOrder(text, 'sell'), () => parseWithdrawal(text), () => parseAlert(text)]) expect(read()).toEqual(read());
    }), { numRuns: 3000 });
  });

  it('of digits gives only figures whose digits were typed', () => {
    fc.assert(fc.property(fc.stringMatching(/^R?[0-9., ]{1,14}( sats| rand|%)?$/), (text) => {
      const read = readAmountText(text, 'size');
      const readings = read.kind === 'exact' ? [read.amount] : read.kind === 'ask' ? read.readings : [];
      for (const { value } of readings) expect(isSelection(value.replace('.', '').replace(/^0+/, ''), text.replace(/\D/g, ''))).toBe(true);
    }), { numRuns: 3000 });
  });
});
