// The real client against the simulated exchange, over real HTTP and WebSocket, with one account that has play money.
import type { Endpoint } from '../../../src/exchange/endpoint.js';
import { createExchange, type Exchange, type Limits } from '../../../src/exchange/exchange.js';
import type { MarketEvent, MarketStream, PrivateEvent, PrivateStream, StreamState } from '../../../src/exchange/streams/events.js';
import { systemClock, type Clock } from '../../../src/model/clock.js';
import { RefusedError } from '../../../src/model/errors.js';
import { silentLog } from '../../../src/model/log.js';
import { decimal } from '../../../src/model/money.js';
import type { Order, OrderType, Side } from '../../../src/model/trading/order.js';
import { createOrder } from '../../../src/exchange/endpoints/market/createOrder.js';
import { getOrder } from '../../../src/exchange/endpoints/market/getOrder.js';
import { startExchange, type ExchangeOptions, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { shortLimits, testSigner } from '../../support/exchangeUnderTest.js';

export interface Heard<Event, Stream> {
  readonly events: Event[];
  readonly states: StreamState[];
  readonly stream: Stream;
}

export interface Bench {
  readonly venue: SimulatedExchange;
  readonly control: SimulatedExchange['control'];
  readonly exchange: Exchange;
  readonly uid: string;
  readonly apiKey: string;
  /** A signed or public call, as the endpoint says. */
  readonly call: <Input, Output>(endpoint: Endpoint<Input, Output>, input: Input) => Promise<Output>;
  /** The codes of the refusal that the call ends in. */
  readonly refusal: <Input, Output>(endpoint: Endpoint<Input, Output>, input: Input) => Promise<readonly string[]>;
  /** An order as asked for; `price` makes it a limit order. */
  readonly place: (side: Side, volume: string, price?: string, over?: { readonly postOnly?: boolean; readonly market?: string }) => Promise<Order>;
  /** Waits for the order to be in this state. */
  readonly reach: (id: string, state: string) => Promise<Order>;
  readonly openPrivate: () => Heard<PrivateEvent, PrivateStream>;
  readonly openMarket: (streams: readonly string[]) => Heard<MarketEvent, MarketStream>;
  readonly stop: () => Promise<void>;
}

export interface BenchOptions {
  readonly venue?: ExchangeOptions;
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
}

const balances = { zar: '1000000', btc: '2', eth: '10', xrp: '1000', usdc: '500' };

export async function openBench({ venue: options = {}, limits = {}, clock = systemClock }: BenchOptions = {}): Promise<Bench> {
  const venue = await startExchange({ otherTraders: false, processingDelayMs: 3, ...options });
  const exchange = createExchange({
    restUrl: venue.restUrl, streamUrl: venue.streamUrl, clock, random: () => 0.5, log: silentLog,
    limits: { ...shortLimits, requestTimeoutMs: 5_000, readDeadlineMs: 15_000, readRetries: 1, ...limits },
  });
  const { uid, apiKey, secret } = venue.control.createAccount({ balances });
  const signer = testSigner(apiKey, secret);
  const client = exchange.accountClient(signer);
  const bench: Bench = {
    venue, control: venue.control, exchange, uid, apiKey,
    call: (endpoint, input) => client.call(endpoint, input),
    refusal: async (endpoint, input) => await client.call(endpoint, input).then(() => ['not refused'], codesOf),
    place: (side, volume, price, { market = 'btczar', ...over } = {}) => {
      const type: OrderType = price === undefined ? 'market' : 'limit';
      return client.call(createOrder, { market, side, type, volume: decimal(volume), customOrderId: 'conformance', ...(price === undefined ? {} : { price: decimal(price) }), ...over });
    },
    reach: (id, state) => eventually(`order ${id} is ${state}`, async () => {
      const order = await client.call(getOrder, { id });
      return order.state === state ? order : undefined;
    }),
    openPrivate: () => {
      const heard = { events: [] as PrivateEvent[], states: [] as StreamState[] };
      return { ...heard, stream: exchange.openPrivateStream(signer, { onEvent: (event) => heard.events.push(event), onState: (state) => heard.states.push(state) }) };
    },
    openMarket: (streams) => {
      const heard = { events: [] as MarketEvent[], states: [] as StreamState[] };
      const stream = exchange.openMarketStream({ onEvent: (event) => heard.events.push(event), onState: (state) => heard.states.push(state) });
      stream.want(streams);
      return { ...heard, stream };
    },
    stop: async () => { await exchange.stop(); await venue.stop(); },
  };
  return bench;
}

function codesOf(error: unknown): readonly string[] {
  if (error instanceof RefusedError) return error.codes;
  throw error;
}

/** What `look` finds, as soon as it finds something. @throws after eight seconds. */
export async function eventually<Found>(what: string, look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  for (const end = Date.now() + 8_000; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
  throw new Error(`never: ${what}`);
}

/** Waits until it holds. */
export const until = (what: string, holds: () => boolean): Promise<true> => eventually(what, () => (holds() ? true : undefined));

/** Connected with every stream acknowledged. */
export const isWhole = (stream: { state(): StreamState }): boolean => {
  const state = stream.state();
  return state.name === 'connected' && state.missing.length === 0;
};
