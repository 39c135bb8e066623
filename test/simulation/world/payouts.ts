// The model exchange's side of money that leaves: quotes, withdrawals and Lightning payments, and the fate each meets.
import type { Clock } from '../../../src/model/clock.js';
import type { PaymentRequest, WithdrawalRequest } from '../../../src/model/draft.js';
import { decimal, plus, satsToBtc, type Decimal } from '../../../src/model/money.js';
import { isWithdrawalEnded, type Withdrawal } from '../../../src/model/payments/withdrawal.js';
import type { WithdrawQuote } from '../../../src/model/payments/withdrawQuote.js';
import type { SeededRandom } from './seededRandom.js';

export interface VenuePayout {
  withdrawal: Withdrawal;
  /** The quote it was made with, or the invoice that was paid: what the simulation knows it by. */
  readonly key: string;
  /** Not in the history before, ms since 1970 by the world's clock. */
  readonly listedFrom: number;
}

const quoteLifeMs = 90_000;
/** The exchange's clock in whole seconds. */
type Stamp = () => number;

export class Payouts {
  readonly made: VenuePayout[] = [];
  /** How many times each quote or invoice was asked to leave, whatever came of it. */
  readonly asked = new Map<string, number>();
  #quotes = 0;
  #lastId = 500_000;

  constructor(private readonly clock: Clock, private readonly random: SeededRandom, private readonly stamp: Stamp, private readonly hides: number, private readonly paid: (amount: Decimal) => void) {}

  /** A fee for a while; every third one is another. */
  quote(): WithdrawQuote {
    this.#quotes += 1;
    const createdAt = this.stamp();
    return { id: `quote${this.#quotes}`, currency: 'btc', fee: this.random.pick(['0.0001', '0.0001', '0.0002']) as Decimal, createdAt, expiresAt: createdAt + quoteLifeMs };
  }

  withdraw({ currency, amount, beneficiaryId, quoteId }: WithdrawalRequest): VenuePayout {
    return this.#make(quoteId ?? '', { currency, amount, fee: decimal('0.0001'), destination: this.random.pick([beneficiaryId, 'bc1qdestination']) });
  }

  /** @throws Error for an invoice that was paid and not given back, as the exchange refuses it */
  pay({ bolt, amountSat }: PaymentRequest): VenuePayout {
    const sum = satsToBtc(amountSat);
    return this.#make(bolt, { currency: 'btc', amount: plus(sum, decimal('0.00000010')), fee: decimal('0.00000010'), destination: bolt });
  }

  #make(key: string, what: Pick<Withdrawal, 'currency' | 'amount' | 'fee'> & { readonly destination: string }): VenuePayout {
    this.#lastId += this.random.between(1, 7);
    const hidden = this.random.chance(this.hides) ? this.clock.now() + this.random.between(500, 400_000) : 0;
    const payout: VenuePayout = { key, listedFrom: hidden, withdrawal: { ...what, id: String(this.#lastId), state: 'submitted', createdAt: this.stamp() } };
    this.made.push(payout);
    this.#live(payout);
    return payout;
  }

  /** Goes on by itself to its end. */
  #live(payout: VenuePayout): void {
    const moves = this.random.pick([['processing', 'succeed'], ['accepted', 'processing', 'confirming', 'succeed'], ['succeed'], ['rejected'], ['processing', 'failed']]);
    let inMs = 0;
    for (const state of moves) {
      inMs += this.random.between(500, 90_000);
      this.clock.after(inMs, () => {
        payout.withdrawal = { ...payout.withdrawal, state, ...(isWithdrawalEnded(state) ? { doneAt: this.stamp() } : {}) };
        if (state === 'succeed') this.paid(payout.withdrawal.amount);
      });
    }
  }
}
