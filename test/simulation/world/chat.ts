// A small model of Telegram: one chat, its messages as the person sees them, and all the ways a send can end.
import { sleep, type Clock } from '../../../src/model/clock.js';
import { readCallback } from '../../../src/model/callback.js';
import type { MessageContent } from '../../../src/model/message.js';
import { wordsOf } from '../../../src/notifications/again.js';
import type { Outgoing, Sender, SendResult } from '../../../src/notifications/sender.js';
import type { Life } from './life.js';
import type { SeededRandom } from './seededRandom.js';
import type { Tally } from '../tally.js';

/** What is wrong with Telegram right now. */
export interface ChatHealth {
  /** Every call times out and nothing arrives. */
  down: boolean;
  /** The person has blocked the bot. */
  blocked: boolean;
  /** How likely a call meets a fault. */
  faults: number;
}

export interface ChatMessage {
  readonly id: number;
  text: string;
  /** The draft that its Confirm button names now. */
  asksFor: string | undefined;
  /** As it was when it was sent first. */
  readonly firstText: string;
  readonly sentAt: number;
}

/** Messages a minute one chat takes before it says 429. */
const perMinute = 20;

export class Chat {
  readonly messages: ChatMessage[] = [];
  #recent: number[] = [];
  #lastId = 500;

  constructor(private readonly clock: Clock, private readonly health: ChatHealth, private readonly random: SeededRandom, private readonly tally: Tally, private readonly note: (what: string) => void) {}

  message(id: number): ChatMessage | undefined {
    return this.messages.find((one) => one.id === id);
  }

  senderFor(life: Life): Sender {
    return {
      send: (message) => life.step(() => this.#call(() => this.#post(message))),
      edit: (address, message) => life.step(() => this.#call(() => this.#change(address.messageId, message))),
      remove: () => Promise.resolve(),
    };
  }

  async #call(deliver: () => SendResult): Promise<SendResult> {
    await sleep(this.clock, this.random.between(20, 400));
    if (this.health.down) return this.#timeOut('notDelivered');
    if (this.health.blocked) {
      this.tally.count('chat.blocked');
      return { kind: 'blocked', reason: 'bot was blocked by the user' };
    }
    const limited = this.#limited();
    if (limited !== undefined) return limited;
    if (!this.random.chance(this.health.faults)) {
      const result = deliver();
      await sleep(this.clock, this.random.between(10, 300));
      return result;
    }
    return this.#faulty(deliver);
  }

  async #faulty(deliver: () => SendResult): Promise<SendResult> {
    const kind = this.random.pick(['deliveredThenTimeOut', 'notDelivered', 'retryAfter'] as const);
    if (kind === 'retryAfter') {
      this.tally.count('chat.retryAfter');
      return { kind: 'retryAfter', ms: this.random.pick([1000, 30_000, 300_000]) };
    }
    if (kind === 'deliveredThenTimeOut') deliver();
    return this.#timeOut(kind);
  }

  async #timeOut(kind: 'deliveredThenTimeOut' | 'notDelivered'): Promise<SendResult> {
    this.tally.count(`chat.${kind}`);
    await sleep(this.clock, 15_000);
    return { kind: 'unknown', reason: 'time-out' };
  }

  #limited(): SendResult | undefined {
    const now = this.clock.now();
    this.#recent = this.#recent.filter((at) => now - at < 60_000);
    if (this.#recent.length < perMinute) {
      this.#recent.push(now);
      return undefined;
    }
    this.tally.count('chat.retryAfter');
    return { kind: 'retryAfter', ms: 60_000 - (now - (this.#recent[0] ?? now)) };
  }

  #post(content: Outgoing): SendResult {
    const { text } = wordsOf(content);
    this.#lastId += 1;
    this.note(`  chat message ${this.#lastId}: ${text.replaceAll('\n', ' | ')}`);
    this.messages.push({ id: this.#lastId, text, asksFor: draftAskedFor(content), firstText: text, sentAt: this.clock.now() });
    return { kind: 'sent', messageId: this.#lastId };
  }

  #change(messageId: number, content: MessageContent): SendResult {
    const { text } = content.text;
    const message = this.message(messageId);
    if (message === undefined) return { kind: 'gone' };
    this.note(`  chat edit ${messageId}: ${text.replaceAll('\n', ' | ')}`);
    message.text = text;
    message.asksFor = draftAskedFor(content);
    return { kind: 'sent', messageId };
  }
}

function draftAskedFor({ buttons = [] }: MessageContent): string | undefined {
  for (const button of buttons.flat()) {
    const said = 'data' in button ? readCallback(button.data) : undefined;
    if (said?.kind === 'confirm') return said.draftId;
    const coded = said?.kind === 'run' ? /^(?:withdraw|pay) code (\S{22})$/.exec(said.words) : null;
    if (coded !== null) return coded[1];
  }
  return undefined;
}
