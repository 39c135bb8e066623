import { beforeEach, describe, expect, it } from '@jest/globals';
import { decimal } from '../../../src/sandbox/exchange/decimals.js';
import { Ledger } from '../../../src/sandbox/exchange/money/ledger.js';
import { marketList } from '../../../src/sandbox/exchange/trading/marketList.js';
import { MatchingEngine } from '../../../src/sandbox/exchange/trading/matching.js';
import { averagePrice, newOrder, type Order, type Side } from '../../../src/sandbox/exchange/trading/order.js';

const market = marketList()[0]!;
const fees = { maker: decimal('0.001'), taker: decimal('0.002') };
let ledger: Ledger;
let engine: MatchingEngine;
let events: string[];
let nextId: number;

function place(uid: string, side: Side, price: string | null, volume: string, postOnly = false, toLock: string | null = null): Order {
  const order = newOrder({ id: nextId++, uuid: '', uid, fees, at: 0 }, {
    market, side, type: price === null ? 'market' : 'limit', price: price === null ? null : decimal(price),
    volume: decimal(volume), postOnly, customOrderId: null,
  });
  order.toLock = toLock === null ? null : decimal(toLock);
  engine.open(order);
  return order;
}

function held(uid: string, currency: string): string {
  const holding = ledger.find(uid, currency);
  return `${holding?.available.toFixed() ?? '-'} / ${holding?.locked.toFixed() ?? '-'}`;
}

beforeEach(() => {
  ledger = new Ledger();
  events = [];
  nextId = 1;
  engine = new MatchingEngine([market], ledger, () => 0, {
    orderChanged: (order) => events.push(`order ${order.id} ${order.state}`),
    tradeMade: (trade) => events.push(`trade ${trade.price.toFixed()} x ${trade.amount.toFixed()}`),
    balanceChanged: (uid, currency) => events.push(`balance ${uid} ${currency}`),
    levelChanged: (_, side, price, volume) => events.push(`level ${side} ${price.toFixed()} = ${volume.toFixed()}`),
  });
  for (const uid of ['ann', 'ben', 'cat']) {
    ledger.bringIn(uid, 'btc', decimal('1'));
    ledger.bringIn(uid, 'zar', decimal('1000000'));
  }
});

describe('the matching engine', () => {
  it('fills the better price first, and the older order at one price', () => {
    const late = place('ann', 'sell', '810000', '0.1');
    const first = place('ben', 'sell', '800000', '0.1');
    const second = place('cat', 'sell', '800000', '0.1');
    place('ann', 'buy', '810000', '0.15');
    expect([first, second, late].map((order) => order.remaining.toFixed())).toEqual(['0', '0.05', '0.1']);
  });

  it('trades at the resting price and gives back what the better price saved', () => {
    place('ben', 'sell', '800000', '0.1');
    const bought = place('ann', 'buy', '900000', '0.1');
    expect(bought.state).toBe('done');
    expect(held('ann', 'zar')).toBe('920000 / 0');
  });

  it('takes fees from what is received: 0.1 % of the maker, 0.2 % of the taker', () => {
    place('ben', 'sell', '800000', '0.1');
    place('ann', 'buy', '800000', '0.1');
    expect(held('ann', 'btc')).toBe('1.0998 / 0');
    expect(held('ben', 'zar')).toBe('1079920 / 0');
  });

  it.each([
    ['a limit sale locks its volume', 'sell', '800000', '0.4', 'btc', '0.6 / 0.4'],
    ['a limit purchase locks price times volume', 'buy', '800000', '0.4', 'zar', '680000 / 320000'],
  ] as const)('%s', (_, side, price, volume, currency, expected) => {
    place('ann', side, price, volume);
    expect(held('ann', currency)).toBe(expected);
  });

  it('unlocks the rest of a cancelled order and keeps what was filled', () => {
    const sale = place('ann', 'sell', '800000', '0.4');
    place('ben', 'buy', '800000', '0.1');
    engine.cancel(sale);
    expect([sale.state, sale.executed.toFixed(), held('ann', 'btc')]).toEqual(['cancel', '0.1', '0.9 / 0']);
  });

  it('announces a fill as level, trade, maker, taker, then two balances each', () => {
    place('ben', 'sell', '800000', '0.1');
    events.length = 0;
    place('ann', 'buy', '800000', '0.1');
    expect(events).toEqual([
      'order 2 wait', 'balance ann zar', 'level sell 800000 = 0', 'trade 800000 x 0.1', 'order 1 done', 'order 2 done',
      'balance ben btc', 'balance ben zar', 'balance ann btc', 'balance ann zar',
    ]);
  });

  it('rejects an order whose money is not there, and locks nothing', () => {
    const order = place('ann', 'buy', '800000', '2');
    expect([order.state, held('ann', 'zar')]).toEqual(['reject', '1000000 / 0']);
  });

  it('rejects a post-only order that would trade, and rests one that would not', () => {
    place('ben', 'sell', '800000', '0.1');
    expect(place('ann', 'buy', '800000', '0.1', true).state).toBe('reject');
    expect(place('ann', 'buy', '799999.99', '0.1', true).state).toBe('wait');
  });

  it('never lets a market order rest: one that cannot be filled whole is rejected before anything trades', () => {
    place('ben', 'sell', '800000', '0.1');
    expect(place('ann', 'buy', null, '0.2').state).toBe('reject');
    expect(place('ann', 'buy', null, '0.1').state).toBe('done');
  });

  it('cancels the rest of a market purchase whose locked money no longer pays the next level', () => {
    place('ben', 'sell', '800000', '0.1');
    place('cat', 'sell', '1100000', '0.9');
    // It was accepted when 0.2 cost 160000, so 1.1 times that is all it locks.
    const bought = place('ann', 'buy', null, '0.2', false, '176000');
    expect([bought.state, bought.executed.toFixed(), held('ann', 'zar')]).toEqual(['cancel', '0.1', '920000 / 0']);
  });

  it('rounds the average price down to the price precision', () => {
    place('ben', 'sell', '800000', '0.1');
    place('ben', 'sell', '800001', '0.2');
    expect(averagePrice(place('ann', 'buy', null, '0.3')).toFixed()).toBe('800000.66');
  });

  it('repeats the level when it is asked to cancel an order it no longer holds', () => {
    const sale = place('ann', 'sell', '800000', '0.1');
    place('ben', 'buy', '800000', '0.1');
    events.length = 0;
    engine.cancel(sale);
    expect(events).toEqual(['level sell 800000 = 0']);
    expect(sale.state).toBe('done');
  });
});
