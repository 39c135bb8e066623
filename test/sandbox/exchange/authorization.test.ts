import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startExchange, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { signed, type Key } from './exchangeClient.js';

let exchange: SimulatedExchange;
let key: Key;
const NOW = 1_700_000_000_000;

beforeAll(async () => {
  exchange = await startExchange({ otherTraders: false, now: () => NOW });
  key = exchange.control.createAccount({ balances: { zar: '10' } });
});
afterAll(() => exchange.stop());

async function ask(headers: Record<string, string>, path = '/account/balances'): Promise<[number, unknown]> {
  const response = await fetch(exchange.restUrl + path, { headers });
  return [response.status, await response.json()];
}

describe('a private request', () => {
  it.each([-4999, 0, 4999])('is let in with a nonce %d ms off', async (offset) => {
    expect((await ask(signed(key, String(NOW + offset))))[0]).toBe(200);
  });

  it.each([
    ['no headers', 422, 'authz.invalid_api_key_headers', () => ({})],
    ['a blank signature', 422, 'authz.invalid_api_key_headers', () => ({ ...signed(key, String(NOW)), 'X-Auth-Signature': ' ' })],
    ['an unknown key, even with an old nonce', 401, 'authz.unexistent_apikey', () => signed({ ...key, apiKey: 'ffffffffffffffff' }, '1')],
    ['a nonce that is no time', 401, 'authz.nonce_not_valid_timestamp', () => signed(key, 'now')],
    ['a nonce 5000 ms late, even with a wrong signature', 401, 'authz.nonce_expired', () => signed({ ...key, secret: 'x' }, String(NOW - 5000))],
    ['a nonce 5000 ms early', 401, 'authz.nonce_expired', () => signed(key, String(NOW + 5000))],
    ['a wrong signature', 401, 'authz.invalid_signature', () => signed({ ...key, secret: 'x' }, String(NOW))],
  ])('with %s is answered %d %s', async (_, status, code, headers) => {
    expect(await ask(headers())).toEqual([status, { errors: [code] }]);
  });

  it('with a disabled key is refused until the key is enabled again', async () => {
    exchange.control.disableKey(key.apiKey);
    expect(await ask(signed(key, String(NOW)))).toEqual([401, { errors: ['authz.apikey_not_active'] }]);
    exchange.control.disableKey(key.apiKey, true);
    expect((await ask(signed(key, String(NOW))))[0]).toBe(200);
  });

  it.each([
    ['active', '/account/balances', 401, 'authz.invalid_session'],
    ['twoFactor', '/account/balances', 401, 'authz.disabled_2fa'],
    ['trading', '/market/orders', 403, 'market.trade.not_permitted'],
    ['deposits', '/account/deposits', 403, 'account.deposit.not_permitted'],
    ['withdrawals', '/account/beneficiaries', 403, 'account.withdraw.not_permitted'],
  ] as const)('without the permission %s cannot reach %s', async (permission, path, status, code) => {
    exchange.control.setPermissions(key.uid, { [permission]: false });
    expect(await ask(signed(key, String(NOW)), path)).toEqual([status, { errors: [code] }]);
    exchange.control.setPermissions(key.uid, { [permission]: true });
  });

  it('outside the permitted paths is the gateway\'s 401, and inside them an unknown path is 404', async () => {
    expect(await ask(signed(key, String(NOW)), '/admin/orders')).toEqual([401, { errors: ['authz.invalid_permission'] }]);
    expect((await ask(signed(key, String(NOW)), '/account/nothing/here'))[0]).toBe(404);
  });
});
