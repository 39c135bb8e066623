// sendChatAction: "typing…" and its kin.
import { badRequest } from '../refusal.js';
import { findWritableChat } from '../parameters/chatOf.js';
import { done, type Method } from './method.js';

const actions = new Set([
  'cancel', 'typing', 'upload_photo', 'record_video', 'upload_video', 'record_voice', 'upload_voice', 'upload_document',
  'choose_sticker', 'find_location', 'record_video_note', 'upload_video_note',
]);

export const sendChatAction: Method = {
  name: 'sendChatAction',
  answer(call, state) {
    const action = call.text('action').toLowerCase();
    const chat = findWritableChat(call, state);
    if (!actions.has(action)) throw badRequest('wrong parameter action in request');
    state.events.add({ kind: 'chatAction', chatId: chat.id, action });
    return done;
  },
};
