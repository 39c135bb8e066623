// The life of a money action as pure moves; anything that is not an arrow of DESIGN.md section 4 throws.
import { isPracticeKind, type ActionKind, type ActionRequest, type Draft, type DraftState, type ExchangeKind, type HoldReason, type PracticeKind } from '../model/draft.js';
import type { MessageAddress } from '../model/message.js';
import type { OwnReason } from '../model/ownReason.js';

/** How long a card can be confirmed, ms. */
export const draftLifeMs = 60_000;

/** A draft of one kind of action. */
export type DraftOf<K extends ActionKind> = Draft & { readonly request: Extract<ActionRequest, { readonly kind: K }> };

/** What can be sent, and what moves play money only. */
export type ExchangeDraft = DraftOf<ExchangeKind>;
export type PracticeDraft = DraftOf<PracticeKind>;
export type OrderDraft = DraftOf<'placeOrder' | 'practiceOrder'>;

export const isPractice = (draft: Draft): draft is PracticeDraft => isPracticeKind(draft.request.kind);
export const isForExchange = (draft: Draft): draft is ExchangeDraft => !isPracticeKind(draft.request.kind);
export const isPracticeOrder = (draft: Draft): draft is DraftOf<'practiceOrder'> => draft.request.kind === 'practiceOrder';

declare const claimedMark: unique symbol;
/** A draft that was claimed and marked as sending: only markSending makes one, so nothing else can be sent. */
export type Claimed<D extends ExchangeDraft> = D & { readonly [claimedMark]: true };

/** What evidence from the exchange (a frame, a listing) can make of an action. */
const evident = ['open', 'partlyFilled', 'filled', 'cancelled', 'rejected', 'done'] as const satisfies readonly DraftState[];

/**
 * The arrows. Evidence may overtake the answer (frames come before the 201) and may correct `refused` and `notPlaced`:
 * an order of ours that is seen on the exchange exists, whatever was concluded before.
 */
const arrows: Readonly<Record<DraftState, readonly DraftState[]>> = {
  drafted: ['confirmed', 'expired', 'dismissed', 'replaced'],
  expired: [],
  dismissed: [],
  replaced: [],
  confirmed: ['sending', 'notPlaced'],
  sending: ['accepted', 'refused', 'unknown', ...evident],
  accepted: ['notPlaced', ...evident],
  unknown: ['accepted', 'notPlaced', ...evident],
  refused: ['accepted', ...evident],
  notPlaced: ['accepted', ...evident],
  open: ['partlyFilled', 'filled', 'cancelled', 'rejected'],
  partlyFilled: ['partlyFilled', 'filled', 'cancelled', 'rejected'],
  filled: [],
  cancelled: [],
  rejected: [],
  done: [],
};

/** Of practice there is no confirmed, no sending and no unknown: what is not sent never waits for an answer. */
const practiceArrows: Partial<typeof arrows> = {
  drafted: ['refused', 'open', 'partlyFilled', 'filled', 'cancelled', 'expired', 'dismissed', 'replaced'],
  open: ['partlyFilled', 'filled', 'cancelled'],
  partlyFilled: ['partlyFilled', 'filled', 'cancelled'],
};

/** True where the draft's life has this arrow. */
export const canMove = (draft: Draft, state: DraftState): boolean => (isPractice(draft) ? practiceArrows[draft.state] ?? [] : arrows[draft.state]).includes(state);

/** Any arrow, for the moves of this folder. @throws Error for what is none */
export function move<D extends Draft>(draft: D, state: DraftState, now: number): D {
  if (!canMove(draft, state)) throw new Error(`a draft cannot go from ${draft.state} to ${state}`);
  return { ...draft, state, changedAt: now };
}

/** True when it can no longer be confirmed; a clock that went back to before its making ends it too. */
export const isOverdue = (draft: Draft, now: number): boolean => now >= draft.expiresAt || now < draft.createdAt - draftLifeMs;

/** drafted -> dismissed */
export const dismiss = (draft: Draft, card: MessageAddress | undefined, now: number): Draft => ({ ...move(draft, 'dismissed', now), ...(card === undefined ? {} : { card }) });

/** drafted -> replaced: the draft `by` asks again in its place. */
export const replace = (draft: Draft, by: string, now: number): Draft => ({ ...move(draft, 'replaced', now), replacedBy: by });

/** Nothing was sent and the same draft may be tapped again; no change of state. */
export function hold(draft: Draft, why: HoldReason, card: MessageAddress | undefined, now: number): Draft {
  return { ...draft, held: { why, at: now }, ...(card === undefined ? {} : { card }) };
}

/** drafted -> expired; with a reason where it is more than the time being over (our words of text/draftCard.ts). */
export const expire = (draft: Draft, now: number, reason?: readonly OwnReason[]): Draft => ({ ...move(draft, 'expired', now), ...(reason === undefined ? {} : { reason }) });

/** confirmed -> sending; must be durable before the first byte leaves. `now` is ms since 1970. */
export function markSending(draft: ExchangeDraft, now: number): Claimed<ExchangeDraft> {
  return { ...move(draft, 'sending', now), sentAt: now } as Claimed<ExchangeDraft>;
}

/** sending, unknown, refused or notPlaced -> accepted: the exchange has it, which is not yet "placed". */
export function markAccepted(draft: Draft, orderId: string | undefined, now: number): Draft {
  return withOrderId(withoutReason(move(draft, 'accepted', now)), orderId);
}

/** sending, or drafted of practice -> refused, with the exchange's codes or our reason words (text/refusals.ts). */
export const markRefused = (draft: Draft, reason: readonly string[], now: number): Draft => ({ ...move(draft, 'refused', now), reason });

/** sending -> unknown; `nextAt` (ms since 1970) is when to ask first. */
export function markUnknown(draft: Draft, reason: readonly string[], now: number, nextAt: number): Draft {
  return { ...move(draft, 'unknown', now), reason, asked: { times: 0, clean: 0, nextAt } };
}

/** confirmed, accepted or unknown -> notPlaced. */
export const markNotPlaced = (draft: Draft, reason: readonly OwnReason[], now: number): Draft => ({ ...move(draft, 'notPlaced', now), reason });

/** To what the exchange shows of it. */
export function markSeen(draft: Draft, state: (typeof evident)[number], seen: Pick<Draft, 'orderId' | 'executed' | 'result'>, now: number): Draft {
  const { orderId, ...rest } = seen;
  return { ...withOrderId(withoutReason(move(draft, state, now)), orderId), ...rest };
}

/** Counts one more question of the resolver; no change of state. */
export function markAsked(draft: Draft, clean: boolean, nextAt: number): Draft {
  const before = draft.asked ?? { times: 0, clean: 0, nextAt: 0 };
  return { ...draft, asked: { times: before.times + 1, clean: before.clean + (clean ? 1 : 0), nextAt } };
}

const withOrderId = (draft: Draft, orderId: string | undefined): Draft => (orderId === undefined ? draft : { ...draft, orderId });

function withoutReason({ reason: _reason, ...draft }: Draft): Draft {
  return draft;
}
