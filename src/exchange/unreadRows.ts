// Counts the rows of the exchange's lists and frames that could not be read, and says each kind of fault in the log once.
import type { Log } from '../model/log.js';

/** What a row is, in the words of /status. */
export const rowKinds = [
  'order', 'trade', 'deposit', 'withdrawal', 'balance', 'beneficiary', 'method', 'quote', 'market', 'currency', 'ticker', 'publicTrade', 'candle',
] as const;
export type RowKind = (typeof rowKinds)[number];

export interface UnreadRow {
  /** Tells the row from others of its kind, so that one that is read again and again counts once. */
  readonly key: string;
  /** Names a field and what is wrong with it; never a value. */
  readonly fault: string;
}

export interface UnreadCount {
  readonly kind: RowKind;
  /** Different rows that could not be read when they were last looked at, since the start. */
  readonly count: number;
}

/** Told of every list: which rows were passed over, and the keys of all its rows. */
export type Report = (kind: RowKind, unread: readonly UnreadRow[], keys: () => readonly string[]) => void;

/** Rows of one kind that are told apart; what comes on top is not counted. */
const keysLimit = 1_000;
/** Kinds of fault remembered as said. */
const saidLimit = 1_000;

/** Which faults the log has been told, for all accounts together. */
export class UnreadLog {
  readonly #said = new Set<string>();

  constructor(private readonly log: Log) {}

  say(kind: RowKind, fault: string): void {
    const name = `${kind} ${fault}`;
    if (this.#said.has(name) || this.#said.size >= saidLimit) return;
    this.#said.add(name);
    this.log.warn('exchange.unreadRow', { list: kind, fault });
  }
}

/** The rows of one account, or of the public lists. */
export class UnreadRows {
  readonly #keys = new Map<RowKind, Set<string>>();

  constructor(private readonly log: UnreadLog) {}

  /** A row that has become readable counts no longer. */
  readonly report: Report = (kind, unread, keys) => {
    const known = this.#keys.get(kind) ?? new Set<string>();
    if (known.size > 0) for (const key of keys()) known.delete(key);
    for (const { key, fault } of unread) {
      this.log.say(kind, fault);
      if (known.size < keysLimit) known.add(key);
    }
    if (known.size > 0) this.#keys.set(kind, known);
    else this.#keys.delete(kind);
  };

  /** Only kinds of which there are any, in the order of rowKinds. */
  counts(): readonly UnreadCount[] {
    return rowKinds.flatMap((kind) => {
      const count = this.#keys.get(kind)?.size ?? 0;
      return count === 0 ? [] : [{ kind, count }];
    });
  }
}
