// editMessageMedia: another photo or document, with its caption, in place of what the message held.
import { checkCaptionLength, readFormattedText } from '../format/sentText.js';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import { toWireMessage } from '../state/messageForms.js';
import { applyEdit, findEditable } from '../parameters/editableMessage.js';
import type { Method } from './method.js';
import { readFile } from '../parameters/readFile.js';
import { readInlineMarkup } from '../parameters/readMarkup.js';
import { refuseParseMode } from '../parameters/refuseParseMode.js';

interface GivenMedia { kind: 'photo' | 'document'; source: string; caption: string; entities: unknown }

export const editMessageMedia: Method = {
  name: 'editMessageMedia',
  answer(call, state) {
    const media = readMedia(call);
    const message = findEditable(call, state);
    const caption = readFormattedText({ text: media.caption, entities: media.entities });
    checkCaptionLength(caption.text);
    const file = readFile(call, media.kind, media.source, state);
    const markup = readInlineMarkup(call, message.chat);
    applyEdit(message, { ...caption, file, ...(markup === undefined ? {} : { markup }) }, state);
    return { result: toWireMessage(message) };
  },
};

function readMedia(call: Call): GivenMedia {
  let given: unknown;
  try {
    given = call.json('media');
  } catch {
    throw badRequest("can't parse input media JSON object");
  }
  if (given === undefined) throw badRequest('input media is not specified');
  if (typeof given !== 'object' || given === null) throw badRequest("can't parse InputMedia: expected an Object");
  const fields = given as Record<string, unknown>;
  const { type, media } = fields;
  if (type !== 'photo' && type !== 'document') throw badRequest(`can't parse InputMedia: type must be photo or document here`);
  if (typeof media !== 'string' || media === '') throw badRequest("can't parse InputMedia: Can't find field \"media\"");
  refuseParseMode(fields['parse_mode']);
  const caption = typeof fields['caption'] === 'string' ? fields['caption'] : '';
  return { kind: type, source: media, caption, entities: fields['caption_entities'] };
}
