// How a withdrawal is read where deployments differ.
import { expect, it } from '@jest/globals';
import { readWithdrawal } from '../../../src/exchange/wire/withdrawal.js';

const body = { id: 5, currency: 'BTC', amount: '0.4', fee: '0.0002', state: 'confirming', rid: 'bc1qcold', created_at: '2025-11-21T10:00:00Z' };

it.each<[unknown, number | undefined]>([[2, 2], ['2', 2], [0, 0], ['N/A', undefined], [null, undefined], [undefined, undefined], ['', undefined]])('confirmations %j are %s', (confirmations, read) => {
  const withdrawal = readWithdrawal({ ...body, confirmations });
  expect(withdrawal.confirmations).toBe(read);
  expect(Object.hasOwn(withdrawal, 'confirmations')).toBe(read !== undefined);
});

const hash = 'ab'.repeat(32);
const bolt = `lnbc500u1${'q'.repeat(60)}`;

it.each<[Record<string, unknown>, readonly string[] | undefined]>([
  [{}, undefined], [{ rid: null }, undefined], [{ rid: bolt, note: hash, blockchain_txid: hash }, undefined],
  [{ payment_hash: hash }, [hash]], [{ bolt }, [bolt]], [{ data: { invoice: bolt, nonce: 'x' } }, [bolt]], [{ rid: { hash } }, [hash]],
  [{ blockchain_txid: 'ff00', txid: hash }, [hash]], [{ description: 'lunch', amount_usd: 3 }, undefined],
])('of %j an invoice or hash is kept from whatever field it stands in', (over, marks) => {
  expect(readWithdrawal({ ...body, ...over }).marks).toEqual(marks);
});
