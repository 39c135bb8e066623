// Puts together everything that moves money: drafts stored, claimed once, carried out in the background, watched to their end.
import { UnavailableError } from '../model/errors.js';
import type { ActionRequest, Draft } from '../model/draft.js';
import type { MessageAddress, UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import { createRest } from '../notifications/rest.js';
import { updateUntilDurable } from '../notifications/updateUntilDurable.js';
import { changed, type Change } from '../storage/store.js';
import type { Actions, ConfirmResult } from './actions.js';
import { carryOut } from './carryOut.js';
import { claim, dismiss, expire, isOverdue, newDraft } from './draft.js';
import { draftOf, enqueueCard, makeDraftRoom, putDraft, tellDraft } from './draftRecord.js';
import { errorName, type ActionParts, type ActionsDeps } from './parts.js';
import { recoverDrafts } from './recoverDrafts.js';
import { createDraftWatch, type DraftWatch } from './watchDrafts.js';

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
  const carry = async (userId: UserId, draftId: string): Promise<void> => {
    await carryOut(parts, userId, draftId);
    watch.watch(userId, draftId);
  };
  return {
    draft: (userId, request) => storeDraft(parts, watch, userId, request),
    attachCard: (userId, draftId, card) => parts.store.update(userId, (record) => changed(attach(record, draftId, card, parts.clock.now()))),
    async confirm(userId, draftId, card) {
      const result = await press(parts, userId, draftId, (draft, now) => ({ kind: 'claimed', draft: claim(draft, card, now) }));
      if (result.kind === 'claimed') track(carry(userId, draftId));
      return result;
    },
    dismiss: (userId, draftId, card) => press(parts, userId, draftId, (draft, now) => ({ kind: 'dismissed', draft: dismiss(draft, card, now) })),
    newOrderId: () => uuidOf(parts.randomBytes(16)),
    start: () => start(parts, watch),
    async stop() {
      parts.rest.stop();
      watch.stop();
      await Promise.race([Promise.allSettled(work), new Promise<void>((resolve) => { parts.clock.after(actionsStopMs, resolve); })]);
    },
  };
}

async function storeDraft(parts: ActionParts, watch: DraftWatch, userId: UserId, request: ActionRequest): Promise<Draft> {
  const id = parts.randomBytes(16).toString('base64url');
  const draft = await parts.store.update(userId, (record) => {
    const now = parts.clock.now();
    const made = newDraft(id, request, now);
    return { record: putDraft(makeDraftRoom(record, now), made), result: made };
  });
  watch.watch(userId, id);
  return draft;
}

/** A draft that has already moved on is told again, because nobody could edit its card before. */
function attach(record: UserRecord, draftId: string, card: MessageAddress, now: number): UserRecord {
  const draft = draftOf(record, draftId);
  if (draft === undefined) return record;
  const attached = putDraft(record, { ...draft, card });
  return draft.state === 'drafted' ? attached : enqueueCard(attached, draft, now, `:on${card.messageId}`);
}

/** One change decides a press of Confirm or Cancel: the first one wins, ever. @throws UnavailableError when stopping or not durable: nothing was sent */
async function press(parts: ActionParts, userId: UserId, draftId: string, use: (draft: Draft, now: number) => Extract<ConfirmResult, { readonly kind: 'claimed' | 'dismissed' }>): Promise<ConfirmResult> {
  if (parts.rest.stopped) throw new UnavailableError('stopping', 'confirm');
  if (parts.store.read(userId) === undefined) return { kind: 'unknownDraft' };
  return await parts.store.update(userId, (record): Change<ConfirmResult> => {
    const draft = draftOf(record, draftId);
    const now = parts.clock.now();
    if (draft === undefined) return { record, result: { kind: 'unknownDraft' } };
    if (draft.state === 'expired') return { record, result: { kind: 'expired', draft } };
    if (draft.state !== 'drafted') return { record, result: { kind: 'alreadyUsed', draft } };
    const result: Exclude<ConfirmResult, { readonly kind: 'unknownDraft' }> = isOverdue(draft, now) ? { kind: 'expired', draft: expire(draft, now) } : use(draft, now);
    return { record: tellDraft(record, result.draft, now), result };
  });
}

async function start(parts: ActionParts, watch: DraftWatch): Promise<void> {
  for (const { id } of [...parts.store.all()]) {
    await updateUntilDurable(parts, id, (record) => changed(recoverDrafts(record, parts.clock.now())));
    for (const draftId of Object.keys(parts.store.read(id)?.drafts ?? {})) watch.watch(id, draftId);
  }
}

/** A version 4 UUID of 16 random bytes. */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes);
  own.writeUInt8((own.readUInt8(6) & 0x0f) | 0x40, 6);
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = own.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
