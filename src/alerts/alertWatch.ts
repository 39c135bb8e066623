// Fires alerts: something moved -> the alerts it concerns -> each stored as fired together with its message.
import { isLiveBook, liveBookOf } from '../markets/bookLiveness.js';
import type { BookView, Markets } from '../markets/markets.js';
import type { Alert } from '../model/alert.js';
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { Candle, MarketId } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import type { Store } from '../storage/store.js';
import type { Sight, Standing } from './alertKind.js';
import { endWaiting, fireAlert, wakeAlert } from './alertMoves.js';
import { CandleCloses, closeOf, type CandleCloseWish } from './candleCloses.js';
import { kindOf } from './kinds/index.js';
import { MarketCurrencies } from './marketCurrencies.js';
import { ownerKey, Placements, type AlertOwner } from './placements.js';
import { PriceWindows } from './priceWindows.js';

/** What could not be stored is tried again at the next move of the book, and without one after so long, ms. */
export const retryAfterMs = 5000;
/** Sleeping alerts wake this exactly, and the wall clock is looked at this often while some sleep, ms. */
const wakeLookMs = { least: 1000, most: 60_000 } as const;

export interface AlertsDeps {
  readonly store: Store;
  readonly markets: Pick<Markets, 'book' | 'onBook' | 'list' | 'candles'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the alerts of a user were placed by; records are immutable, so one look tells that nothing changed. */
type Followed = Pick<UserRecord, 'alerts'> & Pick<UserRecord['account'], 'orders' | 'balances'>;

/**
 *   book moves ------> thresholds reached --\
 *   account changes -> alerts on it ---------> look: does it hold? -> fired and told in one write
 *   candle closes ---> alerts on it --------/        has it left?  -> armed again
 */
export class AlertWatch {
  readonly #placements = new Placements();
  readonly #followed = new Map<UserId, Followed>();
  readonly #currencies: MarketCurrencies;
  readonly #windows: PriceWindows;
  readonly #closes: CandleCloses;
  /** Alerts whose change could not be stored; one timer for all. */
  readonly #retries = new Map<string, AlertOwner>();
  #cancelRetry: (() => void) | undefined;
  #cancelWake: (() => void) | undefined;
  /** When the first of the sleeping ones wakes, as far as is known, ms since 1970. */
  #wakeAt: number | undefined;
  #ends: (() => void)[] = [];

  constructor(private readonly deps: AlertsDeps) {
    const { markets, clock, log } = deps;
    this.#currencies = new MarketCurrencies(markets);
    this.#windows = new PriceWindows({ markets, clock, log, liveBook: (market) => this.#liveBook(market), moved: (market) => this.#moved(market) });
    this.#closes = new CandleCloses({ markets, clock, log, closed: (wish, candles) => this.#closed(wish, candles) });
  }

