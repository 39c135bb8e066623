// JSON writing with exact numbers: some answers carry money as bare JSON numbers, which must not pass through a double.
import type { Decimal } from '../decimals.js';

/** A number to be written into JSON digit for digit. */
export class ExactNumber {
  constructor(readonly digits: string) {}
}

/** A decimal as a bare JSON number, exact ("0.1164", "800000"). */
export function exactNumber(value: Decimal): ExactNumber {
  return new ExactNumber(value.toFixed());
}

/** JSON text of a value that may hold ExactNumber; members that are undefined are left out. */
export function encodeJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map((item) => encodeJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return encodeMembers(Object.entries(value));
  return JSON.stringify(value ?? null);
}

/** As encodeJson, with the keys of every object in alphabetical order, as the stream server writes them (PROTOCOL.md section 1). */
export function encodeSortedJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map((item) => encodeSortedJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${encodeSortedJson(item)}`).join(',')}}`;
}

function encodeMembers(members: [string, unknown][]): string {
  const present = members.filter(([, item]) => item !== undefined);
  return `{${present.map(([key, item]) => `${JSON.stringify(key)}:${encodeJson(item)}`).join(',')}}`;
}
