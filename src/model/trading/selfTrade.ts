// Trades of an account with itself: nothing was bought, sold or earned by them; pure.
import { compare, decimalPlaces, dividedBy, isPositive, sum, type Decimal } from '../money.js';
import type { Order } from './order.js';
import type { Trade } from './trade.js';

/** The exchange stamps an order and its trades with different clocks, ms. */
const stampSlackMs = 60_000;

/**
 * The exchange lists a trade with oneself once, for the order that waited (PROTOCOL.md section 1, trade), so the order that took
 * lacks it for ever. These are the trades that make up what is lacking, as this order's: none unless they do so exactly.
 * @param lacking in base, what is executed of the order beyond its own trades
 * @param others trades of other orders of the same account
 */
export function selfTradesOf(order: Order, lacking: Decimal, others: readonly Trade[]): readonly Trade[] {
  if (!isPositive(lacking)) return [];
  const likely = others.filter((trade) => trade.orderId !== order.id && mayBeOf(order, trade));
  const alone = likely.filter((trade) => compare(trade.amount, lacking) === 0);
  const found = compare(sum(likely.map((trade) => trade.amount)), lacking) === 0 ? likely : alone.length === 1 ? alone : [];
  return fitsAverage(order, lacking, found) ? found.map((trade) => asTakenBy(order, trade)) : [];
}

function mayBeOf({ market, side, createdAt, updatedAt }: Order, trade: Trade): boolean {
  if (trade.market !== market || trade.side === side || (trade.takerSide ?? side) !== side) return false;
  return trade.at >= createdAt - stampSlackMs && trade.at <= updatedAt + stampSlackMs;
}

/** Where all of the order was such trades its average, rounded down by the exchange, must be theirs. */
function fitsAverage({ executedVolume, averagePrice }: Order, lacking: Decimal, found: readonly Trade[]): boolean {
  if (compare(executedVolume, lacking) !== 0 || !isPositive(averagePrice)) return true;
  return compare(dividedBy(sum(found.map((trade) => trade.total)), lacking, decimalPlaces(averagePrice)), averagePrice) === 0;
}

/** The fee that is listed is that of the order that waited. */
function asTakenBy({ id, side }: Order, { feeAmount: _fee, feeCurrency: _currency, customOrderId: _custom, ...trade }: Trade): Trade {
  return { ...trade, orderId: id, side, self: true };
}

/** Without trades with oneself: those of these ids, and those listed once for each side. */
export function withoutSelfTrades(trades: readonly Trade[], known: ReadonlySet<string> = new Set()): readonly Trade[] {
  const sides = new Map<string, Trade['side']>();
  const both = new Set<string>();
  for (const { id, side } of trades) {
    if ((sides.get(id) ?? side) !== side) both.add(id);
    sides.set(id, side);
  }
  return both.size === 0 && known.size === 0 ? trades : trades.filter(({ id }) => !both.has(id) && !known.has(id));
}
