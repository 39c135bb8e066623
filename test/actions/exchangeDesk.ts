// A desk that answers as the exchange would, counts what it was sent, and can be told to lose answers.
import type { ExchangeClient } from '../../src/exchange/client.js';
import type { Endpoint } from '../../src/exchange/endpoint.js';
import type { CreateBeneficiaryInput } from '../../src/exchange/endpoints/account/createBeneficiary.js';
import type { CreateWithdrawalInput } from '../../src/exchange/endpoints/account/createWithdrawal.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import type { OrderRequest } from '../../src/model/draft.js';
import { RefusedError } from '../../src/model/errors.js';
import { ZERO, type Decimal } from '../../src/model/money.js';
import type { Order } from '../../src/model/trading/order.js';
import type { WithdrawQuote } from '../../src/model/payments/withdrawQuote.js';
import type { Withdrawal } from '../../src/model/payments/withdrawal.js';

export interface Call {
  readonly name: string;
  readonly input: unknown;
  readonly urgency: string | undefined;
  /** ms since 1970 */
  readonly at: number;
}

type Reply = (answer: () => unknown) => unknown;

export interface Desk {
  readonly client: ExchangeClient;
  readonly calls: Call[];
  readonly orders: Order[];
  /** Newest first. */
  readonly withdrawals: Withdrawal[];
  readonly beneficiaries: Beneficiary[];
  /** Beneficiaries of before, as the exchange has them now; who is not named is as `payout` shows him. */
  readonly known: Map<string, Partial<Beneficiary>>;
  /** What the next quotes cost. */
  fee: Decimal;
  count(name: string): number;
  /** How the next calls of this name are answered, in order; after them as an exchange would. */
  next(name: string, ...replies: Reply[]): void;
  /** How every call of this name is answered that has no reply of its own. */
  always(name: string, reply: Reply): void;
}

/** The call is done and its answer is lost. */
export const doneThen = (error: Error): Reply => (answer) => { answer(); throw error; };
/** The call never came to be done. */
export const notDone = (error: Error): Reply => () => { throw error; };

/** How long a quote of the desk holds, ms. */
export const quoteMs = 90_000;

interface Money { readonly earlier: Desk['known']; readonly withdrawals: Withdrawal[]; readonly beneficiaries: Beneficiary[]; readonly fee: () => Decimal; readonly now: () => number }

/** Payouts and beneficiaries as the exchange would answer. */
function moneyAnswers({ earlier, withdrawals, beneficiaries, fee, now }: Money): Readonly<Record<string, (input: never) => unknown>> {
  const known = (id: string): Beneficiary => {
    const found = beneficiaries.find((one) => one.id === id && one.state !== 'archived');
    if (found === undefined) throw new RefusedError(404, ['record.not_found'], 'beneficiary');
    return found;
  };
  const put = (changed: Beneficiary): Beneficiary => {
    beneficiaries.splice(beneficiaries.findIndex((one) => one.id === changed.id), 1, changed);
    return changed;
  };
  return {
    createWithdrawal: ({ currency, amount, beneficiaryId }: CreateWithdrawalInput) => {
      const { data } = beneficiaries.find((one) => one.id === beneficiaryId) ?? { data: {} };
      const destination = (data as Record<string, string>)['address'] ?? beneficiaryId;
      withdrawals.unshift({ id: String(3301 + withdrawals.length), currency, amount, fee: fee(), destination, state: 'submitted', createdAt: now() });
      return withdrawals[0];
    },
    listWithdrawals: ({ page = 1, limit = 100 }: { page?: number; limit?: number }) => withdrawals.slice((page - 1) * limit, page * limit),
    withdrawQuote: ({ currency }: { currency: string }): WithdrawQuote[] => [{ id: `quote-${now()}`, currency, fee: fee(), createdAt: now(), expiresAt: now() + quoteMs }],
    createBeneficiary: ({ currency, name, data }: CreateBeneficiaryInput) => {
      const made: Beneficiary = { id: String(871 + beneficiaries.length), currency, name, data, state: 'pending' };
      beneficiaries.push(made);
      return made;
    },
    listBeneficiaries: () => beneficiaries.filter((one) => one.state !== 'archived'),
    getBeneficiary: ({ id }: { id: string }): Beneficiary => ({ id, currency: 'btc', name: 'Cold wallet', data: { address: 'bc1qcold' }, state: 'active', ...earlier.get(id) }),
    activateBeneficiary: ({ id }: { id: string }) => put({ ...known(id), state: 'active' }),
    deleteBeneficiary: ({ id }: { id: string }) => { put({ ...known(id), state: 'archived' }); },
  };
}

export function createDesk(now: () => number): Desk {
  const withdrawals: Withdrawal[] = [];
  const beneficiaries: Beneficiary[] = [];
  const earlier: Desk['known'] = new Map();
  const price = { fee: '0.0002' as Decimal };
  const calls: Call[] = [];
  const orders: Order[] = [];
  const replies = new Map<string, Reply[]>();
  const standing = new Map<string, Reply>();
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    createOrder: (request: OrderRequest) => {
      const order: Order = {
        id: String(173757 + orders.length), customOrderId: request.customOrderId, market: request.market, side: request.side, type: request.type,
        averagePrice: ZERO, state: 'pending', originVolume: request.volume, remainingVolume: request.volume, executedVolume: ZERO, createdAt: now(), updatedAt: now(),
        ...(request.price === undefined ? {} : { price: request.price }),
      };
      orders.unshift(order);
      return order;
    },
    listOrders: ({ page = 1, limit = 100 }: { page?: number; limit?: number }) => orders.slice((page - 1) * limit, page * limit),
    cancelOrder: ({ id }: { id: string }) => {
      const order = orders.find((one) => one.id === id);
      if (order === undefined) throw new RefusedError(404, ['record.not_found'], 'cancelOrder');
      return order;
    },
    cancelAllOrders: () => orders.filter((order) => order.state === 'wait'),
    ...moneyAnswers({ earlier, withdrawals, beneficiaries, now, fee: () => price.fee }),
  };
  return {
    calls, orders, withdrawals, beneficiaries, known: earlier,
    get fee() { return price.fee; },
    set fee(fee) { price.fee = fee; },
    count: (name) => calls.filter((call) => call.name === name).length,
    next: (name, ...more) => { replies.set(name, [...(replies.get(name) ?? []), ...more]); },
    always: (name, reply) => { standing.set(name, reply); },
    client: {
      call: async <Input, Output>(endpoint: Endpoint<Input, Output>, input: Input, options?: { readonly urgency?: string }) => {
        calls.push({ name: endpoint.name, input, urgency: options?.urgency, at: now() });
        await Promise.resolve();
        const answer = (): unknown => answers[endpoint.name]?.(input as never);
        const reply = replies.get(endpoint.name)?.shift() ?? standing.get(endpoint.name);
        return (await (reply === undefined ? answer() : reply(answer))) as Output;
      },
    },
  };
}

/** An order as a later frame or read shows it. */
export const later = (order: Order, more: Partial<Omit<Order, 'executedVolume'>> & { readonly executedVolume?: string }): Order =>
  ({ ...order, ...more, executedVolume: (more.executedVolume ?? order.executedVolume) as Decimal });
