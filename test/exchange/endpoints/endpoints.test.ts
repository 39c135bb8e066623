import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ProtocolError, UnknownOutcomeError } from '../../../src/model/errors.js';
import type { Endpoint } from '../../../src/exchange/endpoint.js';
import { endpoints } from '../../../src/exchange/endpoints/index.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { startPeer, type Peer } from '../../support/exchangePeer.js';
import { exchangeFor, testSigner } from '../../support/exchangeUnderTest.js';

interface Case {
  readonly says: string;
  readonly input?: unknown;
  readonly request: { readonly method: string; readonly target: string; readonly body?: unknown };
  readonly status: number;
  readonly answer?: unknown;
  /** The answer's text, where numbers must stay as written. */
  readonly raw?: string;
  readonly output?: unknown;
}

type AnyEndpoint = Endpoint<unknown, unknown>;
const casesOf = (name: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/exchange/endpoints/${name}.json`, import.meta.url), 'utf8')) as readonly Case[];
const all = endpoints as unknown as readonly AnyEndpoint[];
const rows = all.flatMap((endpoint) => casesOf(endpoint.name).map((one) => ({ name: endpoint.name, says: one.says, endpoint, one })));

let peer: Peer;
let exchange: Exchange;
beforeAll(async () => { peer = await startPeer(); exchange = exchangeFor(peer, { readRetries: 0, requestTimeoutMs: 5_000 }); });
afterAll(async () => { await exchange.stop(); await peer.close(); });

describe('each REST call', () => {
  it.each(rows)('$name sends what the document says and reads: $says', async ({ endpoint, one }) => {
    peer.requests.length = 0;
    peer.answer = () => ({ status: one.status, body: one.raw ?? JSON.stringify(one.answer) });
    const output = await exchange.accountClient(testSigner()).call(endpoint, one.input);
    const [request] = peer.requests;
    expect({ method: request!.method, target: request!.target }).toEqual({ method: one.request.method, target: one.request.target });
    expect(request!.body === '' ? undefined : JSON.parse(request!.body)).toEqual(one.request.body);
    expect('x-auth-signature' in request!.headers).toBe(endpoint.access === 'signed');
    expect(output).toEqual(one.output);
  });

  const strict = all.filter((endpoint) => !['healthAlive', 'deleteBeneficiary'].includes(endpoint.name)).map((endpoint) => ({ name: endpoint.name, endpoint }));
  it.each(strict)('$name does not take nonsense for an answer', async ({ endpoint }) => {
    const [one] = casesOf(endpoint.name);
    const tolerant = endpoint.name === 'cancelOrder' || endpoint.name === 'depositAddress' ? ['7', '"x"', '[1]'] : ['null', '7', '"x"', '[1]', '{"data":[]}'];
    for (const body of tolerant) {
      peer.answer = () => ({ status: 200, body });
      const error: unknown = await exchange.accountClient(testSigner()).call(endpoint, one!.input).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(endpoint.effect === 'write' ? UnknownOutcomeError : ProtocolError);
    }
  });

  it.each([['..'], ['.'], [''], ['x'.repeat(300)]])('never lets %j become a path', async (id) => {
    peer.requests.length = 0;
    const getOrder = all.find((endpoint) => endpoint.name === 'getOrder');
    await expect(exchange.accountClient(testSigner()).call(getOrder!, { id })).rejects.toThrow(RangeError);
    expect(peer.requests).toHaveLength(0);
  });

  it('escapes what would change a path', async () => {
    peer.requests.length = 0;
    peer.answer = () => ({ status: 404, body: '{"errors":["record.not_found"]}' });
    const getOrder = all.find((endpoint) => endpoint.name === 'getOrder');
    await expect(exchange.accountClient(testSigner()).call(getOrder!, { id: '1/cancel?x=#' })).rejects.toThrow();
    expect(peer.requests[0]!.target).toBe('/market/orders/1%2Fcancel%3Fx%3D%23');
  });
});
