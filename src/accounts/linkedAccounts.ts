// All linked accounts: one watcher and one signed client for each, made with the link and ended with it.
import { depositAddress } from '../exchange/endpoints/account/depositAddress.js';
import { getOrder } from '../exchange/endpoints/market/getOrder.js';
import { paymentMethods } from '../exchange/endpoints/payments/paymentMethods.js';
import type { ExchangeClient } from '../exchange/client.js';
import type { Sealed } from '../model/account.js';
import type { Balance } from '../model/balance.js';
import type { DepositAddress, DepositTerms } from '../model/payments/depositAddress.js';
import { UserError } from '../model/errors.js';
import type { CurrencyCode } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import type { Rows } from '../model/rows.js';
import type { Order } from '../model/trading/order.js';
import type { PaymentMethod } from '../model/payments/paymentMethod.js';
import { partPlace } from '../security/sealedPlaces.js';
import type { UserRecord } from '../model/user.js';
import { AddressWaits } from './addressWaits.js';
import type { Accounts, AccountStatus } from './accounts.js';
import type { AccountsDeps } from './accountsDeps.js';
import { AccountWatcher } from './watching/accountWatcher.js';
import { balancesEvent, readBalances, readOpenOrders, type Reader } from './reading/catchUp.js';
import { readDeposit, readDeposits, readOrderTrades, readTrades, readWithdrawals } from './reading/history.js';
import { InvoiceWatch } from './invoiceWatch.js';
import { makeInvoice, quotePayment, type InvoiceWanted } from './lightning.js';
import { isLinkedPair, storeLink, withoutLink, type Linked } from './linking.js';
import { readLongHistory, type HistoryKind, type HistoryRows, type LongHistory, type LongHistoryWish } from './reading/longHistory.js';
import { readBeneficiaries, readWithdrawal, readWithdrawQuotes } from './reading/payoutReads.js';
import { isSamePair, type WatchedLink } from './watchedLink.js';
import { costReadingsLimit } from './watching/costReading.js';
import { Turns } from '../pacing/turns.js';
import { Timers } from '../pacing/timers.js';

/** Catch-ups at once, so that a start with many users stays within the exchange's budget. */
export const catchUpsLimit = 20;
/** Streams opened together at a start, and ms between two such groups: 80 a second. */
export const startGroup = { size: 20, everyMs: 250 } as const;

class LinkedAccounts implements Accounts {
  private readonly watchers = new Map<UserId, AccountWatcher>();
  /** Signers and clients by user, as long as the link is the same. */
  private readonly links = new Map<UserId, WatchedLink>();
  private readonly turns = new Turns(catchUpsLimit);
  private readonly costTurns = new Turns(costReadingsLimit);
  private readonly invoices: InvoiceWatch;
  private timers: Timers;
  private readonly never = new AbortController();
  private endListening: (() => void) | undefined;
  private readonly addresses: AddressWaits;
  private started = false;

  constructor(private readonly deps: AccountsDeps) {
    this.timers = new Timers(deps.clock);
    this.invoices = new InvoiceWatch(deps);
    this.addresses = new AddressWaits({ ...deps, read: (userId, currency) => this.depositAddress(userId, currency) });
  }

  async link(userId: UserId, apiKey: string, secret: string): Promise<Linked> {
    const linked = await storeLink(this.deps, userId, apiKey, secret);
    await this.endWatching(userId);
    this.watch(userId);
    return linked;
  }

  async unlink(userId: UserId): Promise<boolean> {
    await this.endWatching(userId);
    const record = this.deps.store.read(userId);
    if (record === undefined) return false;
    try {
      return await this.deps.store.update(userId, (record) => ({ record: withoutLink(record, this.deps.clock.now()), result: record.link !== undefined }));
    } finally {
      // Where it could not be stored the link is still there.
      this.watch(userId);
    }
  }

  async forget(userId: UserId, mayGo: (record: UserRecord) => boolean): Promise<boolean> {
    await this.endWatching(userId);
    try {
      return await this.deps.store.remove(userId, mayGo);
    } finally {
      // Somebody may have asked for the client once more before the record was gone.
      this.links.delete(userId);
      this.watch(userId);
    }
  }

  sealPart(userId: UserId, field: string, clear: string): Sealed {
    return this.deps.seal.seal(clear, { userId, ...partPlace(field) });
  }

  openPart(userId: UserId, field: string, sealed: Sealed): string {
    return this.deps.seal.open(sealed, { userId, ...partPlace(field) });
  }

  isLinkedPair(userId: UserId, apiKey: string, secret: string): boolean {
    return isLinkedPair(this.deps, userId, apiKey, secret);
  }

  client(userId: UserId): ExchangeClient {
    return this.linkOf(userId).client;
  }

  async balances(userId: UserId): Promise<Rows<Balance>> {
    const balances = await readBalances(this.reader(userId));
    this.watchers.get(userId)?.hear([balancesEvent(balances, this.deps.store.read(userId))]);
    return balances;
  }

  async openOrders(userId: UserId): Promise<readonly Order[]> {
    const orders = await readOpenOrders(this.reader(userId));
    this.watchers.get(userId)?.hear(orders.map((order) => ({ type: 'order', order, source: 'read' })));
    return [...orders].sort((a, b) => b.createdAt - a.createdAt);
  }

  async order(userId: UserId, orderId: string): Promise<Order> {
    const order = await this.client(userId).call(getOrder, { id: orderId }, { urgency: 'person' });
    this.watchers.get(userId)?.hear([{ type: 'order', order, source: 'read' }]);
    return order;
  }

