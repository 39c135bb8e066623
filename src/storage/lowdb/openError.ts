// Why the store could not be opened, in one sentence for the operator.
import { AppError } from '../../model/errors.js';

/** `message` is one sentence that says what is wrong and how to mend it. Nothing was overwritten. */
export class StoreOpenError extends AppError {
  override readonly name = 'StoreOpenError';
}
