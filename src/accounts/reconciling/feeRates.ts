// Learns from fills what the account pays per market, side and role, so that a card can say what a fee will be.
import { feeRateKey } from '../../model/trading/feeRate.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import { dividedBy, isPositive, type Decimal } from '../../model/money.js';
import type { Trade } from '../../model/trading/trade.js';
import type { DescribeMarket } from './reconcileTypes.js';

type FeeRates = Readonly<Record<string, Decimal>>;

/** Rates are cut to this many decimals: 0.002 is 0.2 %. */
const ratePlaces = 6;

/**
 * The rates with what these trades teach, under feeRateKey and, as the latest of any, under the market alone; the same object
 * when that is nothing. Fees are of what is received (PROTOCOL.md section 5). Five entries per market at most.
 */
export function learnFeeRates(rates: FeeRates, trades: readonly Trade[], describe: DescribeMarket): FeeRates {
  return trades.reduce((known, trade) => {
    const learnt = rateOf(trade, describe);
    if (learnt === undefined || (known[learnt.key] === learnt.rate && known[trade.market] === learnt.rate)) return known;
    return { ...known, [learnt.key]: learnt.rate, [trade.market]: learnt.rate };
  }, rates);
}

function rateOf(trade: Trade, describe: DescribeMarket): { readonly key: string; readonly rate: Decimal } | undefined {
  if (trade.feeAmount === undefined || trade.takerSide === undefined) return undefined;
  const { currency, amount } = receivedOf(trade, describe);
  if (!isPositive(amount) || (trade.feeCurrency !== undefined && trade.feeCurrency !== currency)) return undefined;
  const role = trade.takerSide === trade.side ? 'taker' : 'maker';
  return { key: feeRateKey(trade.market, trade.side, role), rate: dividedBy(trade.feeAmount, amount, ratePlaces, 'nearest') };
}

/** What a trade credits: the buyer the base, the seller the quote currency; before the fee. */
export function receivedOf(trade: Trade, describe: DescribeMarket): { readonly currency: CurrencyCode; readonly amount: Decimal } {
  const { base, quote } = describe(trade.market);
  return trade.side === 'buy' ? { currency: base, amount: trade.amount } : { currency: quote, amount: trade.total };
}
