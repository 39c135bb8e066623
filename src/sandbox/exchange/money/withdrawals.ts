// Withdrawals on their way out, and the quotes that fix their fee for 90 seconds.
import { railsText, type Decimal } from '../decimals.js';
import type { Ledger } from './ledger.js';
import { uuid, type Random } from '../random.js';
import { isoTime } from '../times.js';

export type WithdrawalState = 'prepared' | 'submitted' | 'rejected' | 'accepted' | 'skipped' | 'processing'
  | 'succeed' | 'canceled' | 'failed' | 'errored' | 'confirming';

export interface Withdrawal {
  id: number;
  uid: string;
  currency: string;
  type: 'coin' | 'fiat' | 'lightning';
  /** The whole sum, fee included (PROTOCOL.md section 3, shapes). */
  amount: Decimal;
  fee: Decimal;
  rid: string;
  note: string | null;
  txid: string | null;
  state: WithdrawalState;
  confirmations: number | null;
  createdAt: number;
  updatedAt: number;
  doneAt: number | null;
}

export interface Quote {
  id: string;
  uid: string;
  currency: string;
  fee: Decimal;
  blockchain: string;
  createdAt: number;
  expiresAt: number;
}

const QUOTE_LIFE_MS = 90_000;
const MAX_KEPT = 10_000;
const FIRST_WITHDRAWAL_ID = 3301;
const UNLOCKING: WithdrawalState[] = ['failed', 'rejected', 'canceled'];

/** All withdrawals and quotes, bounded to the newest 10 000 of each. */
export class Withdrawals {
  readonly #withdrawals = new Map<number, Withdrawal>();
  readonly #quotes = new Map<string, Quote>();
  #nextId = FIRST_WITHDRAWAL_ID;

  constructor(private readonly ledger: Ledger, private readonly random: Random, private readonly now: () => number) {}

  /** A fee that holds for 90 seconds. */
  quote(uid: string, currency: string, fee: Decimal, blockchain: string): Quote {
    const createdAt = this.now();
    const quote = { id: uuid(this.random), uid, currency, fee, blockchain, createdAt, expiresAt: createdAt + QUOTE_LIFE_MS };
    keep(this.#quotes, quote.id, quote);
    return quote;
  }

  /** A user's quote that still holds; null otherwise. */
  validQuote(uid: string, id: string, currency: string): Quote | null {
    const quote = this.#quotes.get(id);
    return quote?.uid === uid && quote.currency === currency && this.now() < quote.expiresAt ? quote : null;
  }

  /** A withdrawal in state submitted, its sum locked; the caller has checked the balance. */
  submit(uid: string, order: Pick<Withdrawal, 'currency' | 'type' | 'amount' | 'fee' | 'rid' | 'note'>): Withdrawal {
    this.ledger.lock(uid, order.currency, order.amount);
    const at = this.now();
    const withdrawal: Withdrawal = {
      ...order, id: this.#nextId++, uid, txid: null, state: 'submitted', confirmations: order.type === 'coin' ? 0 : null,
      createdAt: at, updatedAt: at, doneAt: null,
    };
    keep(this.#withdrawals, withdrawal.id, withdrawal);
    return withdrawal;
  }

  /** Moves a withdrawal on: succeed deducts the locked sum, failed, rejected and canceled unlock it. */
  setState(id: number, state: WithdrawalState, txid?: string): Withdrawal {
    const withdrawal = this.get(id);
    if (withdrawal.doneAt !== null) throw new Error(`withdrawal ${id} is ${withdrawal.state}`);
    const { uid, currency, amount } = withdrawal;
    if (state === 'succeed') this.ledger.sendOut(uid, currency, amount);
    if (UNLOCKING.includes(state)) this.ledger.unlock(uid, currency, amount);
    if (state === 'succeed' || UNLOCKING.includes(state)) withdrawal.doneAt = this.now();
    withdrawal.state = state;
    withdrawal.updatedAt = this.now();
    withdrawal.txid = txid ?? withdrawal.txid;
    return withdrawal;
  }

  /** The withdrawal with that number; throws for an unknown one. */
  get(id: number): Withdrawal {
    const withdrawal = this.#withdrawals.get(id);
    if (withdrawal === undefined) throw new Error(`no withdrawal ${id}`);
    return withdrawal;
  }

  /** A user's withdrawals, newest first. */
  ofUser(uid: string): Withdrawal[] {
    return [...this.#withdrawals.values()].filter((withdrawal) => withdrawal.uid === uid).reverse();
  }
}

/** One withdrawal as the REST answers show it. */
export function withdrawalBody(withdrawal: Withdrawal): Record<string, unknown> {
  return {
    id: withdrawal.id, currency: withdrawal.currency, type: withdrawal.type, amount: railsText(withdrawal.amount), fee: railsText(withdrawal.fee),
    blockchain_txid: withdrawal.txid, rid: withdrawal.rid, state: withdrawal.state, confirmations: withdrawal.confirmations ?? undefined,
    note: withdrawal.note, created_at: isoTime(withdrawal.createdAt), updated_at: isoTime(withdrawal.updatedAt),
    done_at: withdrawal.doneAt === null ? null : isoTime(withdrawal.doneAt),
  };
}

/** One quote as the REST answer shows it. */
export function quoteBody(quote: Quote): Record<string, unknown> {
  return {
    id: quote.id, currency: quote.currency, fee: railsText(quote.fee), blockchain: quote.blockchain,
    created_at: isoTime(quote.createdAt), expires_at: isoTime(quote.expiresAt),
  };
}

function keep<K, V>(kept: Map<K, V>, key: K, value: V): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
}
