// Whatever is placed, filled and cancelled on whatever books: no money appears, none is lost, none is spent twice.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare, isNegative, minus, plus, sum, ZERO, type Decimal } from '../../src/model/money.js';
import { practiceStartRand, type PracticeAccount } from '../../src/model/practice.js';
import type { Trade } from '../../src/model/trading/trade.js';
import { cancelOrders } from '../../src/practice/cancelOrders.js';
import { CountedVolumes } from '../../src/practice/countedVolumes.js';
import { givenBy } from '../../src/practice/funds.js';
import { placeOrder } from '../../src/practice/placeOrder.js';
import { lockedBy, openOrdersOf } from '../../src/practice/practiceAccount.js';
import { fillResting } from '../../src/practice/restingFills.js';
import { begun, d, level, reads, start, wanted, type Book } from './samples.js';

const amounts = fc.integer({ min: 1, max: 99_999 }).map((one) => `${Math.floor(one / 1000)}.${String(one % 1000).padStart(3, '0')}`).filter((one) => Number(one) > 0);
const side = fc.constantFrom('buy' as const, 'sell' as const);
const fees = fc.record({ maker: fc.constantFrom('0.001', '-0.0001', '0', '0.00333333').map(d), taker: fc.constantFrom('0.002', '0', '0.00777').map(d), learnt: fc.boolean() });
const levels = fc.array(amounts, { maxLength: 6 });
const books: fc.Arbitrary<Book> = fc.record({ middle: fc.integer({ min: 90, max: 110 }), bids: levels, asks: levels }).map(({ middle, bids, asks }) => ({
  bids: bids.map((amount, index) => level(`${middle - 1 - index}.5`, amount)), asks: asks.map((amount, index) => level(`${middle + 1 + index}.25`, amount)),
}));

type Event =
  | { readonly kind: 'place'; readonly side: 'buy' | 'sell'; readonly volume: string; readonly price: number | undefined; readonly fees: { maker: Decimal; taker: Decimal; learnt: boolean } }
  | { readonly kind: 'book'; readonly book: Book | undefined }
  | { readonly kind: 'cancel'; readonly number: number };

const events: fc.Arbitrary<readonly Event[]> = fc.array(fc.oneof(
  fc.record({ kind: fc.constant('place' as const), side, volume: amounts, price: fc.option(fc.integer({ min: 85, max: 115 }), { nil: undefined }), fees }),
  fc.record({ kind: fc.constant('book' as const), book: fc.option(books, { nil: undefined, freq: 6 }) }),
  fc.record({ kind: fc.constant('cancel' as const), number: fc.integer({ min: 1, max: 12 }) }),
), { minLength: 1, maxLength: 40 });

/** What the trades have moved of a currency, fees included. */
function moved(trades: Iterable<Trade>, currency: string): Decimal {
  let total: Decimal = ZERO;
  for (const trade of trades) {
    const [received, given] = trade.side === 'buy' ? ['btc', 'zar'] : ['zar', 'btc'];
    const [income, outgo] = trade.side === 'buy' ? [trade.amount, trade.total] : [trade.total, trade.amount];
    if (currency === received) total = plus(total, minus(income, trade.feeAmount ?? ZERO));
    if (currency === given) total = minus(total, outgo);
  }
  return total;
}

function apply(account: PracticeAccount, event: Event, book: Book | undefined, counted: CountedVolumes): PracticeAccount {
  switch (event.kind) {
    case 'cancel': return cancelOrders(account, [`P${event.number}`], start).account;
    case 'book': return fillResting(account, 'btczar', reads(() => event.book), (one) => counted.of(1, one), start).account;
    case 'place': {
      const { price, ...rest } = event;
      if (book === undefined) return account;
      const placement = placeOrder(account, wanted({ ...rest, ...(price === undefined ? {} : { price: String(price) }) }), event.side === 'buy' ? book.asks : book.bids, start);
      return placement.kind === 'placed' ? placement.account : account;
    }
  }
}

describe('the practice account', () => {
  it('conserves every currency to the last digit, never owes, and executes no order beyond its volume', () => {
    let fills = 0;
    fc.assert(fc.property(events, (sequence) => {
      const trades = new Map<string, Trade>();
      const counted = new CountedVolumes();
      let account = begun('500');
      let book: Book | undefined = { bids: [level('99.5', '3')], asks: [level('100.5', '3')] };
      for (const event of sequence) {
        account = apply(account, event, book, counted);
        if (event.kind === 'book') ({ book } = event);
        for (const trade of account.trades) trades.set(trade.id, trade);
        for (const [currency, begunWith] of [['zar', practiceStartRand], ['btc', d('500')]] as const) {
          const funds = account.funds[currency]!;
          expect([isNegative(funds.available), isNegative(funds.locked)]).toEqual([false, false]);
          expect(plus(funds.available, funds.locked)).toBe(plus(begunWith, moved(trades.values(), currency)));
          expect(funds.locked).toBe(sum(openOrdersOf(account).filter((one) => givenBy(one.order.side, one) === currency).map(lockedBy)));
        }
        for (const { order } of account.orders) {
          expect(compare(order.executedVolume, order.originVolume)).toBeLessThanOrEqual(0);
          expect(plus(order.executedVolume, order.remainingVolume)).toBe(order.originVolume);
          expect(order.executedVolume).toBe(sum([...trades.values()].filter((trade) => trade.orderId === order.id).map((trade) => trade.amount)));
        }
      }
      fills += trades.size;
    }), { numRuns: 200 });
    expect(fills).toBeGreaterThan(200);
  });
});
