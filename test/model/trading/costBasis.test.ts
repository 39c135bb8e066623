// The cost basis gives the same figures as working all trades out from the beginning, whatever the order they are heard in.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unitByName } from '../../../src/markets/marketUnits.js';
import { basisSteps, recentTradesLimit, salesOf, settledTo, withRecent, type CostBasis } from '../../../src/model/trading/costBasis.js';
import { times } from '../../../src/model/money.js';
import { profitSteps, type Profit } from '../../../src/model/trading/profit.js';
import { addSales, inCents, noSale } from '../../../src/model/trading/saleCost.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { d, trade } from '../../accounts/samples.js';

const empty: CostBasis = { settledUntil: 0, held: {}, recent: [], sales: {} };
const always = () => true;

function endOf<Result>(steps: Generator<undefined, Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const profitOf = (trades: readonly Trade[]): Profit => endOf(profitSteps(trades, unitByName, { from: 0, until: Infinity }));

/** What `profitSteps` says the sales of each order came to, exactly. */
function salesByOrder(trades: readonly Trade[]): Readonly<Record<string, unknown>> {
  const byOrder = new Map<string, typeof noSale>();
  for (const { trade: { orderId }, ...sale } of profitOf(trades).sales) byOrder.set(orderId, addSales(byOrder.get(orderId) ?? noSale, sale));
  return Object.fromEntries(byOrder);
}

/** Any trades of two rand markets and one that is not, each with the fee the exchange takes. */
const anyTrades = fc.array(fc.record({
  coin: fc.constantFrom('btczar', 'ethzar', 'ethusdc'), isBuy: fc.boolean(), size: fc.integer({ min: 1, max: 9_999_999 }), cents: fc.integer({ min: 1, max: 99_999_999 }),
  order: fc.integer({ min: 1, max: 5 }), at: fc.integer({ min: 0, max: 60 }), fee: fc.constantFrom('0.002', '0.001', '0', '-0.0001'),
}), { maxLength: 40 }).map((rows) => rows.map(({ coin, isBuy, size, cents, order, at, fee }, index): Trade => {
  const amount = times(d(String(size)), d('0.00001'));
  const price = times(d(String(cents)), d('0.01'));
  const side = isBuy ? 'buy' : 'sell';
  return trade({
    id: String(index + 1), orderId: `${coin}-${side}-${order}`, market: coin, side, amount, price, at,
    feeAmount: times(isBuy ? amount : times(amount, price), d(fee)), feeCurrency: isBuy ? coin.slice(0, 3) : coin.slice(3),
  });
}));

describe('the cost basis', () => {
  it('comes to what /profit says, order by order and to the last digit, however the trades are heard and settled', () => {
    const heard = anyTrades.chain((trades) => fc.record({
      trades: fc.constant(trades), order: fc.shuffledSubarray(trades, { minLength: trades.length }), cuts: fc.array(fc.nat(60), { maxLength: 4 }), builtUntil: fc.nat(60),
    }));
    fc.assert(fc.property(heard, ({ trades, order, cuts, builtUntil }) => {
      let basis = endOf(basisSteps(trades.filter((one) => one.at < builtUntil), builtUntil, unitByName, always))!;
      // Everything is heard again in any order, most of it twice, with settling in between as far as nothing older is to come.
      for (const until of [...cuts].sort((a, b) => a - b)) {
        basis = withRecent(basis, order, unitByName)!;
        basis = settledTo(basis, until, unitByName, always);
      }
      basis = withRecent(basis, [...order, ...trades], unitByName)!;
      expect(Object.fromEntries([...salesOf(basis, unitByName)])).toEqual(salesByOrder(trades));
      const all = [...salesOf(basis, unitByName)].reduce((sum, [orderId, sale]) => (orderId.startsWith('btczar') ? addSales(sum, sale) : sum), noSale);
      const told = profitOf(trades).markets.find((one) => one.market === 'btczar');
      expect(inCents(all).realised).toBe(told?.realised ?? '0');
    }));
  });

  it('does not change by what it has heard before, or by what is older than what is settled', () => {
    fc.assert(fc.property(anyTrades, fc.nat(60), (trades, until) => {
      const basis = endOf(basisSteps(trades, until, unitByName, always))!;
      expect(withRecent(basis, trades, unitByName)).toBe(basis);
      expect(settledTo(basis, until, unitByName, always)).toBe(basis);
    }));
  });

  const bought = trade({ id: '1', at: 1, amount: d('1'), price: d('100'), feeAmount: d('0'), feeCurrency: 'btc' });
  const sold = trade({ id: '2', at: 2, orderId: '78', side: 'sell', amount: d('1'), price: d('110'), feeAmount: d('1'), feeCurrency: 'zar' });
  const saleAfter = (...trades: readonly Trade[]) => salesOf(withRecent(empty, trades, unitByName)!, unitByName).get('78');

  it.each<[string, readonly Trade[], boolean | undefined, string]>([
    ['with all fees known', [bought, sold], undefined, '100'],
    ['a buy whose fee is not known', [trade({ id: '1', at: 1, amount: d('1') }), sold], true, '100'],
    ['a buy whose fee is in a third currency', [{ ...bought, feeAmount: d('1'), feeCurrency: 'usdc' }, sold], true, '100'],
    ['its own fee not known', [bought, trade({ id: '2', at: 2, orderId: '78', side: 'sell', amount: d('1') })], true, '100'],
    ['an unsure buy that was sold in full before', [trade({ id: '1', at: 1, amount: d('1') }), { ...sold, orderId: '77' }, { ...bought, id: '3', at: 3 }, { ...sold, id: '4', at: 4 }], undefined, '100'],
    ['nothing bought before', [sold], undefined, '0'],
  ])('a sale with %s is unsure: %#', (_what, trades, unsure, cost) => {
    expect(saleAfter(...trades)).toMatchObject({ cost });
    expect(saleAfter(...trades)?.unsure).toBe(unsure);
  });

  it('completes a fee that is heard later', () => {
    const basis = withRecent(empty, [trade({ id: '1', at: 1, amount: d('1') }), sold], unitByName)!;
    expect(salesOf(withRecent(basis, [bought], unitByName)!, unitByName).get('78')).toEqual({ sold: '1', unbought: '0', received: '110', cost: '100', fees: '1' });
  });

  it('keeps the settled sales of orders that are still of interest, and no others', () => {
    const settle = (keeps: (id: string) => boolean) => settledTo(withRecent(empty, [bought, sold], unitByName)!, 10, unitByName, keeps);
    expect(settle((id) => id === '78').sales).toEqual({ 78: { sold: '1', unbought: '0', received: '110', cost: '100', fees: '1' } });
    expect(settle(() => false)).toEqual({ settledUntil: 10, held: {}, recent: [], sales: {} });
  });

  it.each([[recentTradesLimit, false], [recentTradesLimit + 1, true]])('with %i trades at once is given up: %s', (count, isGivenUp) => {
    const many = Array.from({ length: count }, (_, index) => trade({ id: String(index), at: 5 }));
    expect(withRecent(empty, many, unitByName) === undefined).toBe(isGivenUp);
    expect(endOf(basisSteps(many, 5, unitByName, always)) === undefined).toBe(isGivenUp);
    expect(endOf(basisSteps(many, 6, unitByName, always))?.recent).toEqual([]);
  });
});
