// One odd row of a list or a frame spoils nothing but itself: the rest reads as the list without it, and it is counted once.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balances } from '../../../src/exchange/endpoints/account/balances.js';
import { listBeneficiaries } from '../../../src/exchange/endpoints/account/listBeneficiaries.js';
import { listDeposits } from '../../../src/exchange/endpoints/account/listDeposits.js';
import { listWithdrawals } from '../../../src/exchange/endpoints/account/listWithdrawals.js';
import { withdrawQuote } from '../../../src/exchange/endpoints/account/withdrawQuote.js';
import { listOrders } from '../../../src/exchange/endpoints/market/listOrders.js';
import { listTrades } from '../../../src/exchange/endpoints/market/listTrades.js';
import { paymentMethods } from '../../../src/exchange/endpoints/payments/paymentMethods.js';
import { allTickers } from '../../../src/exchange/endpoints/public/allTickers.js';
import { currencies } from '../../../src/exchange/endpoints/public/currencies.js';
import { kLine } from '../../../src/exchange/endpoints/public/kLine.js';
import { markets } from '../../../src/exchange/endpoints/public/markets.js';
import { publicTrades } from '../../../src/exchange/endpoints/public/publicTrades.js';
import type { Endpoint } from '../../../src/exchange/endpoint.js';
import { readPrivateFrame } from '../../../src/exchange/streams/frames.js';
import { UnreadLog, UnreadRows, type Report } from '../../../src/exchange/unreadRows.js';
import { ProtocolError } from '../../../src/model/errors.js';
import type { Log } from '../../../src/model/log.js';
import { heldIn, readPage, type Rows } from '../../../src/model/rows.js';

interface List {
  readonly name: string;
  readonly parse: (body: unknown, report?: Report) => Rows<unknown>;
  readonly row: (index: number) => unknown;
  /** The row with one field that it cannot do without damaged. */
  readonly damaged: readonly ((index: number) => unknown)[];
}

const time = '2023-12-08T08:47:01+01:00';
const junk: readonly unknown[] = [null, 'x', 7, [], {}, true];

function list(endpoint: Endpoint<never, Rows<unknown>>, make: (index: number) => Readonly<Record<string, unknown>>, needed: readonly (readonly [string, unknown])[]): List {
  return {
    name: endpoint.name,
    parse: (body, report) => endpoint.parse(body, { market: 'btczar', currency: 'btc' } as never, report),
    row: make,
    damaged: [...needed.map(([field, value]) => (index: number) => ({ ...make(index), [field]: value })), ...junk.map((value) => () => value)],
  };
}

const withoutEmpty = (one: List): List => ({ ...one, damaged: one.damaged.filter((damage) => JSON.stringify(damage(0)) !== '{}') });

const of = (endpoint: unknown): Endpoint<never, Rows<unknown>> => endpoint as Endpoint<never, Rows<unknown>>;
const id = (index: number): number => 100 + index;
const lists: readonly List[] = [
  list(of(listDeposits), (index) => ({ id: id(index), currency: 'btc', amount: '1.0', fee: '0.0', state: 'collected', created_at: time }), [['created_at', null], ['amount', 'much'], ['fee', 'x'], ['id', null], ['state', {}], ['currency', '']]),
  list(of(listWithdrawals), (index) => ({ id: id(index), currency: 'btc', amount: '1.0', fee: '0.1', state: 'succeed', created_at: time }), [['created_at', 'soon'], ['amount', null], ['fee', []], ['id', ''], ['state', null]]),
  list(of(balances), (index) => ({ currency: `c${index}`, balance: '1.0', locked: '0.0' }), [['balance', null], ['balance', 'NaN'], ['currency', null], ['locked', 'x']]),
  list(of(listBeneficiaries), (index) => ({ id: id(index), currency: 'btc', name: 'n', state: 'active', data: { address: 'a' } }), [['id', null], ['state', null], ['currency', []]]),
  list(of(withdrawQuote), (index) => ({ id: id(index), fee: '0.1', blockchain: `b${index}` }), [['fee', null], ['fee', 'free'], ['id', null]]),
  list(of(listOrders), (index) => ({ id: id(index), market: 'btczar', side: 'buy', ord_type: 'limit', price: '1.0', state: 'wait', origin_volume: '1.0', remaining_volume: '1.0', created_at: time }), [['side', 'up'], ['origin_volume', 'x'], ['price', {}], ['state', null], ['id', null], ['market', null]]),
  list(of(listTrades), (index) => ({ id: id(index), order_id: 1, market: 'btczar', side: 'buy', price: '1.0', amount: '1.0', total: '1.0', created_at: time }), [['price', null], ['amount', 'x'], ['fee_amount', 'x'], ['created_at', null], ['order_id', null]]),
  list(of(paymentMethods), (index) => ({ id: `m${index}`, name: 'n', type: 'voucher' }), [['id', null], ['min_amount', 'x']]),
  list(of(currencies), (index) => ({ id: `c${index}`, name: 'n', withdraw_fee: '0.1' }), [['withdraw_fee', 'x'], ['deposit_fee', {}], ['id', null]]),
  list(of(markets), (index) => ({ id: `m${index}zar`, base_unit: `m${index}`, quote_unit: 'zar', amount_precision: 8, price_precision: 2, state: 'enabled' }), [['amount_precision', null], ['price_precision', null], ['price_precision', -1], ['amount_precision', 400], ['state', null], ['min_price', 'x']]),
  list(of(publicTrades), (index) => ({ id: id(index), price: 1, amount: 2, created_at: 1594951964 }), [['price', null], ['amount', 'x'], ['created_at', null]]),
  // An empty object among the tickers is a map that holds none.
  withoutEmpty(list(of(allTickers), (index) => ({ market: `m${index}`, last: '1.0', at: 1 }), [['last', 'x'], ['high', {}]])),
  { name: 'kLine', parse: (body, report) => kLine.parse(body, { market: 'btczar' }, report), row: (index) => [1_600_000_000 + index, 1, 1, 1, 1, 1], damaged: [() => [1, 'x', 1, 1, 1, 1], () => [null, 1, 1, 1, 1, 1], ...junk.filter((one) => one !== null).map((value) => () => value)] },
];

