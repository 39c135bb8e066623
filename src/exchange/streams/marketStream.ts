// All markets' books and candles as they change, over one connection (API.txt, SUBSCRIBE Orderbook, SUBSCRIBE K-Line).
import type { MarketId } from '../../model/trading/market.js';
import type { SocketParts } from '../transport/socket.js';
import type { Report } from '../unreadRows.js';
import { Connection } from './connection.js';
import type { MarketEvent, MarketStream, StreamState } from './events.js';
import { readMarketFrame } from './frames.js';
import { Resync } from './resync.js';

export interface MarketListener {
  onEvent(event: MarketEvent): void;
  onState(state: StreamState): void;
}

/** Connects to `/public` below `streamUrl`; `report` is told of what cannot be read. */
export function openMarketStream(parts: SocketParts, streamUrl: string, report: Report, listener: MarketListener): MarketStream {
  const connection = new Connection<MarketEvent>(parts, {
    name: 'market',
    hasKey: false,
    address: `${streamUrl}/public`,
    headers: () => ({}),
    read: (text) => readMarketFrame(text, report),
    onEvent: (event) => {
      if (event.type === 'snapshot') resync.arrived(event.market);
      listener.onEvent(event);
    },
    onState: (state) => {
      if (state.name === 'closed') resync.forget();
      listener.onState(state);
    },
  });
  const resync = new Resync(parts.clock, parts.limits, {
    ask: (market) => connection.subscribeAgain(bookStream(market)),
    giveUp: () => connection.reconnect('no snapshot'),
  });
  connection.start();
  return {
    state: () => connection.state(),
    want: (streams) => connection.want(streams),
    resync: (market) => { if (connection.wanted.includes(bookStream(market))) resync.want(market); },
    silenceMs: () => connection.silenceMs(),
    close: () => { resync.stop(); connection.close(); },
  };
}

const bookStream = (market: MarketId): string => `${market}.ob-inc`;
