// sendMessage: a text into a chat.
import { checkMessageLength } from '../format/sentText.js';
import { toWireMessage } from '../state/messageForms.js';
import { findWritableChat } from '../parameters/chatOf.js';
import type { Method } from './method.js';
import { readMessageText } from '../parameters/readText.js';
import { readSendOptions } from '../parameters/sendOptions.js';

export const sendMessage: Method = {
  name: 'sendMessage',
  answer(call, state) {
    const formatted = readMessageText(call);
    const chat = findWritableChat(call, state);
    const options = readSendOptions(call, chat, state);
    checkMessageLength(formatted.text);
    state.pacing.count(chat.id);
    return { result: toWireMessage(state.botSends({ ...options, ...formatted })) };
  },
};
