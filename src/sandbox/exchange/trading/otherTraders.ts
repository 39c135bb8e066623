// The rest of the market: a market maker and a taker with deep pockets, who keep the books alive and do what tests tell them.
import { crosses, isBetter } from './book.js';
import { decimal, Decimal, ZERO, type Decimal as Amount } from '../decimals.js';
import { ladder, LADDER_LEVELS, usualVolume } from './ladder.js';
import type { Ledger } from '../money/ledger.js';
import type { Market } from './marketList.js';
import type { MatchingEngine } from './matching.js';
import { opposite, type FeeRates, type Order, type OrderType, type Side } from './order.js';
import type { OrderDesk } from './orderDesk.js';
import { wholeBetween, type Random } from '../random.js';

const MAKER = 'OTHERMAKER';
const TAKER = 'OTHERTAKER';
const POCKET = decimal('1000000000000');
const FEES: FeeRates = { maker: decimal('0.001'), taker: decimal('0.002') };
/** How far the price drifts in one step at most, as a share. */
const DRIFT = 0.0008;
/** How strongly it is pulled back to where it was last put. */
const PULL = 0.02;

interface Parts {
  markets: Market[];
  engine: MatchingEngine;
  desk: OrderDesk;
  ledger: Ledger;
  random: Random;
}

/** Other people's orders. They go straight to the engine, without delay. */
export class OtherTraders {
  readonly #anchors = new Map<string, Amount>();

  constructor(private readonly parts: Parts) {
    const currencies = new Set(parts.markets.flatMap((market) => [market.base, market.quote]));
    for (const uid of [MAKER, TAKER]) for (const currency of currencies) parts.ledger.bringIn(uid, currency, POCKET);
  }

  /** Fills the books around their starting prices. */
  seedBooks(): void {
    for (const market of this.parts.markets) {
      this.#anchors.set(market.id, market.startPrice);
      for (const side of ['sell', 'buy'] as const) this.#quoteLadder(market, side, market.startPrice);
    }
  }

  /** One more limit order in the book, or against it. */
  placeLimit(market: Market, side: Side, price: Amount, volume: Amount): Order {
    return this.#send(MAKER, market, side, 'limit', price, volume);
  }

  /** A market order of that volume, or of what the other side holds when that is less. */
  take(market: Market, side: Side, volume: Amount): Order | null {
    const depth = this.parts.engine.book(market).depth(opposite(side));
    const taken = Decimal.min(volume, depth);
    return taken.isZero() ? null : this.#send(TAKER, market, side, 'market', null, taken);
  }

  /** Puts a fresh book around a price: users' orders in the way are filled, one small trade prints the price itself. */
  moveTo(market: Market, price: Amount): void {
    this.#anchors.set(market.id, price);
    const stale = (['buy', 'sell'] as const).flatMap((side) => this.#own(market, side));
    const bestAsk = this.parts.engine.book(market).best('sell')?.price;
    const rising = bestAsk === undefined || price.gte(bestAsk);
    const first: Side = rising ? 'sell' : 'buy';
    // The far side is quoted before the old orders leave, so the book is never empty.
    this.#quoteInstead(market, first, price, stale);
    this.#cancelPassed(stale, price);
    for (const side of ['sell', 'buy'] as const) this.#sweepUsers(market, side, price);
    this.#quoteInstead(market, opposite(first), price, stale);
    this.#print(market, price);
  }

  /** Trades exactly that volume with a resting order at its price; other traders' orders before it are taken away. */
  fill(order: Order, volume: Amount): void {
    if (order.state !== 'wait' || order.price === null) throw new Error(`order ${order.id} is not resting`);
    if (volume.gt(order.remaining)) throw new Error(`order ${order.id} has only ${order.remaining.toFixed()} left`);
    const book = this.parts.engine.book(order.market);
    for (const other of this.#own(order.market, order.side)) {
      const ahead = other.price !== null && (isBetter(order.side, other.price, order.price) || (other.price.eq(order.price) && other.id < order.id));
      if (ahead) this.parts.engine.cancel(other);
    }
    if (book.best(order.side)?.order !== order) throw new Error(`another user's order stands before order ${order.id}`);
    this.#send(TAKER, order.market, opposite(order.side), 'limit', order.price, volume);
  }

  /** One step of ordinary trading in one market: the price drifts, quotes follow it, and sometimes someone takes. */
  step(): void {
    const { markets, random } = this.parts;
    const market = markets[wholeBetween(random, 0, markets.length - 1)];
    if (market === undefined) return;
    const price = this.#drifted(market);
    for (const side of ['sell', 'buy'] as const) this.#cancelPassed(this.#own(market, side), price);
    for (const side of ['sell', 'buy'] as const) this.#requote(market, side, price);
    const side = random() < 0.5 ? 'buy' : 'sell';
    if (random() < 0.6) this.take(market, side, usualVolume(market, random, 0.25));
  }

  #drifted(market: Market): Amount {
    const { engine, random } = this.parts;
    const book = engine.book(market);
    const anchor = this.#anchors.get(market.id) ?? market.startPrice;
    const bid = book.best('buy')?.price ?? anchor;
    const ask = book.best('sell')?.price ?? anchor;
    const middle = bid.plus(ask).div(2);
    const moved = middle.times((1 + (random() - 0.5) * 2 * DRIFT).toFixed(6));
    return moved.plus(anchor.minus(moved).times(PULL)).decimalPlaces(market.pricePrecision, Decimal.ROUND_HALF_UP);
  }

