// Sets and ends the dialog a person is in, and keeps what is known of its question.
import { AppError } from '../../model/errors.js';
import type { Clock } from '../../model/clock.js';
import type { Store } from '../../storage/store.js';
import { barOf, inDialog, type QuestionBar } from './codeQuestions.js';
import type { SetDialog } from '../command.js';

/** Nothing was asked: a code is asked for, or was until a moment ago. */
export class QuestionBarredError extends AppError {
  override readonly name = 'QuestionBarredError';
  constructor(readonly bar: QuestionBar) {
    super(`no question opens: ${bar.kind}`);
  }
}

/** Durable before it resolves. @throws QuestionBarredError, and then nothing has changed; what Store.update throws. */
export const createSetDialog = (store: Store, clock: Clock): SetDialog => async ({ user, via }, dialog) => {
  const answered = via === 'answer' ? user.dialog : undefined;
  const bar = await store.update(user.id, (record) => {
    const now = clock.now();
    const found = dialog === undefined ? undefined : barOf(record, dialog, now, answered);
    return { record: found === undefined ? inDialog(record, dialog, now, answered) : record, result: found };
  });
  if (bar !== undefined) throw new QuestionBarredError(bar);
};
