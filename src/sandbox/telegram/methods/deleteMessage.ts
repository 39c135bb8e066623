// deleteMessage: the bot's own messages anywhere, the user's in a private chat, for 48 hours.
import { badRequest } from '../refusal.js';
import { liveMessage } from '../state/chats.js';
import { findWritableChat } from '../parameters/chatOf.js';
import { done, type Method } from './method.js';

const deletableMs = 48 * 3_600_000;

export const deleteMessage: Method = {
  name: 'deleteMessage',
  answer(call, state) {
    const chat = findWritableChat(call, state);
    const messageId = call.integer('message_id');
    if (messageId === 0) throw badRequest('message identifier is not specified');
    const message = liveMessage(chat, messageId);
    if (message === undefined) throw badRequest('message to delete not found');
    const foreign = message.author.id !== state.bot.id && chat.type !== 'private';
    if (foreign || state.now() - message.date >= deletableMs) throw badRequest("message can't be deleted for everyone");
    message.deleted = true;
    state.events.add({ kind: 'delete', chatId: chat.id, messageId, from: message.author.is_bot ? 'bot' : 'user' });
    return done;
  },
};
