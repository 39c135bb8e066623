import { describe, expect, it } from '@jest/globals';
import { networkName, explorerNetwork, isEthereum } from '../../../src/model/payments/network.js';

describe('the network of a coin', () => {
  it.each([
    ['https://etherscan.io/address/#{address}', 'Ethereum'], ['https://www.etherscan.io/address/#{address}', 'Ethereum'],
    ['https://mempool.space/address/#{address}', 'Bitcoin'], ['https://xrpscan.com/account/#{address}', 'XRP Ledger'],
    ['https://sepolia.etherscan.io/address/#{address}', undefined], ['https://mempool.space/testnet/address/#{address}', undefined],
    ['https://etherscan.io.example.com/address/#{address}', undefined], ['http://etherscan.io/address/#{address}', undefined],
    ['https://explorer.example/address/#{address}', undefined], ['not an address', undefined], ['', undefined], ['constructor', undefined],
  ])('shown on %s is %s', (explorerAddress, name) => {
    expect(explorerNetwork({ explorerAddress })?.name).toBe(name);
  });

  it('is not known where the page of addresses and that of transactions disagree', () => {
    const explorerAddress = 'https://etherscan.io/address/#{address}';
    expect(explorerNetwork({ explorerAddress, explorerTransaction: 'https://etherscan.io/tx/#{txid}' })).toEqual({ name: 'Ethereum', host: 'etherscan.io' });
    expect(explorerNetwork({ explorerAddress, explorerTransaction: 'https://polygonscan.com/tx/#{txid}' })).toBeUndefined();
    expect(explorerNetwork({})).toBeUndefined();
  });

  it.each([['ethereum', true], ['Ethereum (ERC-20)', true], ['ERC20', true], ['ethereum classic', false], ['polygon', false], ['', false], [undefined, false]])('named %s is Ethereum: %s', (name, is) => {
    expect(isEthereum(name)).toBe(is);
  });
});

it.each([['bitcoin', 'Bitcoin'], ['BTC', 'Bitcoin'], [' erc20 ', 'Ethereum'], ['xrp', 'XRP Ledger'], ['trc-20', 'Tron'], ['Some Chain', 'Some Chain'], ['constructor', 'constructor'], ['', '']])('the network %j is called %j', (name, known) => {
  expect(networkName(name)).toBe(known);
});
