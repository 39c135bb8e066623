// editMessageCaption: new words under a photo or document.
import { badRequest } from '../refusal.js';
import { toWireMessage } from '../state/messageForms.js';
import { applyEdit, findEditable } from '../parameters/editableMessage.js';
import type { Method } from './method.js';
import { readInlineMarkup } from '../parameters/readMarkup.js';
import { readCaption } from '../parameters/readText.js';

export const editMessageCaption: Method = {
  name: 'editMessageCaption',
  answer(call, state) {
    const caption = readCaption(call);
    const message = findEditable(call, state);
    if (message.file === undefined) throw badRequest('there is no caption in the message to edit');
    const markup = readInlineMarkup(call, message.chat);
    applyEdit(message, { ...caption, file: message.file, ...(markup === undefined ? {} : { markup }) }, state);
    return { result: toWireMessage(message) };
  },
};
