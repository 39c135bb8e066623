// A press of Confirm with the code that goes with some kinds: the code is looked at first, then what may have changed at
// the exchange, and a quote that has ended is renewed.
import type { Draft } from '../../model/draft.js';
import type { MessageAddress, UserId } from '../../model/message.js';
import type { ConfirmResult } from '../actions.js';
import { expire, isForExchange } from '../draft.js';
import { draftOf, tellDraft } from '../drafts/draftRecord.js';
import { kindOf } from '../kinds/index.js';
import type { ActionParts } from '../parts.js';
import { pressConfirm } from './press.js';
import { recheck } from './recheck.js';
import { currentOf, isNews, renewQuote } from './renewQuote.js';

/** @throws UnavailableError as pressConfirm */
export async function pressWithCode(parts: ActionParts, userId: UserId, draftId: string, card: MessageAddress | undefined, code: string | undefined): Promise<ConfirmResult> {
  const draft = currentDraft(parts, userId, draftId);
  const stop = draft?.state === 'drafted' ? await lookAtCode(parts, userId, draft, code) : undefined;
  return stop ?? press(parts, userId, draftId, card);
}

/** The code was right, or none is needed. */
async function press(parts: ActionParts, userId: UserId, draftId: string, card: MessageAddress | undefined): Promise<ConfirmResult> {
  const draft = currentDraft(parts, userId, draftId);
  const stop = draft === undefined ? undefined : await recheck(parts, userId, draft, card);
  if (stop !== undefined) return stop;
  const result = await pressConfirm(parts, userId, draft?.id ?? draftId, card);
  return result.kind === 'quoteOver' ? withNewQuote(parts, userId, result.draft, card) : result;
}

/** What comes of it before a code is asked for; undefined where the card still holds. @throws UnavailableError as pressConfirm */
export async function lookAgain(parts: ActionParts, userId: UserId, draftId: string): Promise<ConfirmResult | undefined> {
  const draft = currentDraft(parts, userId, draftId);
  return draft && await recheck(parts, userId, draft, undefined);
}

function currentDraft(parts: ActionParts, userId: UserId, draftId: string): Draft | undefined {
  const record = parts.store.read(userId);
  const draft = record === undefined ? undefined : draftOf(record, draftId);
  return record === undefined || draft === undefined ? undefined : currentOf(record.drafts, draft);
}

/** What keeps the press from going on; undefined when nothing does. A code of the exchange is judged by the exchange. */
async function lookAtCode(parts: ActionParts, userId: UserId, draft: Draft, code: string | undefined): Promise<ConfirmResult | undefined> {
  const needed = isForExchange(draft) ? kindOf(draft.request).code : 'none';
  if (needed === 'none') return undefined;
  if (code === undefined) return { kind: 'codeNeeded', draft, code: needed };
  if (needed !== 'pin') return undefined;
  const verdict = await parts.checkPin(userId, code);
  return verdict.kind === 'right' ? undefined : { kind: 'wrongPin', draft, verdict };
}

/** At the same fee the press goes on, also where its quote was renewed meanwhile; at another the card asks again; without a quote the card has expired. */
async function withNewQuote(parts: ActionParts, userId: UserId, draft: Draft, card: MessageAddress | undefined): Promise<ConfirmResult> {
  const renewed = await renewQuote(parts, userId, draft.id);
  if (renewed.kind === 'over') {
    const wasReplaced = await parts.store.update(userId, (record) => {
      const now = parts.clock.now();
      const current = draftOf(record, draft.id);
      return { record: current?.state === 'drafted' ? tellDraft(record, expire(current, now, renewed.reason), now) : record, result: current?.state === 'replaced' };
    });
    return wasReplaced ? press(parts, userId, draft.id, card) : { kind: 'expired', draft };
  }
  if (isNews(renewed.draft)) return { kind: 'askedAgain', draft: renewed.draft };
  const stop = await recheck(parts, userId, renewed.draft, card);
  if (stop !== undefined) return stop;
  const result = await pressConfirm(parts, userId, renewed.draft.id, card);
  return result.kind === 'quoteOver' ? { kind: 'expired', draft: renewed.draft } : result;
}
