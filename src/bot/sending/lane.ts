// What waits to be sent to one chat, in order, and how soon the chat may take the next (PLATFORM.md 1.5).
import type { ChatId, MessageId } from '../../model/message.js';
import type { SendResult } from '../../notifications/sender.js';
import { TokenBucket } from '../../pacing/tokenBucket.js';
import { WindowLimit } from '../../pacing/windowLimit.js';

export interface PacedCall {
  readonly chatId: ChatId;
  readonly priority: 'reply' | 'push';
  /** The message an edit is of: a later edit of it replaces one that still waits. */
  readonly editOf?: MessageId;
  run(): Promise<SendResult>;
}

export interface Waiting {
  readonly call: PacedCall;
  resolve(result: SendResult): void;
}

/** Telegram lets short bursts pass (PLATFORM.md 1.5): a confirmed order alone edits its card three times and pushes twice. */
const chatBurst = 10;
const chatRefillMs = 1_000;
const groupPerMinute = 20;
export const callsPerChatLimit = 200;

export class Lane {
  busy = false;
  /** Monotonic ms. */
  frozenUntil = -Infinity;
  private readonly replies: Waiting[] = [];
  private readonly pushes: Waiting[] = [];
  private readonly bucket: TokenBucket;
  private readonly perMinute: WindowLimit | undefined;

  constructor(readonly chatId: ChatId, now: number) {
    this.bucket = new TokenBucket(chatBurst, chatRefillMs, now);
    // Groups and channels have negative ids.
    this.perMinute = chatId < 0 ? new WindowLimit(groupPerMinute, 60_000) : undefined;
  }

  get waiting(): number {
    return this.replies.length + this.pushes.length;
  }

  get hasReplies(): boolean {
    return this.replies.length > 0;
  }

  /** Adds a call; false when too many wait. An edit takes the place of an earlier one of the same message, which counts as sent. */
  add(waiting: Waiting): boolean {
    if (this.replaceEdit(waiting)) return true;
    if (this.waiting >= callsPerChatLimit) return false;
    (waiting.call.priority === 'reply' ? this.replies : this.pushes).push(waiting);
    return true;
  }

  /** ms until the chat may take one more; 0 when now. */
  waitMs(now: number): number {
    return Math.max(0, this.frozenUntil - now, this.bucket.waitMs(now), this.perMinute?.waitMs(now) ?? 0);
  }

  /** Takes the next call and counts it; replies go before pushes. */
  take(now: number): Waiting | undefined {
    const next = this.replies.shift() ?? this.pushes.shift();
    if (next === undefined) return undefined;
    this.bucket.take(now);
    this.perMinute?.take(now);
    return next;
  }

  /** True when forgetting this lane would lose nothing. */
  isForgettable(now: number): boolean {
    return !this.busy && this.waiting === 0 && this.frozenUntil <= now && this.bucket.isFull(now) && (this.perMinute?.isIdle(now) ?? true);
  }

  private replaceEdit(later: Waiting): boolean {
    const messageId = later.call.editOf;
    if (messageId === undefined) return false;
    for (const line of [this.replies, this.pushes]) {
      const at = line.findIndex((one) => one.call.editOf === messageId);
      const earlier = line[at];
      if (earlier === undefined) continue;
      earlier.resolve({ kind: 'sent', messageId });
      if (line === this.pushes && later.call.priority === 'reply') {
        line.splice(at, 1);
        return false;
      }
      line[at] = later;
      return true;
    }
    return false;
  }
}
