// editMessageText: new words, and the keyboard given with them, on the bot's own message.
import { checkMessageLength } from '../format/sentText.js';
import { badRequest } from '../refusal.js';
import { toWireMessage } from '../state/messageForms.js';
import { applyEdit, findEditable } from '../parameters/editableMessage.js';
import type { Method } from './method.js';
import { readInlineMarkup } from '../parameters/readMarkup.js';
import { readMessageText } from '../parameters/readText.js';
import { readLinkPreview } from '../parameters/sendOptions.js';

export const editMessageText: Method = {
  name: 'editMessageText',
  answer(call, state) {
    const formatted = readMessageText(call);
    const message = findEditable(call, state);
    if (message.file !== undefined) throw badRequest('there is no text in the message to edit');
    checkMessageLength(formatted.text);
    const markup = readInlineMarkup(call, message.chat);
    const linkPreview = readLinkPreview(call);
    applyEdit(message, {
      ...formatted,
      ...(markup === undefined ? {} : { markup }),
      ...(linkPreview === undefined ? {} : { linkPreview }),
    }, state);
    return { result: toWireMessage(message) };
  },
};
