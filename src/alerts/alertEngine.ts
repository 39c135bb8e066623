// Fires alerts: a book has moved -> the alerts it crossed -> each stored as fired together with its message.
import type { BookView, Markets } from '../markets/markets.js';
import type { Alert } from '../model/alert.js';
import type { Clock } from '../model/clock.js';
import { UserError } from '../model/errors.js';
import type { Log } from '../model/log.js';
import type { CurrencyCode, MarketId } from '../model/market.js';
import type { UserId } from '../model/message.js';
import type { Decimal } from '../model/money.js';
import type { UserRecord } from '../model/user.js';
import type { Store } from '../storage/store.js';
import { AlertIndex } from './alertIndex.js';
import { addAlert, endWaiting, fireAlert, rearmAlert, removeAlert } from './alertMoves.js';
import type { Alerts } from './alerts.js';
import { alertKinds } from './kinds/index.js';

/** A book on a link silent for longer decides nothing, ms (RELIABILITY.md 1.2). */
export const liveWithinMs = 25_000;
/** What could not be stored is tried again at the next move of the book, and without one after so long, ms. */
export const retryAfterMs = 5000;

export interface AlertsDeps {
  readonly store: Store;
  readonly markets: Pick<Markets, 'book' | 'onBook' | 'list'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Alerts of all users; nothing fires before start(). */
export function createAlerts(deps: AlertsDeps): Alerts {
  const engine = new AlertEngine(deps);
  return {
    add: (userId, wanted) => engine.add(userId, wanted),
    list: (userId) => Object.values(deps.store.read(userId)?.alerts ?? {}),
    remove: (userId, alertId) => engine.remove(userId, alertId),
    rearm: (userId, alertId) => engine.rearm(userId, alertId),
    start: () => engine.start(),
    stop: () => engine.stop(),
  };
}

const alertKey = (userId: UserId, alertId: string): string => `${userId} ${alertId}`;

class AlertEngine {
  readonly #index = new AlertIndex();
  /** The alerts of each user as the index has them; records are immutable, so one look tells that nothing changed. */
  readonly #followed = new Map<UserId, UserRecord['alerts']>();
  readonly #owners = new Map<string, { readonly userId: UserId; readonly alertId: string }>();
  readonly #currencies = new Map<MarketId, { readonly base: CurrencyCode; readonly quote: CurrencyCode }>();
  /** At most one timer a market. */
  readonly #retries = new Map<MarketId, () => void>();
  #ends: (() => void)[] = [];

  constructor(private readonly deps: AlertsDeps) {}

