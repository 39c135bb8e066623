// Turns what happens in the engine into frames on the streams.
import type { CandleHistory } from '../trading/candles.js';
import type { Decimal } from '../decimals.js';
import type { Ledger } from '../money/ledger.js';
import type { EngineEvents } from '../trading/matching.js';
import type { Market } from '../trading/marketList.js';
import type { Order, Side, Trade } from '../trading/order.js';
import type { BookFeed } from './bookFeed.js';
import type { FrameVariants } from './frameVariants.js';
import type { StreamHub } from './hub.js';
import { balanceFrame, orderFrame, tradeFrame } from './privateFrames.js';
import { candleTuple, publicTradeFrame, STREAM_PERIODS, tickersFrame } from './publicFrames.js';

interface Parts {
  hub: StreamHub;
  feeds: Map<string, BookFeed>;
  histories: Map<string, CandleHistory>;
  ledger: Ledger;
  variants: FrameVariants;
  now: () => number;
}

/** Publishes frames for engine events, and the candles and tickers that are sent by the clock. */
export class Announcements implements EngineEvents {
  constructor(private readonly parts: Parts) {}

  orderChanged(order: Order): void {
    const frame = orderFrame(order, this.parts.variants.order);
    if (frame !== null) this.parts.hub.publishTo(order.uid, 'order', frame);
  }

  /** Maker's, then taker's; trading with oneself sends the maker's twice (PROTOCOL.md section 1, trade). */
  tradeMade(trade: Trade): void {
    const { hub, variants } = this.parts;
    const takerView = trade.maker.uid === trade.taker.uid ? trade.maker : trade.taker;
    for (const party of [trade.maker, takerView]) hub.publishTo(party.uid, 'trade', tradeFrame(trade, party, variants.trade));
    hub.publish(`${trade.market.id}.trades`, publicTradeFrame(trade));
  }

  balanceChanged(uid: string, currency: string): void {
    const { hub, ledger, variants, now } = this.parts;
    const holding = ledger.find(uid, currency);
    if (holding !== null) hub.publishTo(uid, 'balance', balanceFrame(currency, holding, variants.balance, now()));
  }

  levelChanged(market: Market, side: Side, price: Decimal, volume: Decimal): void {
    const frame = this.parts.feeds.get(market.id)?.increment(side, price, volume);
    if (frame !== undefined) this.parts.hub.publishText(`${market.id}.ob-inc`, () => frame);
  }

  /** Re-sends the current candle of every candle stream somebody listens to, changed or not. */
  sendCandles(): void {
    for (const stream of this.parts.hub.listenedStreams()) {
      const [market = '', period = ''] = stream.split('.kline-');
      const minutes = STREAM_PERIODS[period];
      const candle = minutes === undefined ? null : this.parts.histories.get(market)?.current(minutes) ?? null;
      if (candle !== null) this.parts.hub.publish(stream, candleTuple(candle));
    }
  }

  sendTickers(): void {
    const { hub, histories, now } = this.parts;
    if (hub.listenedStreams().has('global.tickers')) hub.publish('global.tickers', tickersFrame(histories, now()));
  }
}
