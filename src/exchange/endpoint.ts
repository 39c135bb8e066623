// What a REST call of the exchange is: one value of this type per file in endpoints/.
import type { Report } from './unreadRows.js';

export type QueryValue = string | number | boolean | readonly string[];
export type Parameters = Readonly<Record<string, QueryValue | undefined>>;

/**
 * One REST call. `read` calls may be retried and shared; `write` calls are sent once and answer definite or unknown.
 * `parse` gets the body as lossless JSON (numbers arrive as decimal strings; an empty body is `undefined`) and throws ProtocolError on what it cannot read.
 * Rows of a list that it passes over are told to `report`.
 */
export interface Endpoint<Input, Output> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly access: 'public' | 'signed';
  readonly effect: 'read' | 'write';
  /** Below the base URL, starting with "/", path parameters already encoded. */
  path(input: Input): string;
  query?(input: Input): Parameters;
  /** Sent as JSON (API.txt, create order); absent for calls without a body. */
  body?(input: Input): Parameters;
  parse(body: unknown, input: Input, report?: Report): Output;
  /** True where API.txt gives the answer no schema: any text but HTML is accepted, and `parse` gets `undefined`. */
  readonly schemaless?: boolean;
}
