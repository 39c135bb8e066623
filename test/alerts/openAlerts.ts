// The alerts of one user over books, candles and an account that a test moves by hand.
import { createAlerts } from '../../src/alerts/alertEngine.js';
import type { Alerts } from '../../src/alerts/alerts.js';
import type { BookView } from '../../src/markets/markets.js';
import { UnavailableError } from '../../src/model/errors.js';
import type { AccountState } from '../../src/model/account.js';
import type { AlertRepeat, AlertRule } from '../../src/model/alert.js';
import { silentLog } from '../../src/model/log.js';
import type { Candle, Market } from '../../src/model/trading/market.js';
import { decimal } from '../../src/model/money.js';
import { newUser } from '../../src/model/user.js';
import { createFakeClock, settlePromises, type FakeClock } from '../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../support/memoryStore.js';

export const user = 7;
const marketList = ['btc', 'eth'].map((base) => ({ id: `${base}zar`, base, quote: 'zar' }) as Market);
let running: Alerts | undefined;

/** For afterEach. */
export const stopAlerts = (): void => running?.stop();

export const newStore = (): MemoryStore => createMemoryStore([newUser(user, user, 'Ann', 0), newUser(8, 8, 'Ben', 0)]);

/** A candle whose four prices are told, beginning at `at`, ms since 1970. */
export const candle = (at: number, open: string, high: string, low: string, close: string): Candle =>
  ({ at, open: decimal(open), high: decimal(high), low: decimal(low), close: decimal(close), volume: decimal('1') });

export interface OpenAlerts {
  readonly alerts: Alerts;
  readonly clock: FakeClock;
  readonly store: MemoryStore;
  /** What the exchange's k-lines answer by period in minutes; absent: it is away. */
  readonly candles: Map<number, readonly Candle[]>;
  readonly reads: string[];
  /** Moves a book; the ask is one above the bid unless it is given. */
  readonly tick: (bid: string, ask?: string, over?: Partial<BookView>) => Promise<void>;
  readonly account: (over: Partial<AccountState>) => Promise<void>;
  readonly rows: () => readonly string[];
  readonly state: (id?: string) => string | undefined;
  readonly add: (rule: AlertRule, repeat?: AlertRepeat, id?: string) => Promise<unknown>;
  readonly addPrice: (id?: string, direction?: 'above' | 'below', threshold?: string) => Promise<unknown>;
}

/** Starts alerts on this store, in place of those that ran before; time goes on from the clock given. */
export function openAlerts(store: MemoryStore = newStore(), clock: FakeClock = createFakeClock()): OpenAlerts {
  const listeners = new Set<(view: BookView) => void>();
  const books = new Map<string, BookView>();
  const candles = new Map<number, readonly Candle[]>();
  const reads: string[] = [];
  const book = (market: string): BookView => books.get(market) ?? { market, state: 'empty', sequence: 0, ageMs: 0 };
  running?.stop();
  const alerts = createAlerts({
    store, clock, log: silentLog,
    markets: {
      book, list: async () => marketList,
      candles: async (market, period) => {
        reads.push(`${market} ${period}`);
        const known = candles.get(period);
        if (known === undefined) throw new UnavailableError('network', 'kLine');
        return known;
      },
      onBook: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  });
  running = alerts;
  alerts.start();
  const add = (rule: AlertRule, repeat?: AlertRepeat, id = 'a1') => alerts.add(user, { id, rule, ...(repeat === undefined ? {} : { repeat }) });
  return {
    alerts, clock, store, candles, reads, add,
    async tick(bid, ask = String(Number(bid) + 1), over = {}) {
      const market = over.market ?? 'btczar';
      const view: BookView = { market, state: 'synced', sequence: book(market).sequence + 1, ageMs: 0, bestBid: { price: decimal(bid), amount: decimal('1') }, bestAsk: { price: decimal(ask), amount: decimal('1') }, ...over };
      books.set(market, view);
      for (const listener of listeners) listener(view);
      await settlePromises();
    },
    async account(over) {
      await store.update(user, (record) => ({ record: { ...record, account: { ...record.account, ...over } }, result: undefined }));
      await settlePromises();
    },
    rows: () => (store.read(user)?.outbox ?? []).map((row) => row.id),
    state: (id = 'a1') => store.read(user)?.alerts[id]?.state,
    addPrice: (id = 'a1', direction = 'above', threshold = '100') => add({ kind: 'priceCrosses', market: 'btczar', direction, threshold: decimal(threshold) }, undefined, id),
  };
}