  start(): void {
    if (this.#ends.length > 0) return;
    this.#ends = [
      this.deps.store.onChange((userId) => this.#follow(userId)),
      this.deps.markets.onBook((view) => this.#check(view)),
    ];
    // Without the list there is no live book either; the first firing asks again.
    this.#learnCurrencies().catch((error: unknown) => this.deps.log.debug('alert.noMarkets', { error: error instanceof Error ? error.name : 'unknown' }));
    for (const record of this.deps.store.all()) this.#follow(record.id);
  }

  stop(): void {
    for (const end of this.#ends) end();
    for (const cancel of this.#retries.values()) cancel();
    this.#ends = [];
    this.#retries.clear();
  }

  async add(userId: UserId, wanted: Parameters<Alerts['add']>[1]): Promise<Alert> {
    const { id, ...rest } = wanted;
    const pieces = alertKinds.priceCrosses.parse(rest);
    if (pieces instanceof UserError) throw pieces;
    const alert: Alert = { kind: 'priceCrosses', id, ...pieces, state: 'armed', createdAt: this.deps.clock.now(), firings: 0 };
    const added = await this.deps.store.update(userId, (record) => addAlert(record, alert));
    this.#follow(userId);
    return added;
  }

  async remove(userId: UserId, alertId: string): Promise<boolean> {
    const removed = await this.deps.store.update(userId, (record) => removeAlert(record, alertId));
    this.#follow(userId);
    return removed;
  }

  async rearm(userId: UserId, alertId: string): Promise<Alert | undefined> {
    const rearmed = await this.deps.store.update(userId, (record) => rearmAlert(record, alertId, (market) => this.#liveBook(market)));
    this.#follow(userId);
    return rearmed;
  }

  /** Brings the index up to what is stored of a user; alerts new to it are checked on the book as it is. */
  #follow(userId: UserId): void {
    if (this.#ends.length === 0) return;
    const before = this.#followed.get(userId) ?? {};
    const now = this.deps.store.read(userId)?.alerts ?? {};
    if (before === now) return;
    this.#followed.set(userId, now);
    const markets = new Set<MarketId>();
    for (const id of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const alert = now[id];
      if (before[id] === alert) continue;
      this.#place(userId, id, alert);
      if (alert !== undefined) markets.add(alertKinds[alert.kind].market(alert));
    }
    for (const market of markets) this.#check(this.deps.markets.book(market));
  }

  #place(userId: UserId, alertId: string, alert: Alert | undefined): void {
    const key = alertKey(userId, alertId);
    if (alert === undefined || alert.state === 'resting') {
      this.#index.remove(key);
      this.#owners.delete(key);
      return;
    }
    const kind = alertKinds[alert.kind];
    this.#owners.set(key, { userId, alertId });
    this.#index.put(key, kind.market(alert), kind.thresholds(alert));
  }

  /** Only a book in sync on a live link decides anything. */
  #check(view: BookView): void {
    if (view.state !== 'synced' || view.ageMs > liveWithinMs) return;
    for (const key of this.#index.takeReached(view)) {
      const owner = this.#owners.get(key);
      if (owner !== undefined) void this.#settle(owner.userId, owner.alertId, view);
    }
  }

  #liveBook(market: MarketId): BookView | undefined {
    const view = this.deps.markets.book(market);
    return view.state === 'synced' && view.ageMs <= liveWithinMs ? view : undefined;
  }

  /** Stores what became of an alert that was reached; when that fails, it goes back into the index. */
  async #settle(userId: UserId, alertId: string, view: BookView): Promise<void> {
    const alert = this.deps.store.read(userId)?.alerts[alertId];
    if (alert === undefined) return;
    try {
      if (alert.state === 'waiting') await this.deps.store.update(userId, (record) => endWaiting(record, alertId));
      else await this.#fire(userId, alert, view);
      this.#follow(userId);
    } catch (error) {
      this.deps.log.warn('alert.notStored', { userId, alertId, error: error instanceof Error ? error.name : 'unknown' });
      this.#retry(view.market);
    }
    this.#replace(userId, alertId);
  }

  async #fire(userId: UserId, alert: Alert, view: BookView): Promise<void> {
    const price: Decimal | undefined = alertKinds[alert.kind].trigger(alert, view);
    if (price === undefined) return;
    const at = this.deps.clock.now();
    const firing = { price, at, ...await this.#currenciesOf(view.market) };
    await this.deps.store.update(userId, (record) => fireAlert(record, alert, firing));
    this.deps.log.info('alert.fired', { userId, alertId: alert.id, market: view.market, price, sequence: view.sequence });
  }

  /** Puts an alert back where the store says it belongs: nothing else is to be believed after a write, made or failed. */
  #replace(userId: UserId, alertId: string): void {
    if (this.#ends.length > 0) this.#place(userId, alertId, this.deps.store.read(userId)?.alerts[alertId]);
  }

  async #currenciesOf(market: MarketId): Promise<{ readonly base: CurrencyCode; readonly quote: CurrencyCode }> {
    const known = this.#currencies.get(market);
    if (known !== undefined) return known;
    await this.#learnCurrencies();
    return this.#currencies.get(market) ?? { base: market, quote: '' };
  }

  /** Read ahead, so that no firing waits for it. @throws as Markets.list */
  async #learnCurrencies(): Promise<void> {
    for (const { id, base, quote } of await this.deps.markets.list()) this.#currencies.set(id, { base, quote });
  }

  #retry(market: MarketId): void {
    if (this.#ends.length === 0 || this.#retries.has(market)) return;
    this.#retries.set(market, this.deps.clock.after(retryAfterMs, () => {
      this.#retries.delete(market);
      this.#check(this.deps.markets.book(market));
    }));
  }
}
