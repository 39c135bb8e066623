// Everything the local Telegram knows, in one place for the methods and the control to share.
import type { WireUser } from '../wire.js';
import { BotProfile } from './botProfile.js';
import { CallbackQueries } from './callbackQueries.js';
import { Chats, type StoredMessage } from './chats.js';
import { EventLog } from './eventLog.js';
import { Faults } from './faults.js';
import { InlineQueries } from './inlineQueries.js';
import { botUser, toView } from './messageForms.js';
import { Pacing } from './pacing.js';
import { Polling } from './polling.js';
import { RequestLog } from './requestLog.js';
import { UpdateQueue } from './updateQueue.js';
import { WebhookDelivery } from './webhookDelivery.js';

export class TelegramState {
  readonly bot: WireUser;
  readonly chats = new Chats();
  readonly profile = new BotProfile();
  readonly faults = new Faults();
  readonly pacing: Pacing;
  readonly requests = new RequestLog();
  readonly events: EventLog;
  readonly updates: UpdateQueue;
  readonly callbacks: CallbackQueries;
  readonly inlineQueries: InlineQueries;
  readonly webhook: WebhookDelivery;
  readonly polling: Polling;

  /** `now` is in milliseconds; every date, life time and pace follows it. */
  constructor(readonly token: string, botUsername: string, readonly now: () => number) {
    this.bot = botUser(token, botUsername);
    this.events = new EventLog(now);
    this.updates = new UpdateQueue(now);
    this.callbacks = new CallbackQueries(now);
    this.inlineQueries = new InlineQueries(now);
    this.pacing = new Pacing(now);
    this.webhook = new WebhookDelivery(this.updates);
    this.polling = new Polling(this.updates);
  }

  /** Stores the bot's message and tells the chat. */
  botSends(message: Omit<StoredMessage, 'messageId'>): StoredMessage {
    const stored = this.chats.addMessage(message);
    this.events.add({ kind: 'message', chatId: stored.chat.id, message: toView(stored) });
    return stored;
  }

  /** Marks a message as edited now and tells the chat. */
  botEdited(message: StoredMessage): void {
    message.editedAt = this.now();
    this.events.add({ kind: 'edit', chatId: message.chat.id, message: toView(message) });
  }
}
