// A sealed value that cannot be opened, and whether the key or the value is to blame.
import { AppError } from '../model/errors.js';

export class SealError extends AppError {
  override readonly name = 'SealError';

  /** wrongMasterKey: sealed under another master key; damaged: altered, moved to another place, or never sealed by us. */
  constructor(readonly reason: 'wrongMasterKey' | 'damaged', options?: ErrorOptions) {
    super(reason === 'wrongMasterKey' ? 'sealed under another master key' : 'sealed value is damaged or out of its place', options);
  }
}
