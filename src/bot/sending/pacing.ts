// Paces everything sent to Telegram: 30 a second in all, each chat at its own rate and in order, waiting exactly where Telegram says.
//
//   submit -> lane of the chat -> ready (replies | pushes) -> global limit -> run -> result
//                 ^ busy, bucket empty or frozen: a timer brings it back
import type { Clock } from '../../model/clock.js';
import type { ChatId } from '../../model/message.js';
import type { SendResult } from '../../notifications/sender.js';
import { Lane, type PacedCall, type Waiting } from './lane.js';
import { WindowLimit } from '../../pacing/windowLimit.js';

export interface Pacer {
  /** Runs the call when its turn comes. A full queue resolves as retryAfter with nothing sent. */
  submit(call: PacedCall): Promise<SendResult>;
}

const perSecond = 30;
/** A little over a second: Telegram counts when calls arrive, not when they leave. */
const windowMs = 1_050;
const inFlightLimit = 40;
const waitingLimit = 20_000;
/** With more chats than this the idle ones are forgotten. */
const lanesLimit = 5_000;
const fullQueueRetryMs = 5_000;

export function createPacer(clock: Clock): Pacer {
  return new ChatPacer(clock);
}

class ChatPacer implements Pacer {
  private readonly lanes = new Map<ChatId, Lane>();
  private readonly readyReplies = new Set<Lane>();
  private readonly readyPushes = new Set<Lane>();
  private readonly timed = new Set<Lane>();
  private readonly global = new WindowLimit(perSecond, windowMs);
  private frozenUntil = -Infinity;
  private lastFreeze: { readonly chatId: ChatId; readonly until: number } | undefined;
  private inFlight = 0;
  private waiting = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  submit(call: PacedCall): Promise<SendResult> {
    if (this.waiting >= waitingLimit) return Promise.resolve({ kind: 'retryAfter', ms: fullQueueRetryMs });
    return new Promise((resolve) => {
      const lane = this.laneOf(call.chatId);
      const before = lane.waiting;
      if (!lane.add({ call, resolve })) {
        resolve({ kind: 'retryAfter', ms: fullQueueRetryMs });
        return;
      }
      this.waiting += lane.waiting - before;
      this.wake(lane);
      this.startReady();
    });
  }

  private laneOf(chatId: ChatId): Lane {
    const known = this.lanes.get(chatId);
    if (known !== undefined) return known;
    if (this.lanes.size >= lanesLimit) this.forgetIdle();
    const lane = new Lane(chatId, this.clock.monotonic());
    this.lanes.set(chatId, lane);
    return lane;
  }

  private forgetIdle(): void {
    const now = this.clock.monotonic();
    for (const lane of this.lanes.values()) if (lane.isForgettable(now)) this.lanes.delete(lane.chatId);
  }

  /** Puts a lane where it belongs: ready, on a timer, or nowhere while it is busy or empty. */
  private wake(lane: Lane): void {
    if (lane.busy || lane.waiting === 0) return;
    const ms = lane.waitMs(this.clock.monotonic());
    if (ms === 0) {
      (lane.hasReplies ? this.readyReplies : this.readyPushes).add(lane);
      return;
    }
    if (this.timed.has(lane)) return;
    this.timed.add(lane);
    this.clock.after(ms, () => {
      this.timed.delete(lane);
      this.wake(lane);
      this.startReady();
    });
  }

  private startReady(): void {
    while (this.inFlight < inFlightLimit) {
      const lane = first(this.readyReplies) ?? first(this.readyPushes);
      if (lane === undefined) return;
      const now = this.clock.monotonic();
      const ms = Math.max(this.global.waitMs(now), Math.ceil(this.frozenUntil - now));
      if (ms > 0) {
        this.startLater(ms);
        return;
      }
      this.readyReplies.delete(lane);
      this.readyPushes.delete(lane);
      this.startOne(lane, now);
    }
  }

  private startLater(ms: number): void {
    this.cancelTimer ??= this.clock.after(ms, () => {
      this.cancelTimer = undefined;
      this.startReady();
    });
  }

  private startOne(lane: Lane, now: number): void {
    // It may have been frozen since it became ready.
    if (lane.busy || lane.waitMs(now) > 0) {
      this.wake(lane);
      return;
    }
    const next = lane.take(now);
    if (next === undefined) return;
    this.global.take(now);
    this.waiting -= 1;
    this.inFlight += 1;
    lane.busy = true;
    void this.carryOut(lane, next);
  }

  private async carryOut(lane: Lane, next: Waiting): Promise<void> {
    const result = await next.call.run().catch((): SendResult => ({ kind: 'unknown', reason: 'sender failed' }));
    if (result.kind === 'retryAfter') this.freeze(lane, result.ms);
    this.inFlight -= 1;
    lane.busy = false;
    next.resolve(result);
    this.wake(lane);
    this.startReady();
  }

  /** One chat's 429 stops that chat; another chat's within the same wait means the whole bot is meant. */
  private freeze(lane: Lane, ms: number): void {
    const now = this.clock.monotonic();
    const until = now + ms;
    lane.frozenUntil = Math.max(lane.frozenUntil, until);
    const last = this.lastFreeze;
    if (last !== undefined && last.chatId !== lane.chatId && last.until > now) this.frozenUntil = Math.max(this.frozenUntil, until);
    this.lastFreeze = { chatId: lane.chatId, until };
  }
}

const first = (lanes: ReadonlySet<Lane>): Lane | undefined => lanes.values().next().value;
