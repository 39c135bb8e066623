// An exchange for one account: answers the reads of accounts/ from lists a test can change, and streams what it is told to.
import type { ExchangeClient } from '../../src/exchange/client.js';
import type { PrivateEvent, StreamState } from '../../src/exchange/streams/events.js';
import type { PrivateListener } from '../../src/exchange/streams/privateStream.js';
import type { Balance } from '../../src/model/balance.js';
import type { Deposit } from '../../src/model/payments/deposit.js';
import { RefusedError } from '../../src/model/errors.js';
import { isFinal, type Order } from '../../src/model/trading/order.js';
import type { Signer } from '../../src/model/signer.js';
import type { Trade } from '../../src/model/trading/trade.js';
import type { Withdrawal } from '../../src/model/payments/withdrawal.js';

interface Input { readonly page?: number; readonly limit?: number; readonly states?: readonly string[]; readonly id?: string }

export class FakeAccountExchange {
  orders: Order[] = [];
  /** Newest first, as the exchange lists them. */
  trades: Trade[] = [];
  deposits: Deposit[] = [];
  withdrawals: Withdrawal[] = [];
  balances: Balance[] = [];
  /** Names of the calls made, with the order's id where there is one. */
  readonly calls: string[] = [];
  /** Thrown instead of an answer, as long as it gives something. */
  failure: (name: string) => unknown = () => undefined;
  /** Answers wait while this is set. */
  gate: Promise<void> | undefined;
  readonly signers: string[] = [];
  readonly streams: { readonly listener: PrivateListener; closed: boolean }[] = [];
  underWay = 0;
  mostUnderWay = 0;

  clockOffsetMs(): number | undefined {
    return 0;
  }

  accountClient(signer: Signer): ExchangeClient {
    this.signers.push(signer.apiKey);
    return { call: (endpoint, input) => this.answer(endpoint.name, input as Input) as never };
  }

  openPrivateStream(_signer: Signer, listener: PrivateListener) {
    const stream = { listener, closed: false };
    this.streams.push(stream);
    return { state: (): StreamState => ({ name: 'connecting', attempt: 1 }), close: () => { stream.closed = true; } };
  }

  tell(event: PrivateEvent): void {
    this.streams.at(-1)!.listener.onEvent(event);
  }

  tellState(state: StreamState): void {
    this.streams.at(-1)!.listener.onState(state);
  }

  connect(since: number): void {
    this.tellState({ name: 'connected', since, missing: [] });
  }

  countOf(name: string): number {
    return this.calls.filter((call) => call === name).length;
  }

  private async answer(name: string, input: Input): Promise<unknown> {
    this.calls.push(input.id === undefined ? name : `${name} ${input.id}`);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    try {
      await this.gate;
      const failure = this.failure(name);
      if (failure !== undefined) throw failure as Error;
      return this.find(name, input);
    } finally {
      this.underWay -= 1;
    }
  }

  private find(name: string, { id, states, page = 1, limit = 100 }: Input): unknown {
    const cut = <Row>(rows: readonly Row[]): readonly Row[] => rows.slice((page - 1) * limit, page * limit);
    if (name === 'listOrders') return cut(this.orders.filter((order) => !isFinal(order.state) && (states ?? [order.state]).includes(order.state)));
    if (name === 'listTrades') return cut(this.trades);
    if (name === 'listDeposits') return cut(this.deposits);
    if (name === 'listWithdrawals') return cut(this.withdrawals);
    if (name === 'balances') return cut(this.balances);
    const order = this.orders.find((one) => one.id === id);
    if (order === undefined) throw new RefusedError(404, ['record.not_found'], name);
    return order;
  }
}
