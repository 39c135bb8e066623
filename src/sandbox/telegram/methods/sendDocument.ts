// sendDocument: a document with a caption into a chat.
import { toWireMessage } from '../state/messageForms.js';
import { findWritableChat } from '../parameters/chatOf.js';
import type { Method } from './method.js';
import { readFile } from '../parameters/readFile.js';
import { readCaption } from '../parameters/readText.js';
import { readSendOptions } from '../parameters/sendOptions.js';

export const sendDocument: Method = {
  name: 'sendDocument',
  answer(call, state) {
    const file = readFile(call, 'document', call.text('document'), state);
    const caption = readCaption(call);
    const chat = findWritableChat(call, state);
    const options = readSendOptions(call, chat, state);
    state.pacing.count(chat.id);
    return { result: toWireMessage(state.botSends({ ...options, ...caption, file })) };
  },
};
