// Turns an endpoint and its input into the text that goes on the wire, where an id in a path can never become another path.
import type { Endpoint, Parameters, QueryValue } from '../endpoint.js';

/** Longer ids than this are none of the exchange's. */
const idLengthLimit = 256;

export interface WireRequest {
  /** The endpoint's name: what errors and logs say, free of ids and secrets. */
  readonly route: string;
  readonly method: string;
  /** Path and query below the base address. */
  readonly target: string;
  /** JSON; absent for a call without a body. */
  readonly body?: string;
}

/** @throws RangeError when a path part cannot stand in a path. */
export function buildRequest<Input, Output>(endpoint: Endpoint<Input, Output>, input: Input): WireRequest {
  const query = endpoint.query === undefined ? '' : encodeQuery(endpoint.query(input));
  const target = `${endpoint.path(input)}${query}`;
  const base = { route: endpoint.name, method: endpoint.method, target };
  return endpoint.body === undefined ? base : { ...base, body: JSON.stringify(endpoint.body(input)) };
}

/** "?a=1&state[]=wait&state[]=pending"; "" when nothing is set. */
export function encodeQuery(parameters: Parameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : encodePair(name, value)));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encodePair(name: string, value: QueryValue): readonly string[] {
  if (typeof value === 'object') return value.map((one) => `${name}[]=${encodeURIComponent(one)}`);
  return [`${name}=${encodeURIComponent(String(value))}`];
}

/** The id, escaped. @throws RangeError for "", "." and "..", and for more than 256 characters. */
export function pathPart(id: string): string {
  if (id === '' || id === '.' || id === '..' || id.length > idLengthLimit) throw new RangeError('not an id that can stand in a path');
  return encodeURIComponent(id);
}
