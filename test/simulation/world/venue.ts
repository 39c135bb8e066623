// A small model exchange: its orders, fills and deposits as they truly are, and the fate each order meets.
import type { Clock } from '../../../src/model/clock.js';
import type { Balance } from '../../../src/model/balance.js';
import type { Deposit } from '../../../src/model/payments/deposit.js';
import type { OrderRequest } from '../../../src/model/draft.js';
import type { PrivateEvent } from '../../../src/exchange/streams/events.js';
import { ZERO, decimal, dividedBy, isPositive, minus, negate, plus, smaller, sum, times, type Decimal } from '../../../src/model/money.js';
import { isFinal, type Order } from '../../../src/model/trading/order.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { hundredths, type SeededRandom } from './seededRandom.js';

export interface VenueOrder {
  order: Order;
  readonly trades: Trade[];
  /** Not in any list before, ms since 1970 by the world's clock. */
  readonly hiddenUntil: number;
}

export interface VenueTrade {
  readonly trade: Trade;
  readonly listedFrom: number;
}

export interface VenueDeposit {
  deposit: Deposit;
  readonly listedFrom: number;
  /** ms since 1970 by the world's clock; undefined until its money is on the account. */
  creditedAt?: number;
  /** The first balance frame made by its credit that reached the program; undefined while none has. */
  announced?: Announcement;
}

/** Both ms since 1970 by the world's clock. */
export interface Announcement {
  readonly at: number;
  /** When the oldest message was written that waited to be sent at that moment; that moment where none did. */
  readonly waitingSince: number;
}

export interface VenueOptions {
  /** The exchange's clock minus the world's, ms. */
  readonly skewMs: number;
  /** How likely a new order or fill is missing from the lists for a while. */
  readonly hides: number;
}

const feeRate = decimal('0.002');

export class Venue {
  readonly orders: VenueOrder[] = [];
  readonly trades: VenueTrade[] = [];
  readonly deposits: VenueDeposit[] = [];
  /** How many times each custom order id was asked to be created, whatever came of it. */
  readonly creates = new Map<string, number>();
  /** Hears of every change, and calls `arrived` when the program has it; the stream decides who else hears. */
  tell: (event: PrivateEvent, arrived?: () => void) => void = () => undefined;
  /** Since when the program has had something to send, ms since 1970; undefined when it has nothing. */
  waitingSince: () => number | undefined = () => undefined;
  #lastId = 1000;
  /** Enough for all that is traded and paid out; what is locked is not told apart. */
  readonly #held = { btc: decimal('100'), zar: decimal('10000000') };

  constructor(private readonly clock: Clock, private readonly random: SeededRandom, private readonly options: VenueOptions) {}

