// Errors sorted by what the caller can do about them.

/** Values put into a sentence; money is passed as already formatted text. */
export type Values = Readonly<Record<string, string | number>>;

/** The base of all errors this program raises on purpose; `message` is for the log, never for a chat. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
}

/** The person can mend it: `key` names a sentence in text/, `values` fill it. */
export class UserError extends AppError {
  override readonly name = 'UserError';
  constructor(readonly key: string, readonly values: Values = {}, options?: ErrorOptions) {
    super(key, options);
  }
}

/** The exchange gave a definite no: nothing was done. `codes` are its own words, unescaped. */
export class RefusedError extends AppError {
  override readonly name = 'RefusedError';
  constructor(readonly status: number, readonly codes: readonly string[], readonly route: string, options?: ErrorOptions) {
    super(`${route}: ${status} ${codes.join(' ')}`, options);
  }
}

/** The reason of a refusal for coming too often, whatever the exchange's word for it: text/refusals.ts has a sentence for it. */
const tooManyRequests = 'own.tooManyRequests';
const tooManyStatus = 429;

/** Why it was refused, as words that text/refusals.ts explains; none where the exchange said none. */
export const reasonsOf = ({ status, codes }: RefusedError): readonly string[] => (status === tooManyStatus ? [tooManyRequests] : codes);

/** True when the exchange says, in words of its own, that there is no such thing: a 404 without them is some gateway's and says nothing. */
export const isNotFound = (error: unknown): boolean => error instanceof RefusedError && error.status === 404 && error.codes.length > 0;

/** Nothing was done and it may work later: no connection, maintenance, too many requests, no space to store. */
export class UnavailableError extends AppError {
  override readonly name = 'UnavailableError';
  constructor(readonly reason: 'network' | 'maintenance' | 'rateLimit' | 'storage' | 'timeout' | 'stopping', readonly route: string, readonly retryAfterMs?: number, options?: ErrorOptions) {
    super(`${route}: ${reason}`, options);
  }
}

/** It may or may not have been done: ask, never send again (RELIABILITY.md 1.1). */
export class UnknownOutcomeError extends AppError {
  override readonly name = 'UnknownOutcomeError';
  constructor(readonly route: string, readonly detail: string, options?: ErrorOptions) {
    super(`${route}: outcome unknown (${detail})`, options);
  }
}

/** The other side sent something that cannot be read. */
export class ProtocolError extends AppError {
  override readonly name: string = 'ProtocolError';
  /** How many rows a list held of which not one could be read; absent where it was no list. */
  readonly rows: number | undefined;
  constructor(message: string, options: ErrorOptions & { readonly rows?: number } = {}) {
    super(message, options);
    this.rows = options.rows;
  }
}

/** The exchange's address sends on to another one, which is never followed: it would be handed signed requests (RELIABILITY.md 1.5). */
export class RedirectedError extends ProtocolError {
  override readonly name = 'RedirectedError';
  constructor(route: string, status: number) {
    super(`${route}: redirected with ${status}`);
  }
}
