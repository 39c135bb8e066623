// What a notification kind is: one value of this type per file in kinds/; and what their words have in common.
import type { MessageAddress, MessageContent, Picture, Rich, UserId } from '../model/message.js';
import type { CurrencyCode, Level, MarketId } from '../model/trading/market.js';
import type { NoticeGroup, UserRecord } from '../model/user.js';
import { showDuration } from '../text/format.js';
import type { Say } from '../text/index.js';

/** How things stand at the moment of sending, as far as that can be trusted. */
export interface Present {
  /** A market's best prices; undefined unless its book is in sync on a live link. */
  book(market: MarketId): { readonly bestBid?: Level; readonly bestAsk?: Level } | undefined;
  /** True while this user's account is followed live, so that what is stored of it is how it stands. */
  isFollowed(userId: UserId): boolean;
  /** Decimals of a currency by the exchange's list; undefined while that is not known. */
  placesOf(currency: CurrencyCode): number | undefined;
}

export interface RenderContext {
  readonly say: Say;
  /** The user's record at the time of sending. */
  readonly user: UserRecord;
  /** ms since 1970 */
  readonly now: number;
  /** ms between the event and now, set only when late enough to be worth saying. */
  readonly lateMs?: number;
  /** Absent: of what is now nothing is known. */
  readonly present?: Present;
}

export interface NotificationKind<Data> {
  /** Stands in stored rows and settings. */
  readonly name: string;
  /** As long as the user has not set its group. */
  readonly loudness: 'loud' | 'silent';
  /**
   * Its words carry a number of the exchange's, by which a repeat is recognised. Of any other it is durable before it leaves
   * that it does, so that a repeat says so after a crash too. Every kind is delivered at least once.
   */
  readonly isNumbered: boolean;
  /** So long after its event it has lost its sense and is dropped, ms; absent: never. */
  readonly lastsMs?: number;
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
  /** The record with a note of one that was dropped, so that the person can find it where they look. `eventAt` is ms since 1970. */
  lost?(record: UserRecord, data: Data, eventAt: number): UserRecord;
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
