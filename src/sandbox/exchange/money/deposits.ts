// Deposits on their way in: submitted, accepted once confirmed, collected once credited.
import { notFound } from '../rest/apiError.js';
import { railsText, ZERO, type Decimal } from '../decimals.js';
import type { Ledger } from './ledger.js';
import { hexDigits, type Random } from '../random.js';
import { isoTime } from '../times.js';

export type DepositState = 'submitted' | 'canceled' | 'rejected' | 'accepted' | 'collected' | 'skipped';

export interface Deposit {
  id: number;
  uid: string;
  currency: string;
  amount: Decimal;
  fee: Decimal;
  txid: string;
  /** Null for money that has none, such as rand. */
  confirmations: number | null;
  requiredConfirmations: number;
  state: DepositState;
  createdAt: number;
  completedAt: number | null;
  tid: string;
}

interface NewDeposit {
  currency: string;
  amount: Decimal;
  txid?: string | undefined;
  requiredConfirmations: number;
  fiat: boolean;
}

const FIRST_DEPOSIT_ID = 5201;
const MAX_DEPOSITS = 10_000;

/** All deposits, bounded to the newest 10 000. */
export class Deposits {
  readonly #deposits = new Map<number, Deposit>();
  #nextId = FIRST_DEPOSIT_ID;

  constructor(private readonly ledger: Ledger, private readonly random: Random, private readonly now: () => number) {}

  /** A deposit in state submitted with no confirmations. */
  submit(uid: string, { currency, amount, txid, requiredConfirmations, fiat }: NewDeposit): Deposit {
    const deposit: Deposit = {
      id: this.#nextId++, uid, currency, amount, fee: ZERO, txid: txid ?? hexDigits(this.random, 64),
      confirmations: fiat ? null : 0, requiredConfirmations, state: 'submitted', createdAt: this.now(), completedAt: null,
      tid: `TID${hexDigits(this.random, 10).toUpperCase()}`,
    };
    this.#deposits.set(deposit.id, deposit);
    const [oldest] = this.#deposits.keys();
    if (this.#deposits.size > MAX_DEPOSITS && oldest !== undefined) this.#deposits.delete(oldest);
    return deposit;
  }

  /** Sets the confirmations; with enough of them a submitted deposit becomes accepted. */
  confirm(id: number, confirmations: number): Deposit {
    const deposit = this.get(id);
    if (deposit.confirmations !== null) deposit.confirmations = confirmations;
    if (deposit.state === 'submitted' && confirmations >= deposit.requiredConfirmations) deposit.state = 'accepted';
    return deposit;
  }

  /** Credits the balance, once: accepted, then collected. */
  credit(id: number): Deposit {
    const deposit = this.get(id);
    if (deposit.state !== 'submitted' && deposit.state !== 'accepted') throw new Error(`deposit ${id} is ${deposit.state}`);
    if (deposit.confirmations !== null) deposit.confirmations = Math.max(deposit.confirmations, deposit.requiredConfirmations);
    deposit.state = 'collected';
    deposit.completedAt = this.now();
    this.ledger.bringIn(deposit.uid, deposit.currency, deposit.amount);
    return deposit;
  }

  /** The deposit with that number; throws for an unknown one. */
  get(id: number): Deposit {
    const deposit = this.#deposits.get(id);
    if (deposit === undefined) throw new Error(`no deposit ${id}`);
    return deposit;
  }

  /** A user's deposits, newest first. */
  ofUser(uid: string): Deposit[] {
    return [...this.#deposits.values()].filter((deposit) => deposit.uid === uid).reverse();
  }

  /** A user's deposit by its transaction id, or the 404. */
  byTxid(uid: string, txid: string): Deposit {
    const deposit = this.ofUser(uid).find((one) => one.txid === txid);
    if (deposit === undefined) throw notFound();
    return deposit;
  }
}

/** One deposit as the REST answers show it; a rand deposit has no confirmations. */
export function depositBody(deposit: Deposit): Record<string, unknown> {
  return {
    id: deposit.id, currency: deposit.currency, amount: railsText(deposit.amount), fee: railsText(deposit.fee), txid: deposit.txid,
    confirmations: deposit.confirmations ?? undefined, state: deposit.state, created_at: isoTime(deposit.createdAt),
    completed_at: deposit.completedAt === null ? null : isoTime(deposit.completedAt), tid: deposit.tid,
  };
}
