// Finds the chat a call names, and says why the bot may not write there.
import type { Call } from '../http/call.js';
import { badRequest, forbidden } from '../refusal.js';
import type { Chat } from '../state/chats.js';
import type { TelegramState } from '../state/telegramState.js';

/** The chat of `chat_id`, a number or @username. Throws 400 when empty or unknown (PLATFORM.md 1.3). */
function findChat(call: Call, state: TelegramState): Chat {
  const given = call.text('chat_id');
  if (given === '') throw badRequest('chat_id is empty');
  const chat = given.startsWith('@') ? state.chats.findByUsername(given.slice(1)) : state.chats.find(call.integer('chat_id'));
  if (chat === undefined) throw badRequest('chat not found');
  return chat;
}

/** The chat of `chat_id` when the bot may write to it. Throws 403 when blocked or never started. */
export function findWritableChat(call: Call, state: TelegramState): Chat {
  const chat = findChat(call, state);
  if (chat.blocked) {
    throw forbidden(chat.type === 'private' ? 'bot was blocked by the user' : `bot was kicked from the ${chat.type} chat`);
  }
  if (!chat.started) throw forbidden("bot can't initiate conversation with a user");
  return chat;
}
