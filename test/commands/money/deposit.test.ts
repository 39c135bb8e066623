// What is said of the network of a deposit address: a coin sent over the wrong one is lost.
import { describe, expect, it } from '@jest/globals';
import type { Currency } from '../../../src/model/trading/market.js';
import type { WithdrawQuote } from '../../../src/model/payments/withdrawQuote.js';
import { d } from '../../accounts/samples.js';
import { aCurrency } from '../../markets/marketSamples.js';
import { createStroll, type Shown } from '../stroll.js';

const etherscan = 'https://etherscan.io/address/#{address}';
const quoteOver = (blockchain: string): WithdrawQuote => ({ id: blockchain, currency: 'usdc', fee: d('4'), blockchain });

const card = (over: Partial<Currency>, quotes: () => readonly WithdrawQuote[]): Promise<Shown> => createStroll((core) => ({
  markets: { ...core.markets, findCurrency: async (code) => ({ ...aCurrency(code, 'USD Coin'), minDepositAmount: d('1'), minConfirmations: 12, ...over }) },
  accounts: { ...core.accounts, withdrawQuotes: async () => quotes() },
})).type('deposit usdc');

describe('the card of a deposit', () => {
  it.each<readonly [string, Partial<Currency>, () => readonly WithdrawQuote[], RegExp]>([
    ['by the page its addresses are shown on', { explorerAddress: etherscan }, () => [], /Network: Ethereum \(.*etherscan\.io\).*another network the coins are lost/],
    ['by its withdrawals, with a warning', {}, () => [quoteOver('tron')], /⚠️ Network: .*withdraws USDC over Tron .*capecrypto\.com before you send/],
    ['as unknown where there are several', {}, () => [quoteOver('tron'), quoteOver('ethereum')], /⚠️ Network: the exchange does not tell me.*capecrypto\.com before you send/],
    ['as unknown where nothing says it', {}, () => [], /⚠️ Network: the exchange does not tell me/],
    ['as unknown where the exchange cannot be asked', {}, () => { throw new Error('away'); }, /⚠️ Network: the exchange does not tell me/],
  ])('tells the network %s', async (_how, over, quotes, words) => {
    const { text } = await card(over, quotes);
    expect(text).toMatch(words);
    expect(text).toMatch(/Address: bc1q[\s\S]*Smallest deposit: 1 USDC\nCredited after 12 confirmations/);
    expect(text).not.toContain('its own network');
  });
});
