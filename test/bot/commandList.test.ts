import { describe, expect, test } from '@jest/globals';
import { createCommandList, readButtonWords, readCommand } from '../../src/bot/commandList.js';
import { editDistance } from '../../src/model/spelling.js';
import { command, reply } from './startBot.js';

test.each([
  ['/buy 0.01 btc', { name: 'buy', rest: '0.01 btc', words: ['0.01', 'btc'], addressed: false }],
  ['  /Buy@PeerBot\n0.01\u00a0btc ', { name: 'buy', rest: '0.01\u00a0btc', words: ['0.01', 'btc'], addressed: true }],
  ['/buy@peerbot', { name: 'buy', rest: '', words: [], addressed: true }],
  ['/buy@Other 1', 'other'],
  ['buy 1', undefined],
  ['/', undefined],
  ['/ buy', undefined],
  ['//buy', undefined],
  ['/buy-now', undefined],
])('%j is read as %j', (text, expected) => {
  expect(readCommand(text, 'PeerBot')).toEqual(expected);
});

test('a button says the same as typing', () => {
  expect(readButtonWords('price btc  now')).toEqual({ name: 'price', rest: 'btc  now', words: ['btc', 'now'] });
});

describe('the nearest command', () => {
  const list = createCommandList([command('book', async () => reply('')), command('buy', async () => reply(''), { alsoCalled: ['koop', 'verkry'] }), ...['balance', 'cancelall', 'pay', 'orders', 'order', 'move', 'fill', 'fall'].map((name) => command(name, async () => reply('')))]);
  test.each([
    ['balnce', 'balance'], ['cancleal', 'cancelall'], ['ordr', 'order'], ['orderss', 'orders'], ['koopp', 'buy'], ['x', undefined], ['transfer', undefined], ['a'.repeat(500), undefined],
    // Three letters have no slip, the first letter has none, and between two that are as near nobody can say.
    ['buuy', undefined], ['byu', undefined], ['ook', undefined], ['xoop', undefined], ['mute', undefined], ['foll', undefined], ['fell', undefined], ['ceancleal', undefined], ['', undefined],
  ])('to %j is %j', (typed, expected) => {
    expect(list.nearest(typed)?.name).toBe(expected);
  });
});

test.each([['', '', 0], ['buy', 'buy', 0], ['', 'buy', 3], ['byu', 'buy', 1], ['kitten', 'sitting', 3]])('from %j to %j it takes %d slips', (a, b, slips) => {
  expect([editDistance(a, b), editDistance(b, a)]).toEqual([slips, slips]);
});
