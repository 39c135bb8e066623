// Which group messages the bot receives: privacy mode is on, as it is for a new bot.
import { liveMessage, type StoredMessage } from '../state/chats.js';
import type { TelegramState } from '../state/telegramState.js';

/** In a group the bot hears commands meant for it, its own name, and replies to its messages; in private, everything. */
export function hearsInGroup(state: TelegramState, message: StoredMessage): boolean {
  const { chat, text, replyTo } = message;
  if (chat.type === 'private') return true;
  const name = `@${state.bot.username ?? ''}`.toLowerCase();
  const command = /^\/[a-z0-9_]+(@[a-z0-9_]+)?/i.exec(text);
  if (command !== null) return command[1] === undefined || command[1].toLowerCase() === name;
  const repliesToBot = replyTo !== undefined && liveMessage(chat, replyTo)?.author.id === state.bot.id;
  return repliesToBot || text.toLowerCase().includes(name);
}
