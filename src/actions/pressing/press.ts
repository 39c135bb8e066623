// A press on a card's Confirm or Cancel: one durable change decides it, and the first press wins, ever.
//
// What the card showed is judged by its kind inside that same change, where the draft would be claimed: either it still
// holds and the draft is claimed, or it is replaced by a new draft on the same message, or it is held as it is. So the one
// way to a Claimed draft leads past the judgement, a replaced draft can never be claimed, and a crash in between leaves
// either the old card or the new one. What the live book says comes in as a function (`livePrice`), made in program.ts.
import type { ActionRequest, CardChange, Draft } from '../../model/draft.js';
import { UnavailableError } from '../../model/errors.js';
import type { MessageAddress, UserId } from '../../model/message.js';
import { isPractising, practiceRates } from '../../model/practice.js';
import type { UserRecord } from '../../model/user.js';
import type { Change } from '../../storage/store.js';
import type { ConfirmResult } from '../actions.js';
import { holds, type OpenPin, type TapSight, type TapVerdict } from '../actionKind.js';
import { dismiss, expire, hold, isForExchange, isOverdue, isPractice, isPracticeOrder } from '../draft.js';
import { claim } from '../drafts/claim.js';
import { newDraftId, newOrderId } from '../drawIds.js';
import { draftOf, tellDraft, tellHeld } from '../drafts/draftRecord.js';
import { isOfEarlierAccount, otherKey } from '../drafts/leaveAccount.js';
import { inPlaceOf } from '../drafts/takePlace.js';
import { judgeTap, readingMs } from '../judgePrice.js';
import { kindOf } from '../kinds/index.js';
import { openPinOf, type ActionParts } from '../parts.js';
import type { Practise } from '../practise.js';
import { isNews, isRenewable } from './renewQuote.js';
import { twinBarOf } from './twins.js';

/** A press, and one that found the quote of a payout at its end: nothing was changed. */
export type PressResult = ConfirmResult | { readonly kind: 'quoteOver'; readonly draft: Draft };

/** What a press of Confirm brings along; the names are drawn before the change, so that the change does nothing but look and decide. */
interface Press {
  readonly card: MessageAddress | undefined;
  /** The name of a draft that may take this one's place. */
  readonly nextId: string;
  readonly openPin: OpenPin;
  /** Of the book in memory; waits for nothing. */
  readonly sight: TapSight;
  /** Likewise. */
  readonly practise: Practise;
}

/** @throws UnavailableError when stopping or not durable: nothing was sent and the card can be pressed again */
export async function pressConfirm(parts: ActionParts, userId: UserId, draftId: string, card: MessageAddress | undefined): Promise<PressResult> {
  const press: Press = {
    card, practise: parts.practise, nextId: newDraftId(parts), openPin: openPinOf(parts, userId),
    sight: { livePrice: parts.livePrice, nextOrderId: newOrderId(parts) },
  };
  return decide(parts, userId, draftId, (record, draft, now) => confirm(record, draft, press, now));
}

/** @throws UnavailableError as pressConfirm */
export async function pressDismiss(parts: ActionParts, userId: UserId, draftId: string, card: MessageAddress): Promise<ConfirmResult> {
  const result = await decide(parts, userId, draftId, (record, draft, now) => told(record, { kind: 'dismissed', draft: dismiss(draft, card, now) }, now));
  return result.kind === 'quoteOver' ? { kind: 'expired', draft: result.draft } : result;
}

type Use = (record: UserRecord, draft: Draft, now: number) => Change<PressResult>;

async function decide(parts: ActionParts, userId: UserId, draftId: string, use: Use): Promise<PressResult> {
  if (parts.rest.stopped) throw new UnavailableError('stopping', 'confirm');
  if (parts.store.read(userId) === undefined) return { kind: 'unknownDraft' };
  return await parts.store.update(userId, (record): Change<PressResult> => {
    const draft = draftOf(record, draftId);
    const now = parts.clock.now();
    if (draft === undefined) return { record, result: { kind: 'unknownDraft' } };
    if (draft.state === 'expired') return { record, result: { kind: 'expired', draft } };
    if (draft.state === 'replaced') return { record, result: { kind: 'askedAgain', draft } };
    if (draft.state !== 'drafted') return { record, result: { kind: 'alreadyUsed', draft } };
    if (isOfEarlierAccount(record, draft)) return told(record, { kind: 'expired', draft: expire(draft, now, [otherKey]) }, now);
    if (isOverdue(draft, now) && isRenewable(draft)) return { record, result: { kind: 'quoteOver', draft } };
    return isOverdue(draft, now) ? told(record, { kind: 'expired', draft: expire(draft, now) }, now) : use(record, draft, now);
  });
}

function confirm(record: UserRecord, draft: Draft, press: Press, now: number): Change<ConfirmResult> {
  if (isPractice(draft) !== isPractising(record)) return { record, result: { kind: 'otherMode', draft } };
  // A lock does not stand in the way of what brings money back to rest, nor in that of play money.
  if (record.lock !== undefined && isForExchange(draft) && !kindOf(draft.request).whileLocked) return { record, result: { kind: 'locked', draft } };
  if (isNews(draft) && now - draft.createdAt < readingMs) return { record, result: { kind: 'askedAgain', draft } };
  const bar = (isForExchange(draft) ? kindOf(draft.request).bar(record, draft.request, now) : undefined) ?? twinBarOf(record, draft, press.openPin);
  if (bar !== undefined) return { record, result: { kind: 'barred', draft, bar } };
  const verdict = judge(record, draft, press.sight, now);
  switch (verdict.kind) {
    case 'holds': return useUp(record, draft, press, now);
    case 'held': return heldBack(record, hold(draft, verdict.why, press.card, now), now);
    case 'changed': return askAgain(record, draft, press, verdict.request, verdict.change, now);
  }
}

function judge(record: UserRecord, draft: Draft, sight: TapSight, now: number): TapVerdict {
  if (isForExchange(draft)) return kindOf(draft.request).atTap(record, draft, sight, now);
  return isPracticeOrder(draft) ? judgeTap(record, draft, practiceRates(draft.request.fees), sight, now) : holds;
}

/** What is real is claimed, to be carried out; what is practice is done with here and now. */
function useUp(record: UserRecord, draft: Draft, { card, practise }: Press, now: number): Change<ConfirmResult> {
  if (!isPractice(draft)) return told(record, { kind: 'claimed', draft: claim(draft, card, now) }, now);
  const practised = practise(record, draft, card, now);
  if (practised.kind === 'held') return heldBack(record, hold(draft, practised.why, card, now), now);
  return told(practised.record, { kind: 'practised', draft: practised.draft }, now);
}

function told(record: UserRecord, result: Exclude<ConfirmResult, { readonly kind: 'unknownDraft' }>, now: number): Change<ConfirmResult> {
  return { record: tellDraft(record, result.draft, now), result };
}

function heldBack(record: UserRecord, draft: Draft, now: number): Change<ConfirmResult> {
  return { record: tellHeld(record, draft, now), result: { kind: 'held', draft } };
}

/** The old draft ends and the new one stands on its message, in one change. */
function askAgain(record: UserRecord, draft: Draft, press: Press, request: ActionRequest, change: CardChange, now: number): Change<ConfirmResult> {
  const next = inPlaceOf(record, draft, press.nextId, { request, change, card: press.card }, now);
  return told(next.record, { kind: 'askedAgain', draft: next.draft }, now);
}
