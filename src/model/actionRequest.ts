// What a money action asks for, kind by kind, exactly as its card shows it and as it will be sent.
import { createHash } from 'node:crypto';
import type { Sealed } from './account.js';
import type { Decimal, Sats } from './money.js';
import type { CurrencyCode, MarketId } from './trading/market.js';
import type { OrderType, Side } from './trading/order.js';
import type { PracticeFees } from './practice.js';

/** Exactly what POST /market/orders will carry. */
export interface OrderRequest {
  readonly market: MarketId;
  readonly side: Side;
  readonly type: OrderType;
  readonly volume: Decimal;
  /** Absent for a market order: the exchange refuses even a null price there. */
  readonly price?: Decimal;
  /** Limit orders only: the exchange refuses it rather than let it trade at once (API.txt, Create Order). */
  readonly postOnly?: true;
  readonly customOrderId: string;
}

/** What is to follow a cancellation: the rest of the order is offered anew at the best price, by a card to confirm. */
export interface MoveToBest {
  readonly market: MarketId;
  readonly side: Side;
  readonly base: CurrencyCode;
  readonly postOnly?: true;
}

/** What of a limit order beyond the best price trades at once, by a walk of the book down to its limit. */
export interface AtOnce {
  /** In base; what is left of the order waits at its limit. */
  readonly volume: Decimal;
  /** In quote currency. */
  readonly total: Decimal;
  readonly averagePrice: Decimal;
}

/** What the card said would come of it; estimates are marked as such on the card. */
export interface OrderEstimate {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly amountPrecision: number;
  readonly pricePrecision: number;
  /** In the quote currency; of a limit order at its limit, so the most a purchase costs and the least a sale brings. */
  readonly total: Decimal;
  /** Of a limit order that stands beyond the best price, where the live book was known. */
  readonly atOnce?: AtOnce;
  /** Expected average price; equals the limit price for a limit order. */
  readonly averagePrice: Decimal;
  /** The last level a market order would reach. */
  readonly worstPrice?: Decimal;
  /** Where the account's rates of this market, side and role are known: in the currency received, or in the one given where it is taken on top of that. */
  readonly fee?: Decimal;
  /** The same in the quote currency, where it is taken in base. */
  readonly feeWorth?: Decimal;
  /** True where it is taken beside what is given, not off what is received. */
  readonly feeOnTop?: boolean;
  /** What stays available of the currency given, after this order and a fee taken of it. */
  readonly leftAfter: Decimal;
  readonly leftCurrency: CurrencyCode;
  /** Decimals that currency is shown with, where the exchange's list was known. */
  readonly leftPlaces?: number;
  /** The same of the currency received; absent in a draft stored before it was kept. */
  readonly receivedPlaces?: number;
  /** ms since 1970 of the book it was worked out on. */
  readonly quotedAt: number;
  /** The best price of the side it would trade with (the best ask for a buy), where it was known. */
  readonly bestPrice?: Decimal;
  /** The most a market order may cost against the best price, in per cent, as the user had it set at the drawing. */
  readonly slippageCeiling?: Decimal;
}

/** Exactly what POST /account/withdraws will carry, but for the one-time password, which is never stored. */
export interface WithdrawalRequest {
  readonly currency: CurrencyCode;
  /** Fee included (PROTOCOL.md section 3, shapes). */
  readonly amount: Decimal;
  readonly beneficiaryId: string;
  /** Rand only: "same_day_rtc" is faster. */
  readonly note?: string;
  readonly quoteId?: string;
}

/** What the exchange wants for a payment out, and until when. */
export interface QuotedFee {
  /** In the currency paid out; for Lightning in btc. */
  readonly fee: Decimal;
  /** ms since 1970; absent where the exchange gives no quotes: the fee is then its list price. */
  readonly expiresAt?: number;
  /** How often the quote of this card has been renewed. */
  readonly renewals: number;
}

/** What a withdrawal's card shows besides the request. */
export interface WithdrawalFacts {
  readonly quote: QuotedFee;
  /** amount less fee */
  readonly receives: Decimal;
  readonly beneficiaryName: string;
  /** The whole destination, as the exchange knows it: an address, or bank details by field name. */
  readonly destination: Readonly<Record<string, string>>;
  readonly blockchain?: string;
  /** What stays available of the currency. */
  readonly leftAfter: Decimal;
  /** Decimals that currency is shown with; absent in a draft stored before it was kept. */
  readonly places?: number;
  /** What it is worth in rand, where a price is known. */
  readonly randValue?: Decimal;
  /** True when the same withdrawal is already on its way to an unknown end, and the user wants this one all the same. */
  readonly again?: true;
}

