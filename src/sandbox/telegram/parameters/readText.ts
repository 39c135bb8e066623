// The text or caption of a call, its entities checked, within Telegram's sizes.
import type { FormattedText } from '../format/entity.js';
import { checkCaptionLength, readFormattedText } from '../format/sentText.js';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';

/** `text` with `entities`. Throws 400 when empty; its length is checked once the chat is known. */
export function readMessageText(call: Call): FormattedText {
  if (!call.has('text')) throw badRequest('message text is empty');
  return read(call, 'text', 'entities');
}

/** `caption` with `caption_entities`; empty is allowed. Throws 400 over 1024 code points. */
export function readCaption(call: Call): FormattedText {
  const caption = read(call, 'caption', 'caption_entities');
  checkCaptionLength(caption.text);
  return caption;
}

function read(call: Call, textName: string, entitiesName: string): FormattedText {
  let entities: unknown;
  try {
    entities = call.json(entitiesName);
  } catch {
    throw badRequest("can't parse entities JSON object");
  }
  return readFormattedText({ text: call.text(textName), entities });
}