  start(): void {
    if (this.#ends.length > 0) return;
    this.#ends = [this.deps.store.onChange((userId) => this.follow(userId)), this.deps.markets.onBook((view) => this.#check(view))];
    // Without the list there is no live book either; the first firing asks again.
    this.#currencies.learn().catch((error: unknown) => this.deps.log.debug('alert.noMarkets', { error: error instanceof Error ? error.name : 'unknown' }));
    for (const record of this.deps.store.all()) this.follow(record.id);
  }

  stop(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#cancelRetry?.();
    this.#cancelWake?.();
    this.#retries.clear();
    this.#windows.stop();
    this.#closes.stop();
  }

  /** Brings everything up to what is stored of a user; alerts new to it are looked at as things are. */
  follow(userId: UserId): void {
    const record = this.deps.store.read(userId);
    const before = this.#followed.get(userId);
    if (this.#ends.length === 0) return;
    if (record === undefined) {
      this.#forget(userId, before?.alerts ?? {});
      return;
    }
    const { orders, balances } = record.account;
    // Remembered before anything is looked at: a look may store something, and then comes back here.
    this.#followed.set(userId, { alerts: record.alerts, orders, balances });
    if (before?.alerts !== record.alerts) this.#followAlerts(record, before?.alerts ?? {});
    if (before !== undefined && (before.orders !== orders || before.balances !== balances)) for (const owner of this.#placements.accountAlertsOf(userId)) this.#placeAndLook(owner);
  }

  /** The user's record was deleted: nothing is looked at for them any more. */
  #forget(userId: UserId, before: UserRecord['alerts']): void {
    this.#followed.delete(userId);
    for (const alertId of Object.keys(before)) this.#placements.take({ userId, alertId });
    this.#windows.follow(this.#placements.moveMarkets());
    this.#closes.follow(this.#placements.candleWishes());
  }

  /** What an alert of this record may look at right now. */
  sight(record: UserRecord, seen: { readonly view?: BookView; readonly candle?: Candle } = {}): Sight {
    const { view, candle } = seen;
    return {
      account: record.account,
      book: (market) => (view?.market === market ? view : this.#liveBook(market)),
      extremes: (market, windowMs, since) => this.#windows.extremes(market, windowMs, since),
      ...(candle === undefined ? {} : { candle }),
    };
  }

  #followAlerts(record: UserRecord, before: UserRecord['alerts']): void {
    const changed = [...new Set([...Object.keys(before), ...Object.keys(record.alerts)])].filter((id) => before[id] !== record.alerts[id]);
    const markets = new Set(changed.flatMap((alertId) => this.#place({ userId: record.id, alertId })));
    this.#windows.follow(this.#placements.moveMarkets());
    this.#closes.follow(this.#placements.candleWishes());
    for (const id of changed) if (record.alerts[id]?.state === 'asleep') this.#wakeBy(record.alerts[id].until ?? 0);
    for (const market of markets) this.#check(this.deps.markets.book(market));
    for (const owner of this.#placements.accountAlertsOf(record.id)) if (changed.includes(owner.alertId)) void this.#look(owner);
  }

  /** Puts an alert where the store says it belongs: nothing else is to be believed after a write, made or failed. */
  #place(owner: AlertOwner): readonly MarketId[] {
    const record = this.deps.store.read(owner.userId);
    if (this.#ends.length === 0 || record === undefined) return [];
    return this.#placements.place(owner, record.alerts[owner.alertId], () => this.sight(record));
  }

  #placeAndLook(owner: AlertOwner): void {
    this.#place(owner);
    void this.#look(owner);
  }

  /** Only a book in sync on a live link decides anything. */
  #check(view: BookView): void {
    const isLive = isLiveBook(view);
    this.#windows.notice(view.market, isLive);
    if (!isLive) return;
    for (const owner of this.#placements.takeReached(view)) void this.#look(owner, { view });
  }

  #liveBook(market: MarketId): BookView | undefined {
    return liveBookOf(this.deps.markets, market);
  }

  /** A minute has passed in a market whose moves are measured. */
  #moved(market: MarketId): void {
    for (const owner of this.#placements.movesOf(market)) this.#place(owner);
    this.#check(this.deps.markets.book(market));
  }

  async #closed(wish: CandleCloseWish, candles: readonly Candle[]): Promise<boolean> {
    let isStored = true;
    for (const owner of this.#placements.candleAlertsOf(wish)) {
      for (const candle of candles) {
        const alert = this.deps.store.read(owner.userId)?.alerts[owner.alertId];
        if (alert !== undefined && closeOf(candle, wish.period) > (alert.since ?? alert.createdAt) && !await this.#look(owner, { candle })) isStored = false;
      }
    }
    return isStored;
  }

  /** Stores what becomes of an alert as things are; when that fails it is looked at again, and the answer is false. */
  async #look(owner: AlertOwner, seen: { readonly view?: BookView; readonly candle?: Candle } = {}): Promise<boolean> {
    const { userId, alertId } = owner;
    const record = this.deps.store.read(userId);
    const alert = record?.alerts[alertId];
    if (record === undefined || alert === undefined || (kindOf(alert).feed === 'candles' && seen.candle === undefined)) return true;
    let isStored = true;
    try {
      const standing = kindOf(alert).stand(alert, this.sight(record, seen));
      if (alert.state === 'armed' && standing?.holds === true) await this.#fire(userId, alert, standing, seen.view?.sequence);
      if (alert.state === 'waiting' && standing?.hasLeft === true) await this.deps.store.update(userId, (now) => endWaiting(now, alertId, this.deps.clock.now()));
      this.follow(userId);
    } catch (error) {
      this.deps.log.warn('alert.notStored', { userId, alertId, error: error instanceof Error ? error.name : 'unknown' });
      this.#retryLater(owner);
      isStored = false;
    }
    this.#place(owner);
    return isStored;
  }

  async #fire(userId: UserId, alert: Alert, standing: Standing, sequence: number | undefined): Promise<void> {
    const at = this.deps.clock.now();
    const market = standing.order?.market ?? kindOf(alert).market(alert);
    const firing = { standing, at, ...await this.#currencies.of(market) };
    await this.deps.store.update(userId, (record) => fireAlert(record, alert, firing));
    this.deps.log.info('alert.fired', { userId, alertId: alert.id, kind: alert.kind, market, value: standing.value, sequence });
  }

  #retryLater(owner: AlertOwner): void {
    if (this.#ends.length === 0) return;
    this.#retries.set(ownerKey(owner), owner);
    this.#cancelRetry ??= this.deps.clock.after(retryAfterMs, () => {
      this.#cancelRetry = undefined;
      const owners = [...this.#retries.values()];
      this.#retries.clear();
      for (const one of owners) void this.#look(one);
    });
  }

  /** Sees to it that somebody who wakes at `until` (ms since 1970) is woken; a look that comes before that sees to the rest. */
  #wakeBy(until: number): void {
    if (this.#ends.length === 0 || (this.#wakeAt !== undefined && this.#wakeAt <= until)) return;
    this.#cancelWake?.();
    this.#wakeAt = until;
    const pauseMs = Math.min(Math.max(until - this.deps.clock.now(), wakeLookMs.least), wakeLookMs.most);
    this.#cancelWake = this.deps.clock.after(pauseMs, () => void this.#wake());
  }

  async #wake(): Promise<void> {
    const now = this.deps.clock.now();
    await Promise.all(this.#placements.wakingAt(now).map(async ({ userId, alertId }) => {
      try {
        await this.deps.store.update(userId, (record) => wakeAlert(record, alertId, (known) => this.sight(known), now));
      } catch (error) {
        this.deps.log.warn('alert.notWoken', { userId, alertId, error: error instanceof Error ? error.name : 'unknown' });
      }
    }));
    this.#wakeAt = undefined;
    const next = this.#placements.nextWake();
    if (next !== undefined) this.#wakeBy(next);
  }
}
