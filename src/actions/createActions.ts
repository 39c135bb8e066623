// Puts together everything that moves money: drafts stored, claimed once, carried out in the background, watched to their end.
import type { ActionRequest, Draft } from '../model/draft.js';
import type { MessageAddress, UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import { createRest } from '../pacing/rest.js';
import { updateUntilDurable } from '../storage/updateUntilDurable.js';
import { changed } from '../storage/store.js';
import type { Actions } from './actions.js';
import { carryOut } from './sending/carryOut.js';
import { replace } from './draft.js';
import { newDraft } from './drafts/newDraft.js';
import { newDraftId, newOrderId } from './drawIds.js';
import { draftOf, enqueueCard, makeDraftRoom, putDraft } from './drafts/draftRecord.js';
import { errorName, openPinOf, type ActionParts, type ActionsDeps } from './parts.js';
import { pressDismiss } from './pressing/press.js';
import { lookAgain, pressWithCode } from './pressing/pressWithCode.js';
import { recoverDrafts } from './drafts/recoverDrafts.js';
import { refuseTwin } from './pressing/twins.js';
import { createDraftWatch, type DraftWatch } from './sending/watchDrafts.js';

/** How long a stop waits for calls under way, ms. */
export const actionsStopMs = 4000;

export function createActions(deps: ActionsDeps): Actions {
  const parts: ActionParts = { ...deps, rest: createRest(deps.clock) };
  // At most one entry per draft under way, and drafts are bounded per user.
  const work = new Set<Promise<void>>();
  const track = (running: Promise<void>): void => {
    const tracked = running.catch((error: unknown) => parts.log.error('action.failed', { error: errorName(error) }));
    work.add(tracked);
    void tracked.finally(() => work.delete(tracked));
  };
  const watch = createDraftWatch(parts, track);
  const carry = async (userId: UserId, draftId: string, code: string | undefined): Promise<void> => {
    await carryOut(parts, userId, draftId, code);
    watch.watch(userId, draftId);
  };
  return {
    draft: (userId, request) => storeDraft(parts, watch, userId, request),
    attachCard: (userId, draftId, card) => parts.store.update(userId, (record) => changed(attach(record, draftId, card, parts.clock.now()))),
    async confirm(userId, draftId, card, code) {
      const result = await pressWithCode(parts, userId, draftId, card, code);
      if (result.kind === 'claimed') track(carry(userId, result.draft.id, code));
      if (result.kind === 'askedAgain') watch.watch(userId, result.draft.id);
      return result;
    },
    lookAgain: (userId, draftId) => lookAgain(parts, userId, draftId),
    dismiss: (userId, draftId, card) => pressDismiss(parts, userId, draftId, card),
    newOrderId: () => newOrderId(parts),
    start: () => start(parts, watch),
    async stop() {
      parts.rest.stop();
      watch.stop();
      await Promise.race([Promise.allSettled(work), new Promise<void>((resolve) => { parts.clock.after(actionsStopMs, resolve); })]);
    },
  };
}

async function storeDraft(parts: ActionParts, watch: DraftWatch, userId: UserId, request: ActionRequest): Promise<Draft> {
  const id = newDraftId(parts);
  const draft = await parts.store.update(userId, (record) => {
    const now = parts.clock.now();
    const roomy = makeDraftRoom(record, now);
    refuseTwin(roomy, request, openPinOf(parts, userId));
    const made = newDraft(id, request, now, record.account.since);
    return { record: putDraft(roomy, made), result: made };
  });
  watch.watch(userId, id);
  return draft;
}

/** A draft that has already moved on is told again, because nobody could edit its card before. */
function attach(record: UserRecord, draftId: string, card: MessageAddress, now: number): UserRecord {
  const draft = draftOf(record, draftId);
  if (draft === undefined) return record;
  const attached = putDraft(clearMessage(record, draftId, card, now), { ...draft, card });
  return draft.state === 'drafted' ? attached : enqueueCard(attached, draft, now, `:on${card.messageId}`);
}

/** A message shows one draft: one that stood there unconfirmed is replaced, so that its end never paints over the new card. */
function clearMessage(record: UserRecord, draftId: string, { chatId, messageId }: MessageAddress, now: number): UserRecord {
  return Object.values(record.drafts)
    .filter((one) => one.id !== draftId && one.state === 'drafted' && one.card?.chatId === chatId && one.card.messageId === messageId)
    .reduce((next, one) => putDraft(next, replace(one, draftId, now)), record);
}

async function start(parts: ActionParts, watch: DraftWatch): Promise<void> {
  for (const { id } of [...parts.store.all()]) {
    await updateUntilDurable(parts, id, (record) => changed(recoverDrafts(record, parts.clock.now())));
    for (const draftId of Object.keys(parts.store.read(id)?.drafts ?? {})) watch.watch(id, draftId);
  }
}
