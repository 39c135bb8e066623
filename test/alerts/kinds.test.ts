import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Sight } from '../../src/alerts/alertKind.js';
import { alertKinds, kindOf } from '../../src/alerts/kinds/index.js';
import type { BookView } from '../../src/markets/markets.js';
import { emptyAccount, type AccountState } from '../../src/model/account.js';
import type { AlertLife, AlertOf, AlertRule, OrderNearRule, PriceCrossesRule, SpreadRule } from '../../src/model/alert.js';
import { decimal, type Decimal } from '../../src/model/money.js';
import { alertRepeat, alertRule, alertShort } from '../../src/text/alertRule.js';
import { isTextKey, speak } from '../../src/text/index.js';
import { order } from '../accounts/samples.js';

const d = decimal;
const life: AlertLife = { id: 'a1', state: 'armed', createdAt: 0, firings: 0 };
const half = { everyMs: 3_600_000, band: d('0.5') };
const level = (price: string | undefined) => (price === undefined ? undefined : { price: d(price), amount: d('1') });

function sight(bid?: string, ask?: string, over: Partial<Sight> = {}): Sight {
  const bestBid = level(bid);
  const bestAsk = level(ask);
  const view: BookView = { market: 'btczar', state: 'synced', sequence: 1, ageMs: 0, ...(bestBid === undefined ? {} : { bestBid }), ...(bestAsk === undefined ? {} : { bestAsk }) };
  return { account: emptyAccount, book: (market) => (market === 'btczar' ? view : undefined), extremes: () => ({}), ...over };
}
const stand = (rule: AlertRule, seen: Sight, over: Partial<AlertLife> = {}) => kindOf(rule).stand({ ...rule, ...life, ...over }, seen);

test('every kind in the folder is in the list under its own name', () => {
  const files = readdirSync(new URL('../../src/alerts/kinds/', import.meta.url)).map((file) => file.replace('.ts', '')).filter((name) => name !== 'index');
  expect(Object.keys(alertKinds).sort()).toEqual(files.sort());
  for (const [name, kind] of Object.entries(alertKinds)) expect(kind.name).toBe(name);
});

describe('a price alert', () => {
  const rule = (direction: 'above' | 'below'): PriceCrossesRule => ({ kind: 'priceCrosses', market: 'btczar', direction, threshold: d('100') });
  test.each([
    ['above', '100', '101', true], ['above', '99.99', '150', false], ['above', undefined, '150', undefined],
    ['below', '99', '100', true], ['below', '50', '100.01', false], ['below', '50', undefined, undefined],
  ] as const)('%s 100 with bid %s and ask %s holds: %s', (direction, bid, ask, holds) => {
    const standing = stand(rule(direction), sight(bid, ask));
    expect(standing?.holds).toBe(holds);
    if (holds !== undefined) expect(standing?.value).toBe(direction === 'above' ? bid : ask);
  });

  test.each([
    ['above', 'armed', { side: 'bid', moves: 'rising', inclusive: true, price: '100' }], ['above', 'waiting', { side: 'bid', moves: 'falling', inclusive: false, price: '100' }],
    ['below', 'armed', { side: 'ask', moves: 'falling', inclusive: true, price: '100' }], ['below', 'waiting', { side: 'ask', moves: 'rising', inclusive: false, price: '100' }],
  ] as const)('%s and %s is looked at when it crosses the other way from then on', (direction, state, expected) => {
    const alert: AlertOf<PriceCrossesRule> = { ...rule(direction), ...life, state };
    expect(alertKinds.priceCrosses.watches(alert, sight())).toEqual([{ market: 'btczar', thresholds: [expected] }]);
  });

  test.each([['above', '99.5', false], ['above', '99.49', true], ['below', '100.5', false], ['below', '100.51', true]] as const)('%s with a band of 0.5%% has left at %s: %s', (direction, price, left) => {
    expect(stand(rule(direction), sight(price, price), { repeat: half, state: 'waiting' })?.hasLeft).toBe(left);
  });
});

