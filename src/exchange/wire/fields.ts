// Reads single fields of what the exchange sent, forgiving about form and strict about meaning.
import { ProtocolError } from '../../model/errors.js';
import { readDecimal, sats, ZERO, type Decimal, type Sats } from '../../model/money.js';

/** A JSON object of unknown content; only own fields are ever read. */
export type WireObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is WireObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws ProtocolError when the value is no object. */
export function asObject(value: unknown, what: string): WireObject {
  if (!isObject(value)) throw new ProtocolError(`${what}: not an object`);
  return value;
}

/** @throws ProtocolError when the value is no array. */
export function asList(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ProtocolError(`${what}: not a list`);
  return value as readonly unknown[];
}

/** The object itself, or the only element of a list: the document shows some answers both ways. @throws ProtocolError for an empty or longer list. */
export function oneOf(body: unknown, what: string): unknown {
  if (!Array.isArray(body)) return body;
  const list = body as readonly unknown[];
  if (list.length !== 1) throw new ProtocolError(`${what}: expected one, got ${list.length}`);
  return list[0];
}

/** The first of these fields that is there and not null. */
export function field(from: WireObject, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(from, name) ? from[name] : undefined;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Text of a string, number or boolean; undefined for anything else and for "". */
export function optionalText(from: WireObject, ...names: readonly string[]): string | undefined {
  const value = field(from, ...names);
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** @throws ProtocolError when none of the fields holds text. */
export function text(from: WireObject, what: string, ...names: readonly string[]): string {
  const value = optionalText(from, ...names);
  if (value === undefined) throw new ProtocolError(`${what}: ${names.join('/')} is missing`);
  return value;
}

/** An exact decimal; undefined when absent, null or "". @throws ProtocolError when it is there and no number. */
export function optionalAmount(from: WireObject, what: string, ...names: readonly string[]): Decimal | undefined {
  const value = field(from, ...names);
  if (value === undefined || value === '') return undefined;
  const amount = readDecimal(value);
  if (amount === undefined) throw new ProtocolError(`${what}: ${names.join('/')} is not a number`);
  return amount;
}

/** @throws ProtocolError when absent or no number. */
export function amount(from: WireObject, what: string, ...names: readonly string[]): Decimal {
  const value = optionalAmount(from, what, ...names);
  if (value === undefined) throw new ProtocolError(`${what}: ${names.join('/')} is missing`);
  return value;
}

/** Whole sats; undefined when absent, or when it is no whole number of them. @throws ProtocolError when it is there and no number. */
export function optionalSats(from: WireObject, what: string, ...names: readonly string[]): Sats | undefined {
  const value = optionalAmount(from, what, ...names);
  return value === undefined ? undefined : sats(value);
}

/** Zero where the exchange left it out. @throws ProtocolError when it is there and no number. */
export const amountOrZero = (from: WireObject, what: string, ...names: readonly string[]): Decimal =>
  optionalAmount(from, what, ...names) ?? ZERO;

/** A whole number that fits a JS number exactly; undefined for anything else ("N/A", null, 2^53). */
export function readInteger(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || !/^-?\d{1,16}(\.0{1,9})?$/.test(value))) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

export const optionalInteger = (from: WireObject, ...names: readonly string[]): number | undefined => readInteger(field(from, ...names));

/** @throws ProtocolError when absent or no whole number. */
export function integer(from: WireObject, what: string, ...names: readonly string[]): number {
  const value = optionalInteger(from, ...names);
  if (value === undefined) throw new ProtocolError(`${what}: ${names.join('/')} is not a whole number`);
  return value;
}

/** "true"/true/1 and "false"/false/0; undefined for anything else. */
export function optionalFlag(from: WireObject, ...names: readonly string[]): boolean | undefined {
  const value = optionalText(from, ...names)?.toLowerCase();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/** Leaves out what is undefined, so that an absent field stays absent. */
export function present<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}
