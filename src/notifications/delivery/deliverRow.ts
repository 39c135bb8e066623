// Brings the first waiting row of one user to the chat, and writes down what became of it.
import type { Clock } from '../../model/clock.js';
import type { MessageAddress, MessageContent, Rich } from '../../model/message.js';
import type { OutboxRow } from '../../model/outboxRow.js';
import type { UserRecord } from '../../model/user.js';
import { speak } from '../../text/index.js';
import { changed } from '../../storage/store.js';
import { sentAgain } from '../again.js';
import { isHushed, lateMsOf } from './crowd.js';
import { acknowledge, claimRow, countAttempt, moveChat, park, releaseRow } from './deliveryRecord.js';
import { rowsToFold } from '../fold.js';
import type { CardKind, NotificationKind, Present, RenderContext } from '../kind.js';
import { kindNamed } from '../kinds/index.js';
import { withLost } from '../lost.js';
import { mannerOf } from './preferences.js';
import { backOff, backOffMs } from '../../pacing/backOff.js';
import type { Sender, SendResult } from '../sender.js';
import { updateUntilDurable, type DurableDeps } from '../../storage/updateUntilDurable.js';

/** A row that cannot be put into words is dropped after this many tries. */
export const renderTriesLimit = 3;
/** A chat that moves more often than this in a row is followed with pauses only. */
const chatMovesLimit = 3;
/** The longest a chat waits because Telegram said so, ms. */
const longestPauseMs = 3_600_000;

export interface DeliverDeps extends DurableDeps {
  readonly sender: Sender;
  readonly clock: Clock;
  readonly present?: Present;
}

/** Why the first row was not delivered so far, counted since the last row that was done. */
export interface Tries {
  readonly failures: number;
  readonly moves: number;
}
export const noTries: Tries = { failures: 0, moves: 0 };

/** What the user's queue does next: go on, try the row again after a wait, or stop because the user is parked. */
export type Step = { readonly kind: 'next' } | { readonly kind: 'again'; readonly waitMs: number; readonly tries: Tries } | { readonly kind: 'parked' };

type Kind = NotificationKind<never> & Partial<Pick<CardKind<never>, 'address' | 'resends'>>;
type Target = { readonly kind: 'send' } | { readonly kind: 'edit'; readonly address: MessageAddress; readonly mayResend: boolean };

interface Delivery {
  readonly record: UserRecord;
  /** The rows that this message stands for; the last one holds what is said. */
  readonly rows: readonly OutboxRow[];
  readonly row: OutboxRow;
  readonly kind: Kind;
  readonly tries: Tries;
  /** One of the rows has left before, and nothing says that it did not arrive. */
  readonly isRepeat: boolean;
}

/** Delivers the first row of `record`, with those it can stand for. The record has at least one row. */
export async function deliverFirst(deps: DeliverDeps, record: UserRecord, tries: Tries): Promise<Step> {
  const rows = rowsToFold(record.outbox, 0);
  const row = rows.at(-1);
  if (row === undefined) return { kind: 'next' };
  const kind = kindNamed(row.kind);
  if (kind === undefined) return drop(deps, record, [row], 'kind unknown');
  if (deps.clock.now() - row.eventAt > (kind.lastsMs ?? Infinity)) return drop(deps, record, rows, 'too old');
  return deliver(deps, { record, rows, row, kind, tries, isRepeat: rows.some((one) => one.claimed === true) });
}

async function deliver(deps: DeliverDeps, delivery: Delivery): Promise<Step> {
  const { record, rows, row, kind } = delivery;
  let content: MessageContent | undefined;
  let target: Target | undefined;
  try {
    const context = contextOf(deps, record, row);
    content = await contentOf(kind, row, context);
    target = targetOf(delivery, context);
  } catch (error) {
    return poisoned(deps, delivery, error);
  }
  if (content === undefined || target === undefined) return finish(deps, record, rows);
  // What is switched off starts no message, but one that already stands is kept true.
  if (target.kind === 'send' && isOff(deps, delivery)) return finish(deps, record, rows);
  return post(deps, delivery, content, target);
}

