// What a person sees while a command works: "typing…" when it takes a while, and a message that says how far it has come.
import type { Clock } from '../../model/clock.js';
import type { ChatId, MessageAddress, Rich } from '../../model/message.js';
import type { Incoming } from '../incoming.js';
import type { TelegramApi } from '../telegram/telegramApi.js';
import type { TelegramSender } from './telegramSender.js';

/** Most commands are done before this; a sign that flickers is worse than none. */
export const typingAfterMs = 700;
/** Telegram shows "typing…" for five seconds. */
const typingEveryMs = 4_000;
/** As long as a command may take at the most. */
const typingSignsLimit = 23;
/** Telegram counts edits like messages (PLATFORM.md 1.5). */
export const progressEveryMs = 1_000;
const typingTimeoutMs = 5_000;

export interface Work {
  /** Shows the text: the first in a message of its own, later ones in its place, the last one winning. Never rejects. */
  progress(text: Rich): Promise<void>;
  /** Ends the signs; resolves with the message that shows the progress, when there is one, once nothing is on its way to it. */
  end(): Promise<MessageAddress | undefined>;
}

export interface WorkSigns {
  begin(incoming: Incoming): Work;
}

export interface WorkSignParts {
  readonly api: TelegramApi;
  readonly sender: TelegramSender;
  readonly clock: Clock;
}

export function createWorkSigns(parts: WorkSignParts): WorkSigns {
  return {
    begin(incoming) {
      const typing = createTyping(parts, incoming.chatId);
      const report = createReport(parts, incoming, () => typing.show());
      return {
        progress: (text) => report.show(text),
        end() {
          typing.stop();
          return report.end();
        },
      };
    },
  };
}

function createTyping({ api, clock }: WorkSignParts, chatId: ChatId): { show(): void; stop(): void } {
  let shown = 0;
  let cancel = clock.after(typingAfterMs, show);
  function show(): void {
    cancel();
    shown += 1;
    // Not paced, as it is no message; that it does not arrive changes nothing.
    api.call('sendChatAction', { chat_id: chatId, action: 'typing' }, { timeoutMs: typingTimeoutMs }).catch(() => undefined);
    cancel = shown < typingSignsLimit ? clock.after(typingEveryMs, show) : (): void => undefined;
  }
  return { show, stop: () => cancel() };
}

function createReport({ sender, clock }: WorkSignParts, incoming: Incoming, beforeFirst: () => void): { show(text: Rich): Promise<void>; end(): Promise<MessageAddress | undefined> } {
  const { chatId, messageId, inPrivate } = incoming;
  let address: MessageAddress | undefined;
  let underWay: Promise<void> | undefined;
  let next: Rich | undefined;
  let lastAt = -Infinity;
  let cancel = (): void => undefined;
  let isOver = false;

  async function put(text: Rich): Promise<void> {
    if (address !== undefined) {
      await sender.edit(address, { text, priority: 'reply' });
      return;
    }
    const replyTo = incoming.kind === 'message' && !inPrivate ? { replyTo: messageId } : {};
    const result = await sender.send({ chatId, text, priority: 'reply', ...replyTo });
    if (result.kind === 'sent') address = { chatId, messageId: result.messageId };
  }

  async function flush(): Promise<void> {
    const text = next;
    if (text === undefined || underWay !== undefined || isOver) return;
    next = undefined;
    lastAt = clock.monotonic();
    underWay = put(text).catch(() => undefined);
    await underWay;
    underWay = undefined;
    later();
  }

  function later(): void {
    cancel();
    const waitMs = lastAt + progressEveryMs - clock.monotonic();
    if (next !== undefined && !isOver) cancel = clock.after(Math.max(0, waitMs), () => void flush());
  }

  return {
    async show(text) {
      if (isOver) return;
      next = text;
      if (lastAt === -Infinity) {
        beforeFirst();
        await flush();
      } else if (underWay === undefined) later();
    },
    async end() {
      isOver = true;
      cancel();
      await underWay;
      return address;
    },
  };
}
