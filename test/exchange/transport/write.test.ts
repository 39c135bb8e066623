import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decimal } from '../../../src/model/money.js';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../../src/model/errors.js';
import { createOrder, type CreateOrderInput } from '../../../src/exchange/endpoints/market/createOrder.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { json, startPeer, type Peer, type PeerAnswer } from '../../support/exchangePeer.js';
import { exchangeFor, testSigner } from '../../support/exchangeUnderTest.js';

const order: CreateOrderInput = { market: 'btczar', side: 'sell', type: 'limit', volume: decimal('0.00001'), price: decimal('800000'), customOrderId: 'mine-1' };
const html = '<html><body>504 Gateway Time-out</body></html>';

let peer: Peer;
let exchange: Exchange;
beforeEach(async () => { peer = await startPeer(); exchange = exchangeFor(peer); });
afterEach(async () => { await exchange.stop(); await peer.close(); });

const send = async (): Promise<unknown> => await exchange.accountClient(testSigner()).call(createOrder, order).then((value) => value, (error: unknown) => error);

describe('a write', () => {
  const refused: readonly (readonly [string, PeerAnswer, readonly string[]])[] = [
    ['400 with a list', json({ errors: ['a.b'] }, 400), ['a.b']],
    ['401 with a list', json({ errors: ['authz.invalid_signature'] }, 401), ['authz.invalid_signature']],
    ['403 with a list', json({ errors: ['market.trade.not_permitted'] }, 403), ['market.trade.not_permitted']],
    ['404 with a list', json({ errors: ['record.not_found'] }, 404), ['record.not_found']],
    ['405 with a string', json({ errors: 'server.method_not_allowed' }, 405), ['server.method_not_allowed']],
    ['422 with several codes', json({ errors: ['x', 'y'] }, 422), ['x', 'y']],
    ['400 with a string', json({ errors: 'server.method.invalid_message_body' }, 400), ['server.method.invalid_message_body']],
    ['423, a rule for a country', json({ errors: ['authz.restrict.blacklist'] }, 423), ['authz.restrict.blacklist']],
    ['471, maintenance', json({ errors: ['authz.restrict.maintenance'] }, 471), ['authz.restrict.maintenance']],
    ['422 with sent_at beside', json({ errors: ['x'], sent_at: '2023-01-01' }, 422), ['x']],
    ['429 with an exchange body', json({ errors: ['slow.down'] }, 429), ['slow.down']],
  ];
  it.each(refused)('is a definite no for %s, and is sent once', async (_name, answer, codes) => {
    peer.answer = () => answer;
    const error = await send();
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ status: answer.status, codes, route: 'createOrder' });
    expect(peer.requests).toHaveLength(1);
  });

  const unknown: readonly (readonly [string, PeerAnswer | 'reset' | undefined])[] = [
    ['400 that speaks of a time-out', json({ errors: ['upstream request timeout'] }, 400)],
    ['422 that speaks of a time-out', json({ errors: ['Request timed out'] }, 422)],
    ['400 without a body', { status: 400 }],
    ['403 in HTML', { status: 403, body: html }],
    ['404 with an empty list', json({ errors: [] }, 404)],
    ['401 with JSON of another kind', json({ hello: 1 }, 401)],
    ['408', json({ errors: ['x'] }, 408)],
    ['409', json({ errors: ['x'] }, 409)],
    ['425', json({ errors: ['x'] }, 425)],
    ['422 with error.message', json({ error: { message: 'no' } }, 422)],
    ['422 with error text', json({ error: 'no' }, 422)],
    ['429 in HTML', { status: 429, body: html }],
    ['500 with codes', json({ errors: ['server.internal_error'] }, 500)],
    ['502 in HTML', { status: 502, body: html }],
    ['503 without a body', { status: 503 }],
    ['504 in HTML', { status: 504, body: html }],
    ['201 without an id', json({ state: 'pending' }, 201)],
    ['201 without a body', { status: 201 }],
    ['201 in HTML', { status: 201, body: html }],
    ['201 cut short', { status: 201, body: '{"id":12' }],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }],
    ['a reset after the request', 'reset'],
    ['silence', undefined],
  ];
  it.each(unknown)('has an unknown outcome for %s, and is sent once', async (_name, answer) => {
    peer.answer = () => answer;
    const error = await send();
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(peer.requests).toHaveLength(1);
  });

  it('certainly never left when the connection is refused', async () => {
    await peer.close();
    expect(await send()).toMatchObject({ constructor: UnavailableError, reason: 'network' });
  });

  it('gives the order of a 201', async () => {
    peer.answer = () => json({ id: 173757, uuid: 'u', side: 'sell', ord_type: 'limit', price: '800000.0', avg_price: '0.0', state: 'pending', market: 'btczar', created_at: '2023-12-08T08:46:59+01:00', updated_at: '2023-12-08T08:46:59+01:00', origin_volume: '0.00001', remaining_volume: '0.00001', executed_volume: '0.0', trades_count: 0, custom_order_id: 'mine-1' }, 201);
    expect(await send()).toEqual({
      id: '173757', uuid: 'u', side: 'sell', type: 'limit', price: '800000', averagePrice: '0', state: 'pending', market: 'btczar',
      createdAt: 1702021619000, updatedAt: 1702021619000, originVolume: '0.00001', remainingVolume: '0.00001', executedVolume: '0', tradesCount: 0, customOrderId: 'mine-1',
    });
  });

  it('completes a 201 that says little more than the id from what was asked', async () => {
    peer.answer = () => json({ id: '9007199254740993', state: null }, 201);
    expect(await send()).toMatchObject({ id: '9007199254740993', state: 'pending', market: 'btczar', side: 'sell', originVolume: '0.00001', customOrderId: 'mine-1' });
  });

  it('keeps every digit of an id sent as a number', async () => {
    peer.answer = () => ({ status: 201, body: '{"id":90071992547409931}' });
    expect(await send()).toMatchObject({ id: '90071992547409931' });
  });

  it('sends exactly the documented keys, numbers as plain decimals', async () => {
    peer.answer = () => json({ id: 1 }, 201);
    await send();
    const [request] = peer.requests;
    expect(JSON.parse(request!.body)).toEqual({ market: 'btczar', side: 'sell', volume: '0.00001', ord_type: 'limit', price: '800000', custom_order_id: 'mine-1' });
    expect(request!.headers['content-type']).toBe('application/json;charset=utf-8');
    await exchange.accountClient(testSigner()).call(createOrder, { ...order, type: 'market' });
    expect(Object.keys(JSON.parse(peer.requests[1]!.body) as object)).toEqual(['market', 'side', 'volume', 'ord_type', 'custom_order_id']);
  });

  it('that waits too long for its turn never leaves', async () => {
    await exchange.stop();
    exchange = exchangeFor(peer, { keyBurst: 1, keyRatePerSecond: 0.1, writeWaitMs: 50 });
    peer.answer = () => json({ id: 1 }, 201);
    await send();
    expect(await send()).toMatchObject({ constructor: UnavailableError, reason: 'rateLimit' });
    expect(peer.requests).toHaveLength(1);
  });

  it('under way is waited for when the program stops', async () => {
    let release: (answer: PeerAnswer) => void = () => undefined;
    peer.answer = () => new Promise((resolve) => { release = resolve; });
    const sent = send();
    while (peer.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = exchange.stop();
    release(json({ id: 5 }, 201));
    expect(await sent).toMatchObject({ id: '5' });
    await stopped;
    expect(await send()).toMatchObject({ constructor: UnavailableError, reason: 'stopping' });
  });
});
