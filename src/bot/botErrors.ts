// Why the bot did not start or had to stop; the message is one sentence for whoever runs it.
import { AppError } from '../model/errors.js';

/** It cannot start with these settings. */
export class BotStartError extends AppError {
  override readonly name = 'BotStartError';
}

/** It ran and had to end: the token was revoked, or somebody else receives its updates. */
export class BotStoppedError extends AppError {
  override readonly name = 'BotStoppedError';
}
