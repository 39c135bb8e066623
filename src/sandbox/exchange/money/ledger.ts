// Who holds how much: every movement of money in the simulated exchange goes through here, exactly.
import { ZERO, type Decimal } from '../decimals.js';

export interface Holding {
  available: Decimal;
  locked: Decimal;
}

/** The books: holdings per user and currency, fees taken, and what entered or left the exchange. */
export class Ledger {
  readonly #holdings = new Map<string, Map<string, Holding>>();
  readonly #fees = new Map<string, Decimal>();
  readonly #inflow = new Map<string, Decimal>();

  /** A user's holding of a currency, or null when the account row does not exist yet. */
  find(uid: string, currency: string): Readonly<Holding> | null {
    return this.#holdings.get(uid)?.get(currency) ?? null;
  }

  /** What a user may spend of a currency; zero when there is no account row. */
  available(uid: string, currency: string): Decimal {
    return this.find(uid, currency)?.available ?? ZERO;
  }

  /** Every holding of a user, by currency, in the order the rows were made. */
  holdings(uid: string): [string, Readonly<Holding>][] {
    return [...(this.#holdings.get(uid) ?? [])];
  }

  /** Money enters the exchange from outside: a deposit, a voucher, a starting balance. */
  bringIn(uid: string, currency: string, amount: Decimal): void {
    const row = this.#row(uid, currency);
    row.available = row.available.plus(amount);
    add(this.#inflow, currency, amount);
  }

  /** Locked money leaves the exchange: a withdrawal. */
  sendOut(uid: string, currency: string, amount: Decimal): void {
    this.spendLocked(uid, currency, amount);
    add(this.#inflow, currency, amount.negated());
  }

  /** Moves money from available to locked; PROTOCOL.md section 5. */
  lock(uid: string, currency: string, amount: Decimal): void {
    const row = this.#row(uid, currency);
    row.available = notNegative(row.available.minus(amount), 'available', uid, currency);
    row.locked = row.locked.plus(amount);
  }

  /** Moves money from locked back to available. */
  unlock(uid: string, currency: string, amount: Decimal): void {
    this.spendLocked(uid, currency, amount);
    const row = this.#row(uid, currency);
    row.available = row.available.plus(amount);
  }

  /** Takes locked money away; the caller hands it to someone else. */
  spendLocked(uid: string, currency: string, amount: Decimal): void {
    const row = this.#row(uid, currency);
    row.locked = notNegative(row.locked.minus(amount), 'locked', uid, currency);
  }

  /** Pays a user the gross amount less the fee, which the exchange keeps (it may be negative: a rebate). */
  receive(uid: string, currency: string, gross: Decimal, fee: Decimal): void {
    const row = this.#row(uid, currency);
    row.available = row.available.plus(gross).minus(fee);
    add(this.#fees, currency, fee);
  }

  /** Fees taken so far in a currency. */
  feesTaken(currency: string): Decimal {
    return this.#fees.get(currency) ?? ZERO;
  }

  /** What came in less what went out, in a currency. */
  netInflow(currency: string): Decimal {
    return this.#inflow.get(currency) ?? ZERO;
  }

  /** The sum of everybody's available and locked money in a currency. */
  totalHeld(currency: string): Decimal {
    let total = ZERO;
    for (const rows of this.#holdings.values()) {
      const row = rows.get(currency);
      if (row !== undefined) total = total.plus(row.available).plus(row.locked);
    }
    return total;
  }

  #row(uid: string, currency: string): Holding {
    const rows = this.#holdings.get(uid) ?? new Map<string, Holding>();
    this.#holdings.set(uid, rows);
    const row = rows.get(currency) ?? { available: ZERO, locked: ZERO };
    rows.set(currency, row);
    return row;
  }
}

function add(sums: Map<string, Decimal>, currency: string, amount: Decimal): void {
  sums.set(currency, (sums.get(currency) ?? ZERO).plus(amount));
}

function notNegative(value: Decimal, what: string, uid: string, currency: string): Decimal {
  if (value.isNegative() && !value.isZero()) throw new Error(`${what} ${currency} of ${uid} would become ${value.toFixed()}`);
  return value;
}
