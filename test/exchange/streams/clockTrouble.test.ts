// A private stream whose time stamp is refused by a gateway that does not tell the time.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { balances } from '../../../src/exchange/endpoints/account/balances.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { StreamState } from '../../../src/exchange/streams/events.js';
import { ack, startPeer, type Peer } from '../../support/exchangePeer.js';
import { exchangeFor, skewedClock, testSigner, until } from '../../support/exchangeUnderTest.js';

let peer: Peer;
let exchange: Exchange;
beforeEach(async () => { peer = await startPeer(); exchange = exchangeFor(peer, {}, { clock: skewedClock(-30_000) }); });
afterEach(async () => { await exchange.stop(); await peer.close(); });

it('says so, keeps trying, and connects once any answer has told the time', async () => {
  const states: StreamState[] = [];
  peer.upgrade = (request) => (Math.abs(Date.now() - Number(request.headers['x-auth-nonce'])) < 5_000 ? undefined : { status: 401, body: '{"errors":["authz.nonce_expired"]}' });
  peer.onText = (_text, socket) => { socket.send(ack(['order', 'trade', 'balance'])); };
  peer.answer = () => ({ status: 200, body: '[]' });
  const stream = exchange.openPrivateStream(testSigner(), { onEvent: () => undefined, onState: (state) => states.push(state) });
  await until(() => states.some((state) => state.name === 'refused'));
  expect(states.find((state) => state.name === 'refused')).toEqual({ name: 'refused', codes: ['authz.nonce_expired'] });
  await exchange.accountClient(testSigner()).call(balances, {});
  await until(() => stream.state().name === 'connected');
});
