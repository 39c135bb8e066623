// What is read out of an invoice, and what is never read out of one: BOLT 11's own examples, and every change of them.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { invoiceTextLimit, mentionsInvoice, readInvoice } from '../../src/lightning/readInvoice.js';
import { encodeBolt11 } from '../../src/sandbox/exchange/money/bolt11.js';
import { decimal } from '../../src/sandbox/exchange/decimals.js';
import { seededRandom } from '../../src/sandbox/exchange/random.js';
import { coffee, coffeeBeans, donation, ignoredFields, invalid, payee, paymentHash, picoAmount, testnet } from './vectors.js';

const beans = { amountSat: '2500000', paymentHash, payee, description: 'coffee beans', createdAt: 1496314658_000, expiresAt: 1496314658_000 + 3600_000 };

describe('an example of BOLT 11', () => {
  it.each([['as written', coffeeBeans], ['in upper case', coffeeBeans.toUpperCase()]])('%s says what the document says', (_how, bolt) => {
    expect(readInvoice(bolt)).toEqual({ ...beans, bolt: coffeeBeans });
  });

  it('with fields to be ignored says the same', () => {
    expect(readInvoice(ignoredFields)).toEqual({ ...beans, bolt: ignoredFields });
  });

  it.each<readonly [string, string, unknown]>([
    ['without an amount', donation, { fault: 'amountless' }],
    ['for testnet', testnet, { fault: 'network', network: 'testnet' }],
    ['of a part of a sat', picoAmount, { fault: 'fraction', amountMsat: '967878534' }],
    ['without a payment secret', coffee, { fault: 'unsafe' }],
  ])('%s is refused, by name', (_what, bolt, fault) => {
    expect(readInvoice(bolt)).toEqual(fault);
  });

  it.each(invalid)('with %s is refused', (_why, bolt) => {
    expect(readInvoice(bolt)).toHaveProperty('fault');
  });
});

describe('other networks', () => {
  it.each([['lntb', 'testnet'], ['lntbs', 'signet'], ['lnbcrt', 'regtest'], ['lnsb', 'simnet'], ['lnltc', 'litecoin']])('%s is named %s', (prefix, network) => {
    expect(readInvoice(`${prefix}500u1${'q'.repeat(200)}`)).toEqual({ fault: 'network', network });
  });
});

describe('in a text', () => {
  it.each([
    ['a prefix', `lightning:${coffeeBeans}`], ['a prefix in upper case', `LIGHTNING:${coffeeBeans.toUpperCase()}`], ['white space', `\n  ${coffeeBeans}\t`],
    ['words around it', `Please pay this: ${coffeeBeans}. Thanks!`], ['itself, again', `${coffeeBeans} ${coffeeBeans.toUpperCase()}`],
    ['a bitcoin address', `bitcoin:bc1qxyz?amount=0.025&lightning=${coffeeBeans.toUpperCase()}`],
  ])('an invoice with %s is found', (_with, text) => {
    expect(readInvoice(text)).toMatchObject(beans);
    expect(mentionsInvoice(text)).toBe(true);
  });

  it.each([['two invoices', `${coffeeBeans} ${coffee}`, 'several'], ['none', 'hello', 'none'], ['nothing', '', 'none'], ['a word that only begins so', 'lnbc1 is a prefix', 'none'], ['half an invoice', coffeeBeans.slice(0, 150), 'damaged']])('%s is refused', (_what, text, fault) => {
    expect(readInvoice(text)).toEqual({ fault });
  });

  it('of any content and length it takes no time to speak of', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('', 'lnbc', 'lnbc1', 'ln', 'lnbc9999999999m1'), (text, head) => {
      expect(readInvoice(`${head}${text}`)).toHaveProperty('fault');
    }));
    const long = 'lnbc1'.repeat(invoiceTextLimit);
    const before = performance.now();
    readInvoice(long);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('an invoice of a writer of its own', () => {
  const written = (sat: string, description: string, lifeS: number): string =>
    encodeBolt11({ amountSat: decimal(sat), description, paymentHash: 'ab'.repeat(32), createdAtS: 1763719200, expiresAtS: 1763719200 + lifeS }, seededRandom(3));

  it('is read as it was written', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 2_100_000_000_000_000n }), fc.string({ maxLength: 40, unit: 'grapheme' }), fc.integer({ min: 0, max: 1_000_000 }), (sat, description, lifeS) => {
      const text = description.toWellFormed();
      expect(readInvoice(written(String(sat), text, lifeS))).toMatchObject({ amountSat: String(sat), payee, paymentHash: 'ab'.repeat(32), createdAt: 1763719200_000, expiresAt: (1763719200 + lifeS) * 1000, ...(text === '' ? {} : { description: text }) });
    }), { numRuns: 50 });
  });

  it('is never read with other facts once a character, two, or their order is changed', () => {
    const bolt = written('50000', 'coffee', 3600);
    const facts = readInvoice(bolt);
    expect(facts).toMatchObject({ amountSat: '50000' });
    const letters = Array.from('qpzry9x8gf2tvdw0s3jn54khce6mua7l1bioQ .!');
    const place = fc.integer({ min: 0, max: bolt.length - 1 });
    const letter = fc.constantFrom(...letters);
    const put = (text: string, at: number, what: string, over: number): string => text.slice(0, at) + what + text.slice(at + over);
    fc.assert(fc.property(place, letter, fc.constantFrom(0, 1, 2), fc.option(fc.tuple(place, letter)), (at, what, over, second) => {
      const once = put(bolt, at, what, over);
      const changed = second === null ? once : put(once, second[0], second[1], 1);
      const read = readInvoice(changed);
      if (!('fault' in read)) expect(read).toEqual(facts);
    }), { numRuns: 3000 });
  });
});
