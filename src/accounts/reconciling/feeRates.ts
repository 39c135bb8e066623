// Learns from fills what the account pays per market, side and role, so that a card can say what a fee will be.
import { feeRateKey, type FeeRate } from '../../model/trading/feeRate.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import { dividedBy, isNegative, isPositive, round, type Decimal } from '../../model/money.js';
import type { Trade } from '../../model/trading/trade.js';
import type { DescribeMarket } from './reconcileTypes.js';

type FeeRates = Readonly<Record<string, Decimal>>;

/** Rates are cut to this many decimals: 0.002 is 0.2 %. */
const ratePlaces = 6;
/** A fee is told with 16 decimals, so of a tiny amount its rate comes out a hair off: what is beyond this is such noise. */
const noisePlaces = 8;

/**
 * The rates with what these trades teach, each under feeRateKey; the same object when that is nothing. What the latest trade
 * of a market, side and role was charged stands, and on which side of it. Four entries per market at most.
 */
export function learnFeeRates(rates: FeeRates, trades: readonly Trade[], describe: DescribeMarket): FeeRates {
  return trades.reduce((known, trade) => {
    const learnt = rateOf(trade, describe);
    if (learnt === undefined) return known;
    const { [learnt.otherKey]: other, ...rest } = known;
    return other === undefined && known[learnt.key] === learnt.rate ? known : { ...rest, [learnt.key]: learnt.rate };
  }, rates);
}

/** Of a trade between two orders of one account nobody can tell which of them took. */
function rateOf(trade: Trade, describe: DescribeMarket): { readonly key: string; readonly otherKey: string; readonly rate: Decimal } | undefined {
  if (trade.feeAmount === undefined || trade.takerSide === undefined || trade.self === true) return undefined;
  const received = receivedOf(trade, describe);
  const of: FeeRate['of'] = trade.feeCurrency === undefined || trade.feeCurrency === received.currency ? 'received' : 'given';
  const { currency, amount } = of === 'received' ? received : givenBy(trade, describe);
  if (!isPositive(amount) || (trade.feeCurrency !== undefined && trade.feeCurrency !== currency)) return undefined;
  const role = trade.takerSide === trade.side ? 'taker' : 'maker';
  const key = (side: FeeRate['of']): string => feeRateKey(trade.market, trade.side, role, side);
  const rate = round(dividedBy(trade.feeAmount, amount, noisePlaces, 'nearest'), ratePlaces, isNegative(trade.feeAmount) ? 'down' : 'up');
  return { key: key(of), otherKey: key(of === 'received' ? 'given' : 'received'), rate };
}

const givenBy = (trade: Trade, describe: DescribeMarket): { readonly currency: CurrencyCode; readonly amount: Decimal } => {
  const { base, quote } = describe(trade.market);
  return trade.side === 'buy' ? { currency: quote, amount: trade.total } : { currency: base, amount: trade.amount };
};

/** What a trade credits: the buyer the base, the seller the quote currency; before the fee. */
export function receivedOf(trade: Trade, describe: DescribeMarket): { readonly currency: CurrencyCode; readonly amount: Decimal } {
  const { base, quote } = describe(trade.market);
  return trade.side === 'buy' ? { currency: base, amount: trade.amount } : { currency: quote, amount: trade.total };
}
