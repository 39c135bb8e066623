// The parameters of a request, wherever the client put them: query, urlencoded form or JSON body.
import { parse } from 'lossless-json';
import { ApiError } from './apiError.js';

type Value = string | boolean | null | Value[] | { [key: string]: Value };

/** Named values of a request; numbers keep the digits they were sent with. */
export class Parameters {
  readonly #values = new Map<string, Value>();

  /** Adds the pairs of a query or form; of a name given twice the last wins, `name[]` gathers. */
  addPairs(encoded: string): void {
    for (const [name, value] of new URLSearchParams(encoded)) {
      if (name.endsWith('[]')) this.#values.set(name.slice(0, -2), [...this.#gathered(name.slice(0, -2)), value]);
      else this.#values.set(name, value);
    }
  }

  /** Adds the members of a JSON object; anything else is the 400 of PROTOCOL.md section 3. */
  addJson(text: string): void {
    const members = parseObject(text);
    for (const [name, value] of Object.entries(members)) this.#values.set(name, value);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** Whether the name was sent at all, even as null. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value as text; null when it was not sent, is null, or is not a plain value. */
  text(name: string): string | null {
    const value = this.#values.get(name);
    if (typeof value === 'boolean') return String(value);
    return typeof value === 'string' ? value : null;
  }

  /** The value as a list of texts: empty when it was not sent. */
  list(name: string): string[] {
    const single = this.text(name);
    return single === null ? this.#gathered(name).filter((item) => typeof item === 'string') : [single];
  }

  /** An object value, or one written as JSON text; null when it is neither. */
  object(name: string): Record<string, Value> | null {
    const value = this.#values.get(name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    if (typeof value !== 'string') return null;
    try {
      return parseObject(value);
    } catch {
      return null;
    }
  }

  #gathered(name: string): Value[] {
    const value = this.#values.get(name);
    return Array.isArray(value) ? value : [];
  }
}

/** Reads the parameters of a request from its raw query (no question mark) and body. */
export function readParameters(query: string, body: string, contentType: string): Parameters {
  const parameters = new Parameters();
  parameters.addPairs(query);
  if (body.trim() === '') return parameters;
  if (contentType.includes('json')) parameters.addJson(body);
  else parameters.addPairs(body);
  return parameters;
}

function parseObject(text: string): Record<string, Value> {
  let value: unknown;
  try {
    value = parse(text, null, (digits) => digits);
  } catch {
    throw new ApiError(400, { errors: 'server.method.invalid_message_body' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, { errors: 'server.method.invalid_message_body' });
  }
  return value as Record<string, Value>;
}
