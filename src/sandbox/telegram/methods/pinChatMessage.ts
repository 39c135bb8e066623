// pinChatMessage: keeps one message at the top of the chat.
import { badRequest } from '../refusal.js';
import { liveMessage } from '../state/chats.js';
import { findWritableChat } from '../parameters/chatOf.js';
import { done, type Method } from './method.js';

export const pinChatMessage: Method = {
  name: 'pinChatMessage',
  answer(call, state) {
    const chat = findWritableChat(call, state);
    const messageId = call.integer('message_id');
    if (messageId === 0) throw badRequest('message identifier is not specified');
    if (liveMessage(chat, messageId) === undefined) throw badRequest('message to pin not found');
    chat.pinned = messageId;
    state.events.add({ kind: 'pin', chatId: chat.id, messageId });
    return done;
  },
};
