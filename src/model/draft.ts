// A money action as the user was shown it, frozen, with how far it has come (DESIGN.md section 4).
import type { ActionRequest } from './actionRequest.js';
import type { Decimal } from './money.js';
import type { MessageAddress } from './message.js';

export type {
  OrderRequest, MoveToBest, AtOnce, OrderEstimate, WithdrawalRequest, QuotedFee, WithdrawalFacts, PaymentRequest,
  PaymentFacts, VoucherRequest, BeneficiaryRequest, RedeemVoucher, ActionRequest, ActionKind, PracticeKind, ExchangeKind,
} from './actionRequest.js';
export { isPracticeKind, requestHashOf } from './actionRequest.js';

/**
 * drafted -> confirmed -> sending -> accepted | refused | unknown -> open | partlyFilled | filled | cancelled | rejected | notPlaced;
 * what is no order ends in done (the exchange has carried it out), rejected or notPlaced;
 * drafted -> expired | dismissed | replaced; of practice drafted -> refused | open | ... at once, as nothing is sent. Each arrow is durable before the next step; `sending` found at start is `unknown`.
 */
export type DraftState =
  | 'drafted' | 'expired' | 'dismissed'
  /** Its price was no longer good at the tap: a new draft asks again on the same message, and this one can never be sent. */
  | 'replaced'
  | 'confirmed' | 'sending'
  | 'accepted' | 'refused' | 'unknown'
  | 'open' | 'partlyFilled' | 'filled' | 'cancelled' | 'rejected' | 'notPlaced'
  | 'done';

/** Why a card asks again, with the figure that was shown and the one of now. */
export interface PriceChange {
  /**
   * moved, old: the best price. slippage: the expected average. crossing: the best price, which a limit has come to stand beyond.
   * quote: the fee of a payment out, whose quote has been renewed; it may be the same. orders: how many a cancellation of all reaches.
   */
  readonly why: 'moved' | 'old' | 'slippage' | 'crossing' | 'quote' | 'orders';
  readonly from: Decimal;
  readonly to: Decimal;
}

/** Where the money would go has been changed at the exchange since the card was shown. */
export interface DestinationChange {
  readonly why: 'destination';
  /** As the earlier card had it, flat text of the exchange's. */
  readonly from: string;
}

export type CardChange = PriceChange | DestinationChange;

/**
 * Why a tap sent nothing and may be tried again: no live price, a book too thin, more needed than there is, post-only and about to
 * trade, or where the money would go could not be looked up.
 */
export type HoldReason = 'noPrice' | 'thin' | 'funds' | 'wouldMatch' | 'destination';

/** What the exchange answered, where that is more than an id. */
export type DraftResult =
  /** In rand; the change voucher's pin is in the user's record, sealed. */
  | { readonly kind: 'voucher'; readonly credited: Decimal; readonly originAmount?: Decimal; readonly change?: { readonly voucherId: string; readonly amount: Decimal; readonly expiry?: string } }
  | { readonly kind: 'beneficiary'; readonly state: string };

export interface Draft {
  /** 22 characters of base64url (16 random bytes); it is the button's token. */
  readonly id: string;
  readonly request: ActionRequest;
  /** SHA-256 hex of the request's JSON: what was shown is what is sent. */
  readonly requestHash: string;
  readonly state: DraftState;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly expiresAt: number;
  /** ms since 1970 of the last change of state. */
  readonly changedAt: number;
  /** ms since 1970 just before the first byte left. */
  readonly sentAt?: number;
  readonly card?: MessageAddress;
  /** AccountState.since of the account it was drawn for: a key's version would not do, it starts again after an unlink. */
  readonly accountSince?: number;
  /** Set on what was sent when its account was left: nobody here can find out any more. `tail`: the last characters of the key it was sent under. */
  readonly leftBehind?: { readonly tail: string };
  /** Set on a draft that took the place of another: what has changed since that one was shown. */
  readonly change?: CardChange;
  /** Set by a tap that had to be held back: nothing was sent. */
  readonly held?: { readonly why: HoldReason; readonly at: number };
  /** The exchange's id of what came of it, once known: an order, a withdrawal, a beneficiary. */
  readonly orderId?: string;
  readonly result?: DraftResult;
  /** Set on a replaced draft: the one that took its place. */
  readonly replacedBy?: string;
  /** Executed so far and at what, for the card; from frames and reads. */
  readonly executed?: { readonly volume: Decimal; readonly averagePrice: Decimal; readonly remaining: Decimal };
  /** Of a cancellation of many: the orders whose end is known, while not all of them have ended. */
  readonly endedOrders?: readonly string[];
  /** The exchange's own words of refusal, or why it is unknown. */
  readonly reason?: readonly string[];
  /** How often the resolver has asked, and how many of its listings were clean and reached past `sentAt`. */
  readonly asked?: { readonly times: number; readonly clean: number; readonly nextAt: number };
}

/** The reason of an unknown end that no answer is to blame for: this program itself was ended in the middle of sending. */
export const stoppedSending = 'own.stoppedSending';
/** True where its end is unknown for that reason. */
export const wasStopped = ({ reason }: Draft): boolean => reason?.[0] === stoppedSending;

/** True for a cancellation that names this order. */
export function cancels({ request }: Draft, orderId: string): boolean {
  if (request.kind === 'cancelOrder' || request.kind === 'practiceCancel') return request.orderId === orderId;
  return (request.kind === 'cancelAll' || request.kind === 'practiceCancelAll') && request.orderIds.includes(orderId);
}

const ended: ReadonlySet<DraftState> = new Set(['expired', 'dismissed', 'replaced', 'refused', 'filled', 'cancelled', 'rejected', 'notPlaced', 'done']);
/** True when nothing more can come of the draft. */
export const isEndedDraft = (state: DraftState): boolean => ended.has(state);