async function contentOf(kind: Kind, row: OutboxRow, context: RenderContext): Promise<MessageContent | undefined> {
  const content = kind.render(row.data as never, context);
  const picture = content === undefined ? undefined : await kind.picture?.(row.data as never, context);
  return content === undefined || picture === undefined ? content : { ...content, picture };
}

function contextOf({ clock, present }: DeliverDeps, record: UserRecord, row: OutboxRow): RenderContext {
  const now = clock.now();
  const lateMs = lateMsOf(row, now);
  return { say: speak(record.settings.language), user: record, now, ...(lateMs === undefined ? {} : { lateMs }), ...(present === undefined ? {} : { present }) };
}

/** Where the message goes; undefined for a card without an address. */
function targetOf({ record, rows, row, kind }: Delivery, context: RenderContext): Target | undefined {
  if (kind.address !== undefined) {
    const address = kind.address(row.data as never, context);
    return address === undefined ? undefined : { kind: 'edit', address, mayResend: kind.resends?.(row.data as never, context) === true };
  }
  const key = row.messageKey;
  const known = key !== undefined && Object.hasOwn(record.messages, key) ? record.messages[key] : undefined;
  if (known === undefined || rows[0]?.fresh === true) return { kind: 'send' };
  return { kind: 'edit', address: { chatId: known.chatId, messageId: known.messageId }, mayResend: true };
}

async function post(deps: DeliverDeps, delivery: Delivery, content: MessageContent, first: Target): Promise<Step> {
  let target = first;
  let result = await hand(deps, delivery, content, target);
  // A message of the old chat cannot be edited in the new one.
  const lost = result.kind === 'gone' || (result.kind === 'chatMoved' && target.kind === 'edit');
  if (lost && target.kind === 'edit') {
    if (result.kind === 'chatMoved') await move(deps, delivery, result.chatId);
    if (!target.mayResend) return leaveCard(deps, delivery, content, target, result);
    if (isOff(deps, delivery)) return finish(deps, delivery.record, delivery.rows);
    target = { kind: 'send' };
    result = await hand(deps, delivery, content, target);
  }
  if (result.kind === 'refused') {
    deps.log.warn('delivery.refused', { user: delivery.record.id, kind: delivery.row.kind, reason: result.reason });
    result = await hand(deps, delivery, { text: inCodeAlone(content.text) }, target);
  }
  return settle(deps, delivery, target, result);
}

/** Without any mark but those by which Telegram makes nothing of others tappable. */
const inCodeAlone = ({ text, marks }: Rich): Rich => ({ text, marks: marks.filter(({ type }) => type === 'code' || type === 'pre') });

/** Judged anew at each send, so that a row that waited follows what holds by then. */
const isOff = ({ clock }: DeliverDeps, { record, kind }: Delivery): boolean => mannerOf(kind, record.settings, clock.now()) === 'off';

/** A card is never sent anew. One of words alone cannot take a picture in: then its words change without. */
async function leaveCard(deps: DeliverDeps, delivery: Delivery, content: MessageContent, target: Target, lost: SendResult): Promise<Step> {
  if (content.picture === undefined || lost.kind !== 'gone') return drop(deps, delivery.record, delivery.rows, 'card gone');
  const result = await hand(deps, delivery, withoutPicture(content), target);
  return result.kind === 'gone' ? drop(deps, delivery.record, delivery.rows, 'card gone') : settle(deps, delivery, target, result);
}

const withoutPicture = ({ picture: _picture, ...words }: MessageContent): MessageContent => words;

async function hand(deps: DeliverDeps, { record, row, kind, isRepeat }: Delivery, content: MessageContent, target: Target): Promise<SendResult> {
  const { sender, store, clock } = deps;
  if (target.kind === 'send' && !kind.isNumbered && !isRepeat) await updateUntilDurable(deps, record.id, (one) => changed(claimRow(one, row.id)));
  try {
    if (target.kind === 'edit') return await sender.edit(target.address, { ...content, priority: 'push' });
    const current = store.read(record.id) ?? record;
    const sounds = mannerOf(kind, current.settings, clock.now()) === 'loud' && !isHushed(current, row, clock.now());
    const said = isRepeat ? sentAgain(speak(record.settings.language), content, row.id) : content;
    return await sender.send({ ...said, chatId: current.chatId, priority: 'push', ...(sounds ? {} : { silent: true }) });
  } catch (error) {
    return { kind: 'unknown', reason: error instanceof Error ? error.name : 'thrown' };
  }
}

