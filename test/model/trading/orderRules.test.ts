import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../src/model/money.js';
import type { Market } from '../../../src/model/trading/market.js';
import { findBreach, type ProposedOrder } from '../../../src/model/trading/orderRules.js';

const btczar: Market = {
  id: 'btczar', name: 'BTC/ZAR', base: 'btc', quote: 'zar', minPrice: decimal('200000'), maxPrice: decimal('1200000'),
  minAmount: decimal('0.00001'), amountPrecision: 8, pricePrecision: 2, state: 'enabled',
};

function order(changes: Partial<Record<'side' | 'type' | 'volume' | 'price' | 'total' | 'available', string>>): ProposedOrder {
  const { side = 'buy', type = 'limit', volume = '0.01', price = '830000', total = '8300', available = '10000' } = changes;
  return { side, type, volume: decimal(volume), price: decimal(price), total: decimal(total), available: decimal(available) } as ProposedOrder;
}

describe('findBreach', () => {
  it.each<[string, ProposedOrder, ReturnType<typeof findBreach>]>([
    ['passes an order within every rule', order({}), undefined],
    ['names the lowest price', order({ price: '199999.99' }), { rule: 'minPrice', nearestPrice: decimal('200000') }],
    ['takes the lowest price itself', order({ price: '200000', total: '2000' }), undefined],
    ['names the highest price', order({ price: '1200000.01' }), { rule: 'maxPrice', nearestPrice: decimal('1200000') }],
    ['names the nearest price with two decimals', order({ price: '830000.005' }), { rule: 'pricePrecision', nearestPrice: decimal('830000.01') }],
    ['names the smallest amount', order({ volume: '0.00000999', total: '8' }), { rule: 'minAmount', nearestVolume: decimal('0.00001') }],
    ['takes the smallest amount itself', order({ volume: '0.00001', total: '8.3' }), undefined],
    ['names the nearest amount, never more than asked', order({ volume: '0.010000009', total: '8300' }), { rule: 'amountPrecision', nearestVolume: decimal('0.01') }],
    ['names the most a buyer can pay for', order({ available: '8299.99' }), { rule: 'funds', nearestVolume: decimal('0.00999998') }],
    ['takes the last cent', order({ available: '8300' }), undefined],
    ['names the most a seller has', order({ side: 'sell', available: '0.004' }), { rule: 'funds', nearestVolume: decimal('0.004') }],
    ['says so when not even the smallest order is paid for', order({ available: '1' }), { rule: 'noFunds' }],
    ['does not judge a market order by price limits', order({ type: 'market', price: '1300000', total: '1300' }), undefined],
  ])('%s', (_name, proposed, expected) => {
    expect(findBreach(btczar, proposed)).toEqual(expected);
  });

  it('takes any price where the exchange sets no limits', () => {
    const free = { ...btczar, minPrice: decimal('0'), maxPrice: decimal('0') };
    expect(findBreach(free, order({ price: '1', total: '0.01' }))).toBeUndefined();
  });

  it('refuses a market that is not enabled before anything else', () => {
    expect(findBreach({ ...btczar, state: 'disabled' }, order({}))).toEqual({ rule: 'closed' });
  });
});
