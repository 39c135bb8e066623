import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMarketFrame, readPrivateFrame } from '../../../src/exchange/streams/frames.js';
import type { MarketEvent, PrivateEvent } from '../../../src/exchange/streams/events.js';

const json = (value: unknown): string => JSON.stringify(value);

describe('a private frame', () => {
  const iso = '2023-12-08T08:46:59+01:00';
  const ms = 1702021619000;
  const orders: readonly (readonly [string, string, object])[] = [
    ['Peatio\'s shape, in seconds', json({ order: { id: 9401, market: 'rogerbtc', kind: 'ask', side: 'sell', ord_type: 'limit', price: '0.00000099', avg_price: '0.00000099', state: 'wait', origin_volume: '7000.0', remaining_volume: '2810.1', executed_volume: '4189.9', at: 1596481983, created_at: 1596481983, updated_at: 1596553643, trades_count: 272 } }),
      { id: '9401', market: 'rogerbtc', side: 'sell', type: 'limit', price: '0.00000099', averagePrice: '0.00000099', state: 'wait', originVolume: '7000', remainingVolume: '2810.1', executedVolume: '4189.9', createdAt: 1596481983000, updatedAt: 1596553643000, tradesCount: 272 }],
    ['the later shape, with uuid and ISO times', json({ order: { id: 1, uuid: 'u', market: 'BTCZAR', side: 'buy', ord_type: 'market', price: null, avg_price: '5.0', state: 'done', origin_volume: '1.0', remaining_volume: '0.0', executed_volume: '1.0', created_at: iso, updated_at: iso, trades_count: 1 } }),
      { id: '1', uuid: 'u', market: 'btczar', side: 'buy', type: 'market', averagePrice: '5', state: 'done', originVolume: '1', remainingVolume: '0', executedVolume: '1', createdAt: ms, updatedAt: ms, tradesCount: 1 }],
    ['the oldest shape, completed', json({ order: { id: 22, at: 1588000798, market: 'eurusd', kind: 'bid', price: '1026.0', state: 'wait', volume: '0.001', origin_volume: '0.003' } }),
      { id: '22', market: 'eurusd', side: 'buy', type: 'limit', price: '1026', averagePrice: '0', state: 'wait', originVolume: '0.003', remainingVolume: '0.001', executedVolume: '0.002', createdAt: 1588000798000, updatedAt: 1588000798000 }],
    ['an id beyond 2^53 and numbers instead of text', '{"order":{"id":9007199254740993,"market":"btczar","side":"sell","ord_type":"limit","price":0.1234567890123456789,"state":"new_state","origin_volume":1e-7,"remaining_volume":1e-7,"executed_volume":0,"created_at":1702021619000}}',
      { id: '9007199254740993', market: 'btczar', side: 'sell', type: 'limit', price: '0.1234567890123456789', averagePrice: '0', state: 'new_state', originVolume: '0.0000001', remainingVolume: '0.0000001', executedVolume: '0', createdAt: ms, updatedAt: ms }],
  ];
  it.each(orders)('with an order in %s is read', (_name, text, order) => {
    expect(readPrivateFrame(text)).toEqual({ events: [{ type: 'order', order }], control: [], streams: ['order'], unreadable: 0 });
  });

  const trades: readonly (readonly [string, object, object])[] = [
    ['Peatio\'s shape, without a fee', { id: 9618578, price: '0.00000004', amount: '1.0', total: '0.00000004', market: 'rogerbtc', side: 'sell', taker_type: 'sell', created_at: 1615978645, order_id: 2324774 },
      { id: '9618578', orderId: '2324774', price: '0.00000004', amount: '1', total: '0.00000004', market: 'rogerbtc', side: 'sell', takerSide: 'sell', at: 1615978645000 }],
    ['the later shape, with a fee', { id: 12345, order_id: 173757, price: '800000.0', amount: '0.00001', total: '8.0', market: 'btczar', side: 'sell', taker_type: 'buy', fee_currency: 'zar', fee: '0.002', fee_amount: '0.016', created_at: iso },
      { id: '12345', orderId: '173757', price: '800000', amount: '0.00001', total: '8', market: 'btczar', side: 'sell', takerSide: 'buy', feeCurrency: 'zar', feeAmount: '0.016', at: ms }],
    ['the later shape, where a fee without an amount is only a rate', { id: 1, order_id: 2, price: '2', amount: '3', market: 'btczar', side: 'buy', fee: '0.002', created_at: iso },
      { id: '1', orderId: '2', price: '2', amount: '3', total: '6', market: 'btczar', side: 'buy', at: ms }],
    ['the oldest shape', { id: 7, kind: 'ask', at: 1588000798, price: '1020.0', volume: '0.001', ask_id: 15, bid_id: 22, market: 'eurusd' },
      { id: '7', orderId: '15', price: '1020', amount: '0.001', total: '1.02', market: 'eurusd', side: 'sell', at: 1588000798000 }],
  ];
  it.each(trades)('with a trade in %s is read', (_name, wire, trade) => {
    expect(readPrivateFrame(json({ trade: wire })).events).toEqual([{ type: 'trade', trade }]);
  });

  const balances: readonly (readonly [string, object, readonly object[]])[] = [
    ['currency_id, balance is available', { balance: { currency_id: 'ZAR', balance: '5.0', locked: '1.0' } }, [{ currency: 'zar', available: '5', locked: '1' }]],
    ['currency, balance is available', { balance: { currency: 'btc', balance: '5.0', locked: '1.0' } }, [{ currency: 'btc', available: '5', locked: '1' }]],
    ['available, balance is the total', { balance: { currency: 'zar', balance: '10000.00', locked: '800.00', available: '9200.00', updated_at: 1702027621000 } }, [{ currency: 'zar', available: '9200', locked: '800' }]],
    ['a map of pairs', { balances: { btc: ['0.21026373', '0.0001'], USD: ['1000.00', '100.00'] } }, [{ currency: 'btc', available: '0.21026373', locked: '0.0001' }, { currency: 'usd', available: '1000', locked: '100' }]],
  ];
  it.each(balances)('with a balance as %s is read', (_name, wire, expected) => {
    expect(readPrivateFrame(json(wire)).events).toEqual(expected.map((balance) => ({ type: 'balance', balance })));
  });

  it('may carry several keys: what is readable is read, the rest is counted', () => {
    const frame = readPrivateFrame(json({ balance: { currency: 'btc', balance: '1' }, order: { id: 1 }, trade: 'x', 'btczar.ob-inc': {}, news: 1 }));
    expect(frame.events).toEqual([{ type: 'balance', balance: { currency: 'btc', available: '1', locked: '0' } }]);
    expect(frame).toMatchObject({ unreadable: 2, streams: ['balance', 'order', 'trade'] });
  });
});

