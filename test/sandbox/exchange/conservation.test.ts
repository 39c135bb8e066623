import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ApiError } from '../../../src/sandbox/exchange/rest/apiError.js';
import { decimal } from '../../../src/sandbox/exchange/decimals.js';
import { lockCurrency, type OrderRequest } from '../../../src/sandbox/exchange/trading/order.js';
import { USUAL_FRAMES } from '../../../src/sandbox/exchange/streams/frameVariants.js';
import { buildVenue, type Venue } from '../../../src/sandbox/exchange/venue.js';

const step = fc.record({
  user: fc.integer({ min: 0, max: 1 }),
  market: fc.integer({ min: 0, max: 3 }),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  type: fc.constantFrom('limit' as const, 'limit' as const, 'market' as const),
  percent: fc.integer({ min: 96, max: 104 }),
  lots: fc.integer({ min: 1, max: 4000 }),
  cancel: fc.integer({ min: 0, max: 5 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function openVenue(): { venue: Venue; uids: string[] } {
  const venue = buildVenue({ seed: 7, now: () => 1_700_000_000_000, variants: USUAL_FRAMES, processingDelayMs: 0, bracketed: 'list', subscribing: 'frames' });
  const uids = [0, 1].map(() => venue.members.create().member.uid);
  for (const uid of uids) {
    for (const [currency, amount] of [['btc', '1'], ['eth', '20'], ['xrp', '5000'], ['usdc', '4000'], ['zar', '900000']] as const) {
      venue.ledger.bringIn(uid, currency, decimal(amount));
    }
  }
  return { venue, uids };
}

function play(venue: Venue, uid: string, { market: index, side, type, percent, lots, cancel }: Step): void {
  const market = venue.markets[index]!;
  const price = type === 'market' ? null : market.startPrice.times(percent).div(100).decimalPlaces(2);
  const request: OrderRequest = { market, side, type, price, volume: market.minAmount.times(lots), postOnly: false, customOrderId: null };
  try {
    venue.engine.open(venue.desk.create(uid, venue.members.get(uid).fees, request));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  if (cancel === 0) for (const order of venue.desk.ofUser(uid).slice(-2)) venue.engine.cancel(order);
}

function expectConserved(venue: Venue, uids: string[]): void {
  for (const { id } of venue.currencies) {
    expect(venue.ledger.totalHeld(id).plus(venue.ledger.feesTaken(id)).toFixed()).toBe(venue.ledger.netInflow(id).toFixed());
    for (const uid of uids) {
      const resting = venue.desk.ofUser(uid).filter((order) => order.state === 'wait' && lockCurrency(order) === id);
      const locked = resting.reduce((sum, order) => sum.plus(order.locked), decimal('0'));
      expect(venue.ledger.find(uid, id)?.locked.toFixed()).toBe(locked.toFixed());
      expect(venue.ledger.available(uid, id).isNegative()).toBe(false);
    }
  }
}

describe('money', () => {
  it('is neither made nor lost by any run of orders, fees apart, and what is locked is what open orders hold', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const { venue, uids } = openVenue();
      for (const one of steps) play(venue, uids[one.user]!, one);
      expectConserved(venue, uids);
      venue.timers.stop();
    }), { numRuns: 40 });
  });

  it('survives other traders and jumps of the price', () => {
    const { venue, uids } = openVenue();
    const [market] = venue.markets;
    for (let round = 0; round < 20; round += 1) {
      play(venue, uids[round % 2]!, { user: 0, market: 0, side: round % 3 === 0 ? 'sell' : 'buy', type: 'limit', percent: 97 + (round % 7), lots: 300, cancel: 1 });
      for (let count = 0; count < 20; count += 1) venue.otherTraders.step();
      venue.otherTraders.moveTo(market!, decimal(String(800000 + round * 2000)));
    }
    expectConserved(venue, uids);
    venue.timers.stop();
  });
});
