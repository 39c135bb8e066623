// The local Telegram from the inside: users to act as, faults to plan, everything that happened to look at.
import type { Fault } from '../state/faults.js';
import type { LoggedRequest } from '../state/requestLog.js';
import type { TelegramState } from '../state/telegramState.js';
import type { BotCommand, Update, WireUser } from '../wire.js';
import { ChatUser } from './chatUser.js';
import type { ChatEvent } from './events.js';
import type { PageContent, PanelAction, Suggestion } from './pageContent.js';

export interface UserSettings { id: number; firstName: string; username?: string; languageCode?: string }

export class TelegramControl {
  private readonly users = new Map<number, ChatUser>();

  constructor(private readonly state: TelegramState, private readonly page: PageContent) {}

  /** The person of this id, made on first use; later calls may omit nothing but keep the same ChatUser. */
  user(settings: UserSettings): ChatUser {
    const { id, firstName, username, languageCode } = settings;
    const person: WireUser = {
      id,
      is_bot: false,
      first_name: firstName,
      ...(username === undefined ? {} : { username }),
      ...(languageCode === undefined ? {} : { language_code: languageCode }),
    };
    this.state.chats.addPerson(person);
    const user = this.users.get(id) ?? new ChatUser(id, this.state);
    this.users.set(id, user);
    return user;
  }

  /** The bot's calls, oldest first; at most 5000 are kept. */
  get requests(): readonly LoggedRequest[] {
    return this.state.requests.all;
  }

  /** Every event of every chat, or of one, in order; `since` is a sequence number. */
  events(chatId?: number, since = 0): readonly ChatEvent[] {
    return this.state.events.since(since).filter((event) => chatId === undefined || event.chatId === chatId);
  }

  /** Calls `listener` for every later event until the returned function is called. */
  subscribe(listener: (event: ChatEvent) => void): () => void {
    return this.state.events.subscribe(listener);
  }

  /** The sequence number of the newest event: pass it as `since` to look only at what comes later. */
  get lastSequence(): number {
    return this.state.events.last;
  }

  /** Delivers an update once more with its old number. Throws Error when it is not remembered. */
  redeliver(which: number | 'last'): Update {
    return this.state.updates.deliverAgain(which);
  }

  /** Stands for the proxy in front of a bot with a webhook: what is sent to the origin arrives at this port of this machine. */
  leadOrigin(origin: string, port: number): void {
    this.state.webhook.lead(origin, port);
  }

  /** Plans trouble; several faults are used up in the order they were set. */
  setFault(fault: Fault): void {
    if (fault.kind === 'duplicateUpdates') this.state.updates.deliverNextTwice(fault.times ?? 1);
    else this.state.faults.add(fault);
  }

  clearFaults(): void {
    this.state.faults.clear();
    this.state.updates.deliverNextTwice(0);
  }

  /** Turns Telegram's sending pace on or off: 429 when the bot is too fast (PLATFORM.md 1.5). */
  setStrictPacing(strict: boolean): void {
    this.state.pacing.strict = strict;
  }

  /** The command menu a private chat shows: the default one, or that of a chat and language. */
  commands(chatId = 0, languageCode = ''): BotCommand[] {
    return this.state.profile.commandsShownTo(chatId, languageCode);
  }

  /** Updates waiting for the bot. */
  pendingUpdates(): number {
    return this.state.updates.size;
  }

  /** Why a delivery to the webhook failed, the latest; undefined when none has since it was set. */
  failedDelivery(): string | undefined {
    return this.state.webhook.lastError?.message;
  }

  /** True while the bot polls or has set a webhook. */
  botIsListening(): boolean {
    return this.state.webhook.settings !== undefined || this.state.polling.active;
  }

  setSuggestions(suggestions: readonly Suggestion[]): void {
    this.page.setSuggestions(suggestions);
  }

  setPanel(panel: readonly PanelAction[]): void {
    this.page.setPanel(panel);
  }
}
