// Everything that moves money, as commands/ and bot/ see it.
import type { ActionRequest, Draft } from '../model/draft.js';
import type { MessageAddress, UserId } from '../model/message.js';
import type { PinVerdict } from '../model/pin.js';
import type { Bar, CodeKind } from './actionKind.js';

export type ConfirmResult =
  /** This call claimed the draft, durably; it is being carried out and its card is edited as it goes. */
  | { readonly kind: 'claimed'; readonly draft: Draft }
  /** This call used it up in practice, with all that came of it, durably; nothing was or will be sent. */
  | { readonly kind: 'practised'; readonly draft: Draft }
  /** A card counts only in the mode it was drawn in, real or practice: nothing was done, and the draft is left as it is. */
  | { readonly kind: 'otherMode'; readonly draft: Draft }
  /** This call dismissed it. */
  | { readonly kind: 'dismissed'; readonly draft: Draft }
  /** Somebody already pressed: nothing was sent by this call. */
  | { readonly kind: 'alreadyUsed'; readonly draft: Draft }
  | { readonly kind: 'expired'; readonly draft: Draft }
  /** What the card showed no longer held: nothing was sent, and a new draft asks again on the same message. */
  | { readonly kind: 'askedAgain'; readonly draft: Draft }
  /** No live price could be relied on: nothing was sent, and the same card may be tapped again. */
  | { readonly kind: 'held'; readonly draft: Draft }
  /** The user has locked the account: nothing was sent, and the draft is left as it is. */
  | { readonly kind: 'locked'; readonly draft: Draft }
  | { readonly kind: 'unknownDraft' }
  /** It goes only with a code, which this call did not bring: nothing was sent. */
  | { readonly kind: 'codeNeeded'; readonly draft: Draft; readonly code: CodeKind }
  /** The PIN was wrong, is not looked at now, or was never set: nothing was sent. */
  | { readonly kind: 'wrongPin'; readonly draft: Draft; readonly verdict: Exclude<PinVerdict, { readonly kind: 'right' }> }
  /** This payout may not leave: nothing was sent. */
  | { readonly kind: 'barred'; readonly draft: Draft; readonly bar: Bar };

export interface Actions {
  /**
   * Stores a draft, durable before it resolves. Its life is 60 s, that of a payout its quote's.
   * @throws UserError('payout.twin' | 'voucher.twin') for a withdrawal or a voucher whose like is on its way to an unknown end, unless it says `again`
   */
  draft(userId: UserId, request: ActionRequest): Promise<Draft>;
  /** Tells a draft which message shows it, so that its outcome can be edited in. */
  attachCard(userId: UserId, draftId: string, card: MessageAddress): Promise<void>;
  /**
   * Reads again what may have changed at the exchange since the card was drawn, before its code is asked for: undefined where the card
   * holds, else what came of it instead. @throws UnavailableError as confirm
   */
  lookAgain(userId: UserId, draftId: string): Promise<ConfirmResult | undefined>;
  /**
   * Claims a draft, once ever, and carries it out in the background. Every later state of it reaches the card by itself.
   * An order is claimed only while the price its card showed still holds; otherwise its card asks again;
   * a cancellation of all only while it lists all that is known to be open. `code` goes along
   * where the kind needs one (actionKind.ts); it is never stored. It is looked at again, as by lookAgain, and a quote that has ended is
   * renewed: at the same fee it goes on, at another the card asks again.
   */
  confirm(userId: UserId, draftId: string, card?: MessageAddress, code?: string): Promise<ConfirmResult>;
  dismiss(userId: UserId, draftId: string, card: MessageAddress): Promise<ConfirmResult>;
  /** A new custom order id (UUID). */
  newOrderId(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
}
