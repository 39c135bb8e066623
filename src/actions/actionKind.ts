// What a kind of money action is: one value of this type per file in kinds/, and all that is particular to the kind stands in it.
//
// Nothing here is optional and nothing has a default: whoever adds a kind answers every question, or it does not compile.
import type { ExchangeClient } from '../exchange/client.js';
import type { WithdrawQuoteInput } from '../exchange/endpoints/account/withdrawQuote.js';
import type { TrackedOrder, Sealed } from '../model/account.js';
import type { ActionRequest, CardChange, Draft, ExchangeKind, HoldReason, QuotedFee } from '../model/draft.js';
import type { Decimal } from '../model/money.js';
import type { OwnReason } from '../model/ownReason.js';
import type { Flow } from '../model/trading/flow.js';
import type { CurrencyCode } from '../model/trading/market.js';
import type { Order } from '../model/trading/order.js';
import type { UserRecord } from '../model/user.js';
import type { WithdrawQuote } from '../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../model/payments/withdrawal.js';
import type { Claimed, DraftOf } from './draft.js';
import type { Accepted, Outcome } from './outcome.js';
import type { ReadLivePrice } from './livePrice.js';

export type RequestOf<K extends ExchangeKind> = Extract<ActionRequest, { readonly kind: K }>;

/** The code a press must bring along: the exchange's one-time password, the user's own PIN, or the pin the exchange has mailed. */
export type CodeKind = 'otp' | 'pin' | 'mailedPin';

/** Opens a voucher's pin; undefined when it cannot be opened: it is then taken for another's. */
export type OpenPin = (sealed: Sealed) => string | undefined;

/** What an action needs at the moment it is sent. */
export interface Sending {
  /** As typed; in memory only, from the answer to the one call, and stored nowhere. */
  readonly code?: string;
  readonly openVoucherPin: OpenPin;
  readonly livePrice: ReadLivePrice;
}

/** What a kind may look at when its card is tapped; it waits for nothing. */
export interface TapSight {
  readonly livePrice: ReadLivePrice;
  /** The name of an order that may take this one's place. */
  readonly nextOrderId: string;
}

/** holds: as the card showed it; held: send nothing, the same card may be tapped again; changed: ask again with this. */
export type TapVerdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'held'; readonly why: HoldReason }
  | { readonly kind: 'changed'; readonly request: ActionRequest; readonly change: CardChange };

export const holds: TapVerdict = { kind: 'holds' };

/** over: there is nothing any more that it could be sent for. */
export type Recheck = TapVerdict | { readonly kind: 'over'; readonly reason: OwnReason };

/** Why a confirmed card may not leave, as a word that text/refusals.ts explains. */
export type Bar = Extract<OwnReason, 'own.paidBefore' | 'own.invoiceExpired' | 'own.dayLimit' | 'own.twin' | 'own.voucherTwin'>;

/** A like of it on its way to an unknown end: the user is told before the same goes again (RELIABILITY.md 1.1). */
export interface TwinRules<K extends ExchangeKind> {
  /** True when the user was told of the other one and wants this all the same. */
  isWanted(request: RequestOf<K>): boolean;
  isSame(one: RequestOf<K>, other: RequestOf<K>, openPin: OpenPin): boolean;
  /** At the claim. */
  readonly bar: Bar;
  /** At the drawing: the key of a UserError. */
  readonly error: 'payout.twin' | 'voucher.twin';
}

/** A fee that the exchange quotes for a while and that is asked for anew when it ends. */
export interface QuoteRules<K extends ExchangeKind> {
  of(request: RequestOf<K>): QuotedFee;
  /** True once there is nothing left to quote. `now` is ms since 1970. */
  isPast(request: RequestOf<K>, now: number): boolean;
  question(request: RequestOf<K>): WithdrawQuoteInput;
  /** The one for what the card shows; undefined when none is. */
  choose(request: RequestOf<K>, quotes: readonly WithdrawQuote[]): WithdrawQuote | undefined;
  /** The request at the new fee; undefined when the fee leaves nothing or cannot be right. */
  renewed(request: RequestOf<K>, quote: WithdrawQuote, fee: QuotedFee): RequestOf<K> | undefined;
}

export interface RecheckRules<K extends ExchangeKind> {
  /** @throws what reads throw: the card is then held */
  look(client: ExchangeClient, request: RequestOf<K>): Promise<Recheck>;
  /** Why it is held where it cannot be read. */
  readonly unread: HoldReason;
}

/** How a withdrawal in the exchange's history is known for this action, which carries no id of ours. */
export interface PayoutRules<K extends ExchangeKind> {
  /** It is named beyond doubt, so that this evidence corrects even a refusal. */
  names(request: RequestOf<K>, withdrawal: Withdrawal): boolean;
  /** It is like it, which may be enough while its end is open. `sentAt` is ms since 1970. */
  resembles(request: RequestOf<K>, withdrawal: Withdrawal, sentAt: number): boolean;
  /** What its message says for itself, where the history may say it otherwise. */
  told(request: RequestOf<K>, withdrawal: Withdrawal): PayoutTold;
  /** The record with what the history shows it to have cost; the same record when that is no news. */
  listed(record: UserRecord, draft: DraftOf<K>, withdrawal: Withdrawal): UserRecord;
}

