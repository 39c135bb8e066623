// Sets and ends the dialog a person is in.
import { changed, type Store } from '../storage/store.js';
import type { SetDialog } from './command.js';

/** Durable before it resolves. @throws what Store.update throws. */
export function createSetDialog(store: Store): SetDialog {
  return (userId, dialog) => store.update(userId, (record) => {
    if (dialog !== undefined) return changed({ ...record, dialog });
    if (record.dialog === undefined) return changed(record);
    const ended: { dialog?: unknown } & typeof record = { ...record };
    delete ended.dialog;
    return changed(ended);
  });
}
