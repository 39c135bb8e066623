// Linked accounts as commands/, actions/ and program.ts see them.
import type { ExchangeClient } from '../exchange/client.js';
import type { StreamState } from '../exchange/streams/events.js';
import type { Sealed } from '../model/account.js';
import type { Balance } from '../model/balance.js';
import type { Beneficiary } from '../model/payments/beneficiary.js';
import type { Deposit } from '../model/payments/deposit.js';
import type { DepositAddress, DepositTerms } from '../model/payments/depositAddress.js';
import type { CurrencyCode, MarketId } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import type { Rows } from '../model/rows.js';
import type { UnreadCount } from '../exchange/unreadRows.js';
import type { Order } from '../model/trading/order.js';
import type { PaymentMethod } from '../model/payments/paymentMethod.js';
import type { Trade } from '../model/trading/trade.js';
import type { AwaitedInvoice } from '../model/user.js';
import type { WithdrawQuote } from '../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../model/payments/withdrawal.js';
import type { History, OrderTrades, Slice } from './reading/history.js';
import type { InvoiceWanted } from './lightning.js';
import type { Linked } from './linking.js';
import type { HistoryKind, HistoryRows, LongHistory, LongHistoryWish } from './reading/longHistory.js';

export { absorbOrder, absorbWithdrawals } from './reconciling/reconciler.js';
export type { History, OrderTrades, Slice } from './reading/history.js';
export type { InvoiceWanted } from './lightning.js';
export type { HistoryKind, HistoryRows, LongHistory } from './reading/longHistory.js';
export { longHistoryPageSize, longHistoryPagesLimit, timeOfRow } from './reading/longHistory.js';

export interface AccountStatus {
  readonly stream: StreamState;
  /** ms since 1970 of the last complete catch-up. */
  readonly caughtUpAt?: number;
  /** Acknowledged by the exchange but silent while reads show changes. */
  readonly mute: boolean;
  /** Ids of orders that the exchange has kept in `pending` for more than a minute, oldest first. */
  readonly stuckOrders: readonly string[];
  /** Ids of orders that were once open and that the exchange says it does not know. */
  readonly missingOrders: readonly string[];
  /** Rows of the account's own lists and frames that could not be read since the start. */
  readonly unread?: readonly UnreadCount[];
  /** The exchange's clock minus ours, ms, where it is known. */
  readonly clockOffsetMs?: number;
}

/** True when a catch-up has been completed on the connection there is now. */
export const isCaughtUp = (status: AccountStatus | undefined): boolean =>
  status?.stream.name === 'connected' && status.caughtUpAt !== undefined && status.caughtUpAt >= status.stream.since;

export interface Accounts {
  /**
   * Proves the pair with a signed read, seals and stores it durably, and opens the account's stream. Replaces an older link.
   * @throws UserError('lock.noLink') while the user is locked, UserError('link.refused' | 'link.malformed' | 'link.unavailable' | ...) with nothing stored.
   */
  link(userId: UserId, apiKey: string, secret: string): Promise<Linked>;
  /** Destroys the stored key, and the PIN unless the user is locked, and closes the stream; false when there was none. */
  unlink(userId: UserId): Promise<boolean>;
  /** Deletes the user's whole record as Store.remove does and ends the watching; false, and all goes on, where `mayGo` says no. */
  forget(userId: UserId, mayGo: (record: UserRecord) => boolean): Promise<boolean>;
  /** Seals an API key typed before its secret, to be kept in a dialog; `openPart` undoes it. */
  sealPart(userId: UserId, field: string, clear: string): Sealed;
  openPart(userId: UserId, field: string, sealed: Sealed): string;
  /** True for the pair that is linked: whoever knows it may do without the bot what it does. Asks nothing of the exchange. */
  isLinkedPair(userId: UserId, apiKey: string, secret: string): boolean;

  /** The signed client of a linked user. @throws UserError('link.needed') when there is none. */
  client(userId: UserId): ExchangeClient;
  /** Fresh from the exchange. @throws as ExchangeClient.call, UserError('link.needed') */
  balances(userId: UserId): Promise<Rows<Balance>>;
  /** Orders in wait or pending, newest first, fresh from the exchange. */
  openOrders(userId: UserId): Promise<readonly Order[]>;
  order(userId: UserId, orderId: string): Promise<Order>;
  /** Own trades of one market or of all, newest first. @throws as ExchangeClient.call, UserError('link.needed') */
  trades(userId: UserId, slice: Slice & { readonly market?: MarketId }): Promise<History<Trade>>;
  /** What is known or can be read of an order's trades. @throws as `trades` */
  orderTrades(userId: UserId, order: Order): Promise<OrderTrades>;
  /** Newest first, of one currency or of all. @throws as `trades` */
  deposits(userId: UserId, slice: Slice & { readonly currency?: CurrencyCode }): Promise<History<Deposit>>;
  /** Newest first, of one currency or of all, Lightning payments included. @throws as `trades` */
  withdrawals(userId: UserId, slice: Slice & { readonly currency?: CurrencyCode }): Promise<History<Withdrawal>>;
  /** What paying this Lightning invoice would cost. @throws as `trades` */
  paymentQuote(userId: UserId, bolt: string): Promise<WithdrawQuote>;
  /** Makes an invoice to be paid with; its card is owed with it and turns to paid by itself. @throws UserError('receive.tooMany'), ProtocolError, UnknownOutcomeError (asking again costs nothing), as `trades` */
  makeInvoice(userId: UserId, wanted: InvoiceWanted): Promise<AwaitedInvoice>;
  /** Where a coin is to be sent to; without an address while the exchange still makes it. @throws as `trades` */
  depositAddress(userId: UserId, currency: CurrencyCode): Promise<DepositAddress>;
  /** Asks for the address again, by itself, until it is there, and tells it as a push; durable before it resolves. */
  awaitAddress(userId: UserId, currency: CurrencyCode, terms: DepositTerms): Promise<void>;
  /** Ways to bring rand in at once. @throws as `trades` */
  paymentMethods(userId: UserId): Promise<readonly PaymentMethod[]>;
  /** All of one list since a time, page by page, up to a limit. @throws as `trades` */
  longHistory<Kind extends HistoryKind>(userId: UserId, kind: Kind, wish: LongHistoryWish): Promise<LongHistory<HistoryRows[Kind]>>;
  /** Pending and active ones, of one currency or of all. @throws as `trades` */
  beneficiaries(userId: UserId, currency?: CurrencyCode): Promise<Rows<Beneficiary>>;
  /** What a withdrawal would cost, one quote per network; empty where the exchange says that it gives none. @throws as `trades` */
  withdrawQuotes(userId: UserId, currency: CurrencyCode): Promise<Rows<WithdrawQuote>>;
  /** The deposit that this blockchain transaction brought; undefined when there is none. @throws as `trades` */
  deposit(userId: UserId, txid: string): Promise<Deposit | undefined>;
  /** Looked for among the newest; undefined when it is not there. @throws as `trades` */
  withdrawal(userId: UserId, withdrawalId: string): Promise<Withdrawal | undefined>;
  /** Reads trades, orders and balances of this user soon; calls are folded. */
  refresh(userId: UserId, what: 'orders' | 'deposits'): void;
  status(userId: UserId): AccountStatus | undefined;

  start(): Promise<void>;
  stop(): Promise<void>;
}