/** Exactly what POST /account/lightning/pays will carry. */
export interface PaymentRequest {
  /** Empty once nothing more can come of the draft: what is left of it is its payment hash. */
  readonly bolt: string;
  /** The invoice's own amount. */
  readonly amountSat: Sats;
  readonly quoteId?: string;
  readonly memberDescription?: string;
}

/** What is read from the invoice itself, and what paying it costs. */
export interface PaymentFacts {
  readonly quote: QuotedFee;
  /** Hex. */
  readonly paymentHash: string;
  /** The payee's node, hex. */
  readonly payee?: string;
  readonly description?: string;
  /** ms since 1970 */
  readonly invoiceExpiresAt: number;
  /** In btc. */
  readonly leftAfter: Decimal;
  /** Decimals that btc is shown with; absent in a draft stored before it was kept. */
  readonly places?: number;
  readonly randValue?: Decimal;
}

/** What POST /payments/vouchers/new will carry; the pin is opened only for the call. */
export interface VoucherRequest {
  readonly paymentMethodId: string;
  /** In rand. */
  readonly amount: Decimal;
  readonly pin: Sealed;
}

/** Exactly what POST /account/beneficiaries will carry. */
export interface BeneficiaryRequest {
  readonly currency: CurrencyCode;
  readonly name: string;
  readonly description?: string;
  readonly data: Readonly<Record<string, string>>;
}

export interface RedeemVoucher {
  readonly kind: 'redeemVoucher';
  readonly voucher: VoucherRequest;
  readonly methodName: string;
  readonly pinTail: string;
  /** The change voucher it is, where the user's record keeps it (UserRecord.vouchers): once redeemed it is worth nothing. */
  readonly keptId?: string;
  /** True when the same pin is already on its way to an unknown end, and the user wants it sent all the same. */
  readonly again?: true;
}

export type ActionRequest =
  | { readonly kind: 'placeOrder'; readonly order: OrderRequest; readonly estimate: OrderEstimate }
  | { readonly kind: 'cancelOrder'; readonly orderId: string; readonly move?: MoveToBest }
  | { readonly kind: 'cancelAll'; readonly market?: MarketId; readonly side?: Side; readonly orderIds: readonly string[] }
  | { readonly kind: 'withdraw'; readonly withdrawal: WithdrawalRequest; readonly facts: WithdrawalFacts }
  | { readonly kind: 'payInvoice'; readonly payment: PaymentRequest; readonly facts: PaymentFacts }
  | RedeemVoucher
  | { readonly kind: 'createBeneficiary'; readonly beneficiary: BeneficiaryRequest }
  | { readonly kind: 'activateBeneficiary'; readonly beneficiaryId: string; readonly name: string }
  | { readonly kind: 'deleteBeneficiary'; readonly beneficiaryId: string; readonly name: string; readonly currency: CurrencyCode }
  | { readonly kind: 'practiceOrder'; readonly order: OrderRequest; readonly estimate: OrderEstimate; readonly fees: PracticeFees }
  | { readonly kind: 'practiceCancel'; readonly orderId: string; readonly move?: MoveToBest }
  | { readonly kind: 'practiceCancelAll'; readonly market?: MarketId; readonly side?: Side; readonly orderIds: readonly string[] };

export type ActionKind = ActionRequest['kind'];
/** Moves play money only: nothing of these kinds can be sent, by type as by their states (actions/draft.ts). */
export type PracticeKind = 'practiceOrder' | 'practiceCancel' | 'practiceCancelAll';
/** What the exchange is asked to do. */
export type ExchangeKind = Exclude<ActionKind, PracticeKind>;

export const isPracticeKind = (kind: ActionKind): kind is PracticeKind => kind === 'practiceOrder' || kind === 'practiceCancel' || kind === 'practiceCancelAll';

/** SHA-256 hex of the request's JSON. */
export const requestHashOf = (request: ActionRequest): string => createHash('sha256').update(JSON.stringify(request)).digest('hex');