/** What a withdrawal's message says in place of what the history has: all in its currency. */
export interface PayoutTold {
  readonly lightning?: true;
  readonly amount?: Decimal;
  readonly fee?: Decimal;
  readonly receives?: Decimal;
}

/** What a look at the exchange shows of an action whose answer was lost. */
export interface Look {
  /** order: it is this one; withdrawals: for the account to take in, and for its drafts to be found in; done: it is done. */
  readonly evidence: { readonly kind: 'order'; readonly order: Order } | { readonly kind: 'withdrawals'; readonly rows: readonly Withdrawal[] }
    | { readonly kind: 'done'; readonly seen: Pick<Draft, 'orderId' | 'result'> } | { readonly kind: 'none' };
  /** True when it was read in full and nothing in it may be the action. */
  readonly clean: boolean;
}

/** How the end of a lost answer is found: by asking, never by sending again. */
export interface Resolver<K extends ExchangeKind> {
  /** @throws what reads throw */
  look(client: ExchangeClient, draft: DraftOf<K>): Promise<Look>;
  /** After long enough and enough clean looks: it is concluded not to have been done, or its user is told to look himself. */
  readonly afterCleanLooks: { readonly conclude: 'notPlaced'; readonly reason: OwnReason } | { readonly conclude: 'askUser' };
}

/** What sealing and storing the answer needs. */
export interface AnswerTools {
  sealVoucherPin(pin: string): Sealed;
}

/** What one that is done has brought in, and how far that may be off. */
export interface Credit {
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  readonly off: Decimal;
}

export interface ActionKind<K extends ExchangeKind> {
  readonly name: K;
  /** Sends a claimed draft, once. A lost answer comes back as `unknown`. Never throws. */
  send(client: ExchangeClient, draft: Claimed<DraftOf<K>>, at: Sending): Promise<Outcome>;
  /** How long after the tap it may still be sent, ms; Infinity: whenever storing has ended. */
  readonly sendWithinMs: number;
  readonly code: CodeKind | 'none';
  /** Until when a card drawn `now` can be confirmed, both ms since 1970. */
  life(request: RequestOf<K>, now: number): number;
  /** True for what brings money back to rest: it may be confirmed while the account is locked. */
  readonly whileLocked: boolean;
  /** False for a request whose card offers no Confirm. */
  isClaimable(request: RequestOf<K>): boolean;
  /** Looked at in the write that claims; undefined when it may leave. `now` is ms since 1970. */
  bar(record: UserRecord, request: RequestOf<K>, now: number): Bar | undefined;
  readonly twin: TwinRules<K> | 'none';
  /** Judged in the write that claims. `now` is ms since 1970. */
  atTap(record: UserRecord, draft: DraftOf<K>, sight: TapSight, now: number): TapVerdict;
  /** What is read again at the exchange before the card is claimed, for it may have been changed there since. */
  readonly recheck: RecheckRules<K> | 'none';
  readonly quote: QuoteRules<K> | 'none';
  /** What else of the record changes with each write of such a draft; the same record when nothing does. */
  written(record: UserRecord, draft: DraftOf<K>): UserRecord;
  /** The exchange has taken it: the draft as it is now, and the record with what comes of the answer beside it. */
  accepted(record: UserRecord, draft: DraftOf<K>, answer: Accepted, tools: AnswerTools, now: number): { readonly record: UserRecord; readonly draft: Draft };
  /** What of the account is read once it was sent, and while its end is looked for. */
  readonly refreshes: 'orders' | 'money';
  /** The orders it is to end; 'none' for what ends no orders. */
  readonly cancels: ((request: RequestOf<K>) => readonly string[]) | 'none';
  /** Moves it by what is known of an order; the same draft when that order is not its own. */
  byOrder(record: UserRecord, draft: DraftOf<K>, tracked: TrackedOrder, now: number): Draft;
  /** True while, in this state beyond `accepted`, only a read can tell its end. */
  needsReads(draft: DraftOf<K>): boolean;
  readonly payout: PayoutRules<K> | 'none';
  /** 'cannot': nothing that the exchange lists tells, so its user is told to look. */
  readonly resolve: Resolver<K> | 'cannot';
  /** True where what the exchange has taken may still come back: its record must not go before (/forget). */
  readonly isUnderWayWhenAccepted: boolean;
  /** What it may move at most for as long as its end is not known; none for what moves no money. */
  mayMove(request: RequestOf<K>): readonly Flow[];
  /** What one that is done has brought in, where only its draft tells it; 'listed' for what the exchange lists, and for what brings in nothing. */
  readonly credited: ((draft: DraftOf<K>) => Credit) | 'listed';
  /** How long a draft of unknown end is kept, ms; Infinity: until it is known. */
  readonly lifeInDoubtMs: number;
}

