// What of an error may be logged: its name and a short code, never its message.
import { UserError, RefusedError, UnavailableError } from '../model/errors.js';
import { TelegramFailure } from './telegram/telegramFailure.js';

/** For example "TypeError", "TelegramFailure 400", "UnavailableError storage", "Error EPIPE". */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const detail = detailOf(error);
  return detail === '' ? error.name : `${error.name} ${detail}`;
}

function detailOf(error: Error): string {
  if (error instanceof UserError) return error.key;
  if (error instanceof RefusedError) return String(error.status);
  if (error instanceof UnavailableError) return error.reason;
  if (error instanceof TelegramFailure) return String(error.code);
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : '';
}