  /** Adds a couple of quotes near the price and drops the farthest beyond the usual number. */
  #requote(market: Market, side: Side, price: Amount): void {
    const { random } = this.parts;
    const levels = ladder(market, side, price, random);
    const missing = Math.max(2, LADDER_LEVELS - this.#own(market, side).length);
    for (let count = 0; count < missing; count += 1) {
      const level = levels[missing > 2 ? count : wholeBetween(random, 0, 5)];
      if (level !== undefined) this.placeLimit(market, side, level.price, level.volume);
    }
    for (const order of this.#own(market, side).slice(LADDER_LEVELS + 5)) this.parts.engine.cancel(order);
  }

  #quoteLadder(market: Market, side: Side, price: Amount): void {
    for (const level of ladder(market, side, price, this.parts.random)) this.placeLimit(market, side, level.price, level.volume);
  }

  #quoteInstead(market: Market, side: Side, price: Amount, stale: Order[]): void {
    this.#quoteLadder(market, side, price);
    for (const order of stale) if (order.side === side && order.state === 'wait') this.parts.engine.cancel(order);
  }

  #cancelPassed(orders: Order[], price: Amount): void {
    for (const order of orders) if (order.state === 'wait' && this.#isPassed(order, price)) this.parts.engine.cancel(order);
  }

  #isPassed(order: Order, price: Amount): boolean {
    return order.price !== null && crosses(order.side, order.price, price);
  }

  /** Fills the users' orders of a side that a price has passed. */
  #sweepUsers(market: Market, side: Side, price: Amount): void {
    const passed = this.parts.engine.book(market).orders(side).filter((order) => !isOther(order) && this.#isPassed(order, price));
    const volume = passed.reduce((sum, order) => sum.plus(order.remaining), ZERO);
    if (!volume.isZero()) this.#send(TAKER, market, opposite(side), 'limit', price, volume, true);
  }

  #print(market: Market, price: Amount): void {
    this.placeLimit(market, 'sell', price, market.minAmount);
    this.#send(TAKER, market, 'buy', 'limit', price, market.minAmount, true);
  }

  #own(market: Market, side: Side): Order[] {
    return this.parts.engine.book(market).orders(side).filter(isOther);
  }

  #send(uid: string, market: Market, side: Side, type: OrderType, price: Amount | null, volume: Amount, cancelRest = false): Order {
    const order = this.parts.desk.make(uid, FEES, { market, side, type, price, volume, postOnly: false, customOrderId: null });
    this.parts.engine.open(order);
    if (cancelRest) this.parts.engine.cancel(order);
    return order;
  }
}

function isOther(order: Order): boolean {
  return order.uid === MAKER || order.uid === TAKER;
}
