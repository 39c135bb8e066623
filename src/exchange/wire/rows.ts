// Reads the rows of a list one by one: one that cannot be read is passed over and reported, and spoils no other.
import { createHash } from 'node:crypto';
import { ProtocolError } from '../../model/errors.js';
import { withUnread, type Rows } from '../../model/rows.js';
import type { Report, RowKind, UnreadRow } from '../unreadRows.js';
import { isObject, optionalText } from './fields.js';

/** What tells a row of one kind from the others of it, best first. */
const names: readonly string[] = ['id', 'tid', 'uuid', 'quote_id', 'currency', 'currency_id', 'code'];

export interface RowReading<Value, Row> {
  readonly kind: RowKind;
  /** Undefined for a row that can be read and says nothing. @throws ProtocolError for one that cannot be read */
  readonly read: (value: Value) => Row | undefined;
  readonly report?: Report | undefined;
}

/** What a person may have only one of: were that one odd, a list that says so would keep all else of the account from being followed. */
const ofOnePerson: ReadonlySet<RowKind> = new Set(['order', 'trade', 'deposit', 'withdrawal', 'beneficiary']);

/**
 * @throws ProtocolError when there are rows and not one of them can be read: then it is no such list, as far as can be seen. Named
 *   rows of one person's are: they may all be odd.
 */
export function readRows<Value, Row>(list: readonly Value[], { kind, read, report }: RowReading<Value, Row>): Rows<Row> {
  const rows: Row[] = [];
  const unread: number[] = [];
  const faults: UnreadRow[] = [];
  let first: unknown;
  for (const value of list) {
    try {
      const row = read(value);
      if (row !== undefined) rows.push(row);
    } catch (error) {
      first ??= error;
      unread.push(rows.length);
      faults.push({ key: keyOf(value), fault: faultOf(error) });
    }
  }
  report?.(kind, faults, () => list.map(keyOf));
  if (first !== undefined && faults.length === list.length && !mayAllBeOdd(kind, list)) throw new ProtocolError(faultOf(first), { cause: first, rows: list.length });
  return withUnread(rows, unread);
}

const mayAllBeOdd = (kind: RowKind, list: readonly unknown[]): boolean => ofOnePerson.has(kind) && list.every((value) => nameOf(value) !== undefined);

/** The row of a frame; undefined when it cannot be read. */
export function readRow<Value, Row>(value: Value, { kind, read, report }: RowReading<Value, Row>): Row | undefined {
  try {
    const row = read(value);
    report?.(kind, [], () => [keyOf(value)]);
    return row;
  } catch (error) {
    report?.(kind, [{ key: keyOf(value), fault: faultOf(error) }], () => []);
    return undefined;
  }
}

/** The wire's own sentence, which names a field and no value. */
const faultOf = (error: unknown): string => (error instanceof ProtocolError ? error.message : 'not readable');

/** The row's own name where it has one, else a print of it: no row is kept, it may hold personal data. */
function keyOf(value: unknown): string {
  const name = nameOf(value);
  return name === undefined ? `#${printOf(value)}` : name.slice(0, nameLengthLimit);
}

function nameOf(value: unknown): string | undefined {
  // A candle is a list that begins with its time.
  return isObject(value) ? optionalText(value, ...names) : Array.isArray(value) ? optionalText({ id: value[0] }, 'id') : undefined;
}

const nameLengthLimit = 64;
/** Characters of a print: enough to tell rows apart. */
const printLength = 16;

function printOf(value: unknown): string {
  try {
    return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, printLength);
  } catch {
    return 'endless';
  }
}
