// A refusal by the exchange: its HTTP status and the body it answers with.

/** Thrown by routes; the HTTP server turns it into the answer. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly body: unknown) {
    super(`exchange answers ${status}`);
  }
}

/** 422 with one or more codes, the usual refusal (PROTOCOL.md section 3, errors). */
export function refusal(...codes: string[]): ApiError {
  return new ApiError(422, { errors: codes });
}

/** A refusal with a status other than 422. */
export function statusRefusal(status: number, code: string): ApiError {
  return new ApiError(status, { errors: [code] });
}

/** 404 for an unknown id, or one that is another user's. */
export function notFound(): ApiError {
  return statusRefusal(404, 'record.not_found');
}
