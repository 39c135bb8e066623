// The five currencies with their fees, precisions and confirmations.
import { decimal, railsText, type Decimal } from '../decimals.js';

export interface Currency {
  id: string;
  name: string;
  symbol: string;
  type: 'coin' | 'fiat';
  explorer: string | null;
  precision: number;
  minDeposit: Decimal;
  withdrawFee: Decimal;
  minWithdraw: Decimal;
  limit24h: Decimal;
  minConfirmations: number;
  depositEnabled: boolean;
  withdrawalEnabled: boolean;
}

type Row = [id: string, name: string, symbol: string, explorer: string | null, precision: number,
  minDeposit: string, fee: string, minWithdraw: string, limit24h: string, confirmations: number];

const ROWS: Row[] = [
  ['btc', 'Bitcoin', '₿', 'https://mempool.space', 8, '0.0001', '0.0002', '0.001', '5', 2],
  ['eth', 'Ethereum', 'Ξ', 'https://etherscan.io', 8, '0.001', '0.003', '0.01', '80', 12],
  ['xrp', 'XRP', 'XRP', 'https://xrpscan.com', 6, '1', '0.25', '20', '250000', 1],
  ['usdc', 'USD Coin', '$', 'https://etherscan.io', 2, '1', '4', '10', '200000', 12],
  ['zar', 'South African Rand', 'R', null, 2, '10', '8.5', '50', '3000000', 0],
];

/** A fresh copy of the currency list, in the order the exchange lists them. */
export function currencyList(): Currency[] {
  return ROWS.map(([id, name, symbol, explorer, precision, minDeposit, fee, minWithdraw, limit24h, minConfirmations]) => ({
    id, name, symbol, explorer, precision, minConfirmations, type: explorer === null ? 'fiat' : 'coin',
    minDeposit: decimal(minDeposit), withdrawFee: decimal(fee), minWithdraw: decimal(minWithdraw),
    limit24h: decimal(limit24h), depositEnabled: true, withdrawalEnabled: true,
  }));
}

/** One currency as GET /public/currencies shows it; confirmations and explorers are a coin's only. */
export function currencyBody(currency: Currency, position: number): Record<string, unknown> {
  const coin = currency.type === 'coin';
  return {
    id: currency.id, name: currency.name, symbol: currency.symbol,
    explorer_transaction: coin ? `${String(currency.explorer)}/tx/#{txid}` : undefined,
    explorer_address: coin ? `${String(currency.explorer)}/address/#{address}` : undefined,
    type: currency.type, deposit_enabled: currency.depositEnabled, withdrawal_enabled: currency.withdrawalEnabled,
    deposit_fee: '0.0', min_deposit_amount: railsText(currency.minDeposit),
    withdraw_fee: railsText(currency.withdrawFee), min_withdraw_amount: railsText(currency.minWithdraw),
    withdraw_limit_24h: railsText(currency.limit24h), withdraw_limit_72h: railsText(currency.limit24h.times(3)),
    base_factor: coin ? 10 ** currency.precision : 1, precision: currency.precision, position,
    icon_url: '', min_confirmations: coin ? currency.minConfirmations : undefined,
  };
}
