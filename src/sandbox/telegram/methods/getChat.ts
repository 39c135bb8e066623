// getChat: what the bot may know about a chat.
import { liveMessage } from '../state/chats.js';
import { toWireChat, toWireMessage } from '../state/messageForms.js';
import { findChat } from '../parameters/chatOf.js';
import type { Method } from './method.js';

export const getChat: Method = {
  name: 'getChat',
  answer(call, state) {
    const chat = findChat(call, state);
    const pinned = chat.pinned === undefined ? undefined : liveMessage(chat, chat.pinned);
    return {
      result: {
        ...toWireChat(chat),
        accent_color_id: 0,
        max_reaction_count: 11,
        accepted_gift_types: { unlimited_gifts: false, limited_gifts: false, unique_gifts: false, premium_subscription: false },
        ...(pinned === undefined ? {} : { pinned_message: toWireMessage(pinned, false) }),
      },
    };
  },
};
