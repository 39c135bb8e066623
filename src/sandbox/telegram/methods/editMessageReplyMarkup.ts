// editMessageReplyMarkup: another keyboard, or none, under the same words.
import { toWireMessage } from '../state/messageForms.js';
import { applyEdit, findEditable } from '../parameters/editableMessage.js';
import type { Method } from './method.js';
import { readInlineMarkup } from '../parameters/readMarkup.js';

export const editMessageReplyMarkup: Method = {
  name: 'editMessageReplyMarkup',
  answer(call, state) {
    const message = findEditable(call, state);
    const markup = readInlineMarkup(call, message.chat);
    const { text, entities, file, linkPreview } = message;
    applyEdit(message, {
      text,
      entities,
      ...(file === undefined ? {} : { file }),
      ...(linkPreview === undefined ? {} : { linkPreview }),
      ...(markup === undefined ? {} : { markup }),
    }, state, false);
    return { result: toWireMessage(message) };
  },
};
