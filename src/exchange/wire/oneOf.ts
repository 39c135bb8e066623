// Reads an answer that the document shows now as one object, now as a list of one.
import { ProtocolError } from '../../model/errors.js';

/** The object itself, or the only element of a list. @throws ProtocolError for an empty or longer list. */
export function oneOf(body: unknown, what: string): unknown {
  if (!Array.isArray(body)) return body;
  const list = body as readonly unknown[];
  if (list.length !== 1) throw new ProtocolError(`${what}: expected one, got ${list.length}`);
  return list[0];
}
