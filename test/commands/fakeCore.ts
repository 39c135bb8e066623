// Everything a command may ask of the rest of the program, with made-up answers: an account with a little of each.
import type { Accounts, HistoryKind, HistoryRows } from '../../src/accounts/accounts.js';
import { createPins } from '../../src/security/pins.js';
import type { Actions } from '../../src/actions/actions.js';
import { createAlerts } from '../../src/alerts/alertEngine.js';
import { createSetDialog } from '../../src/bot/answering/dialogs.js';
import type { Markets } from '../../src/markets/markets.js';
import type { Sealed } from '../../src/model/account.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import type { Draft } from '../../src/model/draft.js';
import { UserError } from '../../src/model/errors.js';
import { silentLog } from '../../src/model/log.js';
import { findCurrency, findMarket } from '../../src/markets/findMarket.js';
import { walkBook } from '../../src/markets/quote.js';
import { decodeQr } from '../../src/pictures/decodeQr.js';
import { createKeySeal } from '../../src/security/sealKeys.js';
import { createPractice } from '../../src/practice/practice.js';
import { createSchedules } from '../../src/schedules/scheduler.js';
import type { Core } from '../../commands/core.js';
import { d, deposit, order, start, trade, withdrawal, withFee } from '../accounts/samples.js';
import { aCurrency, aMarket } from '../markets/marketSamples.js';
import { createFakeClock } from '../support/fakeClock.js';
import type { MemoryStore } from '../support/memoryStore.js';

/** Text of somebody else that would break a message if it could: marks, markup, direction and length. */
export const hostile = '<b>*`[*x*]`*&amp;\u202e\u200b'.repeat(40);
const bids = Array.from({ length: 30 }, (_, index) => ({ price: d(String(99 - index)), amount: d('12345.12345678') }));
const asks = Array.from({ length: 30 }, (_, index) => ({ price: d(String(101 + index)), amount: d('0.5') }));
const markets = [aMarket('btc', 'zar'), aMarket('eth', 'zar', { state: hostile, name: hostile }), ...Array.from({ length: 20 }, (_, index) => aMarket(`c${index}`, 'zar'))];
const currencies = [aCurrency('btc', 'Bitcoin'), aCurrency('zar', 'South African Rand'), ...Array.from({ length: 20 }, (_, index) => aCurrency(`c${index}`, hostile))];
const payees: readonly Beneficiary[] = Array.from({ length: 20 }, (_, index) => ({
  id: String(871 + index), currency: index % 2 === 0 ? 'btc' : 'zar', name: index < 2 ? 'FNB' : hostile, state: index % 3 === 2 ? 'pending' : index === 7 ? hostile : 'active',
  data: index % 2 === 0 ? { address: index === 0 ? '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' : hostile.slice(0, 60) } : { full_name: hostile.slice(0, 60), account_number: '12***6789' },
}));
const rowsFor = <Row>(row: (index: number) => Row): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> => Promise.resolve({ rows: Array.from({ length: 8 }, (_, index) => row(index)), more: true });

function fakeMarkets(): Markets {
  const view: ReturnType<Markets['book']> = { market: 'btczar', state: 'synced', sequence: 1, ageMs: 10, bestBid: bids[0]!, bestAsk: asks[0]! };
  return {
    list: async () => markets,
    find: async (words) => findMarket(words, markets, currencies),
    currencies: async () => currencies,
    findCurrency: async (words) => findCurrency(words, currencies),
    ticker: async (market) => ({ market, at: start, low: d('90'), high: d('110'), open: d('95'), last: d('100'), amount: d('5'), volume: d('500'), changePercent: hostile }),
    book: (market) => ({ ...view, market }),
    levels: (_market, side, count) => (side === 'bid' ? bids : asks).slice(0, count),
    depth: async (_market, count) => ({ bids: bids.slice(0, count), asks: asks.slice(0, count), at: start, source: 'depth' }),
    trades: async (market) => Array.from({ length: 10 }, (_, index) => ({ id: String(index), market, price: d('100'), amount: d('0.1'), takerSide: index === 0 ? hostile : 'buy', at: start })),
    best: async () => ({ bid: bids[0]!, ask: asks[0]!, at: start, source: 'book' }),
    quote: async (market, side, size) => ({ market, side, ...walkBook(side === 'buy' ? asks : bids, markets[0]!, size)!, at: start, source: 'book' }),
    prices: async (wanted) => new Map(wanted.map((currency) => [currency, { price: d('100'), at: start }])),
    candles: async (_market, period, count) => Array.from({ length: Math.min(count, 200) }, (_, index) => ({ at: start - index * period * 60_000, open: d('100'), high: d('104'), low: d('96'), close: d('101'), volume: d('1') })),
    onBook: () => () => undefined,
    stream: () => ({ name: 'connected', since: start, missing: [] }),
    unread: () => [],
    alive: async () => true,
    start: async () => undefined,
    stop: async () => undefined,
  };
}

/** One row of each list. */
const longRows: { readonly [Kind in HistoryKind]: readonly HistoryRows[Kind][] } = {
  trades: [withFee(trade({ orderId: hostile }))], deposits: [deposit({ txid: hostile, state: hostile })], withdrawals: [withdrawal({ destination: hostile, note: hostile })],
};

