// What a tap reads again at the exchange before anything is claimed: it holds, or the card is held, asks anew, or ends.
import type { Draft } from '../../model/draft.js';
import type { MessageAddress, UserId } from '../../model/message.js';
import type { ConfirmResult } from '../actions.js';
import { expire, hold, isForExchange, isOverdue } from '../draft.js';
import type { Recheck } from '../actionKind.js';
import { draftOf, tellDraft, tellHeld } from '../drafts/draftRecord.js';
import { isOfEarlierAccount } from '../drafts/leaveAccount.js';
import { takePlace } from '../drafts/takePlace.js';
import { kindOf } from '../kinds/index.js';
import { errorName, type ActionParts } from '../parts.js';

/**
 * undefined where the press may go on: all is as the card shows it, or the press itself has something else to say.
 * @throws UnavailableError when not durable: nothing was sent
 */
export async function recheck(parts: ActionParts, userId: UserId, draft: Draft, card: MessageAddress | undefined): Promise<ConfirmResult | undefined> {
  const record = parts.store.read(userId);
  if (record === undefined || draft.state !== 'drafted' || record.lock !== undefined || parts.rest.stopped) return undefined;
  if (isOverdue(draft, parts.clock.now()) || isOfEarlierAccount(record, draft)) return undefined;
  const found = await look(parts, userId, draft);
  switch (found.kind) {
    case 'holds': return undefined;
    case 'held': return settle(parts, userId, draft, (one, now) => ({ kind: 'held', draft: hold(one, found.why, card, now) }));
    case 'over': return settle(parts, userId, draft, (one, now) => ({ kind: 'expired', draft: expire(one, now, [found.reason]) }));
    case 'changed': {
      const next = await takePlace(parts, userId, draft.id, { request: found.request, change: found.change, card });
      return next && { kind: 'askedAgain', draft: next };
    }
  }
}

async function look(parts: ActionParts, userId: UserId, draft: Draft): Promise<Recheck> {
  const rules = isForExchange(draft) ? kindOf(draft.request).recheck : 'none';
  if (rules === 'none' || !isForExchange(draft)) return { kind: 'holds' };
  try {
    return await rules.look(parts.clientFor(userId), draft.request);
  } catch (error) {
    parts.log.warn('recheck.failed', { user: userId, draft: draft.id, error: errorName(error) });
    return { kind: 'held', why: rules.unread };
  }
}

/** undefined where another press has moved it meanwhile: the press itself says so. */
function settle(parts: ActionParts, userId: UserId, { id }: Draft, end: (draft: Draft, now: number) => Extract<ConfirmResult, { readonly kind: 'held' | 'expired' }>): Promise<ConfirmResult | undefined> {
  return parts.store.update(userId, (record) => {
    const current = draftOf(record, id);
    if (current?.state !== 'drafted') return { record, result: undefined };
    const now = parts.clock.now();
    const result = end(current, now);
    const next = result.kind === 'held' ? tellHeld(record, result.draft, now) : tellDraft(record, result.draft, now);
    return { record: next, result };
  });
}