describe.each(lists)('the list $name', ({ parse, row, damaged }) => {
  it('with any rows damaged reads as the list without them', () => {
    const mark = fc.option(fc.nat({ max: damaged.length - 1 }), { nil: undefined });
    fc.assert(fc.property(fc.array(mark, { minLength: 1, maxLength: 12 }), (marks) => {
      const whole = marks.flatMap((bad, index) => (bad === undefined ? [row(index)] : []));
      fc.pre(whole.length > 0);
      const found = parse(marks.map((bad, index) => (bad === undefined ? row(index) : damaged[bad]!(index))));
      expect([...found]).toEqual([...parse(whole)]);
      expect(heldIn(found)).toBe(marks.length);
    }), { numRuns: 60 });
  });

  it('of which no row can be read is none', () => {
    expect(() => parse(['x', null])).toThrow(ProtocolError);
    expect(() => parse('text')).toThrow(ProtocolError);
  });
});

describe('a list of which the only row is odd', () => {
  const only = [{ id: 5, created_at: null }];

  it.each(['listOrders', 'listTrades', 'listDeposits', 'listWithdrawals', 'listBeneficiaries'])('%s is read as one with an odd row, for a person may have no other', (name) => {
    const found = lists.find((one) => one.name === name)!.parse(only);
    expect([[...found], heldIn(found)]).toEqual([[], 1]);
  });

  it.each(['balances', 'markets'])('%s is no such list', (name) => {
    expect(() => lists.find((one) => one.name === name)!.parse(only)).toThrow(ProtocolError);
  });
});

describe('what could not be read', () => {
  it('is counted once however often it is read, said once, and forgotten when it can be read', () => {
    const said: object[] = [];
    const log = { warn: (event: string, fields: object) => { said.push({ event, ...fields }); } } as unknown as Log;
    const rows = new UnreadRows(new UnreadLog(log));
    const good = lists[0]!.row(1);
    const odd = { ...(lists[0]!.row(2) as object), created_at: null };
    for (let time = 0; time < 3; time += 1) lists[0]!.parse([good, odd], rows.report);
    expect(rows.counts()).toEqual([{ kind: 'deposit', count: 1 }]);
    expect(said).toEqual([{ event: 'exchange.unreadRow', list: 'deposit', fault: 'deposit: created_at is not a time' }]);
    lists[0]!.parse([good, lists[0]!.row(2)], rows.report);
    expect(rows.counts()).toEqual([]);
  });

  it('of a page behind the first spoils nothing even where no row of it can be read', async () => {
    const read = async (): Promise<Rows<unknown>> => Promise.resolve(lists[0]!.parse([null, 'x']));
    expect(heldIn(await readPage(2, read))).toBe(2);
    await expect(readPage(1, read)).rejects.toBeInstanceOf(ProtocolError);
  });

  it('in a frame spoils only itself', () => {
    const rows = new UnreadRows(new UnreadLog({ warn: () => undefined } as unknown as Log));
    const frame = readPrivateFrame(JSON.stringify({ balances: { btc: ['1', '0'], zar: ['lots'] }, trade: [lists[6]!.row(1), { id: 5 }] }), rows.report);
    expect(frame.events).toHaveLength(2);
    expect(frame.unreadable).toBe(2);
    expect(rows.counts()).toEqual([{ kind: 'trade', count: 1 }, { kind: 'balance', count: 1 }]);
  });
});
