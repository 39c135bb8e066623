// What an order will be charged, role by role, as a table of rules.
import { describe, expect, it } from '@jest/globals';
import type { OrderRequest } from '../../../src/model/draft.js';
import { decimal as d } from '../../../src/model/money.js';
import { feeRateKey, onTopOf, roleRatesOf, type RoleRates } from '../../../src/model/trading/feeRate.js';
import { expectedFee, expectedReceipt, givenWithFee } from '../../../src/model/trading/orderFee.js';

const order = (side: 'buy' | 'sell', price?: string, postOnly?: true): OrderRequest => ({
  market: 'btczar', side, type: price === undefined ? 'market' : 'limit', volume: d('2'), customOrderId: 'c',
  ...(price === undefined ? {} : { price: d(price) }), ...(postOnly === undefined ? {} : { postOnly }),
});
const off = (maker?: string, taker?: string): RoleRates => ({
  ...(maker === undefined ? {} : { maker: { rate: d(maker), of: 'received' } }), ...(taker === undefined ? {} : { taker: { rate: d(taker), of: 'received' } }),
});
const both = off('0.001', '0.002');

describe('the fee expected', () => {
  it.each<[string, OrderRequest, string, string | undefined, RoleRates, object]>([
    ['of a market purchase is the taker’s, in base, with its worth', order('buy'), '200', undefined, both, { fee: '0.004', feeWorth: '0.4' }],
    ['of a market sale is the taker’s, in the quote currency', order('sell'), '200', undefined, both, { fee: '0.4' }],
    ['of a market order needs no maker’s rate', order('sell'), '200', undefined, off(undefined, '0.002'), { fee: '0.4' }],
    ['of a market order is not known by the maker’s rate', order('sell'), '200', undefined, off('0.001'), {}],
    ['of a limit that waits is the maker’s', order('buy', '100'), '200', '0', both, { fee: '0.002', feeWorth: '0.2' }],
    ['of a limit that waits is not known by the taker’s rate', order('buy', '100'), '200', '0', off(undefined, '0.002'), {}],
    ['of a limit that all trades at once is the taker’s', order('sell', '100'), '200', '2', both, { fee: '0.4' }],
    ['of a limit that half trades at once is half of each', order('sell', '100'), '200', '1', both, { fee: '0.3' }],
    ['of a limit that half trades at once is not known without one of them', order('sell', '100'), '200', '1', off('0.001'), {}],
    ['of a post-only order is the maker’s, whatever the book', order('sell', '100', true), '200', '2', both, { fee: '0.2' }],
    ['of a limit without a live book is not known', order('sell', '100'), '200', undefined, both, {}],
    ['of a limit without a live book is known where both roles pay the same', order('sell', '100'), '200', undefined, off('0.001', '0.001'), { fee: '0.2' }],
    ['may be a rebate', order('buy', '100'), '200', '0', off('-0.0001'), { fee: '-0.0002', feeWorth: '-0.02' }],
    ['beside what is given is in that currency', order('buy'), '200', undefined, { taker: { rate: d('0.002'), of: 'given' } }, { fee: '0.4', feeOnTop: true }],
    ['beside a sale is in base', order('sell'), '200', undefined, { taker: { rate: d('0.002'), of: 'given' } }, { fee: '0.004', feeWorth: '0.4', feeOnTop: true }],
  ])('%s', (_what, asked, total, taking, rates, expected) => {
    expect(expectedFee(asked, { total: d(total) }, taking === undefined ? undefined : d(taking), rates)).toEqual(expected);
  });

  it('of a limit beyond the best price takes that part at the prices it trades at', () => {
    const atOnce = { volume: d('1'), total: d('90'), averagePrice: d('90') };
    expect(expectedFee(order('buy', '100'), { total: d('200'), atOnce }, d('1'), both)).toEqual({ fee: '0.003', feeWorth: '0.28' });
  });
});

it('a fee off what is received lessens that alone, one beside what is given takes of what is left alone', () => {
  const [received, onTop] = [{ total: d('200'), fee: d('0.4') }, { total: d('200'), fee: d('0.4'), feeOnTop: true }];
  expect([expectedReceipt(order('sell'), received), givenWithFee(order('sell'), received)]).toEqual(['199.6', '2']);
  expect([expectedReceipt(order('buy'), onTop), givenWithFee(order('buy'), onTop)]).toEqual(['2', '200.4']);
});

it('the rates of one market and side are read under their names, and no others', () => {
  const feeRates = { [feeRateKey('btczar', 'buy', 'maker')]: d('0.001'), [feeRateKey('btczar', 'buy', 'taker', 'given')]: d('0.003'), btczar: d('0.9'), [feeRateKey('ethzar', 'buy', 'taker')]: d('0.8') };
  const rates = roleRatesOf({ feeRates }, 'btczar', 'buy');
  expect(rates).toEqual({ maker: { rate: '0.001', of: 'received' }, taker: { rate: '0.003', of: 'given' } });
  expect([onTopOf(rates), onTopOf(both), roleRatesOf({ feeRates }, 'btczar', 'sell')]).toEqual(['0.003', undefined, {}]);
});
