// One fill of a practice order: money against coin, the fee off what is received, as the exchange books it (PROTOCOL.md section 5); pure.
import { dividedBy, isZero, minus, plus, round, times, type Decimal } from '../model/money.js';
import type { Order, Side } from '../model/trading/order.js';
import type { PracticeAccount, PracticeOrder } from '../model/practice.js';
import type { Trade } from '../model/trading/trade.js';
import { givenBy, pay, payLocked, receive, receivedBy } from './funds.js';
import { withTrade } from './practiceAccount.js';

/** Fees are told with up to so many decimals (PROTOCOL.md section 5). */
const feePlaces = 16;
/** Enough places that average times amount gives the exact total back to the cent. */
const averagePlaces = 20;

export interface Fill {
  readonly price: Decimal;
  /** In base. */
  readonly amount: Decimal;
  /** A taker pays from what is available, a maker from what was locked when the order began to wait. */
  readonly role: 'maker' | 'taker';
}

export interface Filled {
  readonly account: PracticeAccount;
  readonly placed: PracticeOrder;
}

/** The account and the order after a fill; the order is not yet put into the account. `now` is ms since 1970. @throws Error where the money is not there */
export function fillOrder({ account, placed }: Filled, { price, amount, role }: Fill, now: number): Filled {
  const { side } = placed.order;
  const total = times(price, amount);
  const [given, received] = side === 'buy' ? [total, amount] : [amount, total];
  const fee = round(times(received, placed.fees[role]), feePlaces, 'nearest');
  const paid = (role === 'taker' ? pay : payLocked)(account.funds, givenBy(side, placed), given);
  const funds = receive(paid, receivedBy(side, placed), minus(received, fee));
  const fills = placed.fills + 1;
  const trade: Trade = {
    id: `${placed.order.id}.${fills}`, orderId: placed.order.id, market: placed.order.market, side, price, amount, total,
    takerSide: role === 'taker' ? side : otherSide(side), feeAmount: fee, feeCurrency: receivedBy(side, placed), at: now,
  };
  const after = { ...placed, fills, total: plus(placed.total, total), fee: plus(placed.fee, fee) };
  return { account: withTrade({ ...account, funds }, trade), placed: { ...after, order: executed(placed.order, amount, after.total, now) } };
}

const otherSide = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

function executed(order: Order, amount: Decimal, total: Decimal, now: number): Order {
  const executedVolume = plus(order.executedVolume, amount);
  const remainingVolume = minus(order.originVolume, executedVolume);
  return {
    ...order, executedVolume, remainingVolume, averagePrice: dividedBy(total, executedVolume, averagePlaces, 'nearest'),
    state: isZero(remainingVolume) ? 'done' : 'wait', tradesCount: (order.tradesCount ?? 0) + 1, updatedAt: now,
  };
}
