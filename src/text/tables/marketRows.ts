// Markets, currencies and public trades in words, one entry of a list each.
import type { Currency, Market, PublicTrade } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { isZero, type Decimal } from '../../model/money.js';
import { showAmount, showCode, showMoney, showTime } from '../format.js';
import type { Say } from '../index.js';
import { showFee, showPrice } from '../orderFigures.js';
import { outside } from '../outside.js';
import { join, type Part } from '../rich.js';

/** Longest name of the exchange's that is shown in a list. */
const nameLimit = 40;

/** Name, state, smallest order, price limits and precisions. */
export function marketRow(say: Say, market: Market): Rich {
  const isOpen = market.state === 'enabled';
  const state = isOpen ? say('markets.enabled') : market.state === 'disabled' ? say('markets.disabled') : say('markets.state', { state: outside(market.state, nameLimit) });
  return say('markets.row', {
    mark: isOpen ? '🟢' : '🔴', name: outside(market.name, nameLimit), state, minimum: showAmount(say, market.minAmount, market.base),
    limits: priceLimits(say, market), amountPlaces: market.amountPrecision, pricePlaces: market.pricePrecision,
  });
}

function priceLimits(say: Say, { minPrice, maxPrice, quote }: Market): Rich {
  const [low, high] = [showMoney(say, minPrice, quote), showMoney(say, maxPrice, quote)];
  if (isZero(minPrice)) return isZero(maxPrice) ? say('markets.noLimits') : say('markets.upTo', { high });
  return isZero(maxPrice) ? say('markets.from', { low }) : say('markets.between', { low, high });
}

/** Side of who took, amount and price. `now` is ms since 1970. */
export function publicTradeRow(say: Say, trade: PublicTrade, market: Market, now: number, timeZone: string): Rich {
  const side = trade.takerSide === 'buy' || trade.takerSide === 'sell' ? trade.takerSide : undefined;
  return say('trades.row', {
    mark: side === undefined ? '⚪' : side === 'buy' ? '🟢' : '🔴', time: showTime(say, trade.at, now, timeZone),
    side: say(side === undefined ? 'trades.unknownSide' : `side.${side}`),
    amount: showAmount(say, trade.amount, market.base), price: showPrice(say, trade.price, market.quote, market.pricePrecision),
  });
}

/** Whether money can come in and go out, and at what cost; `full` for a message of its own. */
export function currencyEntry(say: Say, currency: Currency, full: boolean): Rich {
  const mark = (isOpen: boolean): Part => (isOpen ? '🟢' : '🔴');
  const values = {
    code: showCode(currency.id), name: outside(currency.name, nameLimit),
    depositMark: mark(currency.depositEnabled), deposits: depositFacts(say, currency),
    withdrawMark: mark(currency.withdrawalEnabled), withdrawals: withdrawalFacts(say, currency),
  };
  return full ? say('currency.one', { ...values, places: currency.precision }) : say('currency.row', values);
}

function depositFacts(say: Say, currency: Currency): Rich {
  if (!currency.depositEnabled) return say('currency.closed');
  const { minConfirmations: count } = currency;
  const confirmations = count === undefined || count === 0 ? '' : say('currency.confirmations', { count });
  return say('currency.open', { facts: join([...costs(say, currency, currency.minDepositAmount, currency.depositFee), confirmations], ', ') });
}

function withdrawalFacts(say: Say, currency: Currency): Rich {
  if (!currency.withdrawalEnabled) return say('currency.closed');
  return say('currency.open', { facts: join(costs(say, currency, currency.minWithdrawAmount, currency.withdrawFee), ', ') });
}

function costs(say: Say, { id }: Currency, minimum: Decimal, fee: Decimal): readonly Rich[] {
  return [
    isZero(minimum) ? say('currency.noMinimum') : say('currency.minimum', { amount: showMoney(say, minimum, id) }),
    isZero(fee) ? say('currency.noFee') : say('currency.fee', { amount: showFee(say, fee, id) }),
  ];
}