async function settle(deps: DeliverDeps, delivery: Delivery, target: Target, result: SendResult): Promise<Step> {
  const { record, rows, tries } = delivery;
  switch (result.kind) {
    case 'sent': return finish(deps, record, rows, target.kind === 'send' ? result.messageId : undefined);
    case 'retryAfter':
      await release(deps, delivery, target);
      return { kind: 'again', waitMs: Math.min(Math.max(result.ms, 0), longestPauseMs), tries };
    case 'blocked':
      await updateUntilDurable(deps, record.id, (one) => changed(park(released(one, delivery), result.reason, deps.clock.now())));
      deps.log.info('delivery.parked', { user: record.id, reason: result.reason });
      return { kind: 'parked' };
    case 'chatMoved':
      await move(deps, delivery, result.chatId);
      return { kind: 'again', waitMs: tries.moves < chatMovesLimit ? 0 : backOff(tries.moves, deps.random), tries: { ...tries, moves: tries.moves + 1 } };
    case 'unknown':
      // An edit that comes twice shows the same.
      if (target.kind === 'send' && delivery.kind.isNumbered && !delivery.isRepeat) await updateUntilDurable(deps, record.id, (one) => changed(claimRow(one, delivery.row.id)));
      return { kind: 'again', waitMs: backOff(tries.failures + 1, deps.random), tries: { ...tries, failures: tries.failures + 1 } };
    case 'refused':
    case 'gone':
      return drop(deps, record, rows, result.kind);
  }
}

/** One change: the rows are done and, where a new message was sent under a key, that message is remembered. */
async function finish(deps: DeliverDeps, record: UserRecord, rows: readonly OutboxRow[], messageId?: number): Promise<Step> {
  const key = rows.at(-1)?.messageKey;
  const ids = rows.map((row) => row.id);
  await updateUntilDurable(deps, record.id, (one) => {
    if (key === undefined || messageId === undefined) return changed(acknowledge(one, ids));
    return changed(acknowledge(one, ids, { key, address: { chatId: one.chatId, messageId }, at: deps.clock.now() }));
  });
  return { kind: 'next' };
}

async function drop(deps: DeliverDeps, record: UserRecord, rows: readonly OutboxRow[], reason: string): Promise<Step> {
  for (const row of rows) deps.log.warn('delivery.dropped', { user: record.id, kind: row.kind, row: row.id, reason });
  await updateUntilDurable(deps, record.id, (one) => changed(withLost(acknowledge(one, rows.map((row) => row.id)), rows)));
  return { kind: 'next' };
}

/** This try certainly did not arrive; what an earlier one did stays open. */
const released = (record: UserRecord, { row, isRepeat }: Delivery): UserRecord => (isRepeat ? record : releaseRow(record, row.id));

async function release(deps: DeliverDeps, delivery: Delivery, target: Target): Promise<void> {
  if (target.kind === 'edit' || delivery.kind.isNumbered || delivery.isRepeat) return;
  await updateUntilDurable(deps, delivery.record.id, (one) => changed(released(one, delivery)));
}

async function move(deps: DeliverDeps, delivery: Delivery, chatId: number): Promise<void> {
  await updateUntilDurable(deps, delivery.record.id, (one) => changed(moveChat(released(one, delivery), chatId)));
}

async function poisoned(deps: DeliverDeps, { record, row, tries }: Delivery, error: unknown): Promise<Step> {
  deps.log.error('delivery.poison', { user: record.id, kind: row.kind, row: row.id, error: error instanceof Error ? error.name : 'thrown' });
  if (row.attempts + 1 >= renderTriesLimit) return drop(deps, record, [row], 'cannot be put into words');
  await updateUntilDurable(deps, record.id, (one) => changed(countAttempt(one, row.id)));
  return { kind: 'again', waitMs: backOffMs.first, tries };
}
