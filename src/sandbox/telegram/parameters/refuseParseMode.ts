// A parse mode is no part of this server: the bot sends entities, so that no text can break a message.
import { badRequest } from '../refusal.js';

/** Throws 400 when a call, or an object within it, has a `parse_mode`; an empty one is as good as none. */
export function refuseParseMode(given: unknown): void {
  if ((given ?? '') !== '') throw badRequest('parse_mode is not understood here: send entities');
}
