// Sets and ends the dialog a person is in, and keeps what is known of its question.
import type { Clock } from '../model/clock.js';
import { changed, type Store } from '../storage/store.js';
import { inDialog } from './codeQuestions.js';
import type { SetDialog } from './command.js';

/** Durable before it resolves. @throws what Store.update throws. */
export const createSetDialog = (store: Store, clock: Clock): SetDialog =>
  (userId, dialog) => store.update(userId, (record) => changed(inDialog(record, dialog, clock.now())));
