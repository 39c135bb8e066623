// What a notification kind is: one value of this type per file in kinds/; and what their words have in common.
import type { MessageAddress, MessageContent, Picture, Rich } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
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
  readonly name: string;
  readonly loudness: 'loud' | 'silent';
  /** atLeastOnce may repeat after a crash (its text carries a reference); atMostOnce may be lost but never repeats. */
  readonly delivery: 'atLeastOnce' | 'atMostOnce';
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
