// Money rows that will not change any more: how many are kept, and up to when they may have been forgotten.

interface SettledRow {
  readonly id: string;
  /** ms since 1970 */
  readonly createdAt: number;
}

type Rows<Row> = Readonly<Record<string, Row>>;
type IsSettled<Row> = (row: Row) => boolean;

/** Settled rows kept; anything settled and older than the oldest of them was known once and is never told again. */
export const settledRowsLimit = 500;

const newestSettled = <Row extends SettledRow>(rows: Rows<Row>, isSettled: IsSettled<Row>): Row[] =>
  Object.values(rows).filter(isSettled).sort((a, b) => b.createdAt - a.createdAt);

/** The creation time up to which settled rows may have been forgotten, ms since 1970. */
export const prunedTo = <Row extends SettledRow>(rows: Rows<Row>, isSettled: IsSettled<Row>): number =>
  newestSettled(rows, isSettled)[settledRowsLimit - 1]?.createdAt ?? 0;

/** The rows without the oldest settled ones beyond the limit; the same object when there are none. */
export function prunedRows<Row extends SettledRow>(rows: Rows<Row>, isSettled: IsSettled<Row>): Rows<Row> {
  const dropped = new Set(newestSettled(rows, isSettled).slice(settledRowsLimit).map((one) => one.id));
  return dropped.size === 0 ? rows : Object.fromEntries(Object.entries(rows).filter(([id]) => !dropped.has(id)));
}
