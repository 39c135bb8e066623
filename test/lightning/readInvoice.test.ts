// What is read out of an invoice, and what is never read out of one: BOLT 11's own examples, and every change of them.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { invoiceTextLimit, mentionsLightning, readInvoice } from '../../src/lightning/readInvoice.js';
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

const lnurl = 'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQURZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS';

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
    expect(mentionsLightning(text)).toBe(true);
  });

  it.each([['two invoices', `${coffeeBeans} ${coffee}`, 'several'], ['none', 'hello', 'none'], ['nothing', '', 'none'], ['a word that only begins so', 'lnbc1 is a prefix', 'none'], ['half an invoice', coffeeBeans.slice(0, 150), 'damaged']])('%s is refused', (_what, text, fault) => {
    expect(readInvoice(text)).toEqual({ fault });
  });

  it.each([
    ['lines of 64', (bolt: string) => bolt.match(/.{1,64}/g)!.join('\n')], ['lines of 76 with indents', (bolt: string) => bolt.match(/.{1,76}/g)!.join('\r\n   ')],
    ['spaces', (bolt: string) => bolt.match(/.{1,40}/g)!.join(' ')], ['lines and words after it', (bolt: string) => `Pay this:\nlightning:${bolt.match(/.{1,70}/g)!.join('\n')} thanks`],
    ['lines in capitals, and a full stop', (bolt: string) => `${bolt.toUpperCase().match(/.{1,70}/g)!.join('\n')}.`],
  ])('an invoice broken over %s is put together, and its checksum proves it', (_how, broken) => {
    expect(readInvoice(broken(coffeeBeans))).toMatchObject({ ...beans, bolt: coffeeBeans });
    expect(mentionsLightning(broken(coffeeBeans))).toBe(true);
  });

  it('an invoice broken over lines with a line missing is damaged, and never another invoice', () => {
    const lines = coffeeBeans.match(/.{1,64}/g)!;
    for (let left = 1; left < lines.length; left += 1) expect(readInvoice(lines.filter((_, at) => at !== left).join('\n'))).toEqual({ fault: 'damaged' });
  });

  it.each([
    ['an LNURL', lnurl, 'lnurl'], ['an LNURL in small letters behind a prefix', `lightning:${lnurl.toLowerCase()}`, 'lnurl'],
    ['an LNURL beside an address', `bitcoin:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4?lightning=${lnurl}`, 'lnurl'], ['an LNURL with a scheme of its own', 'lnurlp://example.com/pay/1', 'lnurl'],
    ['a Lightning address', 'shop@walletofsatoshi.com', 'lightningAddress'], ['a Lightning address behind a prefix', ' lightning:Shop@pay.example.co.za ', 'lightningAddress'],
    ['an offer', `lno1pqps7sjqpgtyzm3qv4uxzmtsd3jjqer9wd3hy6tsw35k7msjzfpy7nz5yqcnygrfdej82um5wf5k2uckyypwa3eyt44h6txtxquqh7lz5djge4afgfjn7k4rgrkuag0jsd`, 'offer'],
  ])('%s is named for what it is, and not called damaged', (_what, text, fault) => {
    expect(readInvoice(text)).toEqual({ fault });
    expect(mentionsLightning(text)).toBe(true);
  });

  it.each([['an address in a sentence', 'please write to shop@example.com today'], ['an invite', '@capebot'], ['a word', 'lnurl is a standard'], ['an offer that is none', 'lno1 is a prefix']])('%s is none of these', (_what, text) => {
    expect(mentionsLightning(text)).toBe(false);
  });

  it('an invoice beside an LNURL is the one that is read: what can be paid is paid', () => {
    expect(readInvoice(`${lnurl} or ${coffeeBeans}`)).toMatchObject(beans);
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
