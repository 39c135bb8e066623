// The line between one life of the program and the exchange: answers get lost, come late, lie with a 5xx or never were asked.
import type { ExchangeClient } from '../../../src/exchange/client.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { PrivateEvent, StreamState } from '../../../src/exchange/streams/events.js';
import type { PrivateListener } from '../../../src/exchange/streams/privateStream.js';
import { sleep, type Clock } from '../../../src/model/clock.js';
import type { OrderRequest, PaymentRequest, WithdrawalRequest } from '../../../src/model/draft.js';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../../src/model/errors.js';
import { isFinal, type Order } from '../../../src/model/trading/order.js';
import type { Life } from './life.js';
import type { Payouts } from './payouts.js';
import type { SeededRandom } from './seededRandom.js';
import type { Tally } from '../tally.js';
import type { Venue, VenueOrder } from './venue.js';

/** How bad the line is; the script changes it as time goes on. */
export interface LineHealth {
  /** Nothing gets through. */
  down: boolean;
  /** How likely a write meets a fault, and a read. */
  writeFaults: number;
  readFaults: number;
  /** How likely a frame is lost or comes twice, and how late it may come, ms. */
  frameFaults: number;
  frameLagMs: number;
}

interface Input {
  readonly id?: string;
  readonly page?: number;
  readonly limit?: number;
  readonly states?: readonly string[];
}

interface OpenStream {
  readonly listener: PrivateListener;
  readonly life: Life;
  up: boolean;
  /** Counts connections: a frame of an earlier one never arrives. */
  connection: number;
}

const timeoutMs = 10_000;

export class VenueLine {
  #stream: OpenStream | undefined;

  constructor(
    private readonly clock: Clock, private readonly venue: Venue, private readonly health: LineHealth,
    private readonly random: SeededRandom, private readonly tally: Tally, private readonly skewMs: number, private readonly payouts: Payouts,
  ) {
    venue.tell = (event, arrived) => this.#frame(event, arrived);
  }

  /** The exchange as one life of the program has it. */
  exchangeFor(life: Life): Pick<Exchange, 'accountClient' | 'openPrivateStream' | 'clockOffsetMs'> {
    let answered = false;
    const client: ExchangeClient = {
      call: (endpoint, input, options) => life.step(async () => {
        const answer = endpoint.effect === 'write' ? this.#write(endpoint.name, input as never) : this.#read(endpoint.name, input as Input, options?.signal);
        const result = await answer;
        answered = true;
        return result as never;
      }),
    };
    return {
      accountClient: () => client,
      openPrivateStream: (_signer, listener) => this.#open(life, listener),
      clockOffsetMs: () => (answered ? Math.round(this.skewMs / 1000) * 1000 : undefined),
    };
  }

  /** Cuts the stream; it connects again by itself. */
  cut(): void {
    const stream = this.#stream;
    if (stream?.up !== true) return;
    this.tally.count('streamCuts');
    stream.up = false;
    stream.listener.onState({ name: 'connecting', attempt: 1 });
    this.#connectSoon(stream);
  }

  #open(life: Life, listener: PrivateListener): { state(): StreamState; close(): void } {
    const stream: OpenStream = { listener, life, up: false, connection: 0 };
    this.#stream = stream;
    this.#connectSoon(stream);
    const close = (): void => { if (this.#stream === stream) this.#stream = undefined; };
    life.onEnd(close);
    return { state: () => ({ name: 'closed', detail: 'not asked for' }), close };
  }

  #connectSoon(stream: OpenStream): void {
    this.clock.after(this.random.between(50, 5000), () => {
      if (this.#stream !== stream || stream.life.over) return;
      if (this.health.down) { this.#connectSoon(stream); return; }
      stream.up = true;
      this.tally.count('streamConnects');
      stream.connection += 1;
      stream.listener.onState({ name: 'connected', since: this.venue.stamp(), missing: [] });
    });
  }

  #frame(event: PrivateEvent, arrived: () => void = () => undefined): void {
    const stream = this.#stream;
    if (stream?.up !== true) return;
    if (this.random.chance(this.health.frameFaults)) { this.tally.count('framesLost'); return; }
    const { connection } = stream;
    const copies = this.random.chance(this.health.frameFaults) ? 2 : 1;
    if (copies === 2) this.tally.count('framesTwice');
    for (let copy = 0; copy < copies; copy += 1) {
      this.clock.after(this.random.between(1, Math.max(1, this.health.frameLagMs)), () => {
        if (this.#stream !== stream || !stream.up || stream.connection !== connection) return;
        arrived();
        stream.listener.onEvent(asFrame(event));
      });
    }
  }

  async #read(name: string, input: Input, signal: AbortSignal | undefined): Promise<unknown> {
    await sleep(this.clock, this.random.between(5, 300));
    if (signal?.aborted === true) throw new UnavailableError('stopping', name);
    if (this.health.down || this.random.chance(this.health.readFaults)) {
      this.tally.count('readsFailed');
      throw this.random.pick([new UnavailableError('network', name), new UnavailableError('rateLimit', name, 2000), new UnavailableError('maintenance', name)]);
    }
    return this.#find(name, input);
  }

  #find(name: string, { id, states, page = 1, limit = 100 }: Input): unknown {
    const now = this.clock.now();
    const cut = <Row>(rows: readonly Row[]): readonly Row[] => rows.slice((page - 1) * limit, page * limit);
    const newest = <Row>(rows: readonly Row[]): readonly Row[] => [...rows].reverse();
    switch (name) {
      case 'listOrders': {
        const listed = newest(this.venue.orders.filter(({ order, hiddenUntil }) => hiddenUntil <= now && (states === undefined || states.includes(order.state))));
        return cut(listed.map(({ order }) => asRead(order)));
      }
      case 'listTrades': return cut(newest(this.venue.trades.filter((one) => one.listedFrom <= now).map(({ trade }) => trade)));
      case 'listDeposits': return cut(newest(this.venue.deposits.filter((one) => one.listedFrom <= now).map(({ deposit }) => deposit)));
      case 'listWithdrawals': return cut(newest(this.payouts.made.filter((one) => one.listedFrom <= now).map(({ withdrawal }) => withdrawal)));
      case 'withdrawQuote': return [this.payouts.quote()];
      case 'getBeneficiary': return { id, currency: 'btc', name: 'Cold wallet', data: { address: 'bc1qdestination' }, state: 'active' };
      case 'balances': return cut(this.venue.balances());
      default: return asRead(this.#known(id, name).order);
    }
  }

  #known(id: string | undefined, route: string): VenueOrder {
    const found = this.venue.find(id ?? '');
    if (found === undefined || (route === 'getOrder' && found.hiddenUntil > this.clock.now())) throw new RefusedError(404, ['record.not_found'], route);
    return found;
  }

