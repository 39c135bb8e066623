// Reads any text frame of the two streams into events; no content can make it throw (PROTOCOL.md sections 1 and 2).
import { ProtocolError } from '../../model/errors.js';
import type { MarketId } from '../../model/trading/market.js';
import { readBalance, readBalanceMap } from '../wire/balance.js';
import { readCandle } from '../wire/candle.js';
import { asList, asObject, field, integer, isObject, type WireObject } from '../wire/fields.js';
import { readLevel } from '../wire/level.js';
import { parseExact } from '../wire/losslessText.js';
import { readOrder } from '../wire/order.js';
import { readTrade } from '../wire/trade.js';
import { isPong, readControl, type Control } from './control.js';
import type { LevelChange, MarketEvent, PrivateEvent } from './events.js';

export interface Frame<Event> {
  readonly events: readonly Event[];
  readonly control: readonly Control[];
  /** The streams, by the names they are subscribed under, that this frame came from. */
  readonly streams: readonly string[];
  /** How many parts could not be read. */
  readonly unreadable: number;
}

const noFrame: Frame<never> = { events: [], control: [], streams: [], unreadable: 0 };
const badFrame: Frame<never> = { ...noFrame, unreadable: 1 };

/** Reads a frame of the private stream: order, trade, balance, balances; other keys are passed over. */
export const readPrivateFrame = (text: string): Frame<PrivateEvent> => readFrame(text, readPrivatePart);

/** Reads a frame of the market stream: ob-snap, ob-inc and kline; other keys are passed over. */
export const readMarketFrame = (text: string): Frame<MarketEvent> => readFrame(text, readMarketPart);

interface Part<Event> {
  readonly stream: string;
  readonly events: readonly Event[];
  readonly unreadable?: true;
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
    unreadable: parts.filter((part) => part.unreadable === true).length,
  };
}

/** The events `read` finds; instead of throwing, what stands for an unreadable part. */
function readSafely<Event>(stream: string, read: () => readonly Event[], instead: readonly Event[] = []): Part<Event> {
  try {
    return { stream, events: read() };
  } catch {
    return { stream, events: instead, unreadable: true };
  }
}

function readPrivatePart(key: string, payload: unknown): Part<PrivateEvent> | undefined {
  switch (key) {
    case 'order': return readSafely(key, () => oneOrMany(payload).map((one) => ({ type: 'order', order: readOrder(one) })));
    case 'trade': return readSafely(key, () => oneOrMany(payload).map((one) => ({ type: 'trade', trade: readTrade(one) })));
    case 'balance': return readSafely(key, () => oneOrMany(payload).map((one) => ({ type: 'balance', balance: readBalance(one) })));
    case 'balances': return readSafely('balance', () => readBalanceMap(payload).map((balance) => ({ type: 'balance', balance })));
    default: return undefined;
  }
}

const oneOrMany = (payload: unknown): readonly unknown[] => (Array.isArray(payload) ? (payload as readonly unknown[]) : [payload]);

const marketKey = /^([a-z0-9_-]{1,64})\.(ob-snap|ob-inc|kline-([a-z0-9]{1,8}))$/i;

function readMarketPart(key: string, payload: unknown): Part<MarketEvent> | undefined {
  const named = marketKey.exec(key);
  if (named === null) return undefined;
  const market = (named[1] ?? '').toLowerCase();
  const kind = (named[2] ?? '').toLowerCase();
  if (kind.startsWith('kline-')) return readSafely(`${market}.${kind}`, () => readCandleEvent(market, kind.slice('kline-'.length), payload));
  const type = kind === 'ob-snap' ? 'snapshot' : 'increment';
  return readSafely<MarketEvent>(`${market}.ob-inc`, () => [readBookEvent(type, market, payload)], [{ type: 'unreadable', market }]);
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
