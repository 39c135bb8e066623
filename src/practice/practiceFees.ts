// The fee rates practice takes: what the user's own real trades have taught of a market and side, else the documented ones.
import { feeRateKey } from '../model/trading/feeRate.js';
import type { MarketId } from '../model/trading/market.js';
import type { Side } from '../model/trading/order.js';
import { defaultPracticeFees, type PracticeFees } from '../model/practice.js';
import type { UserRecord } from '../model/user.js';

export function practiceFees({ account: { feeRates } }: Pick<UserRecord, 'account'>, market: MarketId, side: Side): PracticeFees {
  const [maker, taker] = [feeRates[feeRateKey(market, side, 'maker')], feeRates[feeRateKey(market, side, 'taker')]];
  return { maker: maker ?? defaultPracticeFees.maker, taker: taker ?? defaultPracticeFees.taker, learnt: maker !== undefined || taker !== undefined };
}
