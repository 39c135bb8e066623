// Which waiting rows one message can stand for: rows of one key hold the whole state so far, so the last one says it all.
import type { OutboxRow } from '../model/outboxRow.js';

/**
 * The row at `index` and the later rows of its key and kind that may be told by the last of them, in order.
 * A fresh row starts a message of its own and ends the group, as does another kind under the same key.
 */
export function rowsToFold(outbox: readonly OutboxRow[], index: number): readonly OutboxRow[] {
  const first = outbox[index];
  if (first === undefined) return [];
  if (first.messageKey === undefined) return [first];
  const group = [first];
  for (const row of outbox.slice(index + 1)) {
    if (row.messageKey !== first.messageKey) continue;
    if (row.kind !== first.kind || row.fresh === true) break;
    group.push(row);
  }
  return group;
}
