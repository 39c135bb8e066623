// What becomes of a call for every status in the exchange's document, with its words and without: definite or unknown, tried again or not.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOrder } from '../../../src/exchange/endpoints/market/createOrder.js';
import { getOrder } from '../../../src/exchange/endpoints/market/getOrder.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { decimal } from '../../../src/model/money.js';
import { startPeer, type Peer } from '../../support/exchangePeer.js';
import { exchangeFor, testSigner } from '../../support/exchangeUnderTest.js';

let peer: Peer;
let exchange: Exchange;
beforeAll(async () => { peer = await startPeer(); });
// One for each test: together they send more than one client's pace allows.
beforeEach(() => { exchange = exchangeFor(peer, { slowDownBaseMs: 1, slowDownCapMs: 1, requestTimeoutMs: 5_000, readDeadlineMs: 15_000 }); });
afterEach(() => exchange.stop());
afterAll(() => peer.close());

interface Outcome { readonly status: number; readonly words: boolean; readonly write: string; readonly read: string; readonly tries: number }
const refused = 'RefusedError';
const unknown = 'UnknownOutcomeError';
const row = (status: number, words: boolean, write: string, read: string, tries: number): Outcome => ({ status, words, write, read, tries });
/** API.txt, Errors, with RELIABILITY.md 1.1: without the exchange's own words no write is a definite no, and a read is tried again (PROTOCOL.md section 4). */
const outcomes: readonly Outcome[] = [
  row(400, true, refused, refused, 1), row(400, false, unknown, 'UnavailableError network', 4),
  row(401, true, refused, refused, 1), row(401, false, unknown, 'UnavailableError network', 4),
  row(403, true, refused, refused, 1), row(403, false, unknown, 'UnavailableError network', 4),
  row(404, true, refused, refused, 1), row(404, false, unknown, 'UnavailableError network', 4),
  row(405, true, refused, refused, 1), row(405, false, unknown, 'UnavailableError network', 4),
  row(422, true, refused, refused, 1), row(422, false, unknown, 'UnavailableError network', 4),
  row(429, true, refused, 'UnavailableError rateLimit', 4), row(429, false, unknown, 'UnavailableError rateLimit', 4),
  row(500, true, unknown, 'UnavailableError network', 4), row(500, false, unknown, 'UnavailableError network', 4),
  row(503, true, unknown, 'UnavailableError maintenance', 4), row(503, false, unknown, 'UnavailableError maintenance', 4),
];

const fail = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(() => 'no error', (caught: unknown) => caught);
  const { name, reason } = error as { readonly name: string; readonly reason?: string };
  return reason === undefined ? name : `${name} ${reason}`;
};

/** Any 4xx but these is a definite no of a write, with the exchange's own words (DECISIONS 7). */
const refusals = [400, 401, 402, 403, 404, 405, 406, 410, 411, 412, 413, 415, 418, 421, 422, 423, 424, 426, 428, 429, 431, 451, 471, 499] as const;
const noRefusals = [307, 408, 409, 425, 500, 502, 503, 504, 520] as const;
const ownWords: readonly string[] = ['{"errors":["authz.restrict.blacklist"]}', '{"errors":["a.b","c.d"],"sent_at":"2023-01-01"}', ' {"errors" : ["market.order.invalid_side"]}\n'];
/** What only looks like them: a gateway, a proxy or nobody. */
const likeThem: readonly string[] = [
  '', 'errors', '<html><body>{"errors":["x.y"]}</body></html>', '{"errors":[]}', '{"errors":"text"}', '{"errors":{"code":"x.y"}}', '{"errors":[{"message":"x.y"}]}',
  '{"errors":["x.y",{"code":"z"}]}', '{"errors":["x.y",null]}', '{"errors":[""]}', '{"errors":[" "]}', '{"errors":[42]}', '{"errors":[["x.y"]]}', '{"errors":null}',
  '{"error":"x.y"}', '{"error":{"message":"x.y"}}', '{"message":"x.y"}', '["x.y"]', '"x.y"', '{"errors":["x.y"', '{"data":{"errors":["x.y"]}}',
  '{"errors":["request timed out"]}',
  '{"errors":["Forbidden"]}', '{"errors":"Not Found"}', '{"errors":["Not Found"]}', '{"errors":["Method Not Allowed","x.y"]}', '{"errors":["no Route matched with those values"]}',
  '{"errors":["Forbidden."]}', '{"errors":["Cannot POST /api/v2/market/orders"]}', '{"errors":["X.Y"]}',
];

describe('a write answered with', () => {
  const place = async (status: number, body: string): Promise<string> => {
    peer.answer = () => ({ status, body });
    peer.requests.length = 0;
    const outcome = await fail(exchange.accountClient(testSigner()).call(createOrder, { market: 'btczar', side: 'buy', type: 'limit', volume: decimal('1'), price: decimal('1'), customOrderId: 'c' }));
    expect(peer.requests).toHaveLength(1);
    return outcome;
  };

  it.each(refusals)('%i is refused by the words of the exchange, and unknown by all that only looks like them', async (status) => {
    for (const body of ownWords) expect([body, await place(status, body)]).toEqual([body, refused]);
    for (const body of likeThem) expect([body, await place(status, body)]).toEqual([body, unknown]);
  });

  it('the last word of a sentence is refused with 422, where the exchange says it, and unknown with all else', async () => {
    for (const status of refusals) expect([status, await place(status, '{"errors":["value"]}')]).toEqual([status, status === 422 ? refused : unknown]);
  });

  it.each(noRefusals)('%i is unknown, whatever comes with it', async (status) => {
    for (const body of [...ownWords, ...likeThem]) expect([body, await place(status, body)]).toEqual([body, unknown]);
  });

  it('the two words that the exchange says alone is refused at their own status only', async () => {
    const alone = (word: string): string => JSON.stringify({ errors: word });
    expect(await place(405, alone('server.method_not_allowed'))).toBe(refused);
    expect(await place(400, alone('server.method.invalid_message_body'))).toBe(refused);
    expect(await place(422, alone('server.method_not_allowed'))).toBe(unknown);
    expect(await place(405, alone('Method Not Allowed'))).toBe(unknown);
  });
});

describe('a call answered with', () => {
  it.each(outcomes)('$status, words: $words, ends as the table says', async ({ status, words, write, read, tries }) => {
    const client = exchange.accountClient(testSigner());
    peer.answer = () => ({ status, body: words ? '{"errors":["some.code"]}' : '<html>' });
    peer.requests.length = 0;
    expect(await fail(client.call(createOrder, { market: 'btczar', side: 'buy', type: 'limit', volume: decimal('1'), price: decimal('1'), customOrderId: 'c' }))).toBe(write);
    expect(peer.requests).toHaveLength(1);
    peer.requests.length = 0;
    expect(await fail(client.call(getOrder, { id: '1' }))).toBe(read);
    expect(peer.requests).toHaveLength(tries);
  });

  it('any 2xx and a body is answered, whichever the document names', async () => {
    for (const status of [200, 201, 202]) {
      peer.answer = () => ({ status, body: '{"id":7,"market":"btczar","side":"buy","state":"wait","origin_volume":"1"}' });
      await expect(exchange.accountClient(testSigner()).call(getOrder, { id: '7' })).resolves.toMatchObject({ id: '7' });
    }
  });
});
