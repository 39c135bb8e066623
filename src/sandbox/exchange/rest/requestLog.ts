// A bounded record of every request the exchange received, for tests and the sandbox page.
import type { IncomingHttpHeaders } from 'node:http';
import type { FaultKind } from '../faults.js';

export interface LoggedRequest {
  method: string;
  /** Below the REST base: '/market/orders'. A stream's upgrade is '/stream/public' or '/stream/private'. */
  path: string;
  /** A name given more than once holds every value. */
  query: Record<string, string | string[]>;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /** The body as it was sent. */
  body: string;
  /** Server time, milliseconds. */
  at: number;
  /** The fault that struck it. */
  fault: FaultKind | null;
}

const MAX_REQUESTS = 5000;

/** The newest 5000 requests, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > MAX_REQUESTS) this.entries.shift();
  }

  clear(): void {
    this.entries.length = 0;
  }
}

/** The names and values of a raw query (no question mark). */
export function queryValues(query: string): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  const pairs = new URLSearchParams(query);
  for (const name of new Set(pairs.keys())) {
    const all = pairs.getAll(name);
    values[name] = all.length === 1 ? all[0] ?? '' : all;
  }
  return values;
}
