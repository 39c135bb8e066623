// Which network a coin moves over, as far as the exchange's own data says; what it does not say is unknown here too.
import type { Currency } from '../trading/market.js';

export interface Network {
  readonly name: string;
  /** Where the exchange looks its addresses up. */
  readonly host: string;
}

/** Pages that show one network only, under the paths below; their test networks stand elsewhere. */
const explorers: Readonly<Record<string, string>> = {
  'etherscan.io': 'Ethereum', 'mempool.space': 'Bitcoin', 'blockstream.info': 'Bitcoin', 'xrpscan.com': 'XRP Ledger',
  'polygonscan.com': 'Polygon', 'bscscan.com': 'BNB Smart Chain', 'arbiscan.io': 'Arbitrum One', 'basescan.org': 'Base',
};
const mainPath = /^\/(?:address|account|tx)\//;

/** By the page the exchange shows a coin's addresses on (API.txt, Currency: explorer_address, explorer_transaction); both must agree. */
export function explorerNetwork({ explorerAddress, explorerTransaction }: Pick<Currency, 'explorerAddress' | 'explorerTransaction'>): Network | undefined {
  const [first, ...others] = [explorerAddress, explorerTransaction].flatMap((template) => (template === undefined ? [] : [readTemplate(template)]));
  return first !== undefined && others.every((one) => one?.name === first.name) ? first : undefined;
}

function readTemplate(template: string): Network | undefined {
  if (!URL.canParse(template)) return undefined;
  const { hostname, pathname, protocol } = new URL(template);
  const host = hostname.replace(/^www\./, '');
  const name = Object.hasOwn(explorers, host) ? explorers[host] : undefined;
  return name === undefined || protocol !== 'https:' || !mainPath.test(pathname) ? undefined : { name, host };
}

/** True for the names Ethereum's main network goes by, here and in quotes. */
export const isEthereum = (name: string | undefined): boolean => /^(?:eth|erc20|ethereum|ethereum ?\(?erc-?20\)?)$/i.test(name?.trim() ?? '');

/** What quotes call a network, in small letters, by the name that people know it by. */
const known: Readonly<Record<string, string>> = {
  bitcoin: 'Bitcoin', btc: 'Bitcoin', ethereum: 'Ethereum', eth: 'Ethereum', erc20: 'Ethereum', 'erc-20': 'Ethereum', litecoin: 'Litecoin', ltc: 'Litecoin', ripple: 'XRP Ledger', xrp: 'XRP Ledger',
  dogecoin: 'Dogecoin', doge: 'Dogecoin', tron: 'Tron', trc20: 'Tron', 'trc-20': 'Tron', polygon: 'Polygon', matic: 'Polygon', solana: 'Solana', sol: 'Solana', bsc: 'BNB Smart Chain', bep20: 'BNB Smart Chain', lightning: 'Lightning',
};

/** "bitcoin" as "Bitcoin"; a name that is not known stays as the exchange writes it. */
export function networkName(name: string): string {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(known, key) ? known[key] ?? name : name;
}
