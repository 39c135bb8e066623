// Markets, currencies, an exchange and a stream that a test of markets/ moves by hand.
import type { ExchangeClient } from '../../src/exchange/client.js';
import type { MarketStreamListener } from '../../src/markets/bookWatch.js';
import type { LevelChange, MarketEvent, MarketStream, StreamState } from '../../src/exchange/streams/events.js';
import { UnavailableError } from '../../src/model/errors.js';
import type { Currency, Market } from '../../src/model/trading/market.js';
import { decimal, ZERO } from '../../src/model/money.js';

export function aMarket(base: string, quote: string, over: Partial<Market> = {}): Market {
  return {
    id: base + quote, name: `${base}/${quote}`.toUpperCase(), base, quote, minPrice: ZERO, maxPrice: ZERO,
    minAmount: decimal('0.0001'), amountPrecision: 6, pricePrecision: 2, state: 'enabled', ...over,
  };
}

export function aCurrency(id: string, name: string): Currency {
  return {
    id, name, type: 'coin', precision: 8, depositEnabled: true, withdrawalEnabled: true,
    depositFee: ZERO, withdrawFee: ZERO, minDepositAmount: ZERO, minWithdrawAmount: ZERO,
  };
}

export const bid = (price: string, amount?: string): LevelChange => ({ side: 'bid', price: decimal(price), amount: amount === undefined ? undefined : decimal(amount) });
export const ask = (price: string, amount?: string): LevelChange => ({ ...bid(price, amount), side: 'ask' });

/** Answers by endpoint name; a missing or undefined answer is an exchange that is away. */
export interface FakeClient extends ExchangeClient {
  readonly calls: string[];
  answers: Record<string, ((input: unknown) => unknown) | undefined>;
}

export function createFakeClient(answers: FakeClient['answers'] = {}): FakeClient {
  const client: FakeClient = {
    calls: [],
    answers,
    async call(endpoint, input) {
      client.calls.push(endpoint.name);
      const answer = client.answers[endpoint.name];
      if (answer === undefined) throw new UnavailableError('network', endpoint.name);
      return answer(input) as never;
    },
  };
  return client;
}

export interface FakeStream extends MarketStream {
  wanted: readonly string[];
  readonly resyncs: string[];
  current: StreamState;
  silence: number;
  closed: boolean;
  open(listener: MarketStreamListener): MarketStream;
  /** Changes the state and says so, as the exchange's stream does. */
  become(state: StreamState): void;
  send(event: MarketEvent): void;
}

export function createFakeStream(): FakeStream {
  let listener: MarketStreamListener = { onEvent: () => undefined, onState: () => undefined };
  const stream: FakeStream = {
    wanted: [], resyncs: [], current: { name: 'connected', since: 1, missing: [] }, silence: 0, closed: false,
    open(wanted) {
      listener = wanted;
      return stream;
    },
    send: (event) => listener.onEvent(event),
    become(state) {
      stream.current = state;
      listener.onState(state);
    },
    state: () => stream.current,
    want(streams) {
      stream.wanted = streams;
    },
    resync: (market) => void stream.resyncs.push(market),
    silenceMs: () => stream.silence,
    close() {
      stream.closed = true;
    },
  };
  return stream;
}