function fakeAccounts(store: MemoryStore): Accounts {
  const linked = (userId: number): void => {
    if (store.read(userId)?.link === undefined) throw new UserError('link.needed');
  };
  return {
    link: async () => ({ tail: 'abcd', was: 'first', unanswered: 0 }),
    unlink: async () => true,
    forget: (userId, mayGo) => store.remove(userId, mayGo),
    sealPart: (_userId, _field, clear) => `sealed ${clear}` as Sealed,
    openPart: (_userId, _field, sealed) => sealed.replace('sealed ', ''),
    isLinkedPair: (_userId, apiKey, secret) => apiKey === 'key' && secret === 'secret',
    client: () => { throw new UserError('link.needed'); },
    balances: async (userId) => { linked(userId); return [{ currency: 'zar', available: d('1000'), locked: d('0') }, { currency: 'btc', available: d('2'), locked: d('1') }]; },
    openOrders: async (userId) => { linked(userId); return [order(), order({ id: '78', side: 'sell', price: d('101') })]; },
    order: async (userId, orderId) => { linked(userId); return order({ id: orderId, executed: '0.4' }); },
    orderTrades: async () => ({ trades: [withFee(trade())], complete: true }),
    trades: async (userId) => { linked(userId); return rowsFor((index) => withFee(trade({ id: String(index), orderId: hostile }))); },
    deposits: async (userId) => { linked(userId); return rowsFor((index) => deposit({ id: String(index), txid: hostile, state: hostile })); },
    deposit: async (userId, txid) => { linked(userId); return txid.startsWith('ab') ? deposit({ txid: hostile, state: hostile }) : undefined; },
    withdrawals: async (userId) => {
      linked(userId);
      return rowsFor((index) => ({ id: String(index), currency: 'btc', amount: d('1'), fee: d('0.1'), destination: hostile, txid: hostile, state: hostile, createdAt: start }));
    },
    depositAddress: async (userId, currency) => { linked(userId); return { currencies: [currency], address: `bc1q${'x'.repeat(38)}`, tag: '12345' }; },
    awaitAddress: async () => undefined,
    paymentMethods: async (userId) => { linked(userId); return [{ id: '1', name: hostile, type: 'voucher', minAmount: d('10'), maxAmount: d('5000') }]; },
    longHistory: async (userId, kind) => { linked(userId); return { rows: longRows[kind], complete: false, readBackTo: start }; },
    beneficiaries: async (userId, currency) => { linked(userId); return payees.filter((one) => currency === undefined || one.currency === currency); },
    withdrawQuotes: async (_userId, currency) => [{ id: 'q1', currency, fee: d('0.0002'), blockchain: hostile, createdAt: start, expiresAt: start + 90_000 }],
    withdrawal: async (userId, id) => {
      linked(userId);
      return { id, currency: 'btc', amount: d('1'), fee: d('0.1'), destination: hostile, txid: hostile, note: hostile, confirmations: 1, state: hostile, createdAt: start, doneAt: start };
    },
    refresh: () => undefined,
    paymentQuote: async (userId) => { linked(userId); return { id: 'q1', currency: 'btc', fee: d('0.0000001'), blockchain: 'lightning', createdAt: start, expiresAt: start + 90_000 }; },
    makeInvoice: async (userId, { amountSat, askedBy, note }) => {
      linked(userId);
      return { paymentHash: 'ab'.repeat(32), bolt: 'lnbc1', amountSat, askedBy, ...(note === undefined ? {} : { note }), createdAt: start, expiresAt: start + 3_600_000, state: 'waiting' };
    },
    status: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  };
}

/** Drafts are drawn and nothing is ever sent. */
function fakeActions(now: () => number): Actions {
  const drafts = new Map<string, Draft>();
  const found = (id: string): { readonly kind: 'claimed'; readonly draft: Draft } | { readonly kind: 'unknownDraft' } => {
    const draft = drafts.get(id);
    return draft === undefined ? { kind: 'unknownDraft' } : { kind: 'claimed', draft };
  };
  return {
    draft: async (_userId, request) => {
      const id = `draft${drafts.size}`.padEnd(22, 'x');
      const draft: Draft = { id, request, requestHash: '', state: 'drafted', createdAt: now(), expiresAt: now() + 60_000, changedAt: now() };
      drafts.set(id, draft);
      return draft;
    },
    attachCard: async () => undefined,
    lookAgain: async () => undefined,
    confirm: async (_userId, draftId) => found(draftId),
    dismiss: async (_userId, draftId) => found(draftId),
    newOrderId: () => '302b0494-1a06-4089-846c-0c6b13f1b661',
    start: async () => undefined,
    stop: async () => undefined,
  };
}

/** A whole core on this store. */
export function fakeCore(store: MemoryStore): Core {
  const clock = createFakeClock(start);
  const feed = fakeMarkets();
  return {
    store, clock, markets: feed, accounts: fakeAccounts(store), actions: fakeActions(() => clock.now()),
    alerts: createAlerts({ store, markets: feed, clock, log: silentLog }),
    pins: createPins({ store, clock, seal: createKeySeal(Buffer.alloc(32, 3), { apiHost: 'localhost' }), randomBytes: (count) => Buffer.alloc(count, 5) }),
    photos: { read: async (photo) => decodeQr(photo) },
    practice: createPractice({ store, markets: feed, clock, log: silentLog }),
    schedules: createSchedules({ store, clock, log: silentLog, summary: () => Promise.reject(new Error('not asked for')) }),
    setDialog: createSetDialog(store, clock),
  };
}
