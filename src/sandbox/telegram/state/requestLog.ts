// The bot's calls, newest last, for tests to look at.

const maxRequests = 5_000;

/** `answer` is the body sent back; undefined while the call is open or when the connection was cut. `at` is in milliseconds. */
export interface LoggedRequest {
  method: string;
  params: Record<string, unknown>;
  at: number;
  answer?: unknown;
}

export class RequestLog {
  private readonly requests: LoggedRequest[] = [];

  /** Adds a call; the caller fills in its answer later. */
  add(request: LoggedRequest): LoggedRequest {
    this.requests.push(request);
    if (this.requests.length > maxRequests) this.requests.splice(0, this.requests.length - maxRequests);
    return request;
  }

  get all(): readonly LoggedRequest[] {
    return this.requests;
  }
}
