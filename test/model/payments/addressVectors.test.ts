// The checksums of addresses against the vectors their standards publish, and against text at its limits.
import { describe, expect, it } from '@jest/globals';
import { addressFault, isTag, joinTag, splitTag, type AddressFault } from '../../../src/model/payments/addressChecks.js';

type Row = readonly [address: string, fault: AddressFault | undefined];

describe('the vectors of BIP 173 and BIP 350', () => {
  const rows: readonly Row[] = [
    ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', undefined],
    ['bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y', undefined],
    ['BC1SW50QGDZ25J', undefined],
    ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', undefined],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', undefined],
    ['bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3', undefined],
    // Right as BIP 173 had it; BIP 350 took the checksum away from later versions.
    ['bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx', 'checksum'],
    ['BC1SW50QA3JX3S', 'checksum'],
    ['bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj', 'checksum'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 'checksum'],
    ['BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL', 'checksum'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'checksum'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', 'checksum'],
    ['bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'checksum'],
    ['BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', 'checksum'],
    ['BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2', 'checksum'],
    ['bc1pw5dgrnzv', 'checksum'],
    ['bc1rw5uspcuh', 'checksum'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', 'checksum'],
    ['bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90', 'checksum'],
    ['BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'checksum'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf', 'checksum'],
    ['bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du', 'checksum'],
    ['bc1gmk9yu', 'length'],
    ['tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7', 'shape'],
    ['tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c', 'shape'],
    ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq', 'shape'],
    ['tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut', 'shape'],
    ['abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw', 'shape'],
    ['split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w', 'shape'],
    ['an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs', 'shape'],
    ['?1ezyfcl', 'length'],
    ['pzry9x0s0muk', 'shape'],
    // No separator but the prefix's own, no data, and a second separator.
    ['11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j', 'checksum'],
    ['bc11qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'checksum'],
    ['bc1qw508d6qejxtdg4y5r31zarvary0c5xw7kv8f3t4', 'checksum'],
  ];

  it.each(rows)('%s: %s', (address, fault) => {
    expect(addressFault('btc', address)).toBe(fault);
    if (fault === undefined) for (const other of ['usdc', 'ltc']) expect(addressFault(other, address)).toBe('otherCoin');
  });

  it.each([
    'Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    'bC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
    'BC1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7Kv8f3t4',
  ])('in capitals and small letters mixed it is refused: %s', (address) => {
    expect(addressFault('btc', address)).toBe('checksum');
    expect(addressFault('usdc', address)).toBeUndefined();
  });
});

describe('base58 with a checksum', () => {
  const bitcoin: readonly Row[] = [
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', undefined],
    ['17VZNX1SN5NtKa8UQFxwQbFeFc3iqRYhem', undefined],
    ['1BitcoinEaterAddressDontSendf59kuE', undefined],
    ['1111111111111111111114oLvT2', undefined],
    ['1QLbz7JHiBTspS962RLKV8GndWFwi5j6Qr', undefined],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', undefined],
    ['3EktnHQD7RiAE6uzMj2ZifT9YgRrkSgzQX', undefined],
    ['3R2cuenjG5nFubqX9Wzuukdin2YfBbQ6Kw', undefined],
    ['3P14159f73E4gFr7JterCCQh9QjiTjiZrG', undefined],
    // A zero byte more, a zero byte less, and capitals changed.
    ['11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'checksum'],
    ['111111111111111111114oLvT2', 'checksum'],
    ['1a1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'checksum'],
    // Letters that base58 leaves out.
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0', 'checksum'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNO', 'checksum'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNI', 'checksum'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNl', 'checksum'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN?', 'checksum'],
    // A test net's two, a key, and other coins': litecoin, dogecoin, dash, zcash, tron.
    ['mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', 'shape'],
    ['2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc', 'shape'],
    ['5Hwgr3u458GLafKBgxtssHSPqJnYoGrSzgQsPwLhLNYskDFyyA', 'shape'],
    ['LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1', 'shape'],
    ['DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L', 'shape'],
    ['XjbaGWaGnvEtuQAUoBgDxJWe8ZNv45upG2', 'shape'],
    ['t1RwbKka1CnktvAJ1cSqdn7c6PXWG4tZqgd', 'shape'],
    ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'shape'],
  ];
  const ripple: readonly Row[] = [
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', undefined],
    ['rrrrrrrrrrrrrrrrrrrrrhoLvTp', undefined],
    ['rrrrrrrrrrrrrrrrrrrrBZbvji', undefined],
    ['rrrrrrrrrrrrrrrrrrrn5RM1rHd', undefined],
    ['rrrrrrrrrrrrrrrrrrrrrrhoLvTp', 'checksum'],
    ['rrrrrrrrrrrrrrrrrrrrhoLvTp', 'checksum'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTH', 'checksum'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyT0', 'checksum'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh?dt=12', 'checksum'],
    ['X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ', 'xAddress'],
    ['sn259rEFXrQrWyx3Q7XneWcwV6dfL', 'shape'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'shape'],
  ];

  it.each(bitcoin)('of bitcoin %s: %s', (address, fault) => {
    expect(addressFault('btc', address)).toBe(fault);
    // Of coins without a rule here nothing more is known than that it is not a witness address or one of the XRP ledger.
    expect(addressFault('ltc', address)).toBeUndefined();
  });

  it.each(ripple)('of the XRP ledger %s: %s', (address, fault) => {
    expect(addressFault('xrp', address)).toBe(fault);
    expect(addressFault('ltc', address)).toBe(fault === undefined ? 'otherCoin' : undefined);
  });
});

describe('text that is no address', () => {
  it.each([
    ['btc', `bc1${'q'.repeat(87)}`, 'checksum'],
    ['btc', `bc1${'q'.repeat(88)}`, 'checksum'],
    ['btc', `bc1${'q'.repeat(125)}`, 'checksum'],
    ['btc', `bc1${'q'.repeat(126)}`, 'length'],
    ['btc', '1'.repeat(9), 'length'],
    ['btc', '1'.repeat(10), 'checksum'],
    ['btc', '1'.repeat(35), 'checksum'],
    ['btc', '1'.repeat(36), 'checksum'],
    ['btc', '1'.repeat(128), 'checksum'],
    ['btc', '1'.repeat(129), 'length'],
    ['btc', '3z'.repeat(64), 'checksum'],
    ['xrp', 'r'.repeat(128), 'checksum'],
    ['xrp', 'r'.repeat(129), 'length'],
    ['usdt', 'r'.repeat(128), undefined],
    ['usdt', `bc1${'q'.repeat(125)}`, undefined],
    ['btc', '1'.repeat(1_000_000), 'length'],
    ['xrp', `r${'z'.repeat(1_000_000)}`, 'length'],
    ['btc', `bc1${'q'.repeat(1_000_000)}`, 'length'],
  ] as const)('of %s, however long, is known for what it is (row %#)', (currency, text, fault) => {
    expect(addressFault(currency, text)).toBe(fault);
  });

  // These become ASCII letters when their case is changed.
  it.each([
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7\u212av8f3t4',
    'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7\u212aV8F3T4',
    'bc1\u017fw50qgdz25j',
    '\u0131A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  ])('with a letter that only looks like one is refused: %s', (address) => {
    for (const currency of ['btc', 'xrp', 'usdt']) expect(addressFault(currency, address)).toBe('notAscii');
  });
});

describe('a tag beside an address', () => {
  it.each([
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh?dt=1?dt=2', { address: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh?dt=1', tag: '2' }],
    ['?dt=7', { address: '', tag: '7' }],
    ['rX?dt=0012', { address: 'rX', tag: '0012' }],
    ['rX?DT=12', { address: 'rX?DT=12' }],
    ['rX?memo=12', { address: 'rX?memo=12' }],
    ['rX\n?dt=12', { address: 'rX\n?dt=12' }],
  ])('%j is taken apart at the last "?dt=" of its line, and put together again', (text, parts) => {
    expect(splitTag(text)).toEqual(parts);
    expect(joinTag(splitTag(text))).toBe(text);
  });

  it.each(['\u0661', '１２', '1 ', ' 1', '1\n', '+1', '0x1', '1e3', '00', '9'.repeat(1000)])('%j is no tag', (text) => {
    expect(isTag(text)).toBe(false);
  });
});
