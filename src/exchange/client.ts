// The exchange as everyone else calls it: one generic call, bound to one user's key or to none.
import type { Endpoint } from './endpoint.js';
import type { UnreadCount } from './unreadRows.js';

/** How urgent a call is in the request queue: money before reads that a person waits for before background reads. */
export type Urgency = 'money' | 'person' | 'background';

export interface ExchangeClient {
  /**
   * Sends one call. A `read` is retried within its deadline and shared with an identical read under way; a `write` leaves once.
   * @throws RefusedError for a definite no with the exchange's codes; UnavailableError when certainly nothing was done;
   *   UnknownOutcomeError for a write whose outcome is not known; ProtocolError for a read whose answer cannot be understood.
   */
  call<Input, Output>(endpoint: Endpoint<Input, Output>, input: Input, options?: { readonly urgency?: Urgency; readonly signal?: AbortSignal }): Promise<Output>;
  /** Rows of this key's own lists and frames, or for public calls of the public ones, that could not be read since the start; absent where none is ever passed over. */
  unread?(): readonly UnreadCount[];
}
