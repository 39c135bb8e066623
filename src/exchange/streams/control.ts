// The exchange's frames about the subscription itself (PROTOCOL.md section 2, control frames).
import { field, isObject, optionalText, type WireObject } from '../wire/fields.js';

export type Control =
  /** All streams this connection has, as far as this answer says. */
  | { readonly type: 'ack'; readonly streams: readonly string[] }
  | { readonly type: 'error'; readonly text: string }
  | { readonly type: 'pong' };

/** Longer words of the exchange are cut: they go to the log. */
const textLimit = 200;

export const isPong = (text: string): boolean => text === 'pong';

/** The control frame in this object, if it is one. */
export function readControl(frame: WireObject): Control | undefined {
  if (Object.hasOwn(frame, 'success')) return readSuccess(frame['success']);
  if (Object.hasOwn(frame, 'error')) return readError(frame['error']);
  return undefined;
}

/** A success that lists no streams is a refusal in disguise ("cannot subscribe to ..."). */
function readSuccess(said: unknown): Control {
  const streams = isObject(said) ? field(said, 'streams') : undefined;
  if (typeof streams === 'string') return { type: 'ack', streams: [streams] };
  if (!Array.isArray(streams)) return readError(said);
  return { type: 'ack', streams: (streams as readonly unknown[]).filter((one) => typeof one === 'string') };
}

function readError(said: unknown): Control {
  const text = isObject(said) ? optionalText(said, 'message') : said;
  return { type: 'error', text: typeof text === 'string' ? text.slice(0, textLimit) : '' };
}
