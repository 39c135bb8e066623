// Which rows a user has already been told, newest kept, so that a replayed event adds nothing.
import { deliveredRowsLimit } from '../model/outboxRow.js';

/** The list with these ids added, at most deliveredRowsLimit of them. */
export function rememberDelivered(delivered: readonly string[], ids: readonly string[]): readonly string[] {
  return [...delivered, ...ids].slice(-deliveredRowsLimit);
}