describe('a market frame', () => {
  const level = (side: 'ask' | 'bid', price: string, amount?: string): object => ({ side, price, amount });
  const books: readonly (readonly [string, string, object])[] = [
    ['a flat increment', json({ 'btczar.ob-inc': { asks: ['841039.73', '0.5'], sequence: 9713 } }), { type: 'increment', market: 'btczar', sequence: 9713, changes: [level('ask', '841039.73', '0.5')] }],
    ['a removal by ""', json({ 'btczar.ob-inc': { bids: ['841039.730', ''], sequence: 9714 } }), { type: 'increment', market: 'btczar', sequence: 9714, changes: [level('bid', '841039.73')] }],
    ['removals by zero and null', json({ 'btczar.ob-inc': { bids: [['1', '0'], ['2', '0.0'], ['3', null], [4, 0]], sequence: 1 } }), { type: 'increment', market: 'btczar', sequence: 1, changes: ['1', '2', '3', '4'].map((price) => level('bid', price)) }],
    ['a nested increment on both sides', json({ 'btczar.ob-inc': { asks: [['2', '1'], ['3', '1']], bids: [['1', '1']], sequence: 2 } }), { type: 'increment', market: 'btczar', sequence: 2, changes: [level('ask', '2', '1'), level('ask', '3', '1'), level('bid', '1', '1')] }],
    ['objects instead of pairs', json({ 'btczar.ob-inc': { asks: [{ price: '2', amount: '1' }], bids: { price: '1', amount: '' }, sequence: 2 } }), { type: 'increment', market: 'btczar', sequence: 2, changes: [level('ask', '2', '1'), level('bid', '1')] }],
    ['an empty increment', json({ 'BTCZAR.ob-inc': { asks: [], bids: null, sequence: '3' } }), { type: 'increment', market: 'btczar', sequence: 3, changes: [] }],
    ['a snapshot, its empty levels left out', json({ 'btczar.ob-snap': { asks: [['2', '1'], ['3', '']], bids: [], sequence: 9712 } }), { type: 'snapshot', market: 'btczar', sequence: 9712, changes: [level('ask', '2', '1')] }],
    ['numbers of many digits', '{"btczar.ob-inc":{"asks":[841039.1234567890123,0.12345678901234567891],"sequence":4}}', { type: 'increment', market: 'btczar', sequence: 4, changes: [level('ask', '841039.1234567890123', '0.12345678901234567891')] }],
    ['a candle', json({ 'btczar.kline-15m': [1702021619, 1, 2, 0.5, '1.5', '10'] }), { type: 'candle', market: 'btczar', period: '15m', candle: { at: 1702021619000, open: '1', high: '2', low: '0.5', close: '1.5', volume: '10' } }],
  ];
  it.each(books)('with %s is read', (_name, text, event) => {
    expect(readMarketFrame(text)).toMatchObject({ events: [event], unreadable: 0, control: [] });
  });

  const untrusted: readonly (readonly [string, unknown])[] = [
    ['no sequence', { asks: ['1', '1'] }], ['a sequence of 20 digits', { asks: ['1', '1'], sequence: '12345678901234567890' }], ['a broken sequence', { sequence: 1.5 }],
    ['a negative sequence', { sequence: -1 }], ['a negative amount', { asks: ['1', '-1'], sequence: 1 }], ['a price of zero', { asks: ['0', '1'], sequence: 1 }],
    ['no price', { asks: [['', '1']], sequence: 1 }], ['NaN', { asks: ['NaN', '1'], sequence: 1 }], ['infinity', { asks: ['1', '1e400'], sequence: 1 }],
    ['half a pair', { asks: ['1'], sequence: 1 }], ['text for a side', { asks: 'x', sequence: 1 }], ['null', null], ['a list', []], ['mixed levels', { asks: [['1', '1'], 'x'], sequence: 1 }],
  ];
  it.each(untrusted)('with %s makes its market unreadable', (_name, payload) => {
    for (const key of ['btczar.ob-inc', 'btczar.ob-snap']) {
      expect(readMarketFrame(json({ [key]: payload }))).toMatchObject({ events: [{ type: 'unreadable', market: 'btczar' }], unreadable: 1 });
    }
  });

  it('with exponents that a JS number would bend to zero is not believed', () => {
    expect(readMarketFrame('{"btczar.ob-inc":{"asks":[1,1e-400],"sequence":1}}').events).toEqual([{ type: 'unreadable', market: 'btczar' }]);
  });

  it('with a candle of nulls says nothing', () => {
    expect(readMarketFrame(json({ 'btczar.kline-1m': [1702021619, null, null, null, null, 0] }))).toMatchObject({ events: [], unreadable: 0, streams: ['btczar.kline-1m'] });
  });

  it('counts both book frames for the stream that was asked for', () => {
    expect(readMarketFrame(json({ 'btczar.ob-snap': { sequence: 1 }, 'ethzar.ob-inc': { sequence: 1 } })).streams).toEqual(['btczar.ob-inc', 'ethzar.ob-inc']);
  });
});