describe('a move', () => {
  const seen = (bid: string, ask: string) => sight(bid, ask, { extremes: () => ({ lowestBid: d('100'), highestAsk: d('200') }) });
  const rule = (direction: 'up' | 'down' | 'both'): AlertRule => ({ kind: 'percentMove', market: 'btczar', direction, percent: d('5'), windowMs: 3_600_000 });
  test.each([
    ['up', '105', '199', true, '105', '5'], ['up', '104.99', '199', false, '104.99', '4.99'], ['down', '101', '190', true, '190', '-5'], ['down', '101', '190.01', false, '190.01', '-5'],
    ['both', '101', '190', true, '190', '-5'], ['both', '105', '199', true, '105', '5'], ['both', '101', '199', false, '101', '1'],
  ] as const)('%s of 5%% from a lowest bid of 100 and a highest ask of 200, now at %s and %s, holds: %s', (direction, bid, ask, holds, value, change) => {
    expect(stand(rule(direction), seen(bid, ask))).toMatchObject({ holds, value, move: { change } });
  });
  test('of which nothing was seen can tell nothing', () => {
    expect(stand(rule('both'), sight('100', '101'))).toBeUndefined();
  });
  test('of 5% is 5 per cent, not a twentieth of one', () => {
    expect(stand(rule('up'), seen('100.05', '199'))?.holds).toBe(false);
  });
});

describe('a spread', () => {
  const rule = (direction: 'above' | 'below'): SpreadRule => ({ kind: 'spread', market: 'btczar', direction, percent: d('1') });
  test.each([
    ['above', '99.5', '100.5', true], ['above', '99.6', '100.5', false], ['below', '99.5', '100.5', true], ['below', '99', '101', false], ['above', undefined, '100', undefined], ['above', '100', undefined, undefined],
  ] as const)('%s 1%% with bid %s and ask %s holds: %s', (direction, bid, ask, holds) => {
    expect(stand(rule(direction), sight(bid, ask))?.holds).toBe(holds);
  });
  test('never needs to be less than half of itself to have left', () => {
    const repeat = { everyMs: 300_000, band: d('20') };
    const [watch] = alertKinds.spread.watches({ ...rule('above'), ...life, state: 'waiting', repeat }, sight());
    expect(watch?.thresholds[0]).toMatchObject({ side: 'spread', moves: 'falling', price: '0.5' });
  });
});

describe('an order that comes near', () => {
  const accountWith = (...orders: ReturnType<typeof order>[]): AccountState => ({ ...emptyAccount, orders: Object.fromEntries(orders.map((one) => [one.id, { order: one, trades: [], endTold: false }])) });
  const buy = order({ id: '77', side: 'buy', price: d('100') });
  const sell = order({ id: '78', side: 'sell', price: d('200') });
  const any: OrderNearRule = { kind: 'orderNear', percent: d('0.3') };
  const one: AlertRule = { ...any, order: { id: '77', market: 'btczar' } };
  test.each([
    ['a buy, by the best ask', buy, '90', '100.3', true], ['and not by an ask farther away', buy, '90', '100.31', false], ['nor by a bid', buy, '100', '150', false],
    ['a sell, by the best bid', sell, '199.4', '250', true], ['and not by a bid farther away', sell, '199.39', '250', false], ['a buy, by an ask that has passed it', buy, '90', '99', true],
  ] as const)('%s', (_what, own, bid, ask, holds) => {
    expect(stand(any, sight(bid, ask, { account: accountWith(own) }))).toMatchObject({ holds, order: { id: own.id } });
  });
  test('is the nearest of all of them, and of one rule only its own', () => {
    const seen = sight('199.5', '199.9', { account: accountWith(buy, sell) });
    expect([stand(any, seen)?.order?.id, stand(any, seen)?.holds, stand(one, seen)?.holds]).toEqual(['78', true, false]);
  });
  test.each([['done'], ['cancel'], ['reject']])('is not one that is %s', (state) => {
    expect(stand(any, sight('90', '100', { account: accountWith({ ...buy, state }) }))).toBeUndefined();
  });
  test('watches only the order of each side that is reached first', () => {
    const account = accountWith(buy, order({ id: '79', price: d('90') }), sell, order({ id: '80', side: 'sell', price: d('300') }));
    expect(alertKinds.orderNear.watches({ ...any, ...life }, sight('150', '151', { account }))).toEqual([{ market: 'btczar', thresholds: [
      { side: 'ask', moves: 'falling', price: '100.3', inclusive: true }, { side: 'bid', moves: 'rising', price: '199.4', inclusive: true }] }]);
  });
  test('has left when every order is farther than the distance and the band, or is gone', () => {
    const left = (ask: string, ...orders: ReturnType<typeof order>[]) => stand(any, sight('90', ask, { account: accountWith(...orders) }), { repeat: half, state: 'waiting' })?.hasLeft;
    expect([left('100.8', buy), left('100.81', buy), left('100'), left('95', order({ id: '81', price: d('94') }), buy)]).toEqual([false, true, true, false]);
  });
});

