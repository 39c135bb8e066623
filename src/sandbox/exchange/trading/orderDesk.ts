// Takes orders and cancellations in, hands them to the matching engine a little later, and remembers every user's orders.
import { refusal } from '../rest/apiError.js';
import type { Decimal } from '../decimals.js';
import type { Ledger } from '../money/ledger.js';
import type { MatchingEngine } from './matching.js';
import { isOpen, newOrder, type FeeRates, type Order, type OrderRequest } from './order.js';
import { uuid, type Random } from '../random.js';
import type { Timers } from '../timers.js';

const FIRST_ORDER_ID = 173757;
const MAX_ORDERS_PER_USER = 10_000;

interface DeskParts {
  ledger: Ledger;
  engine: MatchingEngine;
  timers: Timers;
  random: Random;
  now: () => number;
  processingDelayMs: number;
  announce: (order: Order) => void;
}

/** The worker between the REST side and the engine: everything it accepts happens asynchronously (PROTOCOL.md section 3, life cycle). */
export class OrderDesk {
  readonly #orders = new Map<number, Order>();
  readonly #byUser = new Map<string, Order[]>();
  readonly #rejections = new Map<string, string[]>();
  #nextId = FIRST_ORDER_ID;

  constructor(private readonly parts: DeskParts) {}

  /** Accepts a user's order in state pending, its frame sent before the answer; the engine sees it after the processing delay. */
  create(uid: string, fees: FeeRates, request: OrderRequest): Order {
    const toLock = this.#checkFunds(uid, request);
    const order = { ...this.make(uid, fees, request), toLock };
    order.rejectReason = this.#rejections.get(uid)?.shift() ?? null;
    this.#remember(order);
    this.parts.announce(order);
    this.parts.timers.after(this.parts.processingDelayMs, () => this.parts.engine.open(order));
    return order;
  }

  /** An order with the next id that is not kept in any user's list: another trader's. */
  make(uid: string, fees: FeeRates, request: OrderRequest): Order {
    const identity = { id: this.#nextId++, uuid: uuid(this.parts.random), uid, fees, at: this.parts.now() };
    return newOrder(identity, request);
  }

  /** Asks the engine to cancel. A pending order's cancellation is lost, as on the real exchange. */
  requestCancel(order: Order): void {
    if (order.state === 'pending') return;
    this.parts.timers.after(this.parts.processingDelayMs, () => this.parts.engine.cancel(order));
  }

  /** The next order of this user will be accepted and then rejected. */
  rejectNext(uid: string, reason: string): void {
    this.#rejections.set(uid, [...(this.#rejections.get(uid) ?? []), reason].slice(0, 100));
  }

  /** A user's order by its number or UUID; null when there is none or it is another user's. */
  find(uid: string, idOrUuid: string): Order | null {
    const order = /^\d+$/.test(idOrUuid) ? this.#orders.get(Number(idOrUuid)) : this.ofUser(uid).find((one) => one.uuid === idOrUuid.toLowerCase());
    return order?.uid === uid ? order : null;
  }

  /** Any user's order by its number. */
  byId(id: number): Order | null {
    return this.#orders.get(id) ?? null;
  }

  /** A user's orders, oldest first. */
  ofUser(uid: string): Order[] {
    return [...(this.#byUser.get(uid) ?? [])];
  }

  /** What the order will lock, fixed now although the book may move before the engine sees it. */
  #checkFunds(uid: string, request: OrderRequest): Decimal {
    const { engine, ledger } = this.parts;
    const available = ledger.available(uid, request.side === 'sell' ? request.market.base : request.market.quote);
    const lock = engine.amountToLock(request, available);
    if (lock === null) throw refusal('market.order.insufficient_market_liquidity');
    if (available.lt(lock)) throw refusal('market.account.insufficient_balance');
    // The exchange's own code for this is not known; clients must show unknown codes as they are.
    if (engine.wouldMatch(request)) throw refusal('market.order.post_only_would_match');
    return lock;
  }

  #remember(order: Order): void {
    const list = this.#byUser.get(order.uid) ?? [];
    this.#byUser.set(order.uid, list);
    this.#orders.set(order.id, order);
    list.push(order);
    if (list.length <= MAX_ORDERS_PER_USER) return;
    const oldest = list.findIndex((one) => !isOpen(one));
    const [forgotten] = list.splice(Math.max(oldest, 0), 1);
    if (forgotten !== undefined) this.#orders.delete(forgotten.id);
  }
}