  /** RELIABILITY.md 1.1: each way a write can end, definite or not. */
  async #write(name: string, input: Input): Promise<unknown> {
    this.#countAsked(name, input);
    await sleep(this.clock, this.random.between(5, 200));
    if (this.health.down) return this.#whileDown(name);
    if (!this.random.chance(this.health.writeFaults)) {
      const done = this.#do(name, input);
      await sleep(this.clock, this.random.between(5, 1500));
      return done;
    }
    return this.#faulty(name, input);
  }

  #whileDown(name: string): never {
    this.tally.count('writesRefusedByNetwork');
    throw new UnavailableError('network', name);
  }

  async #faulty(name: string, input: Input): Promise<unknown> {
    const kind = this.random.pick(['answerLost', 'requestLost', 'acceptedLate', 'fiveHundredDone', 'fiveHundredNotDone', 'refused', 'rateLimited', 'answerLate'] as const);
    this.tally.count(`write.${kind}`);
    if (name === 'createWithdrawal' || name === 'payLightning') this.tally.count(`payout.${kind}`);
    switch (kind) {
      case 'answerLost':
        this.#do(name, input);
        await sleep(this.clock, timeoutMs);
        throw new UnknownOutcomeError(name, 'time-out');
      case 'requestLost':
        await sleep(this.clock, timeoutMs);
        throw new UnknownOutcomeError(name, 'time-out');
      case 'acceptedLate':
        this.clock.after(this.random.between(timeoutMs, this.random.chance(0.1) ? 900_000 : 120_000), () => { try { this.#do(name, input); } catch { /* It had ended by then: refused, and nobody hears. */ } });
        await sleep(this.clock, timeoutMs);
        throw new UnknownOutcomeError(name, 'time-out');
      case 'fiveHundredDone':
        this.#do(name, input);
        throw new UnknownOutcomeError(name, 'status 502');
      case 'fiveHundredNotDone': throw new UnknownOutcomeError(name, 'status 500');
      case 'refused': throw new RefusedError(422, ['market.account.insufficient_balance'], name);
      case 'rateLimited': throw new UnavailableError('rateLimit', name, 1000);
      case 'answerLate': {
        const done = this.#do(name, input);
        await sleep(this.clock, this.random.between(2000, 9000));
        return done;
      }
    }
  }

  #countAsked(name: string, input: unknown): void {
    const count = (counts: Map<string, number>, key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1); };
    if (name === 'createOrder') count(this.venue.creates, (input as OrderRequest).customOrderId);
    if (name === 'createWithdrawal') count(this.payouts.asked, (input as WithdrawalRequest).quoteId ?? '');
    if (name === 'payLightning') count(this.payouts.asked, (input as PaymentRequest).bolt);
  }

  #do(name: string, input: Input): unknown {
    if (name === 'createOrder') return asRead(this.venue.place(input as unknown as OrderRequest).order);
    if (name === 'createWithdrawal') return this.payouts.withdraw(input as unknown as WithdrawalRequest).withdrawal;
    if (name === 'payLightning') return this.payouts.pay(input as unknown as PaymentRequest);
    if (name === 'cancelOrder') {
      const found = this.#known(input.id, name);
      if (!isFinal(found.order.state)) this.venue.cancel(found);
      return asRead(found.order);
    }
    const open = this.venue.orders.filter(({ order }) => order.state === 'wait');
    for (const one of open) this.venue.cancel(one);
    return open.map(({ order }) => asRead(order));
  }
}

const asRead = (order: Order): Order => ({ ...order, uuid: `uuid-${order.id}` });

/** Frames leave the custom order id of an order out when they are of the short kind: every third order here. */
function asFrame(event: PrivateEvent): PrivateEvent {
  if (event.type !== 'order' || Number(event.order.id) % 3 !== 0) return event;
  const { customOrderId, ...order } = event.order;
  if (customOrderId === undefined) return event;
  return { type: 'order', order };
}
