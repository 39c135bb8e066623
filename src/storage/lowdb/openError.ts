// Why the store could not be opened or cannot be kept, in one sentence for the operator.
import { AppError } from '../../model/errors.js';

/** `message` is one sentence that says what is wrong and how to mend it. Nothing was overwritten. */
export class StoreOpenError extends AppError {
  override readonly name = 'StoreOpenError';
}

/** Another process has the data folder now: this one changes nothing in it any more. */
export class LockLostError extends AppError {
  override readonly name = 'LockLostError';

  constructor(directory: string) {
    super(`The data folder ${directory} was taken over by another process while this one stood still: this one ends, and sends and stores nothing more.`);
  }
}
