// What is taken for an address out of what wallets share and people paste, and what is refused by its own name.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAddressText } from '../../../src/model/payments/addressText.js';

const segwit = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const base58 = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
const ripple = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const ether = '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359';

describe('an address', () => {
  it.each<readonly [string, string, string, object]>([
    ['alone', 'btc', ` ${segwit}\n`, { address: segwit }],
    ['in a link', 'btc', `bitcoin:${segwit}`, { address: segwit }],
    ['in a link in capitals, as in a code', 'btc', `BITCOIN:${segwit.toUpperCase()}`, { address: segwit.toUpperCase() }],
    ['in a link with an amount and a label', 'btc', `bitcoin:${base58}?amount=0.1&label=Cold%20wallet`, { address: base58 }],
    ['in a link with an invoice beside it', 'btc', `bitcoin:${segwit}?lightning=lnbc1`, { address: segwit }],
    ['in groups of four, as the cards show it', 'btc', base58.replace(/(.{4})(?=.)/g, '$1 '), { address: base58 }],
    ['in groups of four over two lines', 'btc', segwit.replace(/(.{4})(?=.)/g, '$1\u00a0').replace('\u00a0', '\n'), { address: segwit }],
    ['of XRP with its tag', 'xrp', `${ripple}?dt=12345`, { address: ripple, tag: '12345' }],
    ['of XRP in a link', 'xrp', `ripple:${ripple}?dt=7`, { address: ripple, tag: '7' }],
    ['of XRP in another link', 'xrp', `xrpl:${ripple}?amount=1&tag=9`, { address: ripple, tag: '9' }],
    ['of Ethereum in a link', 'eth', `ethereum:${ether}?value=1e18`, { address: ether }],
    ['of Ethereum in a link that names its own chain', 'eth', `ethereum:pay-${ether}@1`, { address: ether }],
    ['of a token in a link of Ethereum', 'usdc', `ethereum:${ether}`, { address: ether }],
  ])('%s is read', (_how, currency, text, address) => {
    expect(readAddressText(currency, text)).toEqual(address);
  });

  it.each<readonly [string, string, string, string]>([
    ['in a link of another coin', 'btc', `litecoin:${segwit}`, 'otherCoin'],
    ['of bitcoin where XRP is asked for', 'xrp', `bitcoin:${segwit}`, 'otherCoin'],
    ['of Ethereum where bitcoin is asked for', 'btc', `ethereum:${ether}`, 'shape'],
    ['in a link that insists on something', 'btc', `bitcoin:${segwit}?req-somethingyoudontunderstand=50`, 'link'],
    ['in a link without one', 'btc', 'bitcoin:?lightning=lnbc1', 'link'],
    ['of a contract that a link calls', 'eth', `ethereum:${ether}/transfer?address=0x0000000000000000000000000000000000000001&uint256=1`, 'link'],
    ['on another chain', 'eth', `ethereum:${ether}@137`, 'link'],
    ['with its tag inside', 'xrp', 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ', 'xAddress'],
    ['with a space somewhere', 'btc', `${segwit.slice(0, 7)} ${segwit.slice(7)}`, 'characters'],
    ['in groups of four, one of them changed', 'btc', base58.replace('QGef', 'QGee').replace(/(.{4})(?=.)/g, '$1 '), 'checksum'],
    ['in a link with something unseen', 'btc', `bitcoin:${segwit.slice(0, 9)}\u200b${segwit.slice(9)}`, 'notAscii'],
  ])('%s is refused: %s %s', (_how, currency, text, fault) => {
    expect(readAddressText(currency, text)).toEqual({ fault });
  });

  it('of any content and length is an address or a named fault', () => {
    const part = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('bitcoin:', 'ethereum:', '?dt=', '@', ' ', base58, ether, ripple));
    fc.assert(fc.property(fc.constantFrom('btc', 'eth', 'xrp', 'usdc'), fc.array(part, { maxLength: 5 }), (currency, parts) => {
      const read = readAddressText(currency, parts.join(''));
      expect('fault' in read || /^[!-~]+$/.test(read.address)).toBe(true);
    }));
  });
});