  trades(userId: UserId, slice: Parameters<Accounts['trades']>[1]): ReturnType<Accounts['trades']> {
    return readTrades(this.client(userId), slice);
  }

  orderTrades(userId: UserId, order: Order): ReturnType<Accounts['orderTrades']> {
    return readOrderTrades(this.client(userId), order, this.deps.store.read(userId)?.account);
  }

  deposits(userId: UserId, slice: Parameters<Accounts['deposits']>[1]): ReturnType<Accounts['deposits']> {
    return readDeposits(this.client(userId), slice);
  }

  withdrawals(userId: UserId, slice: Parameters<Accounts['withdrawals']>[1]): ReturnType<Accounts['withdrawals']> {
    return readWithdrawals(this.client(userId), slice);
  }

  paymentQuote(userId: UserId, bolt: string): ReturnType<Accounts['paymentQuote']> {
    return quotePayment(this.client(userId), bolt);
  }

  async makeInvoice(userId: UserId, wanted: InvoiceWanted): ReturnType<Accounts['makeInvoice']> {
    return makeInvoice(this.deps, userId, this.client(userId), wanted);
  }

  depositAddress(userId: UserId, currency: CurrencyCode): Promise<DepositAddress> {
    return this.client(userId).call(depositAddress, { currency }, { urgency: 'person' });
  }

  awaitAddress(userId: UserId, currency: CurrencyCode, terms: DepositTerms): Promise<void> {
    return this.addresses.wait(userId, currency, terms);
  }

  paymentMethods(userId: UserId): Promise<readonly PaymentMethod[]> {
    return this.client(userId).call(paymentMethods, undefined, { urgency: 'person' });
  }

  longHistory<Kind extends HistoryKind>(userId: UserId, kind: Kind, wish: LongHistoryWish): Promise<LongHistory<HistoryRows[Kind]>> {
    return readLongHistory(this.client(userId), kind, wish);
  }

  beneficiaries(userId: UserId, currency?: CurrencyCode): ReturnType<Accounts['beneficiaries']> {
    return readBeneficiaries(this.client(userId), currency);
  }

  withdrawQuotes(userId: UserId, currency: CurrencyCode): ReturnType<Accounts['withdrawQuotes']> {
    return readWithdrawQuotes(this.client(userId), currency);
  }

  deposit(userId: UserId, txid: string): ReturnType<Accounts['deposit']> {
    return readDeposit(this.client(userId), txid);
  }

  withdrawal(userId: UserId, withdrawalId: string): ReturnType<Accounts['withdrawal']> {
    return readWithdrawal(this.client(userId), withdrawalId);
  }

  refresh(userId: UserId, what: 'orders' | 'deposits'): void {
    this.watchers.get(userId)?.refresh(what);
  }

  status(userId: UserId): AccountStatus | undefined {
    return this.watchers.get(userId)?.status();
  }

  async start(): Promise<void> {
    this.started = true;
    this.timers = new Timers(this.deps.clock);
    this.invoices.start();
    this.endListening = this.deps.store.onChange((userId) => this.watchers.get(userId)?.noticeChange());
    const linked = [...this.deps.store.all()].filter((record) => record.link !== undefined).map((record) => record.id);
    for (const [index, userId] of linked.entries()) {
      const group = Math.floor(index / startGroup.size);
      if (group === 0) this.watch(userId);
      else this.timers.set(`start:${userId}`, group * startGroup.everyMs, () => this.watch(userId));
    }
    this.addresses.start();
    await Promise.resolve();
  }

  async stop(): Promise<void> {
    this.started = false;
    this.timers.stop();
    this.invoices.stop();
    this.addresses.stop();
    this.endListening?.();
    await Promise.allSettled([...this.watchers.keys()].map((userId) => this.endWatching(userId)));
  }

  private reader(userId: UserId): Reader {
    return { client: this.client(userId), urgency: 'person', signal: this.never.signal };
  }

  private linkOf(userId: UserId): WatchedLink {
    const link = this.deps.store.read(userId)?.link;
    if (link === undefined) throw new UserError('link.needed');
    const known = this.links.get(userId);
    if (known !== undefined && isSamePair(known.link, link)) return known;
    const signer = this.deps.seal.signer(userId, link);
    const made = { userId, link, signer, client: this.deps.exchange.accountClient(signer) };
    this.links.set(userId, made);
    return made;
  }

  private watch(userId: UserId): void {
    if (!this.started || this.watchers.has(userId) || this.deps.store.read(userId)?.link === undefined) return;
    try {
      const watcher = new AccountWatcher(this.deps, this.linkOf(userId), this.turns, this.costTurns);
      this.watchers.set(userId, watcher);
      watcher.start();
    } catch (error) {
      // A key sealed under another master key must not keep the other users from starting.
      this.deps.log.error('account.notWatched', { userId, error: error instanceof Error ? error.message : 'unknown' });
    }
  }

  private async endWatching(userId: UserId): Promise<void> {
    this.timers.clear(`start:${userId}`);
    const watcher = this.watchers.get(userId);
    this.watchers.delete(userId);
    this.links.delete(userId);
    await watcher?.stop();
  }
}

/** The accounts of all linked users. Nothing is opened before `start`. */
export function createAccounts(deps: AccountsDeps): Accounts {
  return new LinkedAccounts(deps);
}
