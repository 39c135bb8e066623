import { describe, expect, it } from '@jest/globals';
import { checkBaseUrl } from '../../../src/exchange/transport/baseUrl.js';

describe('a base address', () => {
  it.each([
    ['https://trade.capecrypto.com/api/v2/trade', 'http', 'https://trade.capecrypto.com/api/v2/trade'],
    ['https://trade.capecrypto.com/api/v2/trade/', 'http', 'https://trade.capecrypto.com/api/v2/trade'],
    ['wss://trade.capecrypto.com/api/v2/stream', 'ws', 'wss://trade.capecrypto.com/api/v2/stream'],
    ['http://127.0.0.1:8080/x', 'http', 'http://127.0.0.1:8080/x'],
    ['http://localhost', 'http', 'http://localhost'],
    ['ws://[::1]:9', 'ws', 'ws://[::1]:9'],
  ] as const)('%s is taken', (address, kind, taken) => {
    expect(checkBaseUrl(address, kind)).toBe(taken);
  });

  it.each([
    ['http://trade.capecrypto.com', 'http'], ['ws://10.0.0.1', 'ws'], ['http://127.0.0.1.evil.com', 'http'], ['http://localhost.evil.com', 'http'],
    ['ftp://127.0.0.1', 'http'], ['wss://a.com', 'http'], ['https://a.com', 'ws'], ['https://u:p@a.com', 'http'], ['https://a.com/?x=1', 'http'], ['https://a.com/#x', 'http'],
    ['nonsense', 'http'],
  ] as const)('%s is refused for %s', (address, kind) => {
    expect(() => checkBaseUrl(address, kind)).toThrow();
  });
});
