// The matching engine: locks, price-time matching, fees and the events each step gives rise to.
import { Book, costOf, crosses } from './book.js';
import { Decimal, ZERO } from '../decimals.js';
import type { Ledger } from '../money/ledger.js';
import type { Market } from './marketList.js';
import { lockCurrency, opposite, type Order, type Side, type Trade, type TradeParty } from './order.js';

/** What the engine tells the rest of the exchange, in the order it happens. */
export interface EngineEvents {
  orderChanged(order: Order): void;
  tradeMade(trade: Trade): void;
  balanceChanged(uid: string, currency: string): void;
  /** The new absolute volume at a price; zero when the level is gone. */
  levelChanged(market: Market, side: Side, price: Decimal, volume: Decimal): void;
}

const FIRST_TRADE_ID = 12345;

/** Matches the orders of every market. Everything here happens at once; delays belong to the order desk. */
export class MatchingEngine {
  readonly #books = new Map<string, Book>();
  readonly #ledger: Ledger;
  readonly #now: () => number;
  readonly #events: EngineEvents;
  #nextTradeId = FIRST_TRADE_ID;

  constructor(markets: Market[], ledger: Ledger, now: () => number, events: EngineEvents) {
    this.#ledger = ledger;
    this.#now = now;
    this.#events = events;
    for (const market of markets) this.#books.set(market.id, new Book());
  }

  /** The book of a market. */
  book(market: Market): Book {
    const book = this.#books.get(market.id);
    if (book === undefined) throw new Error(`no market ${market.id}`);
    return book;
  }

  /** What an order must lock; null when a market order finds too little on the other side (PROTOCOL.md section 5). */
  amountToLock(order: { market: Market; side: Side; volume: Decimal; price: Decimal | null }, available: Decimal): Decimal | null {
    const counter = this.book(order.market).levels(opposite(order.side), Number.MAX_SAFE_INTEGER);
    if (order.price === null) {
      const cost = costOf(counter, order.volume);
      if (cost === null) return null;
      // A market purchase locks min(1.1 x cost, balance), yet needs at least the cost.
      if (order.side === 'buy') return available.lt(cost) ? cost : Decimal.min(cost.times('1.1'), available);
    }
    return order.side === 'sell' || order.price === null ? order.volume : order.price.times(order.volume);
  }

  /** Takes a pending order: locks its money and matches it, or rejects it. */
  open(order: Order): void {
    const currency = lockCurrency(order);
    const available = this.#ledger.available(order.uid, currency);
    const lock = order.toLock ?? this.amountToLock(order, available);
    if (order.rejectReason !== null || lock === null || available.lt(lock) || this.wouldMatch(order)) {
      this.#change(order, 'reject');
      return;
    }
    this.#ledger.lock(order.uid, currency, lock);
    order.locked = lock;
    this.#change(order, 'wait');
    this.#events.balanceChanged(order.uid, currency);
    this.#match(order);
    this.#settleRest(order);
  }

  /** Cancels a resting order. One that is no longer in the book only repeats its level, as the real engine does. */
  cancel(order: Order): void {
    const book = this.book(order.market);
    const rested = order.state === 'wait' && book.remove(order);
    if (order.price !== null) this.#announceLevel(order, order.price);
    if (!rested) return;
    this.#end(order, 'cancel');
  }

  /** Whether a post-only order would trade at once. */
  wouldMatch(order: { market: Market; side: Side; price: Decimal | null; postOnly: boolean }): boolean {
    const counter = this.book(order.market).best(opposite(order.side));
    return order.postOnly && counter !== null && crosses(order.side, order.price, counter.price);
  }

  #match(taker: Order): void {
    const book = this.book(taker.market);
    for (;;) {
      const counter = book.best(opposite(taker.side));
      if (counter === null || taker.remaining.isZero() || !crosses(taker.side, taker.price, counter.price)) return;
      const amount = Decimal.min(taker.remaining, counter.order.remaining);
      // A market purchase stops where the next level would cost more than is left locked.
      if (taker.side === 'buy' && counter.price.times(amount).gt(taker.locked)) return;
      this.#strike(counter.order, taker, counter.price, amount);
    }
  }

  #settleRest(order: Order): void {
    if (order.state !== 'wait') return;
    if (order.price === null) {
      this.#end(order, 'cancel');
      return;
    }
    this.book(order.market).add(order);
    this.#announceLevel(order, order.price);
  }

  #strike(maker: Order, taker: Order, price: Decimal, amount: Decimal): void {
    const total = price.times(amount);
    for (const order of [maker, taker]) this.#fill(order, amount, total);
    const makerFee = this.#pay(maker, maker.fees.maker, amount, total);
    const takerFee = this.#pay(taker, taker.fees.taker, amount, total);
    if (maker.remaining.isZero()) this.book(maker.market).remove(maker);
    for (const order of [maker, taker]) if (order.remaining.isZero()) this.#freeLeftover(order);
    const trade: Trade = { id: this.#nextTradeId++, market: maker.market, price, amount, total, at: this.#now(), maker: makerFee, taker: takerFee };
    this.#announceTrade(trade, maker, taker);
  }

  #fill(order: Order, amount: Decimal, total: Decimal): void {
    const spent = order.side === 'sell' ? amount : total;
    this.#ledger.spendLocked(order.uid, lockCurrency(order), spent);
    order.locked = order.locked.minus(spent);
    order.remaining = order.remaining.minus(amount);
    order.executed = order.executed.plus(amount);
    order.traded = order.traded.plus(total);
    order.tradesCount += 1;
  }

  /** Pays what the order receives; the fee is taken from it (PROTOCOL.md section 5). */
  #pay(order: Order, feeRate: Decimal, amount: Decimal, total: Decimal): TradeParty {
    const feeCurrency = order.side === 'buy' ? order.market.base : order.market.quote;
    const income = order.side === 'buy' ? amount : total;
    const feeAmount = income.times(feeRate).decimalPlaces(16);
    this.#ledger.receive(order.uid, feeCurrency, income, feeAmount);
    return { uid: order.uid, orderId: order.id, customOrderId: order.customOrderId, side: order.side, feeRate, feeAmount, feeCurrency };
  }

  #freeLeftover(order: Order): void {
    this.#ledger.unlock(order.uid, lockCurrency(order), order.locked);
    order.locked = ZERO;
    order.state = 'done';
  }

  /** The trade first, then the maker's and the taker's order, then two balances each: base, quote. */
  #announceTrade(trade: Trade, maker: Order, taker: Order): void {
    this.#announceLevel(maker, trade.price);
    this.#events.tradeMade(trade);
    for (const order of [maker, taker]) this.#change(order, order.state);
    for (const order of [maker, taker]) {
      this.#events.balanceChanged(order.uid, order.market.base);
      this.#events.balanceChanged(order.uid, order.market.quote);
    }
  }

  #end(order: Order, state: 'cancel'): void {
    const currency = lockCurrency(order);
    this.#ledger.unlock(order.uid, currency, order.locked);
    order.locked = ZERO;
    this.#change(order, state);
    this.#events.balanceChanged(order.uid, currency);
  }

  #announceLevel(order: Order, price: Decimal): void {
    this.#events.levelChanged(order.market, order.side, price, this.book(order.market).volumeAt(order.side, price));
  }

  #change(order: Order, state: Order['state']): void {
    order.state = state;
    order.updatedAt = this.#now();
    this.#events.orderChanged(order);
  }
}
