// What the person of the simulation asks to leave: withdrawals of amounts that are each their own, and invoices, some of them twice.
import { withdrawQuote } from '../../../src/exchange/endpoints/account/withdrawQuote.js';
import type { ActionRequest, QuotedFee } from '../../../src/model/draft.js';
import { decimal, minus, type Sats } from '../../../src/model/money.js';
import { quoteEndsAt } from '../../../src/model/payments/withdrawQuote.js';
import type { Core } from './core.js';
import { userId } from './person.js';
import type { SeededRandom } from './seededRandom.js';

/** Draws requests; every withdrawal differs from all others by its last digits, so that what the exchange has made of it is sure. */
export class PayoutRequests {
  #count = 0;
  readonly #invoices: string[] = [];

  constructor(private readonly random: SeededRandom) {}

  async withdrawal(core: Core, now: () => number): Promise<ActionRequest> {
    const { quote, id } = await this.#quote(core, now);
    this.#count += 1;
    const amount = decimal(`0.01${String(this.#count).padStart(3, '0')}1`);
    return {
      kind: 'withdraw',
      withdrawal: { currency: 'btc', amount, beneficiaryId: '871', quoteId: id },
      facts: { quote, receives: minus(amount, quote.fee), beneficiaryName: 'Cold wallet', destination: { address: 'bc1qdestination' }, leftAfter: decimal('1') },
    };
  }

  async payment(core: Core, now: () => number): Promise<ActionRequest> {
    const { quote, id } = await this.#quote(core, now);
    const bolt = this.#invoices.length > 0 && this.random.chance(0.3) ? this.random.pick(this.#invoices) : this.#newInvoice();
    return {
      kind: 'payInvoice',
      payment: { bolt, amountSat: amountOf(bolt), quoteId: id },
      facts: { quote: { ...quote, fee: decimal('0.0000001') }, paymentHash: `hash${bolt}`, invoiceExpiresAt: now() + 3_600_000, leftAfter: decimal('1') },
    };
  }

  #newInvoice(): string {
    const bolt = `lnbc${this.#invoices.length + 1}`;
    this.#invoices.push(bolt);
    return bolt;
  }

  async #quote(core: Core, now: () => number): Promise<{ readonly quote: QuotedFee; readonly id: string }> {
    const [first] = await core.accounts.client(userId).call(withdrawQuote, { currency: 'btc' });
    if (first === undefined) throw new Error('no quote');
    const endsAt = quoteEndsAt(first, now());
    return { id: first.id, quote: { fee: first.fee, renewals: 0, ...(endsAt === undefined ? {} : { expiresAt: endsAt }) } };
  }
}

/** Each invoice has an amount of its own. */
const amountOf = (bolt: string): Sats => String(1000 + Number(bolt.replace('lnbc', ''))) as Sats;
