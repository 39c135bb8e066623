import { describe, expect, it } from '@jest/globals';
import { readCurrency } from '../../../src/exchange/wire/currency.js';

describe('a currency', () => {
  it('has its limits and its page of a transaction', () => {
    expect(readCurrency({ id: 'BTC', withdraw_limit_24h: '5.0', withdraw_limit_72h: 15, explorer_transaction: 'https://x/tx/#{txid}' }))
      .toMatchObject({ id: 'btc', withdrawLimit24h: '5', withdrawLimit72h: '15', explorerTransaction: 'https://x/tx/#{txid}' });
  });

  it.each([[{ withdraw_limit_24h: '0.0', withdraw_limit_72h: 0 }], [{}], [{ withdraw_limit_24h: null }]])('has no limits where they are nought or left out: %j', (fields) => {
    const read = readCurrency({ id: 'btc', ...fields });
    expect([read.withdrawLimit24h, read.withdrawLimit72h, read.explorerTransaction]).toEqual([undefined, undefined, undefined]);
  });
});
