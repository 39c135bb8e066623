// The card against the fill: an exchange with the fee rule of PROTOCOL.md section 5 fills what the card promised, whatever the order, book and rates.
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLivePrice } from '../../../commands/trade/livePrice.js';
import { learnFeeRates } from '../../../src/accounts/reconciling/feeRates.js';
import type { OrderRequest } from '../../../src/model/draft.js';
import { absolute, decimal as d, isAbove, isBelow, minus, plus, sum, times, ZERO, type Decimal } from '../../../src/model/money.js';
import type { Level } from '../../../src/model/trading/market.js';
import { roleRatesOf } from '../../../src/model/trading/feeRate.js';
import { expectedFee, expectedReceipt } from '../../../src/model/trading/orderFee.js';
import { expectedTotal } from '../../../src/model/trading/priceLimits.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { decimal as big } from '../../../src/sandbox/exchange/decimals.js';
import { Ledger } from '../../../src/sandbox/exchange/money/ledger.js';
import { marketList } from '../../../src/sandbox/exchange/trading/marketList.js';
import { MatchingEngine } from '../../../src/sandbox/exchange/trading/matching.js';
import { newOrder, type FeeRates, type Side, type Trade as Made } from '../../../src/sandbox/exchange/trading/order.js';
import { speak } from '../../../src/text/index.js';
import { showFee, showTotal } from '../../../src/text/orderFigures.js';

const market = marketList()[0]!;
const [us, others] = ['us', 'others'];
const noFees: FeeRates = { maker: big('0'), taker: big('0') };

/** An exchange of one market with everybody rich. */
function openExchange() {
  const ledger = new Ledger();
  for (const uid of [us, others]) for (const currency of ['btc', 'zar']) ledger.bringIn(uid, currency, big('1000000000000'));
  const made: Made[] = [];
  const engine = new MatchingEngine([market], ledger, () => 0, { orderChanged: () => undefined, balanceChanged: () => undefined, levelChanged: () => undefined, tradeMade: (trade) => made.push(trade) });
  let id = 0;
  const place = (uid: string, fees: FeeRates, side: Side, volume: string, price?: string): void => {
    id += 1;
    engine.open(newOrder({ id, uuid: String(id), uid, fees, at: 0 }, { market, side, type: price === undefined ? 'market' : 'limit', volume: big(volume), price: price === undefined ? null : big(price), postOnly: false, customOrderId: null }));
  };
  /** Our side of each trade, as the exchange lists it. */
  const ours = (): readonly Trade[] => made.flatMap((trade) => [trade.maker, trade.taker].filter((party) => party.uid === us).map((party) => ({
    id: String(trade.id), orderId: String(party.orderId), market: 'btczar', side: party.side, price: d(trade.price.toFixed()), amount: d(trade.amount.toFixed()), total: d(trade.total.toFixed()),
    takerSide: trade.taker.side, feeAmount: d(party.feeAmount.toFixed()), feeCurrency: party.feeCurrency, at: 0,
  })));
  const levels = (side: 'bid' | 'ask'): readonly Level[] => engine.book(market).levels(side === 'bid' ? 'buy' : 'sell', 100).map((level) => ({ price: d(level.price.toFixed()), amount: d(level.volume.toFixed()) }));
  return { place, ours, levels };
}

/** One trade of each role on each side teaches the rates. */
function learn(fees: FeeRates): Readonly<Record<string, Decimal>> {
  const { place, ours } = openExchange();
  for (const side of ['buy', 'sell'] as const) {
    const other = side === 'buy' ? 'sell' : 'buy';
    place(us, fees, side, '0.01234567', '835123');
    place(others, noFees, other, '0.01234567');
    place(others, noFees, other, '0.00765432', '835321');
    place(us, fees, side, '0.00765432');
  }
  return learnFeeRates({}, ours(), () => ({ base: 'btc', quote: 'zar', pricePrecision: 0 }));
}

const rate = fc.integer({ min: -20, max: 50 }).map((tenThousandth) => big('0.0001').times(tenThousandth));
const volume = fc.integer({ min: 1000, max: 50_000_000 }).map((count) => times(d(String(count)), d('0.00000001')));
const price = fc.integer({ min: 834_000, max: 836_000 }).map(String);
const book = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), volume), { minLength: 1, maxLength: 5 });
const say = speak('en');
const read = (shown: string): Decimal => d(shown.replaceAll('\u00a0', '').replace('R', '').replace(' BTC', '').replace('BTC', ''));

it('what a fill brings and is charged is what its card said, and its fee is never shown as less', () => {
  fc.assert(fc.property(fc.constantFrom('buy' as const, 'sell' as const), volume, fc.option(price, { nil: undefined }), book, book, rate, rate, (side, size, limit, asks, bids, maker, taker) => {
    const fees = { maker, taker };
    const { place, ours, levels } = openExchange();
    for (const [away, amount] of asks) place(others, noFees, 'sell', amount, String(835_000 + away));
    for (const [away, amount] of bids) place(others, noFees, 'buy', amount, String(835_000 - away));
    const order: OrderRequest = { market: 'btczar', side, type: limit === undefined ? 'market' : 'limit', volume: size, customOrderId: 'c', ...(limit === undefined ? {} : { price: d(limit) }) };
    const live = readLivePrice({ book: () => ({ market: 'btczar', state: 'synced', sequence: 1, ageMs: 0 }), levels: (_market, of, count) => levels(of).slice(0, count) })(order, 0)!;
    fc.pre(limit !== undefined || live.walk !== undefined);
    const figures = limit === undefined ? { total: live.walk!.total } : { total: times(size, d(limit)), ...(live.atOnce === undefined ? {} : { atOnce: live.atOnce }) };
    const fee = expectedFee(order, figures, live.taking, roleRatesOf({ feeRates: learn(fees) }, 'btczar', side));
    const estimate = { ...figures, ...fee };

    place(us, fees, side, size, limit);
    // Whoever wants the rest comes to it, past those who stood before it.
    const before = sum((side === 'buy' ? bids : asks).map(([, amount]) => amount));
    const rest = minus(size, sum(ours().map((trade) => trade.amount)));
    if (limit !== undefined && isAbove(rest, ZERO)) place(others, noFees, side === 'buy' ? 'sell' : 'buy', plus(before, rest), limit);

    const charged = sum(ours().map((trade) => trade.feeAmount ?? ZERO));
    const gross = sum(ours().map((trade) => (side === 'buy' ? trade.amount : trade.total)));
    // Each trade's fee is cut to 16 decimals.
    const hair = d('0.00000000000001');
    expect(sum(ours().map((trade) => trade.total))).toBe(expectedTotal(order, estimate));
    expect(isAbove(absolute(minus(charged, estimate.fee!)), hair)).toBe(false);
    expect(isAbove(absolute(minus(minus(gross, charged), expectedReceipt(order, estimate))), hair)).toBe(false);
    const currency = side === 'buy' ? 'btc' : 'zar';
    if (isAbove(charged, ZERO)) expect(isBelow(plus(read(showFee(say, estimate.fee!, currency)), hair), charged)).toBe(false);
    expect(isAbove(read(showTotal(say, expectedReceipt(order, estimate), currency)), plus(minus(gross, charged), hair))).toBe(false);
  }), { numRuns: 300 });
});
