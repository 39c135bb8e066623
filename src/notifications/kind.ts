// What a notification kind is: one value of this type per file in kinds/.
import type { MessageContent, Picture } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
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
