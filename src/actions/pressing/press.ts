// A press on a card's Confirm or Cancel: one durable change decides it, and the first press wins, ever.
//
// The price is judged inside that same change, where the draft would be claimed: either the price the card showed still
// holds and the draft is claimed, or it is replaced by a new draft on the same message, or it is held as it is. So the one
// way to a Claimed draft leads past the judgement, a replaced draft can never be claimed, and a crash in between leaves
// either the old card or the new one. What the live book says comes in as a function (`livePrice`), made in main.ts.
import type { ActionRequest, Draft, PriceChange } from '../../model/draft.js';
import { UnavailableError } from '../../model/errors.js';
import type { MessageAddress, UserId } from '../../model/message.js';
import { isPractising } from '../../model/practice.js';
import type { UserRecord } from '../../model/user.js';
import type { Change } from '../../storage/store.js';
import type { ConfirmResult } from '../actions.js';
import { claim, dismiss, expire, hold, isOrder, isOverdue, isPractice, newDraftAfter, replace, type OrderDraft } from '../drafts/draft.js';
import { newDraftId, newOrderId } from '../drawIds.js';
import { draftOf, enqueueCard, makeDraftRoom, putDraft, tellDraft } from '../drafts/draftRecord.js';
import { barOf } from '../drafts/paymentLedger.js';
import { judgePrice, readingMs, type PriceVerdict } from './judgePrice.js';
import { isOfEarlierAccount, otherKey } from '../drafts/leaveAccount.js';
import { beyondList, isCancelAll } from '../drafts/openInScope.js';
import { openPinOf, type ActionParts } from '../parts.js';
import type { Practise } from '../practise.js';
import { isNews, isRenewable } from './renewQuote.js';
import { twinBarOf, type OpenPin } from './twins.js';

/** A press, and one that found the quote of a payout at its end: nothing was changed. */
export type PressResult = ConfirmResult | { readonly kind: 'quoteOver'; readonly draft: Draft };

/** What a press of Confirm brings along; the names are drawn before the change, so that the change does nothing but look and decide. */
interface Press {
  readonly card: MessageAddress | undefined;
  /** The names of a draft that may take this one's place, and of its order. */
  readonly nextId: string;
  readonly nextOrderId: string;
  readonly openPin: OpenPin;
  /** Looks at the book in memory; waits for nothing. */
  judge(record: UserRecord, draft: OrderDraft, now: number): PriceVerdict;
  /** Likewise. */
  readonly practise: Practise;
}

/** @throws UnavailableError when stopping or not durable: nothing was sent and the card can be pressed again */
export async function pressConfirm(parts: ActionParts, userId: UserId, draftId: string, card: MessageAddress | undefined): Promise<PressResult> {
  const press: Press = {
    card, practise: parts.practise, nextId: newDraftId(parts), nextOrderId: newOrderId(parts), openPin: openPinOf(parts, userId),
    judge: (record, draft, now) => {
      const { request } = draft;
      const { order, estimate } = request;
      const feeRate = request.kind === 'practiceOrder' ? request.fees.taker : record.account.feeRates[order.market];
      const live = parts.livePrice(order, estimate.pricePrecision);
      return judgePrice(draft, record.settings, live, feeRate, now);
    },
  };
  return decide(parts, userId, draftId, (record, draft, now) => confirm(record, draft, press, now));
}

/** @throws UnavailableError as pressConfirm */
export async function pressDismiss(parts: ActionParts, userId: UserId, draftId: string, card: MessageAddress): Promise<ConfirmResult> {
  const result = await decide(parts, userId, draftId, (record, draft, now) => told(record, { kind: 'dismissed', draft: dismiss(draft, card, now) }, now));
  return result.kind === 'quoteOver' ? { kind: 'expired', draft: result.draft } : result;
}

type Changed = Extract<PriceVerdict, { readonly kind: 'changed' }>;
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
  if (record.lock !== undefined && !isAllowedWhileLocked(draft)) return { record, result: { kind: 'locked', draft } };
  if (isNews(draft) && now - draft.createdAt < readingMs) return { record, result: { kind: 'askedAgain', draft } };
  const bar = barOf(record, draft, now) ?? twinBarOf(record, draft, press.openPin);
  if (bar !== undefined) return { record, result: { kind: 'barred', draft, bar } };
  const beyond = isCancelAll(draft) ? beyondList(record, draft) : undefined;
  if (beyond !== undefined) return askAgain(record, draft, press, beyond.request, beyond.change, now);
  if (!isOrder(draft)) return useUp(record, draft, press, now);
  const verdict = press.judge(record, draft, now);
  switch (verdict.kind) {
    case 'holds': return useUp(record, draft, press, now);
    case 'held': return heldBack(record, hold(draft, verdict.why, press.card, now), now);
    case 'changed': return askAgain(record, draft, press, reordered(draft, press, verdict), verdict.change, now);
  }
}

/** What is real is claimed, to be carried out; what is practice is done with here and now. */
function useUp(record: UserRecord, draft: Draft, { card, practise }: Press, now: number): Change<ConfirmResult> {
  if (!isPractice(draft)) return told(record, { kind: 'claimed', draft: claim(draft, card, now) }, now);
  const practised = practise(record, draft, card, now);
  if (practised.kind === 'held') return heldBack(record, hold(draft, practised.why, card, now), now);
  return told(practised.record, { kind: 'practised', draft: practised.draft }, now);
}

/** Cancelling brings money back to rest, so a lock does not stand in its way; nor in that of play money. */
const isAllowedWhileLocked = (draft: Draft): boolean => draft.request.kind === 'cancelOrder' || draft.request.kind === 'cancelAll' || isPractice(draft);

function told(record: UserRecord, result: Exclude<ConfirmResult, { readonly kind: 'unknownDraft' }>, now: number): Change<ConfirmResult> {
  return { record: tellDraft(record, result.draft, now), result };
}

function heldBack(record: UserRecord, draft: Draft, now: number): Change<ConfirmResult> {
  return { record: enqueueCard(putDraft(record, draft), draft, now, `:held${now}`), result: { kind: 'held', draft } };
}

/** The same order under a name of its own, with the figures of now. */
const reordered = ({ request }: OrderDraft, { nextOrderId }: Press, { estimate }: Changed): ActionRequest =>
  ({ ...request, order: { ...request.order, customOrderId: nextOrderId }, estimate });

/** The old draft ends and the new one stands on its message, in one change. */
function askAgain(record: UserRecord, draft: Draft, press: Press, request: ActionRequest, change: PriceChange, now: number): Change<ConfirmResult> {
  const next = newDraftAfter(draft, press.nextId, request, change, press.card, now);
  const roomy = makeDraftRoom(putDraft(record, replace(draft, press.nextId, now)), now);
  return told(roomy, { kind: 'askedAgain', draft: next }, now);
}
