// A refusal counts only with the exchange's own words: whatever some gateway answers in its place says nothing of key or order.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { balances } from '../../../src/exchange/endpoints/account/balances.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { RefusedError, UnavailableError } from '../../../src/model/errors.js';
import { startPeer, type Peer } from '../../support/exchangePeer.js';
import { exchangeFor, testSigner } from '../../support/exchangeUnderTest.js';

let peer: Peer;
let exchange: Exchange;
beforeEach(async () => { peer = await startPeer(); exchange = exchangeFor(peer); });
afterEach(async () => { await exchange.stop(); await peer.close(); });

const bare: readonly string[] = ['', '<html>Not Found</html>', 'denied', '{}', '[]', '{"errors":[]}', '{"errors":null}', '{"errors":[""]}', '{"errors":[{"status":404}]}',
  '{"errors":["Forbidden"]}', '{"errors":"Not Found"}', '{"errors":["Unauthorized"]}', '{"error":"Bad Request"}', '{"error":{"message":"Not Found"}}', '{"errors":["x.y","Not Found"]}',
];
const cases = [400, 401, 403, 404, 405, 422].flatMap((status) => bare.map((body): readonly [number, string] => [status, body]));
const ask = (): Promise<unknown> => exchange.accountClient(testSigner()).call(balances, {}).then((value) => value, (error: unknown) => error);

describe('a refusal', () => {
  it.each([...cases, [404, '{"status":404,"error":"Not Found"}'], [404, '{"error":{"message":"no route"}}']] as const)('%d %s is no word of the exchange', async (status, body) => {
    peer.answer = () => ({ status, body });
    expect(await ask()).toBeInstanceOf(UnavailableError);
  });

  it.each([401, 403, 404, 405, 422])('%d with errors is one', async (status) => {
    peer.answer = () => ({ status, body: '{"errors":["record.not_found"]}' });
    expect(await ask()).toBeInstanceOf(RefusedError);
  });
});
