// A store of another master key: opening it would set everybody aside, so it is refused with one sentence and left as it is.
import { AppError } from '../model/errors.js';

/** `message` is that sentence. Nothing was changed. */
export class ForeignStoreError extends AppError {
  override readonly name = 'ForeignStoreError';

  /** @param what what the right key was used for, such as "the store in /data was written with" */
  constructor(what: string) {
    super(`Cannot start: MASTER_KEY is not the key that ${what}; give the old key back (to change keys put it in OLD_MASTER_KEYS), or start with another DATA_DIR.`);
  }
}