describe('a control frame', () => {
  const controls: readonly (readonly [string, object])[] = [
    [json({ success: { message: 'subscribed', streams: ['a.b', 'c'] } }), { type: 'ack', streams: ['a.b', 'c'] }],
    [json({ success: { message: 'subscribed', streams: [] } }), { type: 'ack', streams: [] }],
    [json({ success: { message: 'subscribed', streams: 'trade', time: 1 } }), { type: 'ack', streams: ['trade'] }],
    [json({ success: { message: 'subscribed', streams: ['a', 1, null] } }), { type: 'ack', streams: ['a'] }],
    [json({ success: { message: 'cannot subscribe to admin.btczar.sys' } }), { type: 'error', text: 'cannot subscribe to admin.btczar.sys' }],
    [json({ error: 'No streams provided' }), { type: 'error', text: 'No streams provided' }],
    [json({ error: { message: 'older' } }), { type: 'error', text: 'older' }],
    [json({ error: 7 }), { type: 'error', text: '' }],
    ['pong', { type: 'pong' }],
  ];
  it.each(controls)('%s is understood on both streams', (text, control) => {
    expect(readPrivateFrame(text)).toEqual({ events: [], control: [control], streams: [], unreadable: 0 });
    expect(readMarketFrame(text)).toEqual({ events: [], control: [control], streams: [], unreadable: 0 });
  });
});

describe('any frame', () => {
  const keys = fc.constantFrom('order', 'trade', 'balance', 'balances', 'success', 'error', 'btczar.ob-snap', 'btczar.ob-inc', 'btczar.kline-1m', '__proto__', 'x');
  const fields = fc.constantFrom('id', 'market', 'side', 'kind', 'state', 'price', 'amount', 'volume', 'asks', 'bids', 'sequence', 'currency', 'available', 'streams', 'created_at', '__proto__', 'toString');
  const leaf = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.bigInt().map(String), fc.constantFrom(null, true, '', 'buy', 'btczar', '1e999', '0x1'));
  const payload = fc.oneof(fc.jsonValue(), leaf, fc.array(leaf), fc.array(fc.array(leaf)), fc.dictionary(fields, fc.oneof(leaf, fc.array(leaf), fc.array(fc.array(leaf)))));
  const sound = (events: readonly (PrivateEvent | MarketEvent)[]): boolean =>
    events.every((event) => (event.type !== 'increment' && event.type !== 'snapshot') || (Number.isSafeInteger(event.sequence) && event.changes.every((one) => /^\d/.test(one.price) && one.amount !== '0')));

  it('of any text never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('utf8'))), (text) => {
      readPrivateFrame(text);
      readMarketFrame(text);
    }), { numRuns: 2000 });
  });

  it('of any JSON under known keys never throws and never gives an unsound book', () => {
    fc.assert(fc.property(fc.dictionary(keys, payload), (frame) => {
      const text = JSON.stringify(frame);
      return sound(readPrivateFrame(text).events) && sound(readMarketFrame(text).events);
    }), { numRuns: 3000 });
  });

  it('nested a hundred thousand deep is refused, not died of', () => {
    for (const text of ['['.repeat(100_000), `{"order":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, `{"btczar.ob-inc":{"asks":${'['.repeat(100_000)}1234567890123456${']'.repeat(100_000)},"sequence":1}}`]) {
      expect(readPrivateFrame(text).unreadable + readMarketFrame(text).unreadable).toBeGreaterThan(0);
    }
  });
});
