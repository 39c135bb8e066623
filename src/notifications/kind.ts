// What a notification kind is: one value of this type per file in kinds/; and what their words have in common.
import type { MessageAddress, MessageContent, Picture, Rich } from '../model/message.js';
import type { NoticeGroup, UserRecord } from '../model/user.js';
import { showDuration } from '../text/format.js';
import type { Say } from '../text/index.js';

export interface RenderContext {
  readonly say: Say;
  /** The user's record at the time of sending. */
  readonly user: UserRecord;
  /** ms since 1970 */
  readonly now: number;
  /** ms between the event and now, set only when late enough to be worth saying. */
  readonly lateMs?: number;
}

export interface NotificationKind<Data> {
  /** Stands in stored rows and settings. */
  readonly name: string;
  /** As long as the user has not set its group. */
  readonly loudness: 'loud' | 'silent';
  /** atLeastOnce may repeat after a crash (its text carries a reference); atMostOnce may be lost but never repeats. */
  readonly delivery: 'atLeastOnce' | 'atMostOnce';
  /** fixed: nobody can silence it or switch it off, as what answers a tap or a request, and a paused key, which stops everything else. */
  readonly group: NoticeGroup | 'fixed';
  /** Loud at night too: what the user asked to be woken for, money that leaves the account, and a key that works no more. */
  readonly breaksThrough: boolean;
  /** A full outbox drops it: what can be asked for again, as a late card, alert, summary or fill of play money. Never money. */
  readonly droppable: boolean;
  /** Where an outage's end counts it when it came late; nothing: a card or a banner, which is no news of its own. */
  readonly countsAs: 'fills' | 'deposits' | 'others' | 'nothing';
  /** undefined: there is nothing to say any more, and the row is done. */
  render(data: Data, context: RenderContext): MessageContent | undefined;
  /** The picture above the text, for a kind that has one. */
  picture?(data: Data, context: RenderContext): Promise<Picture | undefined>;
}

/** A kind that only ever edits a message the chat already has: its rows never send a new one, without an address they are done. */
export interface CardKind<Data> extends NotificationKind<Data> {
  address(data: Data, context: RenderContext): MessageAddress | undefined;
  /** True for news that must be told even if the person has deleted the message: then a new one takes its place. */
  resends(data: Data, context: RenderContext): boolean;
}

/** "This comes 12 min late." as a list of no or one line. */
export function lateLine({ say, lateMs }: RenderContext): readonly Rich[] {
  return lateMs === undefined ? [] : [say('push.late', { late: showDuration(say, lateMs) })];
}
