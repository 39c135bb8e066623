// Reads any text frame of the two streams into events; no content can make it throw (PROTOCOL.md sections 1 and 2).
import { ProtocolError } from '../../model/errors.js';
import type { MarketId } from '../../model/trading/market.js';
import type { Report, RowKind } from '../unreadRows.js';
import { readBalance, readBalancePair } from '../wire/balance.js';
import { readCandle } from '../wire/candle.js';
import { asList, asObject, field, integer, isObject, type WireObject } from '../wire/fields.js';
import { readLevel } from '../wire/level.js';
import { parseExact } from '../wire/losslessText.js';
import { readOrder } from '../wire/order.js';
import { readRow } from '../wire/rows.js';
import { readTrade } from '../wire/trade.js';
import { isPong, readControl, type Control } from './control.js';
import type { LevelChange, MarketEvent, PrivateEvent } from './events.js';

export interface Frame<Event> {
  readonly events: readonly Event[];
  readonly control: readonly Control[];
  /** The streams, by the names they are subscribed under, that this frame came from. */
  readonly streams: readonly string[];
  /** How many rows, or parts that have none, could not be read. */
  readonly unreadable: number;
}

const noFrame: Frame<never> = { events: [], control: [], streams: [], unreadable: 0 };
const badFrame: Frame<never> = { ...noFrame, unreadable: 1 };

/** Reads a frame of the private stream: order, trade, balance, balances; other keys are passed over. `report` is told of rows that cannot be read. */
export const readPrivateFrame = (text: string, report?: Report): Frame<PrivateEvent> => readFrame(text, (key, payload) => readPrivatePart(key, payload, report));

/** Reads a frame of the market stream: ob-snap, ob-inc and kline; other keys are passed over. `report` is told of candles that cannot be read. */
export const readMarketFrame = (text: string, report?: Report): Frame<MarketEvent> => readFrame(text, (key, payload) => readMarketPart(key, payload, report));

interface Part<Event> {
  readonly stream: string;
  readonly events: readonly Event[];
  readonly unreadable: number;
}

type ReadPart<Event> = (key: string, payload: unknown) => Part<Event> | undefined;

function readFrame<Event>(text: string, readPart: ReadPart<Event>): Frame<Event> {
  if (isPong(text.trim())) return { ...noFrame, control: [{ type: 'pong' }] };
  let parsed: unknown;
  try {
    parsed = parseExact(text);
  } catch {
    return badFrame;
  }
  if (!isObject(parsed)) return badFrame;
  const control = readControl(parsed);
  const parts = Object.entries(parsed).flatMap(([key, payload]) => readPart(key, payload) ?? []);
  return {
    events: parts.flatMap((part) => part.events),
    control: control === undefined ? [] : [control],
    streams: parts.map((part) => part.stream),
    unreadable: parts.reduce((count, part) => count + part.unreadable, 0),
  };
}

/** Each row by itself: one that cannot be read spoils no other of its frame. */
function readParts<Value, Event>(stream: string, kind: RowKind, values: readonly Value[], read: (value: Value) => readonly Event[], report: Report | undefined): Part<Event> {
  const found = values.map((value) => readRow(value, { kind, read, report }));
  return { stream, events: found.flatMap((events) => events ?? []), unreadable: found.filter((events) => events === undefined).length };
}

function readPrivatePart(key: string, payload: unknown, report: Report | undefined): Part<PrivateEvent> | undefined {
  switch (key) {
    case 'order': return readParts<unknown, PrivateEvent>(key, key, oneOrMany(payload), (one) => [{ type: 'order', order: readOrder(one) }], report);
    case 'trade': return readParts<unknown, PrivateEvent>(key, key, oneOrMany(payload), (one) => [{ type: 'trade', trade: readTrade(one) }], report);
    case 'balance': return readParts<unknown, PrivateEvent>(key, key, oneOrMany(payload), (one) => [{ type: 'balance', balance: readBalance(one) }], report);
    case 'balances': return readBalances(payload, report);
    default: return undefined;
  }
}

interface NamedPair {
  readonly currency: string;
  readonly pair: unknown;
}

function readBalances(payload: unknown, report: Report | undefined): Part<PrivateEvent> {
  if (!isObject(payload)) return { stream: 'balance', events: [], unreadable: 1 };
  const pairs = Object.entries(payload).map(([currency, pair]): NamedPair => ({ currency: currency.toLowerCase(), pair }));
  return readParts<NamedPair, PrivateEvent>('balance', 'balance', pairs, ({ currency, pair }) => [{ type: 'balance', balance: readBalancePair(currency, pair) }], report);
}

const oneOrMany = (payload: unknown): readonly unknown[] => (Array.isArray(payload) ? (payload as readonly unknown[]) : [payload]);

const marketKey = /^([a-z0-9_-]{1,64})\.(ob-snap|ob-inc|kline-([a-z0-9]{1,8}))$/i;

function readMarketPart(key: string, payload: unknown, report: Report | undefined): Part<MarketEvent> | undefined {
  const named = marketKey.exec(key);
  if (named === null) return undefined;
  const market = (named[1] ?? '').toLowerCase();
  const kind = (named[2] ?? '').toLowerCase();
  if (kind.startsWith('kline-')) return readParts(`${market}.${kind}`, 'candle', [payload], (candle) => readCandleEvent(market, kind.slice('kline-'.length), candle), report);
  const type = kind === 'ob-snap' ? 'snapshot' : 'increment';
  const event = readBook(type, market, payload);
  return { stream: `${market}.ob-inc`, events: [event], unreadable: event.type === 'unreadable' ? 1 : 0 };
}

/** A book is whole or none: the level that cannot be read may be its best. */
function readBook(type: 'snapshot' | 'increment', market: MarketId, payload: unknown): MarketEvent {
  try {
    return readBookEvent(type, market, payload);
  } catch {
    return { type: 'unreadable', market };
  }
}

function readCandleEvent(market: MarketId, period: string, payload: unknown): readonly MarketEvent[] {
  const candle = readCandle(payload);
  return candle === undefined ? [] : [{ type: 'candle', market, period, candle }];
}

function readBookEvent(type: 'snapshot' | 'increment', market: MarketId, payload: unknown): MarketEvent {
  const from = asObject(payload, 'book');
  const sequence = integer(from, 'book', 'sequence');
  if (sequence < 0) throw new ProtocolError('book: negative sequence');
  const changes = [...readSide(from, 'asks', 'ask'), ...readSide(from, 'bids', 'bid')];
  return { type, market, sequence, changes: type === 'snapshot' ? changes.filter((one) => one.amount !== undefined) : changes };
}

/** A list of levels, or one level flat, as the exchange sends its increments (PROTOCOL.md section 2, order book). */
function readSide(from: WireObject, key: 'asks' | 'bids', side: LevelChange['side']): readonly LevelChange[] {
  const value = field(from, key);
  if (value === undefined || value === '') return [];
  const list = isObject(value) ? [value] : asList(value, key);
  const isFlat = list.length > 0 && !Array.isArray(list[0]) && !isObject(list[0]);
  return (isFlat ? [list] : list).map((level) => ({ side, ...readLevel(level) }));
}
