// What a practice order comes to on a book: levels walked, fees off what is received, the rest locked, refusals.
import { describe, expect, it } from '@jest/globals';
import { openPracticeOrdersLimit, type PracticeAccount } from '../../src/model/practice.js';
import { cancelOrders } from '../../src/practice/cancelOrders.js';
import { placeOrder } from '../../src/practice/placeOrder.js';
import { begun, fundsOf, level, placed, start, wanted, d, type Wanted } from './samples.js';

const asks = [level('100', '0.4'), level('101', '0.5'), level('105', '10')];
const bids = [level('99', '0.4'), level('98', '5')];

describe('a practice order', () => {
  it.each<[string, Wanted, string, readonly string[], readonly string[]]>([
    ['at the market takes level by level, as taker', { volume: '1' }, 'done', ['0.4@100 fee 0.0008 btc', '0.5@101 fee 0.001 btc', '0.1@105 fee 0.0002 btc'], ['zar 99899 0', 'btc 0.998 0']],
    ['with a limit takes what is no worse and locks its own price for the rest', { volume: '1', price: '101' }, 'wait', ['0.4@100 fee 0.0008 btc', '0.5@101 fee 0.001 btc'], ['zar 99899.4 10.1', 'btc 0.8982 0']],
    ['below the book waits whole', { volume: '2', price: '90' }, 'wait', [], ['zar 99820 180']],
    ['post-only below the best offer waits', { volume: '2', price: '99.99', postOnly: true }, 'wait', [], ['zar 99800.02 199.98']],
  ])('%s', (_what, want, state, trades, funds) => {
    const { account, placed: order } = placed(begun(), want, asks);
    expect([order.order.state, account.trades.map((one) => `${one.amount}@${one.price} fee ${one.feeAmount ?? ''} ${one.feeCurrency ?? ''}`), fundsOf(account)]).toEqual([state, trades, funds]);
  });

  it('that sells receives rand less the fee, and locks the coin that waits', () => {
    const { account, placed: order } = placed(begun('2'), { side: 'sell', volume: '1', price: '99' }, bids);
    expect([order.order.state, fundsOf(account), order.total, order.fee]).toEqual(['wait', ['zar 100039.5208 0', 'btc 1 0.6'], '39.6', '0.0792']);
  });

  it('pays the rebate where the fee is negative', () => {
    const { account } = placed(begun(), { volume: '0.4', fees: { maker: d('-0.0001'), taker: d('-0.001'), learnt: true } }, asks);
    expect(fundsOf(account)).toEqual(['zar 99960 0', 'btc 0.4004 0']);
  });

  it.each<[string, PracticeAccount, Wanted, unknown]>([
    ['a market buy for more than there is', begun(), { volume: '1000', total: '1' }, { kind: 'held', why: 'thin' }],
    ['a market buy that costs a cent too much', { ...begun(), funds: { zar: { currency: 'zar', available: d('100.99'), locked: d('0') } } }, { volume: '1' }, { kind: 'refused', codes: ['market.account.insufficient_balance'] }],
    ['a limit buy whose limit is not covered, though the book is cheaper', { ...begun(), funds: { zar: { currency: 'zar', available: d('104'), locked: d('0') } } }, { volume: '1', price: '105' }, { kind: 'refused', codes: ['market.account.insufficient_balance'] }],
    ['a sale of what is not held', begun('0.9'), { side: 'sell', volume: '1', price: '200' }, { kind: 'refused', codes: ['market.account.insufficient_balance'] }],
    ['post-only at the best offer', begun(), { volume: '1', price: '100', postOnly: true }, { kind: 'held', why: 'wouldMatch' }],
  ])('is not placed: %s', (_what, account, want, expected) => {
    expect(placeOrder(account, wanted(want), asks, start)).toEqual(expected);
  });

  it('is refused when as many are open as may be, and taken again after a cancellation', () => {
    let account = begun();
    for (let index = 0; index < openPracticeOrdersLimit; index += 1) account = placed(account, { volume: '1', price: '10' }).account;
    expect(placeOrder(account, wanted({ volume: '1', price: '10' }), asks, start)).toEqual({ kind: 'refused', codes: ['own.practiceOrders'] });
    const { account: after, cancelled } = cancelOrders(account, ['P3', 'P3', 'P99'], start);
    expect([cancelled.map((one) => one.order.id), fundsOf(after)]).toEqual([['P3'], ['zar 99810 190']]);
    expect(placed(after, { volume: '1', price: '10' }).placed.order.id).toBe(`P${openPracticeOrdersLimit + 1}`);
  });
});