  /** All that is held, to the last digit of all that has happened. */
  balances(): readonly Balance[] {
    return (['btc', 'zar'] as const).map((currency) => this.#balance(currency));
  }

  /** Adds to what is held, or takes from it, and tells. */
  change(currency: 'btc' | 'zar', by: Decimal, arrived?: () => void): void {
    this.#held[currency] = plus(this.#held[currency], by);
    this.tell({ type: 'balance', balance: this.#balance(currency) }, arrived);
  }

  /** What is held changes and no list ever says why; without `isFramed` no frame either. */
  changeSilently(currency: 'btc' | 'zar', by: Decimal, isFramed: boolean): void {
    if (isFramed) this.change(currency, by);
    else this.#held[currency] = plus(this.#held[currency], by);
  }

  #balance(currency: 'btc' | 'zar'): Balance {
    return { currency, available: this.#held[currency], locked: ZERO };
  }

  /** The exchange's own time in whole seconds, as most of its stamps are; ms since 1970. */
  stamp(): number {
    return Math.floor((this.clock.now() + this.options.skewMs) / 1000) * 1000;
  }

  /** Takes an order; it is pending and meets its fate by itself. `hidden` false: it is listed at once. */
  place(request: OrderRequest, hidden = true): VenueOrder {
    const at = this.stamp();
    const order: Order = {
      id: this.#nextId(), customOrderId: request.customOrderId, market: request.market, side: request.side, type: request.type,
      averagePrice: ZERO, state: 'pending', originVolume: request.volume, remainingVolume: request.volume, executedVolume: ZERO,
      createdAt: at, updatedAt: at, ...(request.price === undefined ? {} : { price: request.price }),
    };
    const placed: VenueOrder = { order, trades: [], hiddenUntil: hidden ? this.#hiddenUntil(540_000) : 0 };
    this.orders.push(placed);
    this.#tellOrder(placed);
    this.clock.after(this.random.between(20, this.random.chance(0.1) ? 60_000 : 2000), () => this.#begin(placed));
    return placed;
  }

  /** The order of this id, or undefined. */
  find(id: string): VenueOrder | undefined {
    return this.orders.find(({ order }) => order.id === id);
  }

  /** Asks for a cancel; it may still fill before. */
  cancel(found: VenueOrder): void {
    this.clock.after(this.random.between(20, 3000), () => { if (found.order.state === 'wait') this.#change(found, { state: 'cancel' }); });
  }

  /** A deposit that arrives and is confirmed, or not, by itself. */
  receive(): void {
    const seen: VenueDeposit = {
      deposit: { id: this.#nextId(), currency: 'btc', amount: hundredths(this.random.between(1, 500)), fee: ZERO, txid: `tx${this.#lastId}`, confirmations: 0, state: 'submitted', createdAt: this.stamp() },
      listedFrom: this.random.chance(this.options.hides) ? this.clock.now() + this.random.between(1000, 120_000) : 0,
    };
    this.deposits.push(seen);
    const good = this.random.chance(0.85);
    const steps = this.random.between(1, 3);
    for (let step = 1; step <= steps; step += 1) {
      this.clock.after(step * this.random.between(5000, 90_000), () => {
        if (seen.deposit.state === 'submitted') seen.deposit = { ...seen.deposit, confirmations: step };
      });
    }
    this.clock.after(this.random.between(10_000, 300_000), () => {
      seen.deposit = { ...seen.deposit, state: good ? this.random.pick(['accepted', 'collected']) : 'rejected', completedAt: this.stamp() };
      if (!good) return;
      seen.creditedAt = this.clock.now();
      this.change('btc', seen.deposit.amount, () => {
        const at = this.clock.now();
        seen.announced ??= { at, waitingSince: this.waitingSince() ?? at };
      });
    });
  }

  /** Fills part of an order that rests, at its price or near it. */
  fill(found: VenueOrder, asked: Decimal): void {
    const { order } = found;
    const amount = smaller(asked, order.remainingVolume);
    if (order.state !== 'wait' || !isPositive(amount)) return;
    const price = order.price ?? decimal(String(this.random.between(990, 1010)));
    const trade: Trade = {
      id: this.#nextId(), orderId: order.id, market: order.market, side: order.side, price, amount, total: times(price, amount),
      takerSide: order.type === 'market' ? order.side : this.random.pick(['buy', 'sell']), at: this.stamp(),
    };
    found.trades.push(trade);
    const fee = { feeAmount: times(trade.amount, feeRate), feeCurrency: order.side === 'buy' ? 'btc' : 'zar' };
    const isBuy = order.side === 'buy';
    this.change('btc', isBuy ? minus(amount, fee.feeAmount) : negate(amount));
    this.change('zar', isBuy ? negate(trade.total) : minus(trade.total, fee.feeAmount));
    this.trades.push({ trade: { ...trade, ...fee }, listedFrom: this.#hiddenUntil(this.random.chance(0.3) ? 120_000 : 30_000) });
    this.tell({ type: 'trade', trade });
    const executedVolume = plus(order.executedVolume, amount);
    const remainingVolume = minus(order.remainingVolume, amount);
    const averagePrice = dividedBy(sum(found.trades.map((one) => one.total)), executedVolume, 2);
    this.#change(found, { executedVolume, remainingVolume, averagePrice, state: isPositive(remainingVolume) ? 'wait' : 'done' });
  }

  #begin(found: VenueOrder): void {
    if (this.random.chance(0.08)) { this.#change(found, { state: 'reject' }); return; }
    this.#change(found, { state: 'wait' });
    const parts = this.random.between(1, 4);
    const isMarket = found.order.type === 'market';
    const fate = isMarket ? this.random.pick(['fill', 'fill', 'rest cancelled']) : this.random.pick(['fill', 'fill', 'rest cancelled', 'rests', 'untouched']);
    if (fate === 'untouched') return;
    for (let part = 1; part <= parts; part += 1) {
      const last = part === parts && fate === 'fill';
      const inMs = isMarket ? part * this.random.between(1, 200) : this.random.between(100, 240_000);
      this.clock.after(last ? Math.max(inMs, 240_001 - (isMarket ? 239_000 : 0)) : inMs, () => this.fill(found, last ? found.order.originVolume : hundredths(this.random.between(1, 80))));
    }
    if (fate === 'rest cancelled') this.clock.after(isMarket ? 1500 : this.random.between(1000, 300_000), () => { if (found.order.state === 'wait') this.#change(found, { state: 'cancel' }); });
  }

  #change(found: VenueOrder, more: Partial<Order>): void {
    if (isFinal(found.order.state)) return;
    found.order = { ...found.order, ...more, updatedAt: this.stamp() };
    this.#tellOrder(found);
  }

  /** Of a market order only the end in full is told (PROTOCOL.md section 1, order). */
  #tellOrder({ order }: VenueOrder): void {
    if (order.type !== 'market' || order.state === 'done') this.tell({ type: 'order', order });
  }

  #hiddenUntil(longestMs: number): number {
    return this.random.chance(this.options.hides) ? this.clock.now() + this.random.between(500, longestMs) : 0;
  }

  #nextId(): string {
    this.#lastId += this.random.between(1, 7);
    return String(this.#lastId);
  }
}
