// An answer with "ok": false: the code, the description and the optional parameters of a refused Bot API call.

export interface RefusalParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

export class Refusal extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: RefusalParameters,
  ) {
    super(description);
    this.name = 'Refusal';
  }
}

/** 400 with the text rule of PLATFORM.md 1.3: the first letter is lower-cased unless the second is a capital or `_`. */
export function badRequest(message: string): Refusal {
  return new Refusal(400, `Bad Request: ${lowerFirst(message)}`);
}

/** 403 under the same text rule. */
export function forbidden(message: string): Refusal {
  return new Refusal(403, `Forbidden: ${lowerFirst(message)}`);
}

/** 429 with the wait in seconds; the HTTP layer repeats it in the Retry-After header. */
export function tooManyRequests(retryAfterSeconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${retryAfterSeconds}`, { retry_after: retryAfterSeconds });
}

function lowerFirst(message: string): string {
  const second = message.charAt(1);
  if (second === '_' || (second >= 'A' && second <= 'Z')) return message;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
