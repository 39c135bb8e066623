// A user, a store, a desk and the actions between them, with a clock that stands still.
import type { Actions } from '../../src/actions/actions.js';
import { advanceDrafts } from '../../src/actions/resolving/advanceDrafts.js';
import { bindWithdrawals } from '../../src/actions/resolving/bindWithdrawals.js';
import { createActions } from '../../src/actions/createActions.js';
import type { ActionsDeps } from '../../src/actions/parts.js';
import type { Sealed } from '../../src/model/account.js';
import type { ReadLivePrice } from '../../src/actions/livePrice.js';
import type { ActionRequest, Draft } from '../../src/model/draft.js';
import { silentLog } from '../../src/model/log.js';
import { minus, type Decimal, type Sats } from '../../src/model/money.js';
import type { Order } from '../../src/model/trading/order.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import type { ExchangeClient } from '../../src/exchange/client.js';
import { createPractise } from '../../src/practice/practise.js';
import type { ReadLevels } from '../../src/practice/restingFills.js';
import { changed } from '../../src/storage/store.js';
import { createFakeClock, type FakeClock } from '../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../support/memoryStore.js';
import { createDesk, quoteMs, type Desk } from './exchangeDesk.js';

export const start = Date.UTC(2025, 10, 21, 10, 0, 0);
export const card = { chatId: 11, messageId: 500 } as const;
export const d = (text: string): Decimal => text as Decimal;
export const sat = (text: string): Sats => text as Sats;

export const buy = (customOrderId = 'own-1', more: { type?: 'limit' | 'market' } = {}): ActionRequest => ({
  kind: 'placeOrder',
  order: { market: 'btczar', side: 'buy', type: more.type ?? 'limit', volume: d('0.01'), ...(more.type === 'market' ? {} : { price: d('830000') }), customOrderId },
  estimate: { base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 0, total: d('8300'), averagePrice: d('830000'), leftAfter: d('0'), leftCurrency: 'zar', quotedAt: start, ...(more.type === 'market' ? { bestPrice: d('830000') } : {}) },
});

/** 0.1 BTC to a wallet, at a quote that holds for 90 s from `now`, ms since 1970. */
export function payout(now = start, more: { readonly amount?: string; readonly beneficiaryId?: string; readonly address?: string; readonly again?: true; readonly quoted?: false } = {}): Extract<ActionRequest, { kind: 'withdraw' }> {
  const { amount = '0.1', beneficiaryId = '871', address = 'bc1qcold', again, quoted } = more;
  return {
    kind: 'withdraw',
    withdrawal: { currency: 'btc', amount: d(amount), beneficiaryId, ...(quoted === false ? {} : { quoteId: `quote-${now}` }) },
    facts: {
      quote: { fee: d('0.0002'), renewals: 0, ...(quoted === false ? {} : { expiresAt: now + quoteMs }) }, receives: minus(d(amount), d('0.0002')), beneficiaryName: 'Cold wallet',
      destination: { address }, leftAfter: d('0.4'), ...(again === undefined ? {} : { again }),
    },
  };
}

/** A live book on which the order above costs exactly what its card said. */
export const asShown: ReadLivePrice = () => ({ best: d('830000'), walk: { total: d('8300'), averagePrice: d('830000'), worstPrice: d('830000') } });

/** The least that accounts' reconciler does with an order: keep the newest word of it and move the drafts along. */
export function absorbOrder(record: UserRecord, order: Order, now: number): UserRecord {
  const known = record.account.orders[order.id];
  const rank = (state: string): number => ['pending', 'wait', 'done', 'cancel', 'reject'].indexOf(state);
  const newest = known !== undefined && rank(known.order.state) > rank(order.state) ? known.order : order;
  const tracked = { order: newest, trades: known?.trades ?? [], endTold: false };
  return advanceDrafts({ ...record, account: { ...record.account, orders: { ...record.account.orders, [order.id]: tracked } } }, tracked, now);
}

/** What payouts, vouchers and practice need, at its least: withdrawals are bound to their drafts, the PIN is 271828, a seal is the text itself, no book is live. */
export function money(refreshed: number[], now: () => number, setting: Pick<Setting, 'checkPin' | 'openVoucherPin' | 'levels'> = {}): Pick<ActionsDeps, 'absorbWithdrawals' | 'refreshMoney' | 'checkPin' | 'openVoucherPin' | 'sealVoucherPin' | 'practise'> {
  return {
    practise: createPractise(setting.levels ?? (() => undefined)),
    absorbWithdrawals: bindWithdrawals,
    refreshMoney: () => { refreshed.push(now()); },
    checkPin: setting.checkPin ?? ((_userId, digits) => Promise.resolve(digits === '271828' ? { kind: 'right' } : { kind: 'wrong', left: 4 })),
    openVoucherPin: setting.openVoucherPin ?? ((_userId, sealed) => sealed),
    sealVoucherPin: (_userId, pin) => pin as Sealed,
  };
}

export interface World {
  readonly store: MemoryStore;
  readonly clock: FakeClock;
  readonly desk: Desk;
  readonly actions: Actions;
  readonly refreshed: number[];
  record(): UserRecord;
  draft(id: string): Draft;
  /** An order event of the private stream. */
  hear(order: Order): Promise<void>;
  /** Drafts and confirms, with a code where the kind needs one; resolves when the outcome is stored or cannot come yet. */
  place(request?: ActionRequest, code?: string): Promise<Draft>;
}

export interface Setting {
  readonly store?: MemoryStore;
  readonly clock?: FakeClock;
  readonly desk?: Desk;
  readonly clientFor?: () => ExchangeClient;
  /** Without one no book is in sync: limit orders go, market orders are held. */
  readonly livePrice?: ReadLivePrice;
  /** What practice fills on; without it no book is live. */
  readonly levels?: ReadLevels;
  readonly checkPin?: ActionsDeps['checkPin'];
  readonly openVoucherPin?: ActionsDeps['openVoucherPin'];
}

export function open(setting: Setting = {}): World {
  const clock = setting.clock ?? createFakeClock(start);
  const store = setting.store ?? createMemoryStore([newUser(1, 11, 'Ann', start), newUser(2, 22, 'Ben', start)]);
  const desk = setting.desk ?? createDesk(() => clock.now());
  const refreshed: number[] = [];
  let bytes = 0;
  const actions = createActions({
    store, clock, random: () => 0.5, log: silentLog, absorbOrder, ...money(refreshed, () => clock.now(), setting),
    livePrice: setting.livePrice ?? (() => undefined),
    clientFor: setting.clientFor ?? (() => desk.client),
    refreshOrders: () => { refreshed.push(clock.now()); },
    randomBytes: (count) => Buffer.alloc(count, (bytes += 1)),
  });
  const draft = (id: string): Draft => store.read(1)!.drafts[id]!;
  return {
    store, clock, desk, actions, refreshed, draft,
    record: () => store.read(1)!,
    hear: (order) => store.update(1, (record) => changed(absorbOrder(record, order, clock.now()))),
    async place(request = buy(), code) {
      const { id } = await actions.draft(1, request);
      await actions.confirm(1, id, card, code);
      await clock.advance(0);
      return draft(id);
    },
  };
}
