// Writes drafts into a user's record: each visible change comes with the row that edits its card.
import { isEndedDraft, type Draft, type DraftState } from '../../model/draft.js';
import { UserError } from '../../model/errors.js';
import type { UserRecord } from '../../model/user.js';
import { cardKey } from '../../notifications/kinds/draftCard.js';
import { enqueue } from '../../notifications/outbox.js';
import { isForExchange } from '../draft.js';
import { kindOf } from '../kinds/index.js';

/** Drafts kept per user. */
export const draftsPerUserLimit = 200;
/** Ended drafts are forgotten after this long, ms. */
export const endedDraftLifeMs = 24 * 3_600_000;

/** This user's draft; undefined for an id of anything else, also of another user's draft. */
export function draftOf(record: UserRecord, draftId: string): Draft | undefined {
  return Object.hasOwn(record.drafts, draftId) ? record.drafts[draftId] : undefined;
}

/** The record with this draft in it and in step with it whatever its kind keeps beside it, nothing told. */
export function putDraft(record: UserRecord, draft: Draft): UserRecord {
  const written = { ...record, drafts: { ...record.drafts, [draft.id]: draft } };
  return isForExchange(draft) ? kindOf(draft.request).written(written, draft) : written;
}

/** The record with the changed draft and the row that brings its card up to date. `now` is ms since 1970. */
export const tellDraft = (record: UserRecord, draft: Draft, now: number): UserRecord => enqueueCard(putDraft(record, draft), draft, now);

/** As tellDraft, for a draft that a tap has held back once more: its state is the same, and that is news. */
export const tellHeld = (record: UserRecord, draft: Draft, now: number): UserRecord => enqueueCard(putDraft(record, draft), draft, now, `:held${now}`);

/** The row is named after what the card will show, so that the same news adds nothing. */
export function enqueueCard(record: UserRecord, draft: Draft, now: number, occasion = ''): UserRecord {
  const { executed, endedOrders } = draft;
  const shown = `${executed === undefined ? '' : `:${executed.volume}@${executed.averagePrice}`}${endedOrders === undefined ? '' : `:ended${endedOrders.length}`}`;
  return enqueue(record, {
    kind: 'orderCard', id: `${cardKey(draft.id)}:${draft.state}:${draft.changedAt}${shown}${occasion}`,
    data: { draftId: draft.id }, eventAt: now, messageKey: cardKey(draft.id),
  }, now);
}

/** Forgets drafts that ended more than a day ago, and those in doubt for as long as their kind says. The same record when there are none. */
export function pruneDrafts(record: UserRecord, now: number): UserRecord {
  const kept = Object.values(record.drafts).filter((draft) => now - draft.changedAt < lifeOf(draft));
  return kept.length === Object.keys(record.drafts).length ? record : withDrafts(record, kept);
}

function lifeOf(draft: Draft): number {
  if (isEndedDraft(draft.state)) return endedDraftLifeMs;
  return draft.state === 'unknown' && isForExchange(draft) ? kindOf(draft.request).lifeInDoubtMs : Infinity;
}

/** Which drafts may be forgotten to make room, first ones first; money under way never is. Fills of forgotten open orders are still told. */
const forgettable: readonly ((state: DraftState) => boolean)[] = [isEndedDraft, (state) => state === 'open' || state === 'partlyFilled'];

/** Makes room for one more draft. @throws UserError('draft.tooMany') when all are under way. */
export function makeDraftRoom(record: UserRecord, now: number): UserRecord {
  const pruned = pruneDrafts(record, now);
  const drafts = Object.values(pruned.drafts).sort((a, b) => a.changedAt - b.changedAt);
  if (drafts.length < draftsPerUserLimit) return pruned;
  for (const mayGo of forgettable) {
    const oldest = drafts.find((draft) => mayGo(draft.state));
    if (oldest !== undefined) return withDrafts(pruned, drafts.filter((draft) => draft !== oldest));
  }
  throw new UserError('draft.tooMany');
}

const withDrafts = (record: UserRecord, drafts: readonly Draft[]): UserRecord => ({ ...record, drafts: Object.fromEntries(drafts.map((draft) => [draft.id, draft])) });
