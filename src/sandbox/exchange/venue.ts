// The parts of one simulated exchange, built and joined; routes and control calls work on these.
import { CandleHistory } from './trading/candles.js';
import { Beneficiaries } from './money/beneficiaries.js';
import { currencyList, type Currency } from './money/currencyList.js';
import { Deposits } from './money/deposits.js';
import { Faults } from './faults.js';
import { Ledger } from './money/ledger.js';
import { Lightning } from './money/lightning.js';
import { marketList, type Market } from './trading/marketList.js';
import { MatchingEngine, type EngineEvents } from './trading/matching.js';
import { Members } from './members.js';
import { OrderDesk } from './trading/orderDesk.js';
import { OtherTraders } from './trading/otherTraders.js';
import { seededRandom, type Random } from './random.js';
import { RequestLog } from './rest/requestLog.js';
import { Announcements } from './streams/announcements.js';
import { BookFeed } from './streams/bookFeed.js';
import type { FrameVariants } from './streams/frameVariants.js';
import { StreamHub } from './streams/hub.js';
import { Timers } from './timers.js';
import { TradeHistory } from './trading/tradeHistory.js';
import { Vouchers } from './money/vouchers.js';
import { Withdrawals } from './money/withdrawals.js';

export interface VenueOptions {
  seed: number;
  now: () => number;
  variants: FrameVariants;
  processingDelayMs: number;
  /** How one thing that the document writes in brackets is answered: "[ Withdraw quote ]". */
  bracketed: 'list' | 'single';
  /** Whether streams can be asked for by frame, or only in a connection's address. */
  subscribing: 'frames' | 'address';
}

export interface Venue extends VenueOptions {
  random: Random;
  timers: Timers;
  markets: Market[];
  currencies: Currency[];
  members: Members;
  ledger: Ledger;
  engine: MatchingEngine;
  desk: OrderDesk;
  trades: TradeHistory;
  histories: Map<string, CandleHistory>;
  feeds: Map<string, BookFeed>;
  hub: StreamHub;
  announcements: Announcements;
  deposits: Deposits;
  withdrawals: Withdrawals;
  beneficiaries: Beneficiaries;
  lightning: Lightning;
  vouchers: Vouchers;
  otherTraders: OtherTraders;
  faults: Faults;
  requests: RequestLog;
  /** While true everything answers 503. */
  maintenance: boolean;
}

/** Builds an exchange with its books filled; nothing listens or ticks yet. */
export function buildVenue(options: VenueOptions): Venue {
  const { now, seed } = options;
  const base = { random: seededRandom(seed), timers: new Timers(), markets: marketList(), currencies: currencyList(), ledger: new Ledger() };
  const { ledger, markets, random } = base;
  const members = new Members(random);
  const trading = joinTrading(options, base, members);
  const otherTraders = new OtherTraders({ markets, ledger, random, engine: trading.engine, desk: trading.desk });
  otherTraders.seedBooks();
  for (const feed of trading.feeds.values()) feed.restart();
  return {
    ...options, ...base, ...trading, members, otherTraders,
    deposits: new Deposits(ledger, random, now), withdrawals: new Withdrawals(ledger, random, now), beneficiaries: new Beneficiaries(),
    lightning: new Lightning(random, now), vouchers: new Vouchers(random, now),
    faults: new Faults(), requests: new RequestLog(), maintenance: false,
  };
}

type Base = Pick<Venue, 'random' | 'timers' | 'markets' | 'ledger'>;
type Trading = Pick<Venue, 'engine' | 'desk' | 'trades' | 'histories' | 'feeds' | 'hub' | 'announcements'>;

function joinTrading(options: VenueOptions, base: Base, members: Members): Trading {
  const { now, processingDelayMs, seed, variants } = options;
  const { ledger, markets, random, timers } = base;
  const feeds = new Map<string, BookFeed>();
  const hub = new StreamHub((stream) => (stream.endsWith('.ob-inc') ? feeds.get(stream.slice(0, -'.ob-inc'.length))?.replay() ?? [] : []), options.subscribing);
  const histories = new Map(markets.map((market, index) => [market.id, new CandleHistory(market, seededRandom(seed + 1 + index), now)]));
  const trades = new TradeHistory((uid) => members.has(uid));
  const announcements = new Announcements({ hub, feeds, histories, ledger, variants, now });
  const engine = new MatchingEngine(markets, ledger, now, keepingTrades(announcements, trades, histories));
  for (const market of markets) feeds.set(market.id, new BookFeed(market.id, engine.book(market), variants.increment, now));
  const announce = announcements.orderChanged.bind(announcements);
  const desk = new OrderDesk({ ledger, engine, timers, random, now, processingDelayMs, announce });
  return { engine, desk, trades, histories, feeds, hub, announcements };
}

/** The engine's events, with each trade noted in the histories before it is announced. */
function keepingTrades(announcements: Announcements, trades: TradeHistory, histories: Map<string, CandleHistory>): EngineEvents {
  return {
    orderChanged: (order) => announcements.orderChanged(order),
    balanceChanged: (uid, currency) => announcements.balanceChanged(uid, currency),
    levelChanged: (market, side, price, volume) => announcements.levelChanged(market, side, price, volume),
    tradeMade: (trade) => {
      trades.add(trade);
      histories.get(trade.market.id)?.record(trade.price, trade.amount, trade.total);
      announcements.tradeMade(trade);
    },
  };
}
