// Reads the exchange's times in all their units (PROTOCOL.md section 3, time units).
import { ProtocolError } from '../../model/errors.js';
import { field, type WireObject } from './fields.js';

/** Above this a number counts milliseconds, below it seconds (PROTOCOL.md section 3). */
const millisecondsAbove = 1e11;
const isoShape = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/;

/** ms since 1970 of seconds, milliseconds or an ISO time; a time without an offset is UTC. Undefined for anything else. */
export function readTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,16}(\.\d{1,9})?$/.test(value)) return fromNumber(Number(value));
  const iso = isoShape.exec(value);
  if (iso === null) return undefined;
  const offset = iso[3] === undefined || iso[3] === 'UTC' ? 'Z' : iso[3];
  const at = Date.parse(`${iso[1] ?? ''}T${iso[2] ?? ''}${offset}`);
  return Number.isNaN(at) ? undefined : at;
}

function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  return Math.round(value > millisecondsAbove ? value : value * 1000);
}

/** ms since 1970 of the first of these fields that holds a time. */
export function optionalTime(from: WireObject, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const at = readTime(field(from, name));
    if (at !== undefined) return at;
  }
  return undefined;
}

/** @throws ProtocolError when none of the fields holds a time. */
export function time(from: WireObject, what: string, ...names: readonly string[]): number {
  const at = optionalTime(from, ...names);
  if (at === undefined) throw new ProtocolError(`${what}: ${names.join('/')} is not a time`);
  return at;
}
