// What the bot has told Telegram about itself: command lists per scope and language.
import type { BotCommand } from '../wire.js';

export class BotProfile {
  private readonly commandLists = new Map<string, BotCommand[]>();
  private readonly listeners = new Set<() => void>();

  /** Stores the list of one scope and language; both are part of the key. */
  setCommands(scope: string, language: string, commands: BotCommand[]): void {
    this.commandLists.set(key(scope, language), commands);
    for (const listener of [...this.listeners]) listener();
  }

  /** What one user's private chat shows: the narrowest scope that has a list, in the user's language first. */
  commandsShownTo(chatId: number, language: string): BotCommand[] {
    for (const scope of [`{"type":"chat","chat_id":${chatId}}`, '{"type":"all_private_chats"}', '{"type":"default"}']) {
      for (const wanted of [language, '']) {
        const commands = this.commandLists.get(key(scope, wanted));
        if (commands !== undefined && commands.length > 0) return commands;
      }
    }
    return [];
  }

  /** Calls `listener` after every change of a command list, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}

function key(scope: string, language: string): string {
  return `${scope} ${language}`;
}
