import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressFault, isChecked, isTag, joinTag, splitTag } from '../../../src/model/payments/addressChecks.js';

/** From BIP 173, BIP 350, EIP-55, the first block, BIP 13's wiki sample, and the XRP ledger's own documentation. */
const good: readonly (readonly [currency: string, address: string])[] = [
  ['btc', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
  ['btc', 'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y'],
  ['btc', 'BC1SW50QGDZ25J'],
  ['btc', 'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs'],
  ['btc', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ['btc', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['btc', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ['xrp', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'],
  ['xrp', 'rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B'],
  ['xrp', 'rrrrrrrrrrrrrrrrrrrrrhoLvTp'],
  ['eth', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ['eth', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
  ['eth', '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB'],
  ['usdt', '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb'],
  ['eth', '0x52908400098527886E0F7030069857D2E4169EE7'],
  ['eth', '0xde709f2102306220921060314715629080e2fb77'],
  ['usdc', '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359'],
  ['doge', 'DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L'],
];

const checksummed = good.filter(([currency]) => currency === 'btc' || currency === 'xrp');

describe('an address', () => {
  it.each(['helloworld123', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf', '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d35'])('of a token on Ethereum is 0x and 40 hex digits: %s is refused', (address) => {
    for (const network of ['Ethereum', 'ethereum', 'ERC20', 'eth']) expect(addressFault('usdc', address, network)).toBe('shape');
    expect(addressFault('usdc', '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359', 'ethereum')).toBeUndefined();
  });

  it('of a coin nothing is known of passes unchecked', () => {
    expect([addressFault('usdt', 'TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf', 'tron'), isChecked('usdt', 'TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf'), isChecked('usdt', '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359')]).toEqual([undefined, false, true]);
  });

  it.each(good)('of %s passes: %s', (currency, address) => {
    expect(addressFault(currency, address)).toBeUndefined();
  });

  it.each([
    ['btc', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 'checksum'],
    ['btc', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'checksum'],
    ['btc', 'BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', 'checksum'],
    ['btc', 'bc1pw5dgrnzv', 'checksum'],
    ['btc', 'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'checksum'],
    ['btc', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf', 'checksum'],
    ['btc', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', 'checksum'],
    ['btc', 'Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'checksum'],
    ['btc', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'checksum'],
    ['btc', 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 'shape'],
    ['btc', 'lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypq', 'shape'],
    ['xrp', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi', 'checksum'],
    ['xrp', 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ', 'xAddress'],
    ['eth', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe', 'shape'],
    ['eth', '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'checksum'],
    ['usdt', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee', 'checksum'],
    ['eth', '5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'shape'],
    ['usdc', '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d35Z', 'shape'],
    ['doge', 'DH5yaieqoZN36fDVciNyRueRGvGLR3m<r7L', 'characters'],
    ['doge', 'DH5yaieqoZN36f DVciNyRueRGvGLR3mr7L', 'characters'],
    ['doge', 'short', 'length'],
    ['doge', 'x'.repeat(129), 'length'],
    ['btc', '', 'length'],
    ['usdc', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'otherCoin'],
    ['usdt', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'otherCoin'],
    ['usdc', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'otherCoin'],
    ['xrp', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'shape'],
    ['btc', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'shape'],
    ['eth', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'shape'],
  ])('of %s that is %s is refused: %s', (currency, address, fault) => {
    expect(addressFault(currency, address)).toBe(fault);
  });

  it('with any letter replaced by a look-alike, or anything invisible in it, is refused', () => {
    const spoof = fc.constantFrom('\u0430', '\u0435', '\u043e', '\u0441', '\u200b', '\u200d', '\u202e', '\u00a0', '\ufeff', '\u0131', '\uff41', '\u{1d41a}');
    fc.assert(fc.property(fc.constantFrom(...good), fc.nat(), spoof, fc.boolean(), ([currency, address], at, letter, instead) => {
      const place = at % address.length;
      expect(addressFault(currency, `${address.slice(0, place)}${letter}${address.slice(place + (instead ? 1 : 0))}`)).toBe('notAscii');
    }), { numRuns: 500 });
  });

  it('with a checksum and any one letter changed, or two neighbours swapped, is refused', () => {
    const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    fc.assert(fc.property(fc.constantFrom(...checksummed), fc.nat(), fc.constantFrom(...Array.from(letters)), fc.boolean(), ([currency, address], at, letter, swap) => {
      const place = at % (address.length - 1);
      const [one = '', two = ''] = address.slice(place);
      const changed = swap ? `${address.slice(0, place)}${two}${one}${address.slice(place + 2)}` : `${address.slice(0, place)}${letter}${address.slice(place + 1)}`;
      fc.pre(changed !== address && changed.toLowerCase() !== address.toLowerCase());
      expect(addressFault(currency, changed)).toMatch(/checksum|shape/);
    }), { numRuns: 1000 });
  });

  // Its checksum is one bit a letter, so this is true of these two and of nearly all others, but not of every address there is.
  it.each(['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB'])('of Ethereum with any one letter or figure of %s changed is refused', (address) => {
    const places = Array.from(address, (_, place) => place).slice(2);
    const changed = places.flatMap((place) => Array.from('0123456789abcdefABCDEF', (letter) => `${address.slice(0, place)}${letter}${address.slice(place + 1)}`)).filter((one) => one !== address);
    expect(changed.filter((one) => addressFault('eth', one) !== 'checksum')).toEqual([]);
  });
});

describe('a destination tag', () => {
  it.each([['0', true], ['1', true], ['4294967295', true], ['4294967296', false], ['01', false], ['-1', false], ['1.5', false], ['', false], ['abc', false], ['99999999999', false]])('%s is one: %s', (text, is) => {
    expect(isTag(text)).toBe(is);
  });

  it.each([['rX?dt=12', { address: 'rX', tag: '12' }], ['rX', { address: 'rX' }], ['rX?dt=', { address: 'rX', tag: '' }]])('%s is taken apart and put together again', (text, parts) => {
    expect(splitTag(text)).toEqual(parts);
    expect(joinTag(splitTag(text))).toBe(text);
  });
});
