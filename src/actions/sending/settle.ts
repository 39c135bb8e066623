// Writes the outcome of a sent draft into its user's record, with all that comes of it; pure but for sealing.
import type { UserRecord } from '../../model/user.js';
import { absorb, absorbKnownEnds } from '../resolving/absorb.js';
import { isForExchange, markRefused, markUnknown, type ExchangeDraft } from '../draft.js';
import { draftOf, tellDraft } from '../drafts/draftRecord.js';
import { kindOf } from '../kinds/index.js';
import type { Accepted, Outcome } from '../outcome.js';
import type { ActionParts } from '../parts.js';
import { firstAskAt } from '../resolving/resolveUnknown.js';

/** Frames may have overtaken the answer: a draft that is further along keeps what it knows. */
export function settle(parts: ActionParts, record: UserRecord, draftId: string, outcome: Outcome): UserRecord {
  const draft = draftOf(record, draftId);
  if (draft === undefined || !isForExchange(draft)) return record;
  const now = parts.clock.now();
  const told = draft.state === 'sending' ? tellOutcome(parts, record, draft, outcome, now) : record;
  if (outcome.kind !== 'accepted' || draft.leftBehind !== undefined) return told;
  const absorbed = outcome.orders.reduce((next, order) => absorb(parts, next, order, now), told);
  return absorbKnownEnds(absorbed, cancelledIds(draft), now);
}

function tellOutcome(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, outcome: Outcome, now: number): UserRecord {
  switch (outcome.kind) {
    case 'accepted': return tellAccepted(parts, record, draft, outcome, now);
    case 'refused': return tellDraft(record, markRefused(draft, outcome.codes, now), now);
    case 'unknown': return tellDraft(record, markUnknown(draft, [outcome.detail], now, firstAskAt(now)), now);
  }
}

function tellAccepted(parts: ActionParts, record: UserRecord, draft: ExchangeDraft, answer: Accepted, now: number): UserRecord {
  const tools = { sealVoucherPin: (pin: string) => parts.sealVoucherPin(record.id, pin) };
  const accepted = kindOf(draft.request).accepted(record, draft, answer, tools, now);
  return tellDraft(accepted.record, accepted.draft, now);
}

function cancelledIds({ request }: ExchangeDraft): readonly string[] {
  const { cancels } = kindOf(request);
  return cancels === 'none' ? [] : cancels(request);
}
