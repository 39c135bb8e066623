// A list as the exchange gave it: the rows that could be read, and where among them one could not and was passed over.
import { ProtocolError } from './errors.js';

/** Rows in the exchange's order. A list without `unread` was read whole. */
export interface Rows<Row> extends ReadonlyArray<Row> {
  /** For each row that was passed over, how many of the rows stood before it. */
  readonly unread?: readonly number[];
}

/** How many rows were passed over. While there are any, nothing may be concluded from what the list does not show. */
export const unreadIn = (rows: Rows<unknown>): number => rows.unread?.length ?? 0;

/** How many rows the exchange gave, read or not: what tells a full page from a short one. */
export const heldIn = (rows: Rows<unknown>): number => rows.length + unreadIn(rows);

/** The rows themselves where all could be read. */
export function withUnread<Row>(rows: readonly Row[], unread: readonly number[]): Rows<Row> {
  return unread.length === 0 ? rows : Object.assign([...rows], { unread });
}

/** Pages of one list after each other. */
export function joinRows<Row>(pages: readonly Rows<Row>[]): Rows<Row> {
  const rows: Row[] = [];
  const unread: number[] = [];
  for (const page of pages) {
    for (const place of page.unread ?? []) unread.push(rows.length + place);
    rows.push(...page);
  }
  return withUnread(rows, unread);
}

/**
 * One page of a list, counted from 1. Behind a first page that could be read, one without a readable row spoils nothing either: all
 * of it is passed over. @throws what `read` throws otherwise
 */
export async function readPage<Row>(page: number, read: (page: number) => Promise<Rows<Row>>): Promise<Rows<Row>> {
  try {
    return await read(page);
  } catch (error) {
    if (page === 1 || !(error instanceof ProtocolError) || error.rows === undefined) throw error;
    return withUnread<Row>([], Array.from({ length: error.rows }, () => 0));
  }
}