describe('a balance', () => {
  const rule: AlertRule = { kind: 'balanceBelow', currency: 'btc', threshold: d('1') };
  const holding = (available: string, locked: string): Sight => sight(undefined, undefined, { account: { ...emptyAccount, balances: { btc: { currency: 'btc', available: d(available), locked: d(locked) } } } });
  test.each([['0.4', '0.5', true], ['0.5', '0.5', false], ['0', '0', true]])('of %s free and %s in orders is below 1: %s', (available, locked, holds) => {
    expect(stand(rule, holding(available, locked))?.holds).toBe(holds);
  });
  test('is not known before the account was read, and nothing where a read did not name it', () => {
    expect([stand(rule, sight())?.holds, stand(rule, sight(undefined, undefined, { account: { ...emptyAccount, baselineAt: 1 } }))?.value]).toEqual([undefined, '0']);
  });
  test.each([['1', undefined, true], ['1.005', half, false], ['1.0051', half, true]])('of %s has left below 1 with the band %j: %s', (held, repeat, left) => {
    expect(stand(rule, holding(held, '0'), { state: 'waiting', ...(repeat === undefined ? {} : { repeat }) })?.hasLeft).toBe(left);
  });
});

const samples: readonly AlertRule[] = [
  { kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: d('100') }, { kind: 'percentMove', market: 'btczar', direction: 'both', percent: d('4'), windowMs: 5_400_000 },
  { kind: 'candleClose', market: 'btczar', direction: 'below', threshold: d('100'), periodMinutes: 60 }, { kind: 'spread', market: 'btczar', direction: 'above', percent: d('1') },
  { kind: 'orderNear', percent: d('0.3') }, { kind: 'orderNear', order: { id: '77', market: 'btczar' }, percent: d('0.3') }, { kind: 'balanceBelow', currency: 'zar', threshold: d('500') },
];

test.each([
  [0, 'rises to R100.00 or above', 'BTC > R100.00'], [1, 'moves 4% up or down within 90 min', 'BTC ±4% 90 min'], [2, 'closes a 1h candle at R100.00 or below', 'BTC close 1h < R100.00'],
  [3, 'has a spread of 1% or more', 'BTC spread > 1%'], [4, 'comes within 0.3% of one of your open orders', 'orders 0.3%'], [5, 'comes within 0.3% of your order 77', 'order 77 0.3%'],
  [6, 'falls below R500.00', 'balance ZAR < R500.00'],
])('rule %i is said as "%s" and on a button as "%s"', (index, said, short) => {
  const rule = samples[index]!;
  const units = { base: 'btc', quote: 'zar' };
  expect([alertRule(speak('en'), rule, units).text.replaceAll('\u00a0', ' '), alertShort(speak('en'), rule, units).text.replaceAll('\u00a0', ' ')]).toEqual([said, short]);
});

test.each([['en', '90 min', '4 h', '7 days'], ['af', '90 min', '4 uur', '7 dae']])('in %s the spans of a rule and its repeating are %s, %s and %s', (language, ...spans) => {
  const say = speak(language);
  const said = [alertRule(say, samples[1]!, { base: 'btc', quote: 'zar' }), ...[4, 168].map((hours) => alertRepeat(say, samples[0]!, { everyMs: hours * 3_600_000, band: d('1') }))];
  expect(said.map((one, index) => one?.text.replaceAll('\u00a0', ' ').includes(spans[index]!))).toEqual([true, true, true]);
});

test.each([
  ['a price of nothing', { ...samples[0], threshold: d('0') }], ['a price below nothing', { ...samples[0], threshold: '-5' as Decimal }], ['a move of nothing', { ...samples[1], percent: d('0') }],
  ['a fall of everything', { ...samples[1], direction: 'down', percent: d('100') }], ['a window of four minutes', { ...samples[1], windowMs: 240_000 }], ['a window of more than a day', { ...samples[1], windowMs: 86_460_000 }],
  ['a candle of seven minutes', { ...samples[2], periodMinutes: 7 }], ['a spread of nothing', { ...samples[3], percent: d('0') }], ['a distance of 51%', { ...samples[4], percent: d('51') }], ['a balance below nothing', { ...samples[6], threshold: d('0') }],
] as const)('%s is refused with a sentence', (_what, rule) => {
  const fault = kindOf(rule as AlertRule).check(rule as AlertRule);
  expect([fault === undefined, isTextKey(fault?.key ?? '')]).toEqual([false, true]);
});

test.each(samples.map((rule) => [rule.kind, rule] as const))('a sensible %s is taken', (_kind, rule) => {
  expect(kindOf(rule).check(rule)).toBeUndefined();
});
