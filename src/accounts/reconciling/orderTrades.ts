// The trades known of one order: adding them, completing their fees, and whether they account for all that was executed.
import type { TrackedOrder } from '../../model/account.js';
import { dividedBy, isBelow, isZero, sum } from '../../model/money.js';
import type { Trade } from '../../model/trading/trade.js';

/** More trades than this of one order and the older half is folded into one sum. */
export const tradesPerOrderLimit = 500;
const foldedId = /^folded:(\d+)$/;

/** What is executed of the order by the trades that are known. */
export const executedByTrades = (tracked: TrackedOrder) => sum(tracked.trades.map((trade) => trade.amount));

/** True when the known trades account for all the exchange says was executed. */
export const isComplete = (tracked: TrackedOrder): boolean => !isBelow(executedByTrades(tracked), tracked.order.executedVolume);

/** True when every known trade's fee is known, as far as it will ever be. */
export const feesKnown = (tracked: TrackedOrder): boolean => tracked.trades.every((trade) => trade.feeAmount !== undefined || trade.self === true);

/** How many trades are known, folded ones counted one by one. */
export function countTrades(tracked: Pick<TrackedOrder, 'trades'>): number {
  return tracked.trades.reduce((total, trade) => total + Number(foldedId.exec(trade.id)?.[1] ?? 1), 0);
}

/** Ids count up with time and have no leading zeros, while stamps may be equal. */
export const compareTradeIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

/** What is folded comes first. */
function byId(a: Trade, b: Trade): number {
  if (foldedId.test(a.id) !== foldedId.test(b.id)) return foldedId.test(a.id) ? -1 : 1;
  return compareTradeIds(a.id, b.id);
}

/** Adds trades that are not known yet, keeping them oldest first. */
export function withTrades(tracked: TrackedOrder, added: readonly Trade[]): TrackedOrder {
  if (added.length === 0) return tracked;
  const trades = [...tracked.trades, ...added].sort(byId);
  return { ...tracked, trades: trades.length > tradesPerOrderLimit ? foldOlder(trades) : trades };
}

/** Puts the fees of `heard` into the known trades of the same ids; the same object when there is nothing to complete. */
export function withFees(tracked: TrackedOrder, heard: readonly Trade[]): TrackedOrder {
  const fees = new Map(heard.filter((trade) => trade.feeAmount !== undefined).map((trade) => [trade.id, trade]));
  const lacking = tracked.trades.some((trade) => trade.feeAmount === undefined && fees.has(trade.id));
  if (!lacking) return tracked;
  return { ...tracked, trades: tracked.trades.map((trade) => withFee(trade, fees.get(trade.id))) };
}

function withFee(trade: Trade, heard: Trade | undefined): Trade {
  if (trade.feeAmount !== undefined || heard === undefined) return trade;
  return { ...withoutFeeDue(trade), ...heard };
}

/** The trade whose fee is not waited for. */
export const withoutFeeDue = ({ feeDue: _due, ...trade }: Trade): Trade => trade;

function foldOlder(trades: readonly Trade[]): readonly Trade[] {
  const older = trades.slice(0, trades.length / 2);
  const [first] = older;
  if (first === undefined) return trades;
  const { orderId, market, side, feeCurrency } = first;
  const amount = sum(older.map((trade) => trade.amount));
  const total = sum(older.map((trade) => trade.total));
  const fees = older.flatMap((trade) => (trade.feeAmount === undefined || trade.feeCurrency !== feeCurrency ? [] : [trade.feeAmount]));
  const folded: Trade = {
    id: `folded:${countTrades({ trades: older })}`, orderId, market, side, amount, total,
    price: isZero(amount) ? first.price : dividedBy(total, amount, 16, 'nearest'),
    at: older.at(-1)?.at ?? first.at,
    ...(fees.length === older.length && feeCurrency !== undefined ? { feeAmount: sum(fees), feeCurrency } : {}),
  };
  return [folded, ...trades.slice(older.length)];
}
