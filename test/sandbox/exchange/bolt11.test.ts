import { describe, expect, it } from '@jest/globals';
import { decodeBolt11, encodeBolt11 } from '../../../src/sandbox/exchange/money/bolt11.js';
import { decimal } from '../../../src/sandbox/exchange/decimals.js';
import { seededRandom } from '../../../src/sandbox/exchange/random.js';

// An example of the BOLT 11 document: 2500 micro-bitcoin for a cup of coffee, within one minute.
const COFFEE = 'lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu'
  + 'aztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2rspfj9srp';

describe('a Lightning invoice', () => {
  it('is read as the BOLT 11 document reads its example', () => {
    const invoice = decodeBolt11(COFFEE);
    expect(invoice?.amountSat?.toFixed()).toBe('250000');
    expect(invoice).toMatchObject({
      description: '1 cup coffee', createdAtS: 1496314658, expiresAtS: 1496314658 + 60,
      paymentHash: '0001020304050607080900010203040506070809000102030405060708090102',
    });
  });

  it.each(['1', '10', '12345', '100000000'])('of %s satoshi says the same after being written and read', (sat) => {
    const invoice = { amountSat: decimal(sat), description: 'Grüße', paymentHash: 'ab'.repeat(32), createdAtS: 1700000000, expiresAtS: 1700003600 };
    const read = decodeBolt11(encodeBolt11(invoice, seededRandom(1)));
    expect(read).toMatchObject({ ...invoice, amountSat: expect.anything() });
    expect(read?.amountSat?.toFixed()).toBe(sat);
  });

  it.each([
    ['a wrong checksum', `${COFFEE.slice(0, -1)}q`],
    ['another network', 'lntb1qqqqqqqqqqqq'],
    ['ordinary text', 'hello'],
    ['nothing', ''],
  ])('with %s is not read', (_, text) => {
    expect(decodeBolt11(text)).toBeNull();
  });
});
